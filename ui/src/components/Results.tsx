import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { CheckResult, TaskOutcome, TaskResult, WrittenResult } from '../contract';
import { outcomeIcons } from '../icons';
import type { Run } from '../model/checks';
import { points } from './Meter';
import { Notice } from './Notice';
import { Prose } from './Prose';
import { TextButton } from './TextButton';

export interface ResultsActions {
  onCheck: () => void;
  onCancel: () => void;
  onOpen: () => void;
  onShowCell: (cell: string) => void;
  onHint: (task: string) => void;
}

export interface ResultsProps extends ResultsActions {
  run: Run;
  title: string;
  trans: TranslationBundle;
}

/** What the last check of one lab found, or what goes on now. */
export function Results(props: ResultsProps): React.ReactElement {
  const { run, title, trans, onCheck, onOpen } = props;
  return (
    <>
      <h2>{title}</h2>
      <div className="cb-Actions">
        <TextButton primary disabled={run.phase !== 'idle'} onClick={onCheck}>
          {run.result ? trans.__('Check again') : trans.__('Check')}
        </TextButton>
        <TextButton onClick={onOpen}>{trans.__('Go to the notebook')}</TextButton>
      </div>
      <Progress {...props} />
      {run.failure && <Notice failure={run.failure} onRetry={onCheck} trans={trans} />}
      {run.result ? (
        <Found {...props} result={run.result} />
      ) : (
        run.phase === 'idle' &&
        run.read && (
          <p>{trans.__('This lab has not been checked yet. Press Check in its toolbar.')}</p>
        )
      )}
    </>
  );
}

/** One line that a screen reader hears: it stays in the page, and only its text changes. */
function Progress({ run, trans, onCancel }: ResultsProps): React.ReactElement {
  const { phase, status } = run;
  return (
    <div className="cb-Progress" data-phase={phase}>
      <p role="status" aria-live="polite">
        {progressLine(run, trans)}
      </p>
      {phase !== 'idle' && (
        <progress
          aria-label={trans.__('Progress of the check')}
          {...(status && status.total > 0 ? { value: status.done, max: status.total } : {})}
        />
      )}
      {phase === 'checking' && status && (
        <TextButton onClick={onCancel}>{trans.__('Cancel')}</TextButton>
      )}
    </div>
  );
}

/** Return what goes on, in one line; empty where nothing does. */
export function progressLine({ phase, status, cancelled }: Run, trans: TranslationBundle): string {
  switch (phase) {
    case 'saving':
      return trans.__('Saving the notebook…');
    case 'checking':
      return status?.step || trans.__('Checking…');
    case 'cancelling':
      return trans.__('Cancelling…');
    default:
      return cancelled ? trans.__('Cancelled. Nothing of this check was recorded.') : '';
  }
}

function Found(props: ResultsProps & { result: CheckResult }): React.ReactElement {
  const { result, trans } = props;
  const first = result.next_task ?? result.tasks.find(task => task.outcome !== 'passed')?.key;
  return (
    <div className="cb-Found" data-stale={props.run.phase !== 'idle'}>
      <p className="cb-Verdict">
        <strong>
          {trans.__('%1 of %2 points', points(result.score), points(result.max_score))}
        </strong>{' '}
        {result.passed ? trans.__('Passed.') : trans.__('Not passed yet.')}
      </p>
      {result.message && <p className="cb-lines">{result.message}</p>}
      <p className="cb-small cb-faint">{origin(result, trans)}</p>
      {result.bent.length > 0 && (
        <details>
          <summary>{trans.__('The notebook was mended before it was checked')}</summary>
          <ul>
            {result.bent.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      <h3>{trans.__('Tasks')}</h3>
      {result.tasks.map(task => (
        // A new result folds anew; until then what the learner opened stays open.
        <Task
          key={`${task.key} ${result.checked_at}`}
          {...props}
          task={task}
          isFirst={task.key === first}
        />
      ))}
      {result.written.length > 0 && <h3>{trans.__('Written answers')}</h3>}
      {result.written.map(answer => (
        <Written key={answer.key} {...props} answer={answer} />
      ))}
    </div>
  );
}

function origin(result: CheckResult, trans: TranslationBundle): string {
  const when = new Date(result.checked_at);
  const time = Number.isNaN(when.getTime()) ? result.checked_at : when.toLocaleString();
  return result.from_record
    ? trans.__('From the record of %1: the notebook has not changed since.', time)
    : trans.__('Checked %1, in %2 s.', time, result.seconds.toFixed(1));
}

function Task(props: ResultsProps & { task: TaskResult; isFirst: boolean }): React.ReactElement {
  const { task, isFirst, trans, onShowCell } = props;
  const { react: Icon } = outcomeIcons[task.outcome];
  return (
    <details className="cb-Task" data-outcome={task.outcome} data-task={task.key} open={isFirst}>
      <summary>
        <Icon tag="span" className="cb-Row-icon" />
        <span className="cb-Row-title">{task.title}</span>
        <span className="cb-Row-facts">
          {trans.__(
            '%1 · %2 of %3 points',
            outcomeWord(task.outcome, trans),
            points(task.score),
            points(task.max_score)
          )}
        </span>
      </summary>
      {task.message && <pre className="cb-Message">{task.message}</pre>}
      {task.outcome === 'not attempted' && !task.message && (
        <p>
          {trans.__('The answer still raises NotImplementedError: write it, then check again.')}
        </p>
      )}
      <div className="cb-Actions">
        <TextButton
          onClick={() => onShowCell(task.cell)}
          aria-label={trans.__('Show the cell of task %1', task.number)}
        >
          {trans.__('Show cell')}
        </TextButton>
      </div>
      <Hints {...props} />
    </details>
  );
}

function Hints({
  task,
  trans,
  onHint
}: ResultsProps & { task: TaskResult }): React.ReactElement | null {
  const opened = task.hints.length;
  if (task.rungs === 0) {
    return null;
  }
  return (
    <div className="cb-Hints">
      <ol aria-live="polite" aria-label={trans.__('Hints that you opened')} hidden={opened === 0}>
        {task.hints.map((hint, index) => (
          <li key={index} className="cb-lines">
            <Prose text={hint} />
          </li>
        ))}
      </ol>
      {opened < task.rungs ? (
        <TextButton onClick={() => onHint(task.key)}>
          {trans.__('Next hint (%1 of %2)', opened + 1, task.rungs)}
        </TextButton>
      ) : (
        <p className="cb-small cb-faint">{trans.__('That was the last hint.')}</p>
      )}
    </div>
  );
}

function Written({
  answer,
  trans,
  onShowCell
}: ResultsProps & { answer: WrittenResult }): React.ReactElement {
  const state =
    answer.score !== null
      ? trans.__('%1 of %2 points', points(answer.score), points(answer.max_score))
      : answer.answered
        ? trans.__('written; a person gives the points')
        : trans.__('not written yet');
  return (
    <div className="cb-Written">
      <span className="cb-Row-title">{answer.title}</span>
      <span className="cb-Row-facts">{state}</span>
      <TextButton
        onClick={() => onShowCell(answer.cell)}
        aria-label={trans.__('Show the cell of %1', answer.title)}
      >
        {trans.__('Show cell')}
      </TextButton>
    </div>
  );
}

/** The word for an outcome. */
export function outcomeWord(outcome: TaskOutcome, trans: TranslationBundle): string {
  return {
    passed: trans.__('passed'),
    wrong: trans.__('wrong'),
    error: trans.__('error'),
    'not attempted': trans.__('not attempted')
  }[outcome];
}
