"""The exam room: everything that a command or a server asks of practice exams and of questions that come back."""

from __future__ import annotations

import math
import random
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner import choice
from certbook.learner.desk import Desk
from certbook.learner.exam import store
from certbook.learner.exam.blueprint import BankEntry, Blueprint, blueprint, whole_bank
from certbook.learner.exam.drawing import draw, most_questions, quotas, shown_places
from certbook.learner.exam.record import (
    AskedOnce,
    QuestionRecord,
    Reviewed,
    Sat,
    exam_history,
    reviews_of,
    sittings_of,
)
from certbook.learner.exam.result import exam_result
from certbook.learner.exam.scoring import checked, explanations, fitting, is_right, key_of, misconception_of
from certbook.learner.exam.sitting import RULE, Event, Sitting, Started
from certbook.learner.exam.views import (
    DueQuestion,
    ExamOffer,
    ExamResult,
    ExamRoom,
    ExamSummary,
    OfferedDomain,
    Recorded,
    ReviewedQuestion,
    SittingView,
    asked_view,
    gone_view,
)
from certbook.learner.reviews import scheduled

LEAST_MINUTES, MOST_MINUTES = 0.05, 600.0


def room(desk: Desk, library: Library, now: datetime) -> ExamRoom:
    """Return what can be sat, what is open and what was sat: the chosen certification first, then the lane's."""
    open_one = _open(desk, library, now)
    chosen = choice.read(desk).as_far_as_known(library)
    lane = library.lanes[chosen.lane].certifications if chosen.lane is not None else []
    exams = [one for one in dict.fromkeys((chosen.certification, *lane)) if one is not None]
    scopes = [*exams, *(module.name for module in library.modules)]
    offers = tuple(one for scope in scopes if (one := offer(library, scope)).questions)
    past = tuple(_summary_of(sat) for sat in reversed(exam_history(desk).sittings))
    return ExamRoom(offers, _summary(open_one, now) if open_one is not None else None, past)


def offer(library: Library, scope: str) -> ExamOffer:
    """Return what an exam over a certification or a module would be; raises CertbookError where there is neither."""
    plan = blueprint(library, scope)
    most = _most(library, plan)
    count = min(plan.questions, most)
    given = quotas(plan.domains, count) if count else {}
    return ExamOffer(
        scope=plan.scope,
        title=plan.title,
        is_certification=plan.scope in library.certifications,
        questions=count,
        minutes=round(count * plan.minutes_each),
        domains=tuple(
            OfferedDomain(one.number, one.name, one.weight, given.get(one.number, 0)) for one in plan.domains
        ),
        missing=plan.missing,
        rule=RULE,
    )


def start(
    desk: Desk,
    library: Library,
    now: datetime,
    scope: str,
    questions: int | None = None,
    minutes: float | None = None,
    seed: int | None = None,
) -> SittingView:
    """Begin a sitting and return it.

    Raises CertbookError where one is open, where nothing can be asked, or where more is asked for than the bank holds.
    """
    plan = blueprint(library, scope)
    most = _most(library, plan)
    count = min(plan.questions, most) if questions is None else questions
    if not most:
        raise CertbookError(
            f"{plan.title}: nothing here can be asked about it yet; certbook certs {plan.scope} says why"
        )
    if not 1 <= count <= most:
        raise CertbookError(
            f"{plan.title}: the bank holds 1 to {most} questions in its shares; {count} is outside of that"
        )
    length = count * plan.minutes_each if minutes is None else minutes
    if not LEAST_MINUTES <= length <= MOST_MINUTES:
        raise CertbookError(f"{length:g} minutes is no length for an exam; give up to {MOST_MINUTES:g}")
    with store.alone(desk):
        open_one = _settled(desk, library, now)
        if open_one is not None:
            left = open_one.seconds_left(now) / 60
            raise CertbookError(
                f"'{open_one.started.title}' is open, with {left:.0f} minutes left; go on with it or end it"
            )
        lot = secrets.randbelow(2**31) if seed is None else seed
        drawn = draw(plan, whole_bank(library), count, lot, exam_history(desk).asked)
        name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
        facts = Started(name, plan.scope, plan.title, now.astimezone(UTC), length, lot, drawn)
        store.write(desk, name, Event("started", 0.0, now.isoformat(), started=facts))
    return _view(library, Sitting(facts), now)


def open_sitting(desk: Desk, library: Library, now: datetime) -> SittingView | None:
    """Return the open sitting, None where there is none; one whose time is over is ended."""
    sitting = _open(desk, library, now)
    return _view(library, sitting, now) if sitting is not None else None


def view(desk: Desk, library: Library, now: datetime, name: str) -> SittingView | None:
    """Return an open sitting by its id, None where it has ended; raises CertbookError where there never was one."""
    sitting = _named(desk, library, now, name)
    return _view(library, sitting, now) if sitting is not None else None


