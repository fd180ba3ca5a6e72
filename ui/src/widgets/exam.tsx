import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import { ExamView } from '../components/ExamView';
import { Notice } from '../components/Notice';
import { certbookIcon } from '../icons';
import type { Certbook } from '../tokens';
import { palette } from './palette';

/** The exam room's content; all that counts lies on the server. */
export class ExamPanel extends ReactWidget {
  constructor(
    private readonly _certbook: Certbook,
    private readonly _rendermime: IRenderMimeRegistry,
    private readonly _onOpen: (path: string) => void
  ) {
    super();
    const { exams, trans } = _certbook;
    this.addClass('cb-Board');
    this.addClass('cb-Exam');
    this.title.icon = certbookIcon;
    this.title.label = trans.__('Exam room');
    this.title.caption = trans.__('Certbook: practice exams');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', this.title.caption);
    this.node.tabIndex = -1;
    exams.changed.connect(this.update, this);
  }

  protected onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    void this._certbook.exams.refresh();
  }

  protected onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    const heading = this.node.querySelector<HTMLElement>('h1[tabindex], h2[tabindex]');
    (heading ?? this.node).focus();
  }

  protected render(): React.ReactElement {
    const { exams, trans } = this._certbook;
    return (
      <div className="cb-Board-content">
        {exams.failure && (
          <Notice failure={exams.failure} onRetry={() => void exams.refresh()} trans={trans} />
        )}
        <ExamView
          exams={exams}
          palette={palette()}
          rendermime={this._rendermime}
          trans={trans}
          onOpen={this._onOpen}
        />
      </div>
    );
  }
}
