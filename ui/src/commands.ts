/** The commands of this extension. */
export const CommandIDs = {
  cancel: 'certbook:cancel-check',
  check: 'certbook:check',
  choose: 'certbook:choose',
  dashboard: 'certbook:dashboard',
  exams: 'certbook:exams',
  next: 'certbook:continue',
  /** Open a notebook: {lab} or {domain} puts it on the desk first, {path} does not; {cell} is shown. */
  open: 'certbook:open',
  overview: 'certbook:overview',
  results: 'certbook:results',
  review: 'certbook:review',
  tour: 'certbook:tour'
} as const;

/** The ids of our widgets in the shell. */
export const WidgetIDs = {
  dashboard: 'certbook-dashboard',
  exams: 'certbook-exams',
  overview: 'certbook-overview',
  results: 'certbook-results'
} as const;
