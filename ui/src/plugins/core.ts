import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { Api } from '../api';
import { Board } from '../model/board';
import { Checks } from '../model/checks';
import { Exams } from '../model/exams';
import { Learner } from '../model/learner';
import { serverSend } from '../server';
import { Certbook, ICertbook } from '../tokens';

/** Knows the learner, and keeps what is shown fresh. */
export const core: JupyterFrontEndPlugin<Certbook> = {
  id: 'certbook:learner',
  description: 'Talks to the Certbook server extension.',
  autoStart: true,
  provides: ICertbook,
  optional: [ITranslator],
  activate: (app: JupyterFrontEnd, translator: ITranslator | null): Certbook => {
    const api = new Api(serverSend(app.serviceManager.serverSettings));
    const learner = new Learner(api);
    const checks = new Checks(api);
    const board = new Board(api);
    checks.checked.connect(() => {
      void learner.refresh();
      void board.refresh();
    });
    const exams = new Exams(api, window.localStorage);
    exams.recorded.connect(() => {
      void learner.refresh();
      void board.refresh();
    });
    void app.started.then(() => Promise.all([learner.refresh(), exams.readDue()]));
    return {
      learner,
      checks,
      board,
      exams,
      trans: (translator ?? nullTranslator).load('certbook')
    };
  }
};
