import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILauncher } from '@jupyterlab/launcher';

import { CommandIDs } from '../commands';
import { Certbook, ICertbook } from '../tokens';

/** Two cards in the launcher. */
export const launcher: JupyterFrontEndPlugin<void> = {
  id: 'certbook:launcher',
  description: 'Adds cards to the launcher.',
  autoStart: true,
  requires: [ICertbook],
  optional: [ILauncher],
  activate: (app: JupyterFrontEnd, { learner, trans }: Certbook, launcher: ILauncher | null) => {
    if (launcher === null) {
      return;
    }
    const category = trans.__('Certbook');
    const addNext = () => launcher.add({ command: CommandIDs.next, category, rank: 0 });
    launcher.add({ command: CommandIDs.dashboard, category, rank: 1 });

    // A card keeps the label that it was drawn with, so a new label needs a new card.
    let card = addNext();
    let shown = app.commands.label(CommandIDs.next);
    learner.changed.connect(() => {
      const label = app.commands.label(CommandIDs.next);
      if (label !== shown) {
        shown = label;
        card.dispose();
        card = addNext();
      }
    });
  }
};
