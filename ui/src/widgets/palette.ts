import type { Palette } from '../model/charts';

/** The colours of the theme as it is now. */
export function palette(): Palette {
  const style = getComputedStyle(document.body);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: colour('--jp-ui-font-color1'),
    fill: colour('--jp-brand-color1'),
    line: colour('--jp-border-color1')
  };
}
