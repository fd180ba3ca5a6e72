import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import { Tour, TourStep } from '../components/Tour';
import type { Certbook } from '../tokens';

export interface TourStop extends TourStep {
  /** Make visible what the step speaks of, and return it to be outlined. */
  show: () => HTMLElement | null;
}

/** The tour, over the page; it disposes itself at its end and gives the focus back. */
export class TourWidget extends ReactWidget {
  constructor(
    private readonly _certbook: Certbook,
    private readonly _stops: TourStop[],
    private readonly _onEnd: () => void
  ) {
    super();
    this.addClass('cb-Tour');
    this._before = document.activeElement;
  }

  dispose(): void {
    this._outline(null);
    super.dispose();
  }

  protected render(): React.ReactElement {
    return (
      <Tour
        steps={this._stops}
        onStep={index => this._outline(this._stops[index].show())}
        onEnd={() => this._end()}
        trans={this._certbook.trans}
      />
    );
  }

  private _end(): void {
    this._onEnd();
    this.dispose();
    if (this._before instanceof HTMLElement) {
      this._before.focus();
    }
  }

  private _outline(target: HTMLElement | null): void {
    this._outlined?.classList.remove('cb-mod-outlined');
    target?.classList.add('cb-mod-outlined');
    this._outlined = target;
  }

  private readonly _before: Element | null;
  private _outlined: HTMLElement | null = null;
}
