import { ISignal, Signal } from '@lumino/signaling';

import { Api, Failure } from '../api';
import type { Choice, LabCard, LabPlace, Overview } from '../contract';

/** What the extension knows of the learner: the overview, and which lab a notebook is. */
export class Learner {
  constructor(readonly api: Api) {}

  /** Emitted when the overview, its failure or its loading has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get overview(): Overview | null {
    return this._overview;
  }

  /** Why there is no fresh overview; null where there is one. */
  get failure(): Failure | null {
    return this._failure;
  }

  get loading(): boolean {
    return this._loading > 0;
  }

  get labs(): LabCard[] {
    return this._overview?.domains.flatMap(domain => domain.labs) ?? [];
  }

  /** The lab to go on with; null where nothing is left or known. */
  get nextLab(): LabCard | null {
    return this.labs.find(lab => lab.name === this._overview?.next_lab) ?? null;
  }

  lab(name: string): LabCard | null {
    return this.labs.find(lab => lab.name === name) ?? null;
  }

  refresh(): Promise<void> {
    return this._take(() => this.api.overview());
  }

  /** Choose a lane and a certification; rejects with a Failure, and then nothing was chosen. */
  async choose(choice: Choice): Promise<void> {
    this._accept(await this.api.choose(choice));
  }

  /** Remember that the tour was seen. A failure is no matter: it is shown again. */
  async toured(): Promise<void> {
    try {
      this._accept(await this.api.toured());
    } catch (error) {
      console.warn('certbook: the tour could not be marked as seen', error);
    }
  }

  /** Put a lab's notebook on the desk where it is missing, and say where it lies. */
  async openLab(name: string): Promise<LabPlace> {
    const wasMissing = this.lab(name)?.on_desk === false;
    const place = await this.api.openLab(name);
    this._places.set(place.path, Promise.resolve(place));
    if (wasMissing) {
      void this.refresh();
    }
    return place;
  }

  openLesson(domain: string): Promise<LabPlace> {
    return this.api.openLesson(domain);
  }

  /** Which lab a notebook is; asked once for each path, and again after a failure. */
  place(path: string): Promise<LabPlace> {
    let place = this._places.get(path);
    if (place === undefined) {
      place = this.api.place(path);
      this._places.set(path, place);
      place.catch(() => this._places.delete(path));
    }
    return place;
  }

  private async _take(ask: () => Promise<Overview>): Promise<void> {
    this._loading += 1;
    this._changed.emit();
    try {
      const overview = await ask();
      this._loading -= 1;
      this._accept(overview);
    } catch (error) {
      this._loading -= 1;
      this._failure = Failure.of(error);
      this._changed.emit();
    }
  }

  private _accept(overview: Overview): void {
    this._overview = overview;
    this._failure = null;
    this._changed.emit();
  }

  private _overview: Overview | null = null;
  private _failure: Failure | null = null;
  private _loading = 0;
  private _places = new Map<string, Promise<LabPlace>>();
  private _changed = new Signal<this, void>(this);
}
