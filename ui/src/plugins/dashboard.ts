import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  IThemeManager,
  MainAreaWidget,
  WidgetTracker
} from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';

import { CommandIDs, WidgetIDs } from '../commands';
import { certbookIcon } from '../icons';
import { Certbook, ICertbook } from '../tokens';
import { DashboardPanel } from '../widgets/dashboard';

/** The dashboard, one at a time. */
export const dashboard: JupyterFrontEndPlugin<void> = {
  id: 'certbook:dashboard',
  description: 'Shows how far the learner is.',
  autoStart: true,
  requires: [ICertbook, IRenderMimeRegistry],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette, IThemeManager],
  activate: (
    app: JupyterFrontEnd,
    certbook: Certbook,
    rendermime: IRenderMimeRegistry,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    themes: IThemeManager | null
  ) => {
    const { board, trans } = certbook;
    const { commands } = app;
    const tracker = new WidgetTracker<MainAreaWidget<DashboardPanel>>({
      namespace: WidgetIDs.dashboard
    });
    // Notebook 7 has room for one document in the main area, and shows panels on the right.
    const area = labShell ? 'main' : 'right';

    const make = () => {
      const content = new DashboardPanel(certbook, rendermime, {
        onChoose: () => void commands.execute(CommandIDs.choose),
        onRefresh: () => void board.refresh(),
        onOpen: (path, lab, cell) =>
          void commands.execute(CommandIDs.open, {
            path,
            lab: lab ?? '',
            cell: cell ?? ''
          })
      });
      const widget = new MainAreaWidget({ content });
      widget.id = WidgetIDs.dashboard;
      widget.title.closable = true;
      widget.toolbar.hide();
      return widget;
    };

    commands.addCommand(CommandIDs.dashboard, {
      label: trans.__('Certbook dashboard'),
      caption: trans.__('Readiness, progress, reviews and the plan of this week'),
      icon: certbookIcon,
      execute: async () => {
        const shown = tracker.currentWidget ?? make();
        if (!tracker.has(shown)) {
          await tracker.add(shown);
        }
        if (!shown.isAttached) {
          app.shell.add(shown, area);
        }
        app.shell.activateById(shown.id);
      }
    });

    if (restorer) {
      void restorer.restore(tracker, {
        command: CommandIDs.dashboard,
        name: () => WidgetIDs.dashboard
      });
    }
    themes?.themeChanged.connect(() => tracker.forEach(widget => widget.content.update()));
    palette?.addItem({ command: CommandIDs.dashboard, category: trans.__('Certbook') });
  }
};
