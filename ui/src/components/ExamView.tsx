import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Asked, ExamOffer, ExamSummary } from '../contract';
import type { Exams } from '../model/exams';
import { chosen, AnswerForm, Matter, Paragraphs, Reasons, Surroundings } from './Question';
import { ResultView } from './ExamResultView';
import { percent, points } from './Meter';
import { TextButton } from './TextButton';

export interface ExamProps extends Surroundings {
  exams: Exams;
  onOpen: (path: string) => void;
}

/** The exam room: one of its four screens. */
export function ExamView(props: ExamProps): React.ReactElement {
  const { exams, trans } = props;
  switch (exams.screen) {
    case 'sitting':
      return <SittingView {...props} />;
    case 'result':
      return <ResultView {...props} />;
    case 'review':
      return <ReviewView {...props} />;
    default:
      return exams.room ? (
        <RoomView {...props} />
      ) : exams.failure ? (
        <></>
      ) : (
        <p role="status">{trans.__('Opening the exam room…')}</p>
      );
  }
}

function RoomView({ exams, trans }: ExamProps): React.ReactElement {
  const { offers, past } = exams.room!;
  return (
    <>
      <div className="cb-Board-header">
        <h1 tabIndex={-1}>{trans.__('Practice exams')}</h1>
        {exams.due.length > 0 && (
          <TextButton onClick={() => void exams.review()}>
            {trans._n(
              'Review %1 question',
              'Review %1 questions',
              exams.due.length,
              exams.due.length
            )}
          </TextButton>
        )}
      </div>
      {offers.length === 0 && (
        <p>{trans.__('Nothing can be asked yet: choose a lane and a certification first.')}</p>
      )}
      <div className="cb-Offers">
        {offers.map((offer, index) => (
          <Offer key={offer.scope} offer={offer} first={index === 0} exams={exams} trans={trans} />
        ))}
      </div>
      {past.length > 0 && (
        <section>
          <h2>{trans.__('Sat before')}</h2>
          <ul className="cb-List">
            {past.map(one => (
              <li key={one.id}>
                <Past summary={one} exams={exams} trans={trans} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Past({
  summary,
  exams,
  trans
}: {
  summary: ExamSummary;
  exams: Exams;
  trans: TranslationBundle;
}): React.ReactElement {
  const when = new Date(summary.started).toLocaleString();
  return (
    <button type="button" className="cb-Link" onClick={() => void exams.showResult(summary.id)}>
      {trans.__('%1: %2 (%3)', summary.title, percent(summary.score ?? 0), when)}
    </button>
  );
}

function Offer({
  offer,
  first,
  exams,
  trans
}: {
  offer: ExamOffer;
  first: boolean;
  exams: Exams;
  trans: TranslationBundle;
}): React.ReactElement {
  const [questions, setQuestions] = React.useState(offer.questions);
  const [minutes, setMinutes] = React.useState(offer.minutes);
  const changed = questions !== offer.questions || minutes !== offer.minutes;
  return (
    <details className="cb-Offer" open={first}>
      <summary>
        <h2>{offer.title}</h2>{' '}
        <span>
          {trans._n('%1 question', '%1 questions', offer.questions, offer.questions)} ·{' '}
          {trans.__('%1 minutes', points(offer.minutes))}
        </span>
      </summary>
      <table className="cb-Table">
        <caption>{trans.__('What is asked')}</caption>
        <thead>
          <tr>
            <th scope="col">{trans.__('Domain')}</th>
            <th scope="col">{trans.__('Weight')}</th>
            <th scope="col">{trans.__('Questions')}</th>
          </tr>
        </thead>
        <tbody>
          {offer.domains.map(domain => (
            <tr key={domain.number}>
              <th scope="row">{domain.name}</th>
              <td>
                {domain.weight === null ? trans.__('not published') : `${points(domain.weight)}%`}
              </td>
              <td>{domain.questions || trans.__('none here yet')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {offer.missing.length > 0 && (
        <p>
          <strong>{trans.__('Not asked, because nothing here teaches it yet:')}</strong>{' '}
          {offer.missing.join('; ')}
        </p>
      )}
      <p className="cb-Rule">{offer.rule}</p>
      <div className="cb-Actions">
        <label>
          {trans.__('Questions')}{' '}
          <input
            type="number"
            min={1}
            value={questions}
            onChange={event => {
              const count = Math.max(1, Math.round(event.target.valueAsNumber || 1));
              setQuestions(count);
              setMinutes(Math.max(1, Math.round((count * offer.minutes) / offer.questions)));
            }}
          />
        </label>
        <label>
          {trans.__('Minutes')}{' '}
          <input
            type="number"
            min={0.1}
            step="any"
            value={minutes}
            onChange={event => setMinutes(event.target.valueAsNumber || 0.1)}
          />
        </label>
        <TextButton
          primary
          disabled={exams.busy}
          onClick={() =>
            void exams.start(offer.scope, changed ? questions : null, changed ? minutes : null)
          }
          aria-label={trans.__('Start: %1', offer.title)}
        >
          {trans.__('Start the exam')}
        </TextButton>
      </div>
    </details>
  );
}

function SittingView(props: ExamProps): React.ReactElement {
  const { exams, trans } = props;
  const sitting = exams.sitting!;
  const [isOverview, setOverview] = React.useState(false);
  const asked = exams.question;
  const total = sitting.questions.length;
  const heading = React.useRef<HTMLHeadingElement>(null);
  React.useEffect(() => heading.current?.focus(), [exams.place, isOverview]);

  const go = (number: number) => {
    setOverview(false);
    exams.show(number);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const isTyping = target.matches('select, input[type=text], input[type=number]');
    if (event.ctrlKey || event.metaKey || event.altKey || !asked) {
      return;
    }
    const letter = event.key.toLowerCase();
    if (event.key === 'Enter' && !target.matches('button, summary, select')) {
      go(exams.place + 1);
    } else if (isTyping) {
      return;
    } else if (letter === 'n') {
      go(exams.place + 1);
    } else if (letter === 'p') {
      go(exams.place - 1);
    } else if (letter === 'f') {
      exams.flag();
    } else if (letter === 'o') {
      setOverview(!isOverview);
    } else if (/^[1-9]$/.test(letter) && !isOverview && ['one', 'many'].includes(asked.kind)) {
      const choice = asked.choices[Number(letter) - 1];
      if (choice) {
        exams.answer(chosen(asked, choice.place));
      }
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="cb-Sitting" onKeyDown={onKeyDown}>
      <div className="cb-SittingBar">
        <strong>{sitting.title}</strong>
        <Clock exams={exams} trans={trans} />
        <TextButton onClick={() => void confirmEnd(exams, trans)}>
          {trans.__('End exam…')}
        </TextButton>
      </div>
      {exams.unsaved > 0 && (
        <div className="cb-Notice" role="status">
          <strong>{trans.__('Not saved yet: the server does not answer')}</strong>
          <p>
            {trans.__(
              'What you gave is kept in this browser and sent again by itself. The time runs on.'
            )}
          </p>
        </div>
      )}
      {isOverview ? (
        <Grid exams={exams} trans={trans} go={go} heading={heading} />
      ) : (
        asked && (
          <div
            className={asked.scenario || asked.figures.length ? 'cb-Sheet cb-mod-two' : 'cb-Sheet'}
          >
            <div className="cb-Matter">
              <Matter asked={asked} {...props} />
            </div>
            <div className="cb-Ask">
              <h2 ref={heading} tabIndex={-1}>
                {trans.__('Question %1 of %2', asked.number, total)}
                {asked.flagged && <span className="cb-Flag"> ⚑ {trans.__('flagged')}</span>}
              </h2>
              <p className="cb-small">{asked.domain}</p>
              <Paragraphs text={asked.stem} />
              <AnswerForm
                key={asked.id}
                {...props}
                asked={asked}
                onAnswer={answer => exams.answer(answer)}
              />
            </div>
          </div>
        )
      )}
      <div className="cb-Actions">
        <TextButton disabled={exams.place <= 1} onClick={() => go(exams.place - 1)}>
          {trans.__('Previous')}
        </TextButton>
        <TextButton primary disabled={exams.place >= total} onClick={() => go(exams.place + 1)}>
          {asked?.answer ? trans.__('Next') : trans.__('Skip')}
        </TextButton>
        <TextButton aria-pressed={asked?.flagged ?? false} onClick={() => exams.flag()}>
          {asked?.flagged ? trans.__('⚑ Take the flag away') : trans.__('⚐ Flag')}
        </TextButton>
        <TextButton aria-expanded={isOverview} onClick={() => setOverview(!isOverview)}>
          {trans.__('Overview')}
        </TextButton>
        <label>
          {trans.__('Go to')}{' '}
          <select value={exams.place} onChange={event => go(Number(event.target.value))}>
            {sitting.questions.map(({ number }) => (
              <option key={number}>{number}</option>
            ))}
          </select>
        </label>
      </div>
      <p className="cb-small">
        {trans.__(
          'Keys: 1–9 choose · N or Enter next · P previous · F flag · O overview · arrow keys move a step'
        )}
      </p>
    </div>
  );
}

function Grid({
  exams,
  trans,
  go,
  heading
}: {
  exams: Exams;
  trans: TranslationBundle;
  go: (number: number) => void;
  heading: React.RefObject<HTMLHeadingElement>;
}): React.ReactElement {
  const questions = exams.sitting!.questions;
  const answered = questions.filter(one => one.answer).length;
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {trans.__('Overview: %1 of %2 answered', answered, questions.length)}
      </h2>
      <p>{trans.__('✓ answered · ○ seen, without an answer · – not seen · ⚑ flagged')}</p>
      <div className="cb-Grid">
        {questions.map(one => (
          <button
            key={one.number}
            type="button"
            className="cb-Cell"
            data-state={one.answer ? 'answered' : one.seen ? 'seen' : 'unseen'}
            aria-label={trans.__('Question %1: %2', one.number, stateOf(one, trans))}
            aria-current={one.number === exams.place || undefined}
            onClick={() => go(one.number)}
          >
            {one.number} {one.answer ? '✓' : one.seen ? '○' : '–'}
            {one.flagged && ' ⚑'}
          </button>
        ))}
      </div>
    </section>
  );
}

function stateOf(asked: Asked, trans: TranslationBundle): string {
  const state = asked.answer
    ? trans.__('answered')
    : asked.seen
      ? trans.__('seen, without an answer')
      : trans.__('not seen');
  return asked.flagged ? trans.__('%1, flagged', state) : state;
}

/** The time that is left, told aloud at ten, five and one minutes. */
function Clock({ exams, trans }: { exams: Exams; trans: TranslationBundle }): React.ReactElement {
  const [left, setLeft] = React.useState(exams.secondsLeft);
  const [told, setTold] = React.useState('');
  const last = React.useRef(exams.secondsLeft);
  React.useEffect(() => {
    const timer = setInterval(() => {
      const now = exams.secondsLeft;
      for (const minutes of [10, 5, 1]) {
        if (last.current > minutes * 60 && now <= minutes * 60) {
          setTold(trans._n('%1 minute left', '%1 minutes left', minutes, minutes));
        }
      }
      last.current = now;
      setLeft(now);
      if (now <= 0) {
        void exams.timeOver();
      }
    }, 500);
    return () => clearInterval(timer);
  }, [exams, trans]);
  const seconds = Math.ceil(left);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <span className="cb-Clock" data-low={left < 300}>
      <span role="timer" aria-live="off">
        {trans.__('Time left: %1', text)}
      </span>
      <span className="cb-hidden" aria-live="polite">
        {told}
      </span>
    </span>
  );
}

async function confirmEnd(exams: Exams, trans: TranslationBundle): Promise<void> {
  const questions = exams.sitting?.questions ?? [];
  const open = questions.filter(one => !one.answer).length;
  const flagged = questions.filter(one => one.flagged).length;
  const answer = await showDialog({
    title: trans.__('End the exam?'),
    body: [
      open
        ? trans._n('%1 question is unanswered.', '%1 questions are unanswered.', open, open)
        : trans.__('Every question is answered.'),
      flagged ? trans._n('%1 is flagged.', '%1 are flagged.', flagged, flagged) : '',
      trans.__('An exam that has ended cannot be gone on with.')
    ]
      .filter(Boolean)
      .join(' '),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Go on') }),
      Dialog.warnButton({ label: trans.__('End exam') })
    ]
  });
  if (answer.button.accept) {
    await exams.end();
  }
}

function ReviewView(props: ExamProps): React.ReactElement {
  const { exams, trans } = props;
  const due = exams.current;
  const heading = React.useRef<HTMLHeadingElement>(null);
  // With the question that it belongs to: one that is typed at once is not taken back by a late effect.
  const [given, setGiven] = React.useState<{ id: string; answer: Asked['answer'] } | null>(null);
  const answer = due && given?.id === due.asked.id ? given.answer : null;
  React.useEffect(() => {
    heading.current?.focus();
  }, [due?.asked.id]);
  const back = (
    <TextButton onClick={() => void exams.showRoom()}>{trans.__('To the exam room')}</TextButton>
  );
  if (!due) {
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {trans.__('No question is due')}
        </h1>
        {back}
      </>
    );
  }
  const asked = { ...due.asked, answer };
  const { reviewed } = exams;
  const submit = () => (reviewed ? void exams.review() : answer && void exams.answerReview(answer));
  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || exams.busy) {
      return;
    }
    if (event.key === 'Enter' && !target.matches('button, summary, select')) {
      submit();
    } else if (
      /^[1-9]$/.test(event.key) &&
      !reviewed &&
      !target.matches('select, input[type=text], input[type=number]') &&
      ['one', 'many'].includes(asked.kind)
    ) {
      const choice = asked.choices[Number(event.key) - 1];
      if (choice) {
        setGiven({ id: asked.id, answer: chosen(asked, choice.place) });
      }
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="cb-Sitting" onKeyDown={onKeyDown}>
      <div className="cb-SittingBar">
        <strong>
          {trans._n(
            '%1 question is due',
            '%1 questions are due',
            exams.due.length,
            exams.due.length
          )}
        </strong>
        {back}
      </div>
      <div className={asked.scenario || asked.figures.length ? 'cb-Sheet cb-mod-two' : 'cb-Sheet'}>
        <div className="cb-Matter">
          <Matter asked={asked} {...props} />
        </div>
        <div className="cb-Ask">
          <h2 ref={heading} tabIndex={-1}>
            {trans.__('Review')}
          </h2>
          <p className="cb-small">{due.reason}</p>
          <Paragraphs text={asked.stem} />
          {reviewed ? (
            <div role="status">
              <h3>{reviewed.right ? trans.__('✓ Right') : trans.__('✗ Not right')}</h3>
              <Reasons reasons={reviewed.reasons} explain={reviewed.explain} trans={trans} />
              {reviewed.due && (
                <p>
                  {trans.__('It comes again on %1.', new Date(reviewed.due).toLocaleDateString())}
                </p>
              )}
            </div>
          ) : (
            <AnswerForm
              key={asked.id}
              {...props}
              asked={asked}
              onAnswer={answer => setGiven({ id: asked.id, answer })}
            />
          )}
        </div>
      </div>
      <div className="cb-Actions">
        {reviewed ? (
          <TextButton primary onClick={submit}>
            {trans.__('Next question')}
          </TextButton>
        ) : (
          <TextButton primary disabled={answer === null || exams.busy} onClick={submit}>
            {trans.__('Answer')}
          </TextButton>
        )}
      </div>
    </div>
  );
}
