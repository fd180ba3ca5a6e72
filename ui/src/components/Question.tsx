import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';
import * as React from 'react';

import type { Asked, Figure, Reason } from '../contract';
import { Palette, figureSpec } from '../model/charts';
import type { Answer } from '../model/exams';
import { Chart } from './Chart';
import { Prose } from './Prose';
import { TextButton } from './TextButton';

export interface Surroundings {
  palette: Palette;
  rendermime: IRenderMimeRegistry;
  trans: TranslationBundle;
}

export interface QuestionProps extends Surroundings {
  asked: Asked;
  /** Null shows the question to be read alone. */
  onAnswer: ((answer: Answer | null) => void) | null;
}

/** What a question is about: its scenario with figures, and its own figure. */
export function Matter({ asked, ...rest }: Surroundings & { asked: Asked }): React.ReactElement {
  const { scenario, figures } = asked;
  return (
    <>
      {scenario && (
        <section className="cb-Scenario" aria-label={scenario.title}>
          <h3>{scenario.title}</h3>
          <Paragraphs text={scenario.stem} />
          {scenario.figures.map(figure => (
            <FigureView key={figure.caption} figure={figure} {...rest} />
          ))}
        </section>
      )}
      {figures.map(figure => (
        <FigureView key={figure.caption} figure={figure} {...rest} />
      ))}
    </>
  );
}

export function Paragraphs({ text }: { text: string }): React.ReactElement {
  return (
    <>
      {text.split(/\n\s*\n/).map((part, index) => (
        <p key={index} className="cb-lines">
          <Prose text={part.replace(/\s*\n\s*/g, ' ')} />
        </p>
      ))}
    </>
  );
}

function FigureView({
  figure,
  palette,
  rendermime,
  trans
}: Surroundings & { figure: Figure }): React.ReactElement {
  const table = (
    <table className="cb-Table">
      <caption>{figure.caption}</caption>
      <thead>
        <tr>
          {figure.columns.map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figure.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, place) =>
              place ? (
                <td key={place}>{cell}</td>
              ) : (
                <th key={0} scope="row">
                  {cell}
                </th>
              )
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!figure.chart) {
    return (
      <div className="cb-scroll" role="group" aria-label={figure.caption} tabIndex={0}>
        {table}
      </div>
    );
  }
  return (
    <figure className="cb-QuestionFigure">
      <figcaption>{figure.caption}</figcaption>
      <Chart
        label={figure.caption}
        spec={(width): JSONObject => figureSpec(figure, palette, width)}
        table={table}
        rendermime={rendermime}
        trans={trans}
      />
    </figure>
  );
}

/** Where the answer is given, by the question's kind. */
export function AnswerForm(props: QuestionProps): React.ReactElement | null {
  switch (props.asked.kind) {
    case 'one':
    case 'many':
      return <Choices {...props} />;
    case 'order':
      return <Order {...props} />;
    case 'match':
      return <Match {...props} />;
    case 'number':
      return <NumberField {...props} />;
    default:
      return null;
  }
}

/** The answer after a choice was taken: it replaces (one), or comes and goes (many); null is none. */
export function chosen(asked: Asked, place: number): Answer | null {
  if (asked.kind === 'one') {
    return [place];
  }
  const now = asked.answer ?? [];
  const next = now.includes(place) ? now.filter(one => one !== place) : [...now, place];
  return next.length > 0 ? next : null;
}