def record(
    desk: Desk,
    library: Library,
    now: datetime,
    name: str,
    number: int,
    *,
    answer: Sequence[object] | None = None,
    clear: bool = False,
    flagged: bool | None = None,
    seen: bool = False,
    seconds: float = 0.0,
) -> Recorded:
    """Keep what was done at one question: an answer (`clear` takes it back), a flag, a look of so many seconds.

    An answer that comes after the deadline is not kept, and the state says `ended`.
    """
    if not math.isfinite(seconds):
        raise CertbookError(f"a look of {seconds} seconds is none")
    if _named(desk, library, now, name) is None:
        return Recorded(0.0, "ended")
    with store.alone(desk):  # what is said to be kept is kept: no other window ends the sitting meanwhile
        sitting = _still_open(desk, library, now, name)
        if sitting is None:
            return Recorded(0.0, "ended")
        if not 1 <= number <= len(sitting.started.drawn):
            raise CertbookError(f"there is no question {number}; they are 1 to {len(sitting.started.drawn)}")
        elapsed, time = sitting.elapsed(now), now.isoformat()
        entry = whole_bank(library).get(sitting.started.drawn[number - 1].id)
        events = []
        if seen or seconds:
            events.append(Event("seen", elapsed, time, number, max(float(seconds), 0.0)))
        if flagged is not None:
            events.append(Event("flagged", elapsed, time, number, flagged))
        if clear:
            events.append(Event("answered", elapsed, time, number, None))
        elif answer is not None and entry is not None:
            events.append(Event("answered", elapsed, time, number, checked(entry.item.question, answer)))
        for event in events:
            store.write(desk, name, event)
        return Recorded(sitting.seconds_left(now), "open")


def end(desk: Desk, library: Library, now: datetime, name: str) -> ExamResult:
    """End a sitting and return its result; one that has ended already keeps the one that it has."""
    if _named(desk, library, now, name) is not None:
        with store.alone(desk):
            sitting = _still_open(desk, library, now, name)  # with what other windows have answered by now
            if sitting is not None:
                _put_into_record(desk, library, sitting, now)
    return result(desk, library, now, name)


def result(desk: Desk, library: Library, now: datetime, name: str | None = None) -> ExamResult:
    """Return the result of a sitting, the latest without a name; raises CertbookError while it is open."""
    if name is not None and _named(desk, library, now, name) is not None:
        raise CertbookError(f"the sitting {name} is still open; end it first")
    sat = exam_history(desk).sittings
    found = next((one for one in reversed(sat) if name in (None, one.id)), None)
    if found is None:
        raise CertbookError("no practice exam has ended yet" if name is None else f"there is no sitting '{name}'")
    return exam_result(desk, library, found)


def due_questions(
    desk: Desk, library: Library, now: datetime, within: timedelta = timedelta()
) -> tuple[DueQuestion, ...]:
    """Return the questions that come back by now, or within some time, the longest due first.

    What was answered wrong or skipped once comes back by FSRS; a day on which it was answered is one review.
    """
    bank, titles = whole_bank(library), {}
    for module in library.modules:
        titles.update(module.facts.skills)
    found = []
    for name, past in exam_history(desk).questions.items():
        due = due_of(past)
        if name in bank and due is not None and due <= now + within:
            found.append(_due(bank[name], past, due, titles))
    return tuple(sorted(found, key=lambda one: one.due))


def answer_review(desk: Desk, library: Library, now: datetime, name: str, answer: Sequence[object]) -> ReviewedQuestion:
    """Keep the answer to a question that came back, and return what it was worth."""
    entry = whole_bank(library).get(name)
    if entry is None:
        raise CertbookError(f"no question is called '{name}'")
    question = entry.item.question
    given = checked(question, answer)
    right = is_right(question, given)
    said = Reviewed(name, now.astimezone(UTC).isoformat(), given, right, misconception_of(question, given))
    reviews_of(desk).append(said.line())
    due = due_of(exam_history(desk).questions[name])
    reasons = explanations(question, given)
    return ReviewedQuestion(right, key_of(question), reasons, question.explain, due.isoformat() if due else None)


def due_of(past: QuestionRecord) -> datetime | None:
    """Return when a question comes back, None where it was never answered wrong."""
    if not past.days or all(past.days.values()):
        return None
    (first, clean), *later = sorted(past.days.items())
    return scheduled("Good" if clean else "Again", first, tuple(later))


def _most(library: Library, plan: Blueprint) -> int:
    """Return how many questions can be asked in a plan's shares; worked out once for a library."""
    known: dict[str, int] = library.__dict__.setdefault("_most_questions", {})
    if plan.scope not in known:
        known[plan.scope] = most_questions(plan, whole_bank(library)) if plan.domains else 0
    return known[plan.scope]


def _open(desk: Desk, library: Library, now: datetime) -> Sitting | None:
    if not store.open_sittings(desk):
        return None
    with store.alone(desk):
        return _settled(desk, library, now)


