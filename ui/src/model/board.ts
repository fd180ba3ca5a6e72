import { ISignal, Signal } from '@lumino/signaling';

import { Api, Failure } from '../api';
import type { Dashboard } from '../contract';

/** The dashboard's figures, read when it is shown and after each check. */
export class Board {
  constructor(private readonly _api: Api) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get dashboard(): Dashboard | null {
    return this._dashboard;
  }

  get failure(): Failure | null {
    return this._failure;
  }

  /** Read the figures; of answers that overtake each other the last question's counts. */
  async refresh(): Promise<void> {
    const asked = ++this._asked;
    try {
      const dashboard = await this._api.dashboard();
      if (asked === this._asked) {
        this._dashboard = dashboard;
        this._failure = null;
      }
    } catch (error) {
      if (asked === this._asked) {
        this._failure = Failure.of(error);
      }
    }
    this._changed.emit();
  }

  private _asked = 0;
  private _dashboard: Dashboard | null = null;
  private _failure: Failure | null = null;
  private _changed = new Signal<this, void>(this);
}
