import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { DomainCard, LabCard, LabState, Overview } from '../contract';
import { lessonIcon, stateIcons } from '../icons';
import { Meter, points } from './Meter';
import { TextButton } from './TextButton';

export interface OverviewActions {
  onChoose: () => void;
  onDashboard: () => void;
  onExams: () => void;
  onReview: () => void;
  onLab: (lab: string) => void;
  onLesson: (domain: string) => void;
}

export interface OverviewProps extends OverviewActions {
  overview: Overview;
  dueQuestions: number;
  trans: TranslationBundle;
}

/** The sidebar: what was chosen, what to do next, and every lab with its state. */
export function OverviewView(props: OverviewProps): React.ReactElement {
  const { overview, trans, onChoose, onDashboard } = props;
  const { missing, due_reviews: due } = overview;
  return (
    <>
      <Chosen {...props} />
      {overview.choice.lane === null && (
        <TextButton primary onClick={onChoose}>
          {trans.__('Choose your lane')}
        </TextButton>
      )}
      <Next {...props} />
      <div className="cb-Actions">
        <TextButton onClick={onDashboard}>{trans.__('Dashboard')}</TextButton>
        <TextButton onClick={props.onExams}>{trans.__('Practice exams')}</TextButton>
        {props.dueQuestions > 0 && (
          <TextButton onClick={props.onReview}>
            {trans._n(
              'Review %1 question',
              'Review %1 questions',
              props.dueQuestions,
              props.dueQuestions
            )}
          </TextButton>
        )}
        {due > 0 && (
          <TextButton onClick={onDashboard}>
            {trans._n('%1 review due', '%1 reviews due', due, due)}
          </TextButton>
        )}
      </div>
      {overview.domains.length === 0 && (
        <p>{trans.__('No domain is here yet. Choose a lane to see its labs.')}</p>
      )}
      {overview.domains.map(domain => (
        <Domain key={domain.name} {...props} domain={domain} />
      ))}
      {missing.length > 0 && (
        <section className="cb-Gaps">
          <h3>{trans.__('Not taught here yet')}</h3>
          <p>{trans.__('Your lane asks for these too. Study them elsewhere for now.')}</p>
          <ul>
            {missing.map(gap => (
              <li key={gap.id}>{gap.title}</li>
            ))}
          </ul>
        </section>
      )}
      {overview.weaker_isolation && (
        <p className="cb-lines cb-small">{overview.weaker_isolation}</p>
      )}
    </>
  );
}

function Chosen({ overview, onChoose, trans }: OverviewProps): React.ReactElement | null {
  if (overview.choice.lane === null) {
    return null;
  }
  return (
    <div className="cb-Chosen">
      <h2>{overview.lane_title}</h2>
      <p>{overview.certification_name || trans.__('No certification chosen')}</p>
      <TextButton onClick={onChoose} aria-label={trans.__('Change lane or certification')}>
        {trans.__('Change…')}
      </TextButton>
    </div>
  );
}

function Next({ overview, onLab, trans }: OverviewProps): React.ReactElement | null {
  const labs = overview.domains.flatMap(domain => domain.labs);
  const next = labs.find(lab => lab.name === overview.next_lab);
  if (next) {
    const begun = next.state !== 'not begun';
    return (
      <TextButton primary={overview.choice.lane !== null} onClick={() => onLab(next.name)}>
        {begun ? trans.__('Continue: %1', next.title) : trans.__('Start: %1', next.title)}
      </TextButton>
    );
  }
  const done = labs.length > 0 && labs.every(lab => lab.state === 'passed');
  return done ? <p>{trans.__('Every lab here is passed.')}</p> : null;
}

function Domain({
  domain,
  overview,
  onLesson,
  onLab,
  trans
}: OverviewProps & { domain: DomainCard }): React.ReactElement {
  const isNext = domain.labs.some(lab => lab.name === overview.next_lab);
  const isBegun = domain.labs.some(lab => lab.state === 'in progress');
  return (
    <details className="cb-Domain" open={isNext || isBegun || overview.domains.length < 4}>
      <summary>
        <h3>{domain.title}</h3>
        <Meter
          value={domain.mastery}
          label={trans.__('Mastery of %1', domain.title)}
          trans={trans}
        />
      </summary>
      <p className="cb-small">{domain.purpose}</p>
      <ul className="cb-Labs">
        <li>
          <button type="button" className="cb-Row" onClick={() => onLesson(domain.name)}>
            <lessonIcon.react tag="span" className="cb-Row-icon" />
            <span className="cb-Row-title">{trans.__('Lesson')}</span>
          </button>
        </li>
        {domain.labs.map(lab => (
          <li key={lab.name}>
            <LabRow lab={lab} onLab={onLab} trans={trans} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function LabRow({
  lab,
  onLab,
  trans
}: {
  lab: LabCard;
  onLab: (lab: string) => void;
  trans: TranslationBundle;
}): React.ReactElement {
  const { react: Icon } = stateIcons[lab.state];
  const facts = [
    stateWord(lab.state, trans),
    trans.__('%1 min', lab.minutes),
    lab.state !== 'not begun' &&
      trans.__('%1 of %2 points', points(lab.score), points(lab.max_score)),
    !lab.on_desk && trans.__('not on your desk yet')
  ];
  return (
    <button type="button" className="cb-Row" data-lab={lab.name} onClick={() => onLab(lab.name)}>
      <Icon tag="span" className="cb-Row-icon" />
      <span className="cb-Row-title">{lab.title}</span>
      <span className="cb-Row-facts">{facts.filter(Boolean).join(' · ')}</span>
    </button>
  );
}

/** The word for a lab's state. */
export function stateWord(state: LabState, trans: TranslationBundle): string {
  return {
    'not begun': trans.__('not begun'),
    'in progress': trans.__('in progress'),
    passed: trans.__('passed'),
    'to improve': trans.__('to improve')
  }[state];
}