def _settled(desk: Desk, library: Library, now: datetime) -> Sitting | None:
    """Put into the record whatever has ended, and return what is open; the caller holds the lock."""
    open_one = None
    for sitting in store.open_sittings(desk):
        if sitting.is_open(now):
            open_one = sitting
        else:
            _put_into_record(desk, library, sitting, now)
    return open_one


def _named(desk: Desk, library: Library, now: datetime, name: str) -> Sitting | None:
    """Return a sitting where it is open, None where it has ended; raises CertbookError where there never was one."""
    sitting = store.read(desk, name)
    if sitting is not None and not sitting.is_open(now):
        with store.alone(desk):
            return _still_open(desk, library, now, name)
    if sitting is None and not exam_history(desk).has(name):
        raise CertbookError(f"there is no sitting '{name}'")
    return sitting


def _still_open(desk: Desk, library: Library, now: datetime, name: str) -> Sitting | None:
    """Return a sitting as it is on the disk now, None where it has ended meanwhile; the caller holds the lock."""
    sitting = store.read(desk, name)
    if sitting is None or sitting.is_open(now):
        return sitting
    _put_into_record(desk, library, sitting, now)
    return None


def _put_into_record(desk: Desk, library: Library, sitting: Sitting, now: datetime) -> None:
    """Write a sitting's line, then move its events away: where a crash comes between, the same line counts once."""
    if not exam_history(desk).has(sitting.started.id):
        sittings_of(desk).append(scored(library, sitting, now).line())
    store.close(desk, sitting.started.id)


def scored(library: Library, sitting: Sitting, now: datetime) -> Sat:
    """Return a sitting as it goes into the record when it ends now: each answer held against the bank."""
    facts = sitting.started
    used = min(sitting.elapsed(now), facts.seconds)
    bank = whole_bank(library)
    asked = []
    for number, drawn in enumerate(facts.drawn, start=1):
        mark, entry = sitting.mark(number), bank.get(drawn.id)
        # A question that was changed since it was drawn asks something else than what was answered.
        known = entry is not None and entry.print == drawn.print
        question = entry.item.question if entry is not None and known else None
        answer = fitting(question, mark.answer) if question is not None else mark.answer
        asked.append(
            AskedOnce(
                id=drawn.id,
                module=drawn.module,
                domain=drawn.domain,
                places=drawn.places,
                print=drawn.print,
                answer=answer,
                right=is_right(question, answer) if question is not None else None,
                misconception=misconception_of(question, answer) if question is not None else None,
                seconds=mark.seconds,
                seen=mark.seen,
                flagged=mark.flagged,
            )
        )
    ended = facts.started + timedelta(seconds=used)
    return Sat(
        id=facts.id,
        scope=facts.scope,
        title=facts.title,
        started=facts.started.isoformat(),
        ended=ended.isoformat(),
        minutes=facts.minutes,
        used_seconds=used,
        seed=facts.seed,
        asked=tuple(asked),
    )


def _view(library: Library, sitting: Sitting, now: datetime) -> SittingView:
    facts, bank = sitting.started, whole_bank(library)
    names = {one.number: one.name for one in blueprint(library, facts.scope).domains}
    questions = []
    for number, drawn in enumerate(facts.drawn, start=1):
        mark, entry = sitting.mark(number), bank.get(drawn.id)
        domain = names.get(drawn.domain, f"domain {drawn.domain}")
        questions.append(
            gone_view(number, drawn.id, domain, mark.flagged)
            if entry is None
            else asked_view(
                *(entry, number, domain, drawn.places, fitting(entry.item.question, mark.answer)),
                *(mark.flagged, mark.seen),
            )
        )
    return SittingView(
        id=facts.id,
        title=facts.title,
        rule=RULE,
        started=facts.started.isoformat(),
        ends=(now + timedelta(seconds=sitting.seconds_left(now))).isoformat(),
        seconds_left=sitting.seconds_left(now),
        place=sitting.place,
        questions=tuple(questions),
    )


def _summary(sitting: Sitting, now: datetime) -> ExamSummary:
    facts, left = sitting.started, sitting.seconds_left(now)
    return ExamSummary(
        facts.id, facts.scope, facts.title, facts.started.isoformat(), "open", None, len(facts.drawn), left
    )


def _summary_of(sat: Sat) -> ExamSummary:
    return ExamSummary(sat.id, sat.scope, sat.title, sat.started, "ended", sat.score, len(sat.asked), 0.0)


def _due(entry: BankEntry, past: QuestionRecord, due: datetime, titles: Mapping[str, str]) -> DueQuestion:
    # Shuffled anew for each day on which it was answered, and the same until it is answered again.
    places = shown_places(entry.item.question, random.Random(f"{entry.id} {len(past.days)}"))
    wrong = sum(not clean for clean in past.days.values())
    reason = f"answered wrong on {wrong} day{'s' * (wrong > 1)} of {len(past.days)}"
    return DueQuestion(
        asked_view(entry, 1, titles.get(entry.skill, entry.skill), places), entry.module, due.isoformat(), reason
    )
