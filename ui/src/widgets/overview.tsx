import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import { Notice } from '../components/Notice';
import { OverviewActions, OverviewView } from '../components/Overview';
import { WidgetIDs } from '../commands';
import { certbookIcon } from '../icons';
import type { Certbook } from '../tokens';

/** The sidebar. */
export class OverviewPanel extends ReactWidget {
  constructor(
    private readonly _certbook: Certbook,
    private readonly _actions: OverviewActions
  ) {
    super();
    const { exams, learner, trans } = _certbook;
    this.id = WidgetIDs.overview;
    this.addClass('cb-Panel');
    this.title.icon = certbookIcon;
    this.title.caption = trans.__('Certbook');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Certbook: lane and labs'));
    learner.changed.connect(this.update, this);
    exams.changed.connect(this.update, this);
  }

  protected render(): React.ReactElement {
    const { exams, learner, trans } = this._certbook;
    const { overview, failure } = learner;
    return (
      <div className="cb-Panel-content" aria-busy={learner.loading}>
        {failure && (
          <Notice failure={failure} onRetry={() => void learner.refresh()} trans={trans} />
        )}
        {overview ? (
          <OverviewView
            overview={overview}
            dueQuestions={exams.due.length}
            trans={trans}
            {...this._actions}
          />
        ) : (
          !failure && <p role="status">{trans.__('Reading your desk…')}</p>
        )}
      </div>
    );
  }
}
