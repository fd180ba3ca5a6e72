import * as React from 'react';

import type { AnsweredQuestion } from '../contract';
import type { ExamProps } from './ExamView';
import { percent, points } from './Meter';
import { Matter, Paragraphs, Reasons } from './Question';
import { TextButton } from './TextButton';

type Filter = 'all' | 'wrong' | 'flagged';

/** What an exam found, what to do next, and each question with its reasons. */
export function ResultView(props: ExamProps): React.ReactElement {
  const { exams, trans, onOpen } = props;
  const result = exams.result!;
  const [filter, setFilter] = React.useState<Filter>('wrong');
  const heading = React.useRef<HTMLHeadingElement>(null);
  React.useEffect(() => heading.current?.focus(), [result.id]);
  const shown = result.questions.filter(
    one => filter === 'all' || (filter === 'wrong' ? one.right === false : one.asked.flagged)
  );
  const filters: [Filter, string][] = [
    ['wrong', trans.__('Wrong')],
    ['flagged', trans.__('Flagged')],
    ['all', trans.__('All')]
  ];
  return (
    <>
      <div className="cb-Board-header">
        <h1 ref={heading} tabIndex={-1}>
          {trans.__('Result: %1', result.title)}
        </h1>
        <TextButton onClick={() => void exams.showRoom()}>
          {trans.__('To the exam room')}
        </TextButton>
      </div>
      <p className="cb-Figure">
        <strong>{percent(result.score)}</strong>{' '}
        {trans.__('%1 of %2 questions right', result.right, result.scored)}
        {result.left_out > 0 &&
          trans._n(
            '; %1 was changed since and does not count',
            '; %1 were changed since and do not count',
            result.left_out,
            result.left_out
          )}
      </p>
      <div className="cb-Board-grid">
        <section className="cb-Card">
          <h2>{trans.__('By domain')}</h2>
          <table className="cb-Table">
            <thead>
              <tr>
                <th scope="col">{trans.__('Domain')}</th>
                <th scope="col">{trans.__('Weight')}</th>
                <th scope="col">{trans.__('Right')}</th>
              </tr>
            </thead>
            <tbody>
              {result.domains.map(domain => (
                <tr key={domain.number}>
                  <th scope="row">{domain.name}</th>
                  <td>
                    {domain.weight === null
                      ? trans.__('not published')
                      : `${points(domain.weight)}%`}
                  </td>
                  <td>
                    {domain.asked
                      ? trans.__('%1 of %2', domain.right, domain.asked)
                      : trans.__('not asked')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {result.missing.length > 0 && (
            <p>
              {trans.__('Not asked, because nothing here teaches it yet:')}{' '}
              {result.missing.join('; ')}
            </p>
          )}
        </section>
        <section className="cb-Card">
          <h2>{trans.__('Pacing')}</h2>
          <p>{result.pacing.text}</p>
          <h2>{trans.__('Next steps')}</h2>
          <ul className="cb-List">
            {result.next.map((step, index) => (
              <li key={index}>
                {step.path ? (
                  <button type="button" className="cb-Link" onClick={() => onOpen(step.path)}>
                    {step.title}
                  </button>
                ) : (
                  step.title
                )}
                <span className="cb-small">{step.reason}</span>
              </li>
            ))}
            {result.next.length === 0 && <li>{trans.__('Nothing in particular.')}</li>}
          </ul>
        </section>
      </div>
      <section className="cb-Answers">
        <h2>{trans.__('Questions')}</h2>
        <div className="cb-Actions" role="group" aria-label={trans.__('Which questions to show')}>
          {filters.map(([name, label]) => (
            <TextButton key={name} aria-pressed={filter === name} onClick={() => setFilter(name)}>
              {filter === name ? '● ' : '○ '}
              {label}
            </TextButton>
          ))}
        </div>
        {shown.length === 0 && <p role="status">{trans.__('None.')}</p>}
        {shown.map(one => (
          <Answered key={one.asked.number} one={one} {...props} />
        ))}
      </section>
    </>
  );
}

function Answered({ one, ...props }: ExamProps & { one: AnsweredQuestion }): React.ReactElement {
  const { trans } = props;
  const { asked } = one;
  const [isOpen, setOpen] = React.useState(false);
  const verdict =
    one.right === null
      ? trans.__('does not count')
      : one.right
        ? trans.__('✓ right')
        : asked.answer
          ? trans.__('✗ wrong')
          : trans.__('✗ not answered');
  return (
    <details
      className="cb-Answered"
      onToggle={event => setOpen((event.target as HTMLDetailsElement).open)}
    >
      <summary>
        <strong>
          {asked.number}. {verdict}
          {asked.flagged && ' ⚑'}
        </strong>{' '}
        {asked.stem.split('\n')[0]}
      </summary>
      {isOpen && (
        <div className="cb-Answered-body">
          <Matter asked={asked} {...props} />
          <Paragraphs text={asked.stem} />
          {asked.kind === 'number' && asked.answer && (
            <p>{trans.__('Your answer: %1 %2', String(asked.answer[0]), asked.unit)}</p>
          )}
          <Reasons reasons={one.reasons} explain={one.explain} trans={trans} />
          <p className="cb-small">{trans.__('Looked at for %1 s', Math.round(one.seconds))}</p>
        </div>
      )}
    </details>
  );
}
