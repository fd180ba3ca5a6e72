import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Failure } from '../api';
import { TextButton } from './TextButton';

export interface NoticeProps {
  failure: Failure;
  /** Without it there is no button. */
  onRetry?: () => void;
  trans: TranslationBundle;
}

/** Why something is not there, and what to do: never an empty screen. */
export function Notice({ failure, onRetry, trans }: NoticeProps): React.ReactElement {
  const { title, message, remedy } = words(failure, trans);
  return (
    <div className="cb-Notice" role="alert">
      <strong>{title}</strong>
      {message && <p className="cb-lines">{message}</p>}
      {remedy && <p className="cb-lines">{remedy}</p>}
      {onRetry && <TextButton onClick={onRetry}>{trans.__('Try again')}</TextButton>}
    </div>
  );
}

function words(failure: Failure, trans: TranslationBundle) {
  const { message, remedy } = failure.problem;
  if (failure.kind === 'absent') {
    return {
      title: trans.__('Certbook is not running in this server'),
      message: trans.__(
        'This panel needs the Certbook server extension, and nothing answers there.'
      ),
      remedy: trans.__(
        'Install it where JupyterLab runs (pip install certbook), then start JupyterLab again; or open your desk with: certbook lab'
      )
    };
  }
  if (failure.kind === 'network') {
    return {
      title: trans.__('The server does not answer'),
      message: trans.__('Your notebook and all that was recorded are safe.'),
      remedy: trans.__('See that JupyterLab still runs and the network is there, then try again.')
    };
  }
  if (failure.status === 403 && !message) {
    return {
      title: trans.__('You are not signed in to this server'),
      message: '',
      remedy: trans.__('Load the page again and sign in.')
    };
  }
  return {
    title: message || trans.__('Something went wrong in the server'),
    message: '',
    remedy: remedy || (message ? '' : trans.__('Its log says more; so may: certbook doctor'))
  };
}
