import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import { Results, ResultsActions } from '../components/Results';
import { WidgetIDs } from '../commands';
import { checkLabIcon } from '../icons';
import type { Certbook } from '../tokens';

/** The panel on the right: what the last check of one lab found. */
export class ResultsPanel extends ReactWidget {
  constructor(
    private readonly _certbook: Certbook,
    private readonly _actions: (lab: string) => ResultsActions
  ) {
    super();
    const { checks, learner, trans } = _certbook;
    this.id = WidgetIDs.results;
    this.addClass('cb-Panel');
    this.title.icon = checkLabIcon;
    this.title.caption = trans.__('Certbook: results of the check');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', this.title.caption);
    checks.changed.connect(this.update, this);
    learner.changed.connect(this.update, this);
  }

  /** The lab that is shown. */
  get lab(): string | null {
    return this._lab;
  }

  showLab(lab: string, title: string): void {
    this._lab = lab;
    this._labTitle = title;
    void this._certbook.checks.load(lab);
    this.update();
  }

  protected render(): React.ReactElement {
    const { checks, learner, trans } = this._certbook;
    if (this._lab === null) {
      return (
        <div className="cb-Panel-content">
          <h2>{trans.__('Results')}</h2>
          <p>
            {trans.__('Open a lab and press Check in its toolbar: what it finds is shown here.')}
          </p>
        </div>
      );
    }
    return (
      <div className="cb-Panel-content">
        <Results
          key={this._lab}
          run={checks.of(this._lab)}
          title={learner.lab(this._lab)?.title ?? this._labTitle}
          trans={trans}
          {...this._actions(this._lab)}
        />
      </div>
    );
  }

  private _lab: string | null = null;
  private _labTitle = '';
}
