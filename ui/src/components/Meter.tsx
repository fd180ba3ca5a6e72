import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

export interface MeterProps {
  /** A share between 0 and 1; null is unknown, which is not zero. */
  value: number | null;
  label: string;
  trans: TranslationBundle;
}

/** A share as a bar and as a number. */
export function Meter({ value, label, trans }: MeterProps): React.ReactElement {
  if (value === null) {
    return <span className="cb-Meter cb-faint">{trans.__('no evidence yet')}</span>;
  }
  const text = percent(value);
  return (
    <span className="cb-Meter">
      <span
        className="cb-Meter-track"
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(value * 100)}
        aria-valuetext={text}
      >
        <span className="cb-Meter-fill" style={{ width: text }} />
      </span>
      <span aria-hidden="true">{text}</span>
    </span>
  );
}

/** A share in whole percent. */
export function percent(value: number): string {
  return `${Math.round(value * 100)}%`;
}

/** Points without a needless fraction. */
export function points(value: number): string {
  return String(Math.round(value * 100) / 100);
}
