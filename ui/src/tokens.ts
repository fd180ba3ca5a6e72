import type { TranslationBundle } from '@jupyterlab/translation';
import { Token } from '@lumino/coreutils';

import type { Board } from './model/board';
import type { Checks } from './model/checks';
import type { Exams } from './model/exams';
import type { Learner } from './model/learner';

/** What the plugins of this extension share. */
export interface Certbook {
  learner: Learner;
  checks: Checks;
  board: Board;
  exams: Exams;
  trans: TranslationBundle;
}

export const ICertbook = new Token<Certbook>('certbook:ICertbook', 'The learner and their checks.');
