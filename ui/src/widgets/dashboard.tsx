import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import { DashboardActions, DashboardView } from '../components/DashboardView';
import { Notice } from '../components/Notice';
import { certbookIcon } from '../icons';
import type { Certbook } from '../tokens';
import { palette } from './palette';

/** The dashboard's content; its figures are read anew whenever it is shown. */
export class DashboardPanel extends ReactWidget {
  constructor(
    private readonly _certbook: Certbook,
    private readonly _rendermime: IRenderMimeRegistry,
    private readonly _actions: DashboardActions
  ) {
    super();
    const { board, trans } = _certbook;
    this.addClass('cb-Board');
    this.title.icon = certbookIcon;
    this.title.label = trans.__('Certbook');
    this.title.caption = trans.__('Certbook: dashboard');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', this.title.caption);
    this.node.tabIndex = -1;
    board.changed.connect(this.update, this);
  }

  protected onAfterShow(message: Message): void {
    super.onAfterShow(message);
    void this._certbook.board.refresh();
  }

  protected onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    void this._certbook.board.refresh();
  }

  protected onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this.node.focus();
  }

  protected render(): React.ReactElement {
    const { board, trans } = this._certbook;
    const { dashboard, failure } = board;
    return (
      <div className="cb-Board-content">
        {failure && <Notice failure={failure} onRetry={() => void board.refresh()} trans={trans} />}
        {dashboard ? (
          <DashboardView
            dashboard={dashboard}
            palette={palette()}
            rendermime={this._rendermime}
            trans={trans}
            {...this._actions}
          />
        ) : (
          !failure && <p role="status">{trans.__('Reading your record…')}</p>
        )}
      </div>
    );
  }
}
