import { ISignal, Signal } from '@lumino/signaling';

import { Api, Failure } from '../api';
import type {
  Asked,
  DueQuestion,
  ExamReport,
  ExamResult,
  ExamRoom,
  Recorded,
  ReviewedQuestion,
  Sitting
} from '../contract';

export type Answer = (number | null)[];
export type Screen = 'room' | 'sitting' | 'result' | 'review';

/** Where reports wait that the server has not kept yet, so that a reload loses none. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const RETRY = 2000;

/** The exam room: what can be sat, the open sitting, its result, and the questions that come back. */
export class Exams {
  constructor(
    private readonly _api: Api,
    private readonly _shelf: Shelf | null = null,
    private readonly _sleep: (ms: number) => Promise<void> = ms =>
      new Promise(resolve => setTimeout(resolve, ms)),
    private readonly _now: () => number = Date.now
  ) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when an exam has ended or a review was answered: mastery may have moved. */
  get recorded(): ISignal<this, void> {
    return this._recorded;
  }

  screen: Screen = 'room';
  room: ExamRoom | null = null;
  sitting: Sitting | null = null;
  result: ExamResult | null = null;
  due: DueQuestion[] = [];
  /** The due question that is shown; it stays while the list behind it changes. */
  current: DueQuestion | null = null;
  reviewed: ReviewedQuestion | null = null;
  failure: Failure | null = null;
  /** The number of the question that is shown. */
  place = 1;
  busy = false;

  /** How many reports the server has not kept yet, because it could not be reached. */
  get unsaved(): number {
    return this._away ? this._waiting.size : 0;
  }

  /** Seconds to the deadline, as the server last told it. */
  get secondsLeft(): number {
    return Math.max(0, (this._deadline - this._now()) / 1000);
  }

  get question(): Asked | null {
    return this.sitting?.questions[this.place - 1] ?? null;
  }

  /** Read what can be sat; an open sitting is gone on with. Who asks meanwhile gets the same answer. */
  refresh(): Promise<void> {
    this._refreshing ??= this._refresh().finally(() => {
      this._refreshing = null;
    });
    return this._refreshing;
  }

  private async _refresh(): Promise<void> {
    if (this.screen === 'review' || this.screen === 'result') {
      return this.readDue();
    }
    await this._try(async () => {
      this.room = await this._api.exams();
      const open = this.room.open;
      if (open && this.sitting?.id !== open.id) {
        await this._enter(await this._api.sitting(open.id));
      } else if (!open && this.sitting) {
        await this._showResult(this.sitting.id);
      }
    });
    await this.readDue();
  }

  async start(scope: string, questions: number | null, minutes: number | null): Promise<void> {
    await this._try(async () => {
      await this._enter(
        await this._api.startExam({ certification: scope, questions, minutes, seed: null })
      );
    });
  }

  /** Show a question; how long the last one was looked at is told to the server. */
  show(number: number): void {
    if (!this.sitting || number < 1 || number > this.sitting.questions.length) {
      return;
    }
    this._look();
    this.place = number;
    this._change(number, { seen: true });
    this._report(number, { seen: true });
  }

  answer(answer: Answer | null): void {
    this._change(this.place, { answer });
    this._report(this.place, answer === null ? { answer, clear: true } : { answer, clear: false });
  }

  flag(): void {
    const flagged = !this.question?.flagged;
    this._change(this.place, { flagged });
    this._report(this.place, { flagged });
  }

  /** End the sitting; what was answered is kept first. */
  async end(): Promise<void> {
    const { sitting } = this;
    if (!sitting) {
      return;
    }
    this._look();
    await this._try(async () => {
      await this._sending;
      if (this._waiting.size > 0) {
        await this._send(sitting.id);
      }
      this._show(await this._api.endExam(sitting.id));
      this._recorded.emit();
    });
  }

  /** The time is over: the server has ended the sitting, or is about to. */
  async timeOver(): Promise<void> {
    const { sitting } = this;
    if (!sitting || this._ending) {
      return;
    }
    this._ending = true;
    while (this.sitting === sitting) {
      try {
        await this._showResult(sitting.id);
      } catch (error) {
        const failure = Failure.of(error);
        if (failure.kind === 'problem' && failure.status !== 409 && failure.status < 500) {
          this.failure = failure;
          this._changed.emit();
          break;
        }
        await this._sleep(RETRY / 2);
      }
    }
    this._ending = false;
  }

  showResult(id: string): Promise<void> {
    return this._try(() => this._showResult(id));
  }

  showRoom(): Promise<void> {
    this.screen = 'room';
    this.failure = null;
    return this.refresh();
  }

  async readDue(): Promise<void> {
    try {
      this.due = (await this._api.dueQuestions()).questions;
    } catch (error) {
      console.warn('certbook: the due questions could not be read', error);
    }
    this._changed.emit();
  }

  async review(): Promise<void> {
    if (this.sitting) {
      return;
    }
    await this.readDue();
    this.screen = 'review';
    this.reviewed = null;
    this.current = this.due[0] ?? null;
    this._changed.emit();
  }

  async answerReview(answer: Answer): Promise<void> {
    const { current } = this;
    if (!current) {
      return;
    }
    await this._try(async () => {
      this.reviewed = await this._api.answerReview(current.asked.id, answer);
      this._recorded.emit();
    });
  }

