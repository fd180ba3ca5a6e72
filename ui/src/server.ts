import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import type { Send } from './api';

/** Return the sender to this page's own server, with its base URL, token and XSRF cookie. */
export function serverSend(settings = ServerConnection.makeSettings()): Send {
  const root = URLExt.join(settings.baseUrl, 'certbook', 'api');
  return (path, init = {}) => ServerConnection.makeRequest(`${root}/${path}`, init, settings);
}