function Choices({ asked, onAnswer, trans }: QuestionProps): React.ReactElement {
  const isOne = asked.kind === 'one';
  return (
    <fieldset className="cb-Choices">
      <legend>
        {isOne
          ? trans.__('Choose one.')
          : trans._n('Choose %1.', 'Choose %1.', asked.choose ?? 0, asked.choose ?? 0)}
      </legend>
      {asked.choices.map(({ place, text }, index) => (
        <label key={place} className="cb-ChoiceLine">
          <input
            type={isOne ? 'radio' : 'checkbox'}
            name={`cb-${asked.id}`}
            checked={asked.answer?.includes(place) ?? false}
            onChange={() => onAnswer?.(chosen(asked, place))}
          />
          <span className="cb-Key">{index + 1}</span>
          <span>
            <Prose text={text} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Order({ asked, onAnswer, trans }: QuestionProps): React.ReactElement {
  const shown = asked.choices.map(choice => choice.place);
  const order = (asked.answer as number[] | null) ?? shown;
  const texts = new Map(asked.choices.map(choice => [choice.place, choice.text]));
  const list = React.useRef<HTMLOListElement>(null);
  const move = (from: number, by: number) => {
    const to = from + by;
    if (to < 0 || to >= order.length) {
      return;
    }
    const next = [...order];
    [next[from], next[to]] = [next[to], next[from]];
    onAnswer?.(next);
    // The focus goes with the step that was moved.
    requestAnimationFrame(() =>
      list.current?.querySelectorAll<HTMLElement>('.cb-Step')[to]?.focus()
    );
  };
  return (
    <div role="group" aria-label={trans.__('Put the steps in order')}>
      <p>
        {asked.answer
          ? trans.__('Your order, first step on top:')
          : trans.__('Put the steps in order, first step on top. Not answered yet.')}
      </p>
      <ol className="cb-Steps" ref={list}>
        {order.map((place, index) => (
          <li
            key={place}
            className="cb-Step"
            tabIndex={-1}
            onKeyDown={event => {
              const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
              if (by) {
                event.preventDefault();
                move(index, by);
              }
            }}
          >
            <span className="cb-Key">{index + 1}</span>
            <span className="cb-Step-text">
              <Prose text={texts.get(place) ?? ''} />
            </span>
            <TextButton
              disabled={index === 0}
              onClick={() => move(index, -1)}
              aria-label={trans.__('Move up: %1', texts.get(place) ?? '')}
            >
              ↑
            </TextButton>
            <TextButton
              disabled={index === order.length - 1}
              onClick={() => move(index, 1)}
              aria-label={trans.__('Move down: %1', texts.get(place) ?? '')}
            >
              ↓
            </TextButton>
          </li>
        ))}
      </ol>
      {!asked.answer && (
        <TextButton onClick={() => onAnswer?.(order)}>{trans.__('Keep this order')}</TextButton>
      )}
    </div>
  );
}

function Match({ asked, onAnswer, trans }: QuestionProps): React.ReactElement {
  const answer = asked.answer ?? asked.left.map(() => null);
  return (
    <div className="cb-Match" role="group" aria-label={trans.__('Match each line')}>
      {asked.left.map((left, index) => (
        <label key={index}>
          <span>
            <Prose text={left} />
          </span>
          <select
            value={answer[index] ?? ''}
            onChange={event => {
              const next = [...answer];
              next[index] = event.target.value === '' ? null : Number(event.target.value);
              onAnswer?.(next.every(one => one === null) ? null : next);
            }}
          >
            <option value="">{trans.__('Choose…')}</option>
            {asked.options.map(({ place, text }) => (
              <option key={place} value={place}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

function NumberField({ asked, onAnswer, trans }: QuestionProps): React.ReactElement {
  const [text, setText] = React.useState(asked.answer ? String(asked.answer[0]) : '');
  const value = numberOf(text);
  return (
    <label className="cb-Number">
      <span>{trans.__('Your number')}</span>
      <span>
        <input
          type="text"
          inputMode="decimal"
          value={text}
          aria-invalid={value === undefined}
          onChange={event => {
            setText(event.target.value);
            const typed = numberOf(event.target.value);
            if (typed !== undefined) {
              onAnswer?.(typed === null ? null : [typed]);
            }
          }}
        />{' '}
        {asked.unit}
      </span>
      {value === undefined && (
        <span role="status">{trans.__('This is not a number yet, and is not kept.')}</span>
      )}
    </label>
  );
}

/** The number that was typed, null for nothing, undefined for what is none; a comma may be the decimal point. */
export function numberOf(text: string): number | null | undefined {
  const plain = text.trim().replace(/^(-?\d*),(\d+)$/, '$1.$2');
  if (plain === '') {
    return null;
  }
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

/** Why each choice is right or wrong. */
export function Reasons({
  reasons,
  explain,
  trans
}: {
  reasons: Reason[];
  explain: string;
  trans: TranslationBundle;
}): React.ReactElement {
  return (
    <>
      <ul className="cb-Reasons">
        {reasons.map((reason, index) => (
          <li key={index} data-right={reason.right} data-chosen={reason.chosen}>
            <strong>
              {reason.right ? trans.__('✓ Right') : trans.__('✗ Wrong')}
              {reason.chosen && ` · ${trans.__('your answer')}`}
            </strong>
            <div>
              <Prose text={reason.text} />
            </div>
            <div className="cb-Why">
              <Prose text={reason.why} />
            </div>
          </li>
        ))}
      </ul>
      <p>
        <strong>{trans.__('To take away:')}</strong> <Prose text={explain} />
      </p>
    </>
  );
}
