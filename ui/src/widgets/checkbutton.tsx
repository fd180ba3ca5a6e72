import type { NotebookPanel } from '@jupyterlab/notebook';
import { ReactWidget, ToolbarButtonComponent } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import { CommandIDs } from '../commands';
import { points } from '../components/Meter';
import { checkLabIcon } from '../icons';
import type { Run } from '../model/checks';
import type { Certbook } from '../tokens';

/** "Check" in the toolbar of a lab's notebook, with the points of the last check; nothing in other notebooks. */
export class CheckButton extends ReactWidget {
  constructor(
    private readonly _certbook: Certbook,
    private readonly _commands: CommandRegistry,
    private readonly _panel: NotebookPanel
  ) {
    super();
    this.addClass('cb-CheckButton');
    _certbook.checks.changed.connect(this._onChanged, this);
    _panel.context.pathChanged.connect(this._ask, this);
    void this._ask();
  }

  protected render(): React.ReactElement | null {
    const { checks, trans } = this._certbook;
    if (this._lab === null) {
      return null;
    }
    const run = checks.of(this._lab);
    const { result } = run;
    return (
      <>
        <ToolbarButtonComponent
          className="cb-mod-check"
          icon={checkLabIcon}
          label={this._label(run)}
          tooltip={trans.__('Save this lab and check it')}
          enabled={run.phase === 'idle'}
          onClick={() => void this._commands.execute(CommandIDs.check, { lab: this._lab })}
        />
        {result && run.phase === 'idle' && (
          <ToolbarButtonComponent
            className="cb-mod-points"
            label={trans.__('%1/%2', points(result.score), points(result.max_score))}
            tooltip={trans.__('Show the results of the last check')}
            onClick={() => void this._commands.execute(CommandIDs.results, { lab: this._lab })}
          />
        )}
      </>
    );
  }

  private _label({ phase, status }: Run): string {
    const { trans } = this._certbook;
    if (phase === 'idle') {
      return trans.__('Check');
    }
    return status && status.total > 0
      ? trans.__('Checking %1/%2', Math.min(status.done + 1, status.total), status.total)
      : trans.__('Checking…');
  }

  private async _ask(): Promise<void> {
    const { checks, learner } = this._certbook;
    const { path } = this._panel.context;
    try {
      const { lab } = await learner.place(path);
      if (this.isDisposed || path !== this._panel.context.path) {
        return;
      }
      this._lab = lab;
      if (lab !== null) {
        void checks.load(lab);
      }
    } catch {
      this._lab = null; // the sidebar says why
    }
    this.update();
  }

  private _onChanged(_: unknown, lab: string): void {
    if (lab === this._lab) {
      this.update();
    }
  }

  private _lab: string | null = null;
}
