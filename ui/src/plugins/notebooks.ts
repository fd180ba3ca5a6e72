import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';

import { Failure } from '../api';
import { CommandIDs } from '../commands';
import { certbookIcon } from '../icons';
import { openNotebook, showCell } from '../notebooks';
import { Certbook, ICertbook } from '../tokens';

/** Opens labs and lessons, at a cell where one is named. */
export const notebooks: JupyterFrontEndPlugin<void> = {
  id: 'certbook:notebooks',
  description: 'Opens the notebooks of labs and lessons.',
  autoStart: true,
  requires: [ICertbook],
  optional: [INotebookTracker, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    certbook: Certbook,
    tracker: INotebookTracker | null,
    palette: ICommandPalette | null
  ) => {
    const { learner, trans } = certbook;
    const { commands } = app;

    commands.addCommand(CommandIDs.open, {
      label: trans.__('Open a lab, a lesson or a cell of one'),
      execute: async args => {
        try {
          const path = await pathOf(certbook, args);
          const panel = await openNotebook(app, tracker, path);
          if (panel && typeof args.cell === 'string' && args.cell) {
            await goToCell(panel, args.cell);
          }
        } catch (error) {
          const { message, remedy } = Failure.of(error).problem;
          Notification.error([message, remedy].filter(Boolean).join(' '), {
            autoClose: false
          });
        }
      }
    });

    const goToCell = async (panel: Parameters<typeof showCell>[0], cell: string) => {
      if (!(await showCell(panel, cell))) {
        Notification.warning(
          trans.__('This notebook has no such cell any more. A check puts deleted cells back.')
        );
      }
    };

    commands.addCommand(CommandIDs.next, {
      label: () =>
        learner.nextLab
          ? trans.__('Continue with %1', learner.nextLab.title)
          : trans.__('Choose your lane'),
      caption: trans.__('Open the lab that comes next'),
      icon: certbookIcon,
      execute: () =>
        learner.nextLab
          ? commands.execute(CommandIDs.open, { lab: learner.nextLab.name })
          : commands.execute(CommandIDs.choose)
    });
    learner.changed.connect(() => commands.notifyCommandChanged(CommandIDs.next));
    palette?.addItem({ command: CommandIDs.next, category: trans.__('Certbook') });
  }
};

async function pathOf({ learner }: Certbook, args: Record<string, unknown>): Promise<string> {
  if (typeof args.lab === 'string' && args.lab) {
    return (await learner.openLab(args.lab)).path;
  }
  if (typeof args.domain === 'string' && args.domain) {
    return (await learner.openLesson(args.domain)).path;
  }
  return String(args.path ?? '');
}
