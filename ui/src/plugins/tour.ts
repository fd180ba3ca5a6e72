import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Widget } from '@lumino/widgets';

import { CommandIDs, WidgetIDs } from '../commands';
import { Certbook, ICertbook } from '../tokens';
import { TourStop, TourWidget } from '../widgets/tour';

/** Four steps, once on a new desk. */
export const tour: JupyterFrontEndPlugin<void> = {
  id: 'certbook:tour',
  description: 'Shows a new learner around.',
  autoStart: true,
  requires: [ICertbook],
  optional: [ILabShell, ICommandPalette, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    certbook: Certbook,
    labShell: ILabShell | null,
    palette: ICommandPalette | null,
    settings: ISettingRegistry | null
  ) => {
    const { learner, trans } = certbook;
    let open: TourWidget | null = null;

    const show = () => {
      if (open === null || open.isDisposed) {
        open = new TourWidget(certbook, stops(app, certbook), () => void learner.toured());
        Widget.attach(open, document.body);
      }
    };
    app.commands.addCommand(CommandIDs.tour, {
      label: trans.__('Take the Certbook tour'),
      execute: show
    });
    palette?.addItem({ command: CommandIDs.tour, category: trans.__('Certbook') });

    const isWanted = async () => {
      try {
        return (await settings!.get('certbook:checks', 'showTour')).composite !== false;
      } catch {
        return true;
      }
    };
    const offer = async () => {
      if (learner.overview === null) {
        return;
      }
      learner.changed.disconnect(onFirst);
      await app.restored;
      if (!learner.overview.toured && (await isWanted())) {
        show();
      }
    };
    const onFirst = () => void offer();
    // Notebook 7 makes a page of its own for each document: there the tour is shown on demand.
    if (labShell !== null) {
      learner.changed.connect(onFirst);
    }
  }
};

function stops(app: JupyterFrontEnd, { trans }: Certbook): TourStop[] {
  const byId = (id: string) => document.getElementById(id);
  return [
    {
      title: trans.__('Your lane'),
      text: trans.__(
        'The Certbook sidebar shows the job you prepare for, its domains in order, and every lab with its state. Choose a lane first; a click on a lab opens it.'
      ),
      show: () => {
        app.shell.activateById(WidgetIDs.overview);
        return byId(WidgetIDs.overview);
      }
    },
    {
      title: trans.__('Check'),
      text: trans.__(
        'A lab has a Check button in its toolbar (Ctrl+Alt+Enter; on a Mac Cmd+Option+Enter). It saves your notebook and checks it, sealed checks included. Check as often as you like.'
      ),
      show: () =>
        document.querySelector<HTMLElement>('.cb-CheckButton button, .cb-CheckButton jp-button')
    },
    {
      title: trans.__('Results and hints'),
      text: trans.__(
        'The panel on the right shows each task with its points and what to look at. Hints open one at a time: try for some minutes before each.'
      ),
      show: () => {
        app.shell.activateById(WidgetIDs.results);
        return byId(WidgetIDs.results);
      }
    },
    {
      title: trans.__('Dashboard'),
      text: trans.__(
        'How ready you are for your exam, which skills are weakest, what is due for review, and what to do this week. You find it in the sidebar and in the launcher.'
      ),
      show: () => {
        app.shell.activateById(WidgetIDs.overview);
        return byId(WidgetIDs.overview);
      }
    }
  ];
}
