import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Dashboard, GoalCard, MistakeCard, PlanItem, Readiness } from '../contract';
import { Palette, progressSpec, readinessSpec } from '../model/charts';
import { Chart } from './Chart';
import { Meter, percent, points } from './Meter';
import { TextButton } from './TextButton';

export interface DashboardActions {
  onChoose: () => void;
  onRefresh: () => void;
  /** Open a notebook, at a cell where one is named; `lab` puts it on the desk first. */
  onOpen: (path: string, lab?: string | null, cell?: string) => void;
}

export interface DashboardProps extends DashboardActions {
  dashboard: Dashboard;
  palette: Palette;
  rendermime: IRenderMimeRegistry;
  trans: TranslationBundle;
}

/** How far the learner is, and what to do about it. */
export function DashboardView(props: DashboardProps): React.ReactElement {
  const { dashboard, trans, onRefresh } = props;
  return (
    <>
      <div className="cb-Board-header">
        <h1>{trans.__('Dashboard')}</h1>
        <p>
          {[
            dashboard.lane_title,
            trans.__('%1 of %2 labs passed', dashboard.passed_labs, dashboard.labs),
            trans._n('%1 check', '%1 checks', dashboard.attempts, dashboard.attempts)
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <TextButton onClick={onRefresh}>{trans.__('Refresh')}</TextButton>
      </div>
      <div className="cb-Board-grid">
        <ReadinessCard {...props} />
        <PlanCard {...props} />
        <ReviewsCard {...props} />
        <WeakestCard {...props} />
        <MistakesCard {...props} />
        <ProgressCard {...props} />
      </div>
    </>
  );
}

function Card(props: {
  title: string;
  wide?: boolean;
  children: React.ReactNode;
}): React.ReactElement {
  const id = React.useId();
  return (
    <section className={props.wide ? 'cb-Card cb-mod-wide' : 'cb-Card'} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

function ReadinessCard(props: DashboardProps): React.ReactElement {
  const { dashboard, palette, rendermime, trans, onChoose } = props;
  const { readiness } = dashboard;
  if (readiness === null) {
    return (
      <Card title={trans.__('Readiness')} wide>
        <p>{trans.__('Choose a certification to see how ready you are for its exam.')}</p>
        <TextButton primary onClick={onChoose}>
          {trans.__('Choose a certification')}
        </TextButton>
      </Card>
    );
  }
  const labels = { x: trans.__('mastery, with its interval'), y: '' };
  return (
    <Card title={trans.__('Readiness for %1', readiness.name)} wide>
      <p className="cb-Figure">
        {readiness.value === null ? (
          <strong>{trans.__('not known yet')}</strong>
        ) : (
          <>
            <strong>{percent(readiness.value)}</strong>{' '}
            {trans.__('likely between %1 and %2', percent(readiness.low), percent(readiness.high))}
          </>
        )}
      </p>
      {readiness.value === null && (
        <p>{trans.__('There is no evidence yet: check a lab, and it begins to show.')}</p>
      )}
      <Chart
        label={trans.__('Readiness by exam domain')}
        spec={width => readinessSpec(readiness, labels, palette, width)}
        table={<ReadinessTable readiness={readiness} trans={trans} />}
        rendermime={rendermime}
        trans={trans}
      />
      <Gaps readiness={readiness} trans={trans} />
      <details>
        <summary>{trans.__('How this is computed')}</summary>
        <p className="cb-lines">{readiness.formula}</p>
        <p className="cb-lines cb-small">
          {trans.__('Blueprint: %1, read on %2.', readiness.source, readiness.read_on)}
        </p>
      </details>
    </Card>
  );
}

function ReadinessTable({
  readiness,
  trans
}: {
  readiness: Readiness;
  trans: TranslationBundle;
}): React.ReactElement {
  return (
    <table className="cb-Table">
      <caption>{trans.__('Readiness by exam domain')}</caption>
      <thead>
        <tr>
          <th scope="col">{trans.__('Exam domain')}</th>
          <th scope="col">{trans.__('Weight')}</th>
          <th scope="col">{trans.__('Mastery')}</th>
          <th scope="col">{trans.__('Interval')}</th>
        </tr>
      </thead>
      <tbody>
        {readiness.domains.map(domain => (
          <tr key={domain.number}>
            <th scope="row">{domain.name}</th>
            <td>
              {domain.weight === null ? trans.__('not published') : `${points(domain.weight)}%`}
            </td>
            <td>
              {domain.mastery === null ? trans.__('no evidence yet') : percent(domain.mastery)}
            </td>
            <td>{trans.__('%1 to %2', percent(domain.low), percent(domain.high))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Gaps({
  readiness,
  trans
}: {
  readiness: Readiness;
  trans: TranslationBundle;
}): React.ReactElement | null {
  const domains = readiness.domains.filter(domain => domain.gaps.length > 0);
  if (domains.length === 0) {
    return null;
  }
  return (
    <details className="cb-Gaps">
      <summary>
        {trans._n(
          '%1 exam domain has parts that nothing here teaches yet',
          '%1 exam domains have parts that nothing here teaches yet',
          domains.length,
          domains.length
        )}
      </summary>
      <ul>
        {domains.map(domain => (
          <li key={domain.number}>{trans.__('%1: %2', domain.name, domain.gaps.join(', '))}</li>
        ))}
      </ul>
    </details>
  );
}

function PlanCard({ dashboard, trans, onOpen }: DashboardProps): React.ReactElement {
  const minutes = dashboard.plan.reduce((sum, item) => sum + item.minutes, 0);
  return (
    <Card title={trans.__("This week's plan")}>
      {dashboard.goal && <p>{goalWords(dashboard.goal, trans)}</p>}
      {dashboard.plan.length === 0 ? (
        <p>{trans.__('Nothing is planned.')}</p>
      ) : (
        <>
          <p className="cb-small">{trans.__('%1 minutes in all', minutes)}</p>
          <ol className="cb-List">
            {dashboard.plan.map((item, index) => (
              <li key={`${item.kind} ${item.path} ${index}`}>
                <Link onClick={() => onOpen(item.path, item.lab)}>{item.title}</Link>
                <span className="cb-Row-facts">
                  {trans.__('%1 · %2 min', kindWord(item.kind, trans), item.minutes)}
                </span>
                <span className="cb-small">{item.reason}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}

/** How far away the exam of the plan is, in a sentence. */
function goalWords(goal: GoalCard, trans: TranslationBundle): string {
  return goal.days_left < 0
    ? trans.__('The exam day of your plan, %1, has passed.', goal.exam_day)
    : trans._n(
        'Exam on %2, in %1 day, with %3 hours a week.',
        'Exam on %2, in %1 days, with %3 hours a week.',
        goal.days_left,
        goal.days_left,
        goal.exam_day,
        goal.hours_per_week
      );
}

function kindWord(kind: PlanItem['kind'], trans: TranslationBundle): string {
  return { lesson: trans.__('lesson'), lab: trans.__('lab'), review: trans.__('review') }[kind];
}

function ReviewsCard({ dashboard, trans, onOpen }: DashboardProps): React.ReactElement {
  return (
    <Card title={trans.__('Due reviews')}>
      {dashboard.reviews.length === 0 ? (
        <p>{trans.__('Nothing is due. What failed once comes back here.')}</p>
      ) : (
        <ul className="cb-List">
          {dashboard.reviews.map(review => (
            <li key={`${review.lab} ${review.task}`}>
              <Link onClick={() => onOpen(review.path, review.lab, review.cell)}>
                {trans.__('%1: %2', review.lab_title, review.task_title)}
              </Link>
              <span className="cb-Row-facts">{trans.__('due %1', dayOf(review.due))}</span>
              <span className="cb-small">{review.reason}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function WeakestCard({ dashboard, trans, onOpen }: DashboardProps): React.ReactElement {
  return (
    <Card title={trans.__('Weakest skills')}>
      {dashboard.weakest.length === 0 ? (
        <p>{trans.__('No skill was tried yet.')}</p>
      ) : (
        <ul className="cb-List">
          {dashboard.weakest.map(skill => (
            <li key={skill.skill}>
              <Link onClick={() => onOpen(skill.path, skill.lab)}>{skill.title}</Link>
              <Meter
                value={skill.mastery}
                label={trans.__('Mastery of %1', skill.title)}
                trans={trans}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function MistakesCard(props: DashboardProps): React.ReactElement {
  const { dashboard, trans } = props;
  return (
    <Card title={trans.__('Mistakes by misconception')}>
      {dashboard.mistakes.length === 0 ? (
        <p>{trans.__('No check has named a misconception yet.')}</p>
      ) : (
        <ul className="cb-List">
          {dashboard.mistakes.map(mistake => (
            <Mistake key={mistake.id} {...props} mistake={mistake} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Mistake({
  mistake,
  trans,
  onOpen
}: DashboardProps & { mistake: MistakeCard }): React.ReactElement {
  return (
    <li>
      <strong>{trans.__('“%1”', mistake.belief)}</strong>
      <span className="cb-Row-facts">
        {trans._n('%1 time', '%1 times', mistake.times, mistake.times)}
      </span>
      <ul>
        {mistake.places.map(place => (
          <li key={`${place.lab} ${place.task} ${place.time}`}>
            <Link onClick={() => onOpen(place.path, place.lab, place.cell)}>
              {trans.__('%1: %2', place.lab_title, place.task_title)}
            </Link>
            <span className="cb-Row-facts">
              {place.mended
                ? trans.__('%1, mended since', dayOf(place.time))
                : trans.__('%1, still open', dayOf(place.time))}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

function ProgressCard({
  dashboard,
  palette,
  rendermime,
  trans
}: DashboardProps): React.ReactElement {
  const days = dashboard.progress;
  if (days.length === 0) {
    return (
      <Card title={trans.__('Progress')} wide>
        <p>{trans.__('Your first check draws the first point here.')}</p>
      </Card>
    );
  }
  const labels = { x: trans.__('day'), y: trans.__('points held') };
  return (
    <Card title={trans.__('Progress')} wide>
      <Chart
        label={trans.__('Points held at the end of each day')}
        spec={width => progressSpec(days, labels, palette, width)}
        rendermime={rendermime}
        trans={trans}
        table={
          <table className="cb-Table">
            <caption>{trans.__('Points held at the end of each day')}</caption>
            <thead>
              <tr>
                <th scope="col">{trans.__('Day')}</th>
                <th scope="col">{trans.__('Points')}</th>
                <th scope="col">{trans.__('Labs passed')}</th>
              </tr>
            </thead>
            <tbody>
              {days.map(day => (
                <tr key={day.day}>
                  <th scope="row">{dayOf(day.day)}</th>
                  <td>{trans.__('%1 of %2', points(day.points), points(day.max_points))}</td>
                  <td>{day.passed_labs}</td>
                </tr>
              ))}
            </tbody>
          </table>
        }
      />
    </Card>
  );
}

function Link(props: { onClick: () => void; children: React.ReactNode }): React.ReactElement {
  return <button type="button" className="cb-Link" {...props} />;
}

/** A day as the reader's locale writes it; what is no time stays as it came. */
function dayOf(time: string): string {
  const when = new Date(time);
  return Number.isNaN(when.getTime()) ? time : when.toLocaleDateString();
}
