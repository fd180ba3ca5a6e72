import type { JupyterFrontEndPlugin } from '@jupyterlab/application';

import { checks } from './plugins/checks';
import { core } from './plugins/core';
import { dashboard } from './plugins/dashboard';
import { exams } from './plugins/exams';
import { launcher } from './plugins/launcher';
import { notebooks } from './plugins/notebooks';
import { sidebar } from './plugins/sidebar';
import { tour } from './plugins/tour';

const plugins: JupyterFrontEndPlugin<unknown>[] = [
  core,
  notebooks,
  sidebar,
  checks,
  dashboard,
  exams,
  launcher,
  tour
];

export default plugins;
