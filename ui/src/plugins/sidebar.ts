import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Dialog, ICommandPalette, showDialog } from '@jupyterlab/apputils';

import { Failure } from '../api';
import { CommandIDs, WidgetIDs } from '../commands';
import { Certbook, ICertbook } from '../tokens';
import { ChoiceBody } from '../widgets/choice';
import { OverviewPanel } from '../widgets/overview';

/** The sidebar, and the dialog in which lane and certification are chosen. */
export const sidebar: JupyterFrontEndPlugin<void> = {
  id: 'certbook:sidebar',
  description: 'Shows the lane, its domains and their labs.',
  autoStart: true,
  requires: [ICertbook],
  optional: [ILayoutRestorer, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    certbook: Certbook,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null
  ) => {
    const { learner, board, trans } = certbook;
    const { commands } = app;
    const run = (command: string, args = {}) => void commands.execute(command, args);

    const panel = new OverviewPanel(certbook, {
      onChoose: () => run(CommandIDs.choose),
      onExams: () => run(CommandIDs.exams),
      onReview: () => run(CommandIDs.review),
      onDashboard: () => run(CommandIDs.dashboard),
      onLab: lab => run(CommandIDs.open, { lab }),
      onLesson: domain => run(CommandIDs.open, { domain })
    });
    app.shell.add(panel, 'left', { rank: 150 });
    restorer?.add(panel, WidgetIDs.overview);

    commands.addCommand(CommandIDs.overview, {
      label: trans.__('Show the lane and its labs'),
      execute: () => app.shell.activateById(panel.id)
    });

    commands.addCommand(CommandIDs.choose, {
      label: trans.__('Choose lane and certification…'),
      execute: async () => {
        try {
          const catalogue = await learner.api.catalogue();
          const current = learner.overview?.choice ?? { lane: null, certification: null };
          const answer = await showDialog({
            title: trans.__('Choose lane and certification'),
            body: new ChoiceBody(catalogue, current, trans),
            buttons: [
              Dialog.cancelButton({ label: trans.__('Cancel') }),
              Dialog.okButton({ label: trans.__('Choose') })
            ],
            focusNodeSelector: 'select'
          });
          if (answer.button.accept && answer.value) {
            await learner.choose(answer.value);
            void board.refresh();
          }
        } catch (error) {
          const { message, remedy } = Failure.of(error).problem;
          await showDialog({
            title: trans.__('Nothing was chosen'),
            body: [message || trans.__('The server does not answer.'), remedy]
              .filter(Boolean)
              .join(' '),
            buttons: [Dialog.okButton({ label: trans.__('Close') })]
          });
        }
      }
    });

    const category = trans.__('Certbook');
    for (const command of [CommandIDs.overview, CommandIDs.choose]) {
      palette?.addItem({ command, category });
    }
  }
};
