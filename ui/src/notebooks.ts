import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';

import { Failure } from './api';

/** Open a notebook; null where the shell opens it elsewhere, as Notebook 7 does in a new tab of the browser. */
export async function openNotebook(
  app: JupyterFrontEnd,
  tracker: INotebookTracker | null,
  path: string
): Promise<NotebookPanel | null> {
  const opened = await app.commands.execute('docmanager:open', { path });
  const panel = tracker?.find(one => one === opened) ?? findNotebook(tracker, path);
  if (panel) {
    app.shell.activateById(panel.id);
  }
  return panel;
}

/** Return the open notebook of a path. */
export function findNotebook(tracker: INotebookTracker | null, path: string): NotebookPanel | null {
  return tracker?.find(panel => panel.context.path === path) ?? null;
}

/** Scroll to a cell and focus it; false where the notebook has no such cell. */
export async function showCell(panel: NotebookPanel, id: string): Promise<boolean> {
  await Promise.all([panel.revealed, panel.context.ready]);
  const notebook = panel.content;
  const index = notebook.widgets.findIndex(cell => cell.model.id === id);
  if (index < 0) {
    return false;
  }
  notebook.deselectAll();
  notebook.mode = 'command';
  notebook.activeCellIndex = index;
  await notebook.scrollToItem(index, 'smart');
  notebook.activate();
  notebook.activeCell?.node.focus();
  return true;
}

/** Save a notebook that has unsaved edits; rejects with a Failure that says what to do where it cannot be saved. */
export async function saveNotebook(panel: NotebookPanel, trans: TranslationBundle): Promise<void> {
  const { context } = panel;
  if (!context.model.dirty) {
    return;
  }
  if (context.contentsModel?.writable === false) {
    throw new Failure('problem', 0, {
      message: trans.__('This notebook is read-only, so your edits cannot be saved and checked.'),
      remedy: trans.__(
        'Save a copy elsewhere (File, Save Notebook As), make the file writable, and open it again.'
      )
    });
  }
  let failed = false;
  const watch = (_: unknown, state: string) => {
    failed = failed || state === 'failed';
  };
  context.saveState.connect(watch);
  try {
    await context.save();
  } catch (error) {
    console.warn('certbook: the notebook was not saved', error);
    failed = true;
  } finally {
    context.saveState.disconnect(watch);
  }
  if (failed) {
    throw new Failure('problem', 0, {
      message: trans.__('The notebook could not be saved, so nothing was checked.'),
      remedy: trans.__('Save it yourself (File, Save Notebook), then check again.')
    });
  }
}