  private async _enter(sitting: Sitting): Promise<void> {
    this.sitting = sitting;
    this.screen = 'sitting';
    this._since = this._now();
    this._deadline = this._now() + sitting.seconds_left * 1000;
    this._waiting = this._kept(sitting.id);
    for (const [number, { answer, clear, flagged }] of this._waiting) {
      this._change(number, {
        ...((answer !== undefined && answer !== null) || clear ? { answer: answer ?? null } : {}),
        ...(flagged === undefined || flagged === null ? {} : { flagged })
      });
    }
    this.place = 0;
    this.show(Math.max(1, sitting.place));
  }

  private async _showResult(id: string): Promise<void> {
    const result = await this._api.examResult(id);
    const wasOpen = this.sitting?.id === id;
    this._show(result);
    if (wasOpen) {
      this._recorded.emit();
    }
  }

  private _show(result: ExamResult): void {
    this._shelf?.removeItem(key(result.id));
    this._waiting.clear();
    this._away = false;
    this.failure = null;
    this.sitting = null;
    this.result = result;
    this.screen = 'result';
    this._changed.emit();
  }

  private _change(number: number, change: Partial<Asked>): void {
    if (this.sitting) {
      const questions = this.sitting.questions.map(question =>
        question.number === number ? { ...question, ...change } : question
      );
      this.sitting = { ...this.sitting, questions };
      this._changed.emit();
    }
  }

  private _look(): void {
    const seconds = (this._now() - this._since) / 1000;
    this._since = this._now();
    if (this.place > 0) {
      this._report(this.place, { seconds });
    }
  }

  private _report(number: number, report: Partial<ExamReport>): void {
    const { sitting } = this;
    if (!sitting) {
      return;
    }
    this._waiting.set(number, merged(this._waiting.get(number), report));
    this._keep(sitting.id);
    this._sending ??= this._sendAll(sitting.id).finally(() => {
      this._sending = null;
    });
  }

  /** Send what waits until all is kept; a server that is away is asked again. */
  private async _sendAll(id: string): Promise<void> {
    while (this._waiting.size > 0 && this.sitting?.id === id) {
      try {
        await this._send(id);
      } catch {
        await this._sleep(RETRY);
      }
    }
  }

  private async _send(id: string): Promise<void> {
    for (const number of [...this._waiting.keys()]) {
      // What waits now, not what waited when the first of them was sent.
      const report = this._waiting.get(number) ?? {};
      this._waiting.delete(number);
      this._flying.set(number, report);
      let recorded: Recorded;
      try {
        recorded = await this._api.reportExam(id, number, { ...NOTHING, ...report });
      } catch (error) {
        const failure = Failure.of(error);
        if (failure.kind === 'problem' && [400, 404].includes(failure.status)) {
          this.failure = failure; // it would be refused again
        } else {
          this._waiting.set(number, merged(report, this._waiting.get(number) ?? {}));
          this._away = true;
          this._changed.emit();
          throw failure;
        }
        continue;
      } finally {
        this._flying.delete(number);
        this._keep(id);
      }
      this._deadline = this._now() + recorded.seconds_left * 1000;
      this._away = false;
      this._changed.emit();
      if (recorded.state === 'ended') {
        void this.timeOver();
        return;
      }
    }
  }

  /** Keep what the server has not confirmed: what waits, and what is on its way and dies with the page. */
  private _keep(id: string): void {
    const kept = new Map(this._flying);
    for (const [number, report] of this._waiting) {
      kept.set(number, merged(kept.get(number), report));
    }
    if (kept.size > 0) {
      this._shelf?.setItem(key(id), JSON.stringify([...kept]));
    } else {
      this._shelf?.removeItem(key(id));
    }
  }

  /** Return what an earlier page kept; what cannot be read was written by nobody who can be asked. */
  private _kept(id: string): Map<number, Partial<ExamReport>> {
    try {
      return new Map(JSON.parse(this._shelf?.getItem(key(id)) ?? '[]'));
    } catch (error) {
      console.warn('certbook: the answers that a page had kept could not be read', error);
      return new Map();
    }
  }

  private async _try(task: () => Promise<void>): Promise<void> {
    this.busy = true;
    this._changed.emit();
    try {
      await task();
      this.failure = null;
    } catch (error) {
      this.failure = Failure.of(error);
    }
    this.busy = false;
    this._changed.emit();
  }

  private _waiting = new Map<number, Partial<ExamReport>>();
  private _flying = new Map<number, Partial<ExamReport>>();
  private _refreshing: Promise<void> | null = null;
  private _away = false;
  private _ending = false;
  private _sending: Promise<void> | null = null;
  private _since = 0;
  private _deadline = 0;
  private _changed = new Signal<this, void>(this);
  private _recorded = new Signal<this, void>(this);
}

const NOTHING: ExamReport = {
  answer: null,
  clear: false,
  flagged: null,
  seen: false,
  seconds: 0
};

/** Two reports of one question as one: the later answer and flag, the seconds of both. */
export function merged(
  first: Partial<ExamReport> | undefined,
  then: Partial<ExamReport>
): Partial<ExamReport> {
  const seconds = (first?.seconds ?? 0) + (then.seconds ?? 0);
  return { ...first, ...then, seconds };
}

function key(id: string): string {
  return `certbook:exam:${id}`;
}
