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
import { ILauncher } from '@jupyterlab/launcher';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';

import { CommandIDs, WidgetIDs } from '../commands';
import { certbookIcon } from '../icons';
import { Certbook, ICertbook } from '../tokens';
import { ExamPanel } from '../widgets/exam';

/** The exam room, one at a time. */
export const exams: JupyterFrontEndPlugin<void> = {
  id: 'certbook:exams',
  description: 'Practice exams, and the questions that come back.',
  autoStart: true,
  requires: [ICertbook, IRenderMimeRegistry],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette, IThemeManager, ILauncher],
  activate: (
    app: JupyterFrontEnd,
    certbook: Certbook,
    rendermime: IRenderMimeRegistry,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    themes: IThemeManager | null,
    launcher: ILauncher | null
  ) => {
    const { exams: room, trans } = certbook;
    const { commands } = app;
    const tracker = new WidgetTracker<MainAreaWidget<ExamPanel>>({ namespace: WidgetIDs.exams });
    const area = labShell ? 'main' : 'right';

    const make = () => {
      const content = new ExamPanel(
        certbook,
        rendermime,
        path => void commands.execute(CommandIDs.open, { path, lab: '', cell: '' })
      );
      const widget = new MainAreaWidget({ content });
      widget.id = WidgetIDs.exams;
      widget.title.closable = true;
      widget.toolbar.hide();
      return widget;
    };
    const show = async () => {
      const shown = tracker.currentWidget ?? make();
      if (!tracker.has(shown)) {
        await tracker.add(shown);
      }
      if (!shown.isAttached) {
        app.shell.add(shown, area);
      }
      app.shell.activateById(shown.id);
    };

    commands.addCommand(CommandIDs.exams, {
      label: trans.__('Practice exams'),
      caption: trans.__('Sit a practice exam, and read the results of those before'),
      icon: certbookIcon,
      execute: show
    });
    commands.addCommand(CommandIDs.review, {
      label: trans.__('Review due questions'),
      execute: async () => {
        await room.review();
        await show();
      }
    });

    if (restorer) {
      void restorer.restore(tracker, {
        command: CommandIDs.exams,
        name: () => WidgetIDs.exams
      });
    }
    // An exam whose time is running is shown, even where the layout was not kept before a crash.
    void app.restored.then(async () => {
      if (!room.sitting) {
        await room.refresh();
      }
      if (room.sitting) {
        await show();
      }
    });
    themes?.themeChanged.connect(() => tracker.forEach(widget => widget.content.update()));
    const category = trans.__('Certbook');
    for (const command of [CommandIDs.exams, CommandIDs.review]) {
      palette?.addItem({ command, category });
    }
    launcher?.add({ command: CommandIDs.exams, category, rank: 2 });
  }
};
