import { LabIcon } from '@jupyterlab/ui-components';

function icon(name: string, drawing: string): LabIcon {
  return new LabIcon({
    name: `certbook:${name}`,
    svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">${drawing}</svg>`
  });
}

const line = (path: string) =>
  `<path class="jp-icon3" fill="#616161" fill-rule="evenodd" d="${path}"/>`;

/** An open book with a tick: the extension's own sign. */
export const certbookIcon = icon(
  'icon',
  line(
    'M2 4h7c1.2 0 2.3.6 3 1.5.7-.9 1.8-1.5 3-1.5h7v15h-7c-1.3 0-2.3.7-3 1.5-.7-.8-1.7-1.5-3-1.5H2zm2 2v11h5c.7 0 1.4.2 2 .4V8c0-1.1-.9-2-2-2zm11 0c-1.1 0-2 .9-2 2v9.4c.6-.2 1.3-.4 2-.4h5V6zm-.6 5.6l1-1 1.1 1.1 2.1-2.3 1.1 1-3.1 3.5z'
  )
);

/** An open book: a lesson. */
export const lessonIcon = icon(
  'lesson',
  line(
    'M2 4h7c1.2 0 2.3.6 3 1.5.7-.9 1.8-1.5 3-1.5h7v15h-7c-1.3 0-2.3.7-3 1.5-.7-.8-1.7-1.5-3-1.5H2zm2 2v11h5c.7 0 1.4.2 2 .4V8c0-1.1-.9-2-2-2zm11 0c-1.1 0-2 .9-2 2v9.4c.6-.2 1.3-.4 2-.4h5V6z'
  )
);

/** A tick in a box: check this lab. */
export const checkLabIcon = icon(
  'check',
  line(
    'M4 3h16c.6 0 1 .4 1 1v16c0 .6-.4 1-1 1H4c-.6 0-1-.4-1-1V4c0-.6.4-1 1-1zm1 2v14h14V5zm5.6 11.4l-4-4L8 11l2.6 2.6L16 8.2l1.4 1.4z'
  )
);

const ring = 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm0 2a7 7 0 1 0 0 14 7 7 0 0 0 0-14z';

/** Shapes differ, so that no state is told by colour alone. */
export const stateIcons = {
  'not begun': icon('not-begun', line(ring)),
  'in progress': icon('in-progress', line(`${ring}M12 7v10a5 5 0 0 0 0-10z`)),
  passed: icon(
    'passed',
    line('M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm-1.5 13.2l7-7-1.5-1.5-5.5 5.5-2.5-2.5-1.5 1.5z')
  ),
  'to improve': icon('to-improve', line(`${ring}M12 6.6l4.5 5h-3v5h-3v-5h-3z`))
} as const;

export const outcomeIcons = {
  passed: stateIcons.passed,
  wrong: icon(
    'wrong',
    line(
      `${ring}M8.4 9.8l1.4-1.4 2.2 2.2 2.2-2.2 1.4 1.4-2.2 2.2 2.2 2.2-1.4 1.4-2.2-2.2-2.2 2.2-1.4-1.4 2.2-2.2z`
    )
  ),
  error: icon(
    'error',
    line('M12 2.5l10.5 18.5h-21zM12 6.6L5 19h14zM11 10.5h2v4.5h-2zm0 5.5h2v2h-2z')
  ),
  'not attempted': stateIcons['not begun']
} as const;
