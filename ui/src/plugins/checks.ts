import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IToolbarWidgetRegistry, Notification } from '@jupyterlab/apputils';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';

import { Failure } from '../api';
import { CommandIDs, WidgetIDs } from '../commands';
import { checkLabIcon } from '../icons';
import { findNotebook, saveNotebook } from '../notebooks';
import { Certbook, ICertbook } from '../tokens';
import { CheckButton } from '../widgets/checkbutton';
import { ResultsPanel } from '../widgets/results';

const ID = 'certbook:checks';
const LAST_LAB = 'certbook:last-lab';

/** The Check button, and the panel with what a check found. */
export const checks: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: 'Checks labs and shows what was found.',
  autoStart: true,
  requires: [ICertbook, INotebookTracker],
  optional: [IToolbarWidgetRegistry, ILayoutRestorer, ICommandPalette, ISettingRegistry, IStateDB],
  activate: (
    app: JupyterFrontEnd,
    certbook: Certbook,
    tracker: INotebookTracker,
    toolbars: IToolbarWidgetRegistry | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    settings: ISettingRegistry | null,
    state: IStateDB | null
  ) => {
    const { learner, trans } = certbook;
    const { commands } = app;

    const panel = new ResultsPanel(certbook, lab => ({
      onCheck: () => void commands.execute(CommandIDs.check, { lab }),
      onCancel: () => void commands.execute(CommandIDs.cancel, { lab }),
      onOpen: () => void commands.execute(CommandIDs.open, { lab }),
      onShowCell: cell => void commands.execute(CommandIDs.open, { lab, cell }),
      onHint: task => void openHint(lab, task)
    }));
    app.shell.add(panel, 'right', { rank: 600 });
    restorer?.add(panel, WidgetIDs.results);

    toolbars?.addFactory<NotebookPanel>(
      'Notebook',
      'certbook-check',
      notebook => new CheckButton(certbook, commands, notebook)
    );

    const openHint = async (lab: string, task: string) => {
      try {
        await certbook.checks.openHint(lab, task);
      } catch (error) {
        const { message, remedy } = Failure.of(error).problem;
        Notification.error([message, remedy].filter(Boolean).join(' '));
      }
    };

    /** Show the lab of the notebook in front, with its last result from the record. */
    const follow = async () => {
      const notebook = tracker.currentWidget;
      if (notebook === null) {
        return;
      }
      try {
        const { lab, title } = await learner.place(notebook.context.path);
        if (lab !== null && notebook === tracker.currentWidget) {
          panel.showLab(lab, title);
          void state?.save(LAST_LAB, { lab, title });
        }
      } catch {
        // The sidebar says why the server does not answer.
      }
    };
    tracker.currentChanged.connect(() => void follow());
    void follow();
    void app.restored.then(async () => {
      const last = (await state?.fetch(LAST_LAB)) as { lab?: string; title?: string } | undefined;
      if (panel.lab === null && last?.lab) {
        panel.showLab(last.lab, last.title ?? '');
      }
    });

    /** Return the lab to check, with its notebook where that is open. */
    const target = async (
      given: unknown
    ): Promise<[string, string, NotebookPanel | null] | null> => {
      const notebook = tracker.currentWidget;
      const inFront = notebook && (await learner.place(notebook.context.path));
      if (inFront?.lab && (inFront.lab === given || typeof given !== 'string')) {
        return [inFront.lab, inFront.title, notebook];
      }
      if (typeof given !== 'string') {
        return null;
      }
      const card = learner.lab(given);
      return [given, card?.title ?? given, card && findNotebook(tracker, card.path)];
    };

    const settingOf = async (name: string, otherwise: boolean) => {
      try {
        return (await settings!.get(ID, name)).composite !== !otherwise;
      } catch {
        return otherwise;
      }
    };

    commands.addCommand(CommandIDs.check, {
      label: trans.__('Check this lab'),
      caption: trans.__('Save this lab, check it and show what was found'),
      icon: checkLabIcon,
      execute: async args => {
        try {
          const found = await target(args.lab);
          if (found === null) {
            Notification.info(
              trans.__(
                'This is no lab of your desk. Open one from the Certbook sidebar, then check it.'
              )
            );
            return;
          }
          const [lab, title, notebook] = found;
          panel.showLab(lab, title);
          if (await settingOf('showResultsOnCheck', true)) {
            app.shell.activateById(panel.id);
          }
          await certbook.checks.start(lab, async () => {
            if (notebook && !notebook.isDisposed) {
              await saveNotebook(notebook, trans);
            }
          });
        } catch (error) {
          const { message, remedy } = Failure.of(error).problem;
          const said = message || trans.__('The server does not answer.');
          Notification.error([said, remedy].filter(Boolean).join(' '));
        }
      }
    });

    commands.addCommand(CommandIDs.cancel, {
      label: trans.__('Cancel the check'),
      isEnabled: () => panel.lab !== null && certbook.checks.of(panel.lab).phase === 'checking',
      execute: args => {
        const lab = typeof args.lab === 'string' ? args.lab : panel.lab;
        return lab === null ? undefined : certbook.checks.cancel(lab);
      }
    });
    certbook.checks.changed.connect(() => commands.notifyCommandChanged(CommandIDs.cancel));

    commands.addCommand(CommandIDs.results, {
      label: trans.__('Show the results of the last check'),
      execute: args => {
        if (typeof args.lab === 'string') {
          panel.showLab(args.lab, learner.lab(args.lab)?.title ?? args.lab);
        }
        app.shell.activateById(panel.id);
      }
    });

    const category = trans.__('Certbook');
    for (const command of [CommandIDs.check, CommandIDs.cancel, CommandIDs.results]) {
      palette?.addItem({ command, category });
    }
  }
};
