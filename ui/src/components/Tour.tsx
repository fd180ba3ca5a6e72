import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { TextButton } from './TextButton';

export interface TourStep {
  title: string;
  text: string;
}

export interface TourProps {
  steps: TourStep[];
  onStep: (index: number) => void;
  onEnd: () => void;
  trans: TranslationBundle;
}

/** A few cards, one at a time. Esc ends them, and Tab stays inside. */
export function Tour({ steps, onStep, onEnd, trans }: TourProps): React.ReactElement {
  const [index, setIndex] = React.useState(0);
  const card = React.useRef<HTMLDivElement>(null);
  const id = React.useId();
  const isLast = index === steps.length - 1;
  React.useEffect(() => {
    onStep(index);
    // After the panel that the step brought to the front has taken the focus.
    const later = setTimeout(() => focusable(card.current!)[0].focus(), 50);
    return () => clearTimeout(later);
  }, [index]);
  React.useEffect(() => {
    // Of the whole page, so that Esc and Tab find the tour after a click beside it too.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        onEnd();
      } else if (event.key === 'Tab') {
        keepInside(event, card.current!);
      }
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [onEnd]);
  return (
    <div
      ref={card}
      className="cb-Tour-card"
      role="dialog"
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <p className="cb-small">{trans.__('Step %1 of %2', index + 1, steps.length)}</p>
      <h2 id={`${id}-title`}>{steps[index].title}</h2>
      <p id={`${id}-text`}>{steps[index].text}</p>
      <div className="cb-Actions">
        <TextButton primary onClick={isLast ? onEnd : () => setIndex(index + 1)}>
          {isLast ? trans.__('Done') : trans.__('Next')}
        </TextButton>
        {index > 0 && (
          <TextButton onClick={() => setIndex(index - 1)}>{trans.__('Back')}</TextButton>
        )}
        {!isLast && <TextButton onClick={onEnd}>{trans.__('Skip the tour')}</TextButton>}
      </div>
    </div>
  );
}

function focusable(card: HTMLElement): HTMLElement[] {
  return [...card.querySelectorAll<HTMLElement>('button')];
}

function keepInside(event: KeyboardEvent, card: HTMLElement): void {
  const buttons = focusable(card);
  const from = buttons.indexOf(document.activeElement as HTMLElement);
  const step = event.shiftKey ? -1 : 1;
  const to = from < 0 ? 0 : (from + step + buttons.length) % buttons.length;
  event.preventDefault();
  event.stopPropagation();
  buttons[to].focus();
}
