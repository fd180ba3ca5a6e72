import { ISignal, Signal } from '@lumino/signaling';

import { Api, Failure } from '../api';
import type { CheckResult, CheckStatus, TaskResult } from '../contract';

/** One lab as the results panel shows it. */
export interface Run {
  readonly lab: string;
  /** What goes on now; `idle` with a result, a failure, both or neither. */
  readonly phase: 'idle' | 'saving' | 'checking' | 'cancelling';
  /** The check under way, where there is one. */
  readonly status: CheckStatus | null;
  readonly result: CheckResult | null;
  readonly failure: Failure | null;
  /** The last check was cancelled by the learner. */
  readonly cancelled: boolean;
  /** The record has been read: no result then means never checked. */
  readonly read: boolean;
}

/** A lost network is asked again this often, after a pause that doubles each time. */
const RETRIES = 5;
const PAUSE = 250;

const wait = (milliseconds: number) =>
  new Promise<void>(resolve => setTimeout(resolve, milliseconds));

/** Checks under way and their results, one of each for a lab. */
export class Checks {
  constructor(
    private readonly _api: Api,
    private readonly _wait = wait
  ) {}

  /** Emitted with a lab's name when its run has changed. */
  get changed(): ISignal<this, string> {
    return this._changed;
  }

  /** Emitted when a check has ended with a result. */
  get checked(): ISignal<this, CheckResult> {
    return this._checked;
  }

  of(lab: string): Run {
    return this._runs.get(lab) ?? untouched(lab);
  }

  /** Read a lab's last result from the record, unless it is known or a check is under way. */
  async load(lab: string): Promise<void> {
    const run = this.of(lab);
    if (run.phase !== 'idle' || run.read) {
      return;
    }
    try {
      const result = await this._api.result(lab);
      if (this.of(lab).phase === 'idle') {
        this._set(lab, { result, failure: null, read: true });
      }
    } catch (error) {
      this._set(lab, { failure: Failure.of(error) });
    }
  }

  /**
   * Save, then check a lab. While that goes on, a second call joins it.
   *
   * Never rejects: what went wrong is the run's failure.
   */
  start(lab: string, save: () => Promise<void> = async () => undefined): Promise<void> {
    const underWay = this._underWay.get(lab);
    if (underWay !== undefined) {
      return underWay;
    }
    const check = this._check(lab, save).finally(() => this._underWay.delete(lab));
    this._underWay.set(lab, check);
    return check;
  }

  /** Cancel the check under way; nothing of it is recorded. */
  async cancel(lab: string): Promise<void> {
    const { status, phase } = this.of(lab);
    if (status === null || phase !== 'checking') {
      return;
    }
    this._set(lab, { phase: 'cancelling' });
    try {
      await this._api.cancelCheck(status.id);
    } catch (error) {
      // The check goes on, and whoever follows it says how it ended.
      if (this.of(lab).phase === 'cancelling') {
        this._set(lab, { phase: 'checking', failure: Failure.of(error) });
      }
    }
  }

  /** Open the next rung of a task's hints; rejects with a Failure. */
  async openHint(lab: string, task: string): Promise<void> {
    const rung = await this._api.openHint(lab, task);
    const { result } = this.of(lab);
    if (result !== null) {
      const withHints = (one: TaskResult): TaskResult =>
        one.key === task ? { ...one, hints: rung.hints, rungs: rung.rungs } : one;
      this._set(lab, { result: { ...result, tasks: result.tasks.map(withHints) } });
    }
  }

  private async _check(lab: string, save: () => Promise<void>): Promise<void> {
    this._set(lab, { phase: 'saving', failure: null, cancelled: false, status: null });
    try {
      await save();
      this._set(lab, { phase: 'checking' });
      this._end(lab, await this._follow(lab, await this._api.startCheck(lab)));
    } catch (error) {
      this._set(lab, { phase: 'idle', status: null, failure: Failure.of(error) });
    }
  }

  private async _follow(lab: string, status: CheckStatus): Promise<CheckStatus> {
    let losses = 0;
    while (status.state === 'waiting' || status.state === 'running') {
      this._set(lab, { status });
      try {
        // The server holds its answer back until there is news.
        status = await this._api.check(status.id, status.done);
        losses = 0;
      } catch (error) {
        losses += 1;
        if (Failure.of(error).kind !== 'network' || losses > RETRIES) {
          throw error;
        }
        await this._wait(PAUSE * 2 ** losses);
      }
    }
    return status;
  }

  private _end(lab: string, { state, result, problem }: CheckStatus): void {
    const ended: Partial<Run> = { phase: 'idle', status: null };
    if (state === 'done' && result) {
      this._set(lab, { ...ended, result, failure: null, read: true });
      this._checked.emit(result);
    } else if (state === 'cancelled') {
      this._set(lab, { ...ended, cancelled: true });
    } else {
      const failure = new Failure('problem', 0, problem ?? { message: '', remedy: '' });
      this._set(lab, { ...ended, failure });
    }
  }

  private _set(lab: string, change: Partial<Run>): void {
    this._runs.set(lab, { ...this.of(lab), ...change });
    this._changed.emit(lab);
  }

  private _runs = new Map<string, Run>();
  private _underWay = new Map<string, Promise<void>>();
  private _changed = new Signal<this, string>(this);
  private _checked = new Signal<this, CheckResult>(this);
}

function untouched(lab: string): Run {
  return {
    lab,
    phase: 'idle',
    status: null,
    result: null,
    failure: null,
    cancelled: false,
    read: false
  };
}
