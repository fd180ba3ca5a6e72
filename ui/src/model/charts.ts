import type { JSONObject } from '@lumino/coreutils';

import type { Figure, ProgressPoint, Readiness } from '../contract';

/** The theme's colours, as the chart's library wants them. */
export interface Palette {
  text: string;
  fill: string;
  line: string;
}

/** The texts of a chart, translated. */
export interface Labels {
  x: string;
  y: string;
}

/** The width of a letter of a chart's labels, about. */
const CHARACTER = 6.5;

/** Return the Vega-Lite spec of readiness by exam domain: a bar for the mastery, a line for its interval. */
export function readinessSpec(
  readiness: Readiness,
  labels: Labels,
  palette: Palette,
  width: number
): JSONObject {
  const room = Math.max(12, Math.floor((width * 0.42) / CHARACTER));
  const values = readiness.domains.map(domain => ({
    name: lines(
      domain.weight === null ? domain.name : `${round(domain.weight)}% ${domain.name}`,
      room
    ).join('\n'),
    mastery: domain.mastery,
    low: domain.low,
    high: domain.high
  }));
  const most = Math.max(1, ...values.map(value => value.name.split('\n').length));
  const y = {
    field: 'name',
    type: 'nominal',
    sort: values.map(value => value.name),
    title: null,
    axis: { labelExpr: "split(datum.value, '\\n')", labelLimit: 0, labelPadding: 6 }
  };
  const scale = { domain: [0, 1] };
  const x = { type: 'quantitative', scale, title: labels.x, axis: { format: '%', tickCount: 5 } };
  return {
    ...frame(values, palette, width),
    height: { step: 12 + 14 * most },
    layer: [
      {
        mark: { type: 'bar', color: palette.fill, height: 14 },
        encoding: { y, x: { ...x, field: 'mastery' } }
      },
      {
        mark: { type: 'rule', color: palette.text, strokeWidth: 1.5 },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } }
      },
      {
        mark: { type: 'tick', color: palette.text, thickness: 1.5, size: 8 },
        encoding: { y, x: { ...x, field: 'low' } }
      },
      {
        mark: { type: 'tick', color: palette.text, thickness: 1.5, size: 8 },
        encoding: { y, x: { ...x, field: 'high' } }
      }
    ]
  };
}

/** Return the Vega-Lite spec of the points held at the end of each day. */
export function progressSpec(
  points: ProgressPoint[],
  labels: Labels,
  palette: Palette,
  width: number
): JSONObject {
  const values = points.map(({ day, points: held, max_points }) => ({ day, held, max_points }));
  const most = points.reduce((top, point) => Math.max(top, point.max_points), 0);
  return {
    ...frame(values, palette, width),
    height: 180,
    mark: {
      type: 'line',
      color: palette.fill,
      interpolate: 'step-after',
      point: { color: palette.fill, filled: true, size: 50 }
    },
    encoding: {
      x: {
        field: 'day',
        type: 'ordinal',
        title: labels.x,
        axis: { labelAngle: 0, labelOverlap: true }
      },
      y: {
        field: 'held',
        type: 'quantitative',
        title: labels.y,
        scale: { domain: [0, Math.max(most, 1)] }
      }
    }
  };
}

function frame(values: JSONObject[], palette: Palette, width: number): JSONObject {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    data: { values },
    width,
    autosize: { type: 'fit-x', contains: 'padding' },
    background: 'transparent',
    config: {
      view: { stroke: null },
      axis: {
        domainColor: palette.line,
        gridColor: palette.line,
        labelColor: palette.text,
        labelFontSize: 12,
        tickColor: palette.line,
        titleAnchor: 'end',
        titleColor: palette.text,
        titleFontSize: 12,
        titleFontWeight: 'normal'
      }
    }
  };
}

/** Break a text into lines of so many characters, between words. */
export function lines(text: string, room: number): string[] {
  const broken: string[] = [];
  for (const word of text.split(' ')) {
    const last = broken.length - 1;
    if (last >= 0 && broken[last].length + 1 + word.length <= room) {
      broken[last] += ` ${word}`;
    } else {
      broken.push(word);
    }
  }
  return broken;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Return the Vega-Lite spec of a question's figure. */
export function figureSpec(figure: Figure, palette: Palette, width: number): JSONObject {
  const chart = figure.chart!;
  const place = (name: string) => figure.columns.indexOf(name);
  // Columns get plain names: dots and brackets in a field's name would be read as paths.
  const values = figure.rows.map(row =>
    Object.fromEntries(row.map((cell, index) => [`c${index}`, cell]))
  );
  const axis = (name: string) => {
    const isNumber = figure.rows.every(row => typeof row[place(name)] === 'number');
    return {
      field: `c${place(name)}`,
      type: isNumber && !(chart.mark === 'bar' && name === chart.x) ? 'quantitative' : 'ordinal',
      sort: null,
      title: name
    };
  };
  const colour = chart.colour && {
    field: `c${place(chart.colour)}`,
    type: 'nominal',
    title: chart.colour,
    legend: { orient: 'bottom', labelColor: palette.text, titleColor: palette.text }
  };
  const zero = chart.mark !== 'point';
  return {
    ...frame(values, palette, width),
    height: 220,
    mark: { type: chart.mark, color: palette.fill, ...(chart.mark === 'line' && { point: true }) },
    encoding: {
      x: { ...axis(chart.x), axis: { labelAngle: 0, labelOverlap: true }, scale: { zero: false } },
      y: { ...axis(chart.y), scale: { zero } },
      ...(colour && {
        color: colour,
        ...(chart.mark === 'bar' && { xOffset: { field: colour.field } }),
        ...(chart.mark !== 'bar' && { shape: { ...colour } })
      })
    }
  } as JSONObject;
}
