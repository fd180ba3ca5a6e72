import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import * as React from 'react';

import { TextButton } from './TextButton';

const MIME = 'application/vnd.vegalite.v5+json';

export interface ChartProps {
  /** What the chart shows, in words: its name for who does not see it. */
  label: string;
  /** The chart's Vega-Lite spec for a width in pixels. */
  spec: (width: number) => JSONObject;
  /** The same figures as a table, always in the page for screen readers. */
  table: React.ReactElement;
  rendermime: IRenderMimeRegistry;
  trans: TranslationBundle;
}

/** A chart by JupyterLab's own renderer, and its table. */
export function Chart({ label, spec, table, rendermime, trans }: ChartProps): React.ReactElement {
  const canDraw = rendermime.mimeTypes.includes(MIME);
  const [asTable, setAsTable] = React.useState(false);
  return (
    <div className="cb-Chart">
      {canDraw && (
        <TextButton aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {trans.__('Show as table')}
          <span className="cb-hidden">{trans.__(': %1', label)}</span>
        </TextButton>
      )}
      {canDraw && !asTable && <Drawing label={label} spec={spec} rendermime={rendermime} />}
      {canDraw && !asTable ? (
        <div className="cb-hidden">{table}</div>
      ) : (
        <div className="cb-scroll" role="group" aria-label={label} tabIndex={0}>
          {table}
        </div>
      )}
    </div>
  );
}

function Drawing({
  label,
  spec,
  rendermime
}: Pick<ChartProps, 'label' | 'spec' | 'rendermime'>): React.ReactElement {
  const host = React.useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const key = width > 0 ? JSON.stringify(spec(width)) : '';
  // A layout effect ends while the host is still in the page, which Lumino asks for.
  React.useLayoutEffect(() => {
    if (!key) {
      return undefined;
    }
    const renderer = rendermime.createRenderer(MIME);
    const model = rendermime.createModel({
      trusted: true,
      data: { [MIME]: JSON.parse(key) as JSONObject },
      metadata: { [MIME]: { embed_options: { actions: false, renderer: 'svg' } } }
    });
    Widget.attach(renderer, host.current!);
    renderer.renderModel(model).catch(error => {
      console.warn('certbook: a chart could not be drawn', error);
    });
    return () => renderer.dispose();
  }, [key, rendermime]);
  return <div className="cb-Drawing" ref={host} role="img" aria-label={label} />;
}

/** The width of an element in coarse steps, so that a drag of a splitter does not draw at each pixel. */
function useWidth(host: React.RefObject<HTMLElement>): number {
  const [width, setWidth] = React.useState(0);
  React.useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      setWidth(Math.floor(entry.contentRect.width / 20) * 20);
    });
    observer.observe(host.current!);
    return () => observer.disconnect();
  }, [host]);
  return width;
}
