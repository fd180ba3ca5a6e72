"""The weeks until an exam: lessons and labs first, a full practice exam, rework of what is weak, reviews throughout."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from certbook.content.models import Certification
from certbook.errors import CertbookError
from certbook.learner.catalog.credibility import about
from certbook.learner.readiness import shares_of
from certbook.learner.standing import Standing
from certbook.learner.study_plan.budget import DomainBudget, Piece, budgets, needed_pieces
from certbook.learner.study_plan.goal import Goal, days_left

REVIEW_SHARE = 0.1  # of each week: what is due again
REWORK_SHARE = 0.25  # of the weeks, from the first full practice exam on
SECOND_EXAM_WEEKS = 6  # from so many weeks on there is a second practice exam
EXAM_MINUTES = 90  # where the vendor publishes none
REASONS_MINUTES = 30  # to read the reasons after a practice exam
_SHORTEST = 10  # minutes that are worth a line of their own


@dataclass(frozen=True)
class Week:
    """One week of the plan; `begins` and `ends` are its first and last day, the last before the exam at most."""

    number: int
    begins: date
    ends: date
    phase: str
    minutes: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class StudyPlan:
    """All weeks to an exam; `left_out` are pieces for which there is no time, `notes` what to know of the plan."""

    certification: str
    name: str
    today: date
    exam_day: date
    hours_per_week: float
    weeks: tuple[Week, ...]
    domains: tuple[DomainBudget, ...]
    left_out: tuple[Piece, ...]
    notes: tuple[str, ...]


def study_plan(standing: Standing, goal: Goal, today: date, anyway: bool = False) -> StudyPlan:
    """Return the weeks from today to the exam day.

    Raises CertbookError where the day has passed, or where the hours do not hold the open lessons and labs: it says by
    how much, and what would do. With `anyway` what counts least is left out instead.
    """
    exam = standing.library.certifications[goal.certification]
    spans = _spans(today, days_left(goal, today), goal.hours_per_week)
    rehearsal = exam_minutes(exam) + REASONS_MINUTES
    rehearsals = _rehearsals(len(spans))
    capacity = _capacity(sum(minutes for _, _, minutes in spans), len(rehearsals) * rehearsal)
    pieces = needed_pieces(standing, exam)
    wanted = sum(piece.minutes for piece in pieces)
    left_out: tuple[Piece, ...] = ()
    if wanted > capacity:
        if not anyway:
            raise CertbookError(_too_little(goal, exam, today, wanted, capacity, rehearsal))
        by_worth = {one.number: one.share for one in budgets(standing, exam, (), capacity)}
        pieces, left_out = _as_much_as_fits(pieces, by_worth, capacity)
    shared = budgets(standing, exam, pieces, capacity)
    weeks = _weeks(spans, rehearsals, rehearsal, pieces, shared, exam)
    return StudyPlan(
        certification=exam.id,
        name=exam.name,
        today=today,
        exam_day=goal.exam_day,
        hours_per_week=goal.hours_per_week,
        weeks=weeks,
        domains=shared,
        left_out=left_out,
        notes=_notes(exam, shared, left_out),
    )


def exam_minutes(exam: Certification) -> int:
    """Return how long an exam takes, or what is reckoned with where nobody publishes it."""
    return round(about(exam.facts.minutes) or EXAM_MINUTES)


def _spans(today: date, days: int, hours: float) -> list[tuple[date, date, int]]:
    """Return first day, last day and minutes of each week; a week that the exam cuts short has fewer."""
    spans = []
    for start in range(0, days, 7):
        length = min(7, days - start)
        begins = today + timedelta(days=start)
        spans.append((begins, begins + timedelta(days=length - 1), round(hours * 60 * length / 7)))
    return spans


def _rework_weeks(weeks: int) -> int:
    return 0 if weeks < 2 else max(1, round(weeks * REWORK_SHARE))


def _rehearsals(weeks: int) -> tuple[int, ...]:
    """Return the places of the weeks that begin with a full practice exam."""
    first = weeks - max(_rework_weeks(weeks), 1)
    return (first, weeks - 1) if weeks >= SECOND_EXAM_WEEKS and first < weeks - 1 else (first,)


def _capacity(minutes: int, rehearsals: int) -> int:
    """Return the minutes for lessons, labs and rework: without reviews and practice exams."""
    return max(math.floor(minutes * (1 - REVIEW_SHARE)) - rehearsals, 0)


def _too_little(goal: Goal, exam: Certification, today: date, wanted: int, capacity: int, rehearsal: int) -> str:
    days = (goal.exam_day - today).days
    count = len(_rehearsals(math.ceil(days / 7)))
    hours = (wanted + count * rehearsal) / (1 - REVIEW_SHARE) / 60 / (days / 7)
    enough = next(
        later
        for later in itertools.count(days)
        if _capacity(round(goal.hours_per_week * 60 * later / 7), len(_rehearsals(math.ceil(later / 7))) * rehearsal)
        >= wanted
    )
    return (
        f"{exam.name} on {goal.exam_day}: what is open for it takes {wanted / 60:.1f} hours, and {days} days at "
        f"{goal.hours_per_week:g} hours a week leave {capacity / 60:.1f} of them beside reviews and practice exams: "
        f"{(wanted - capacity) / 60:.1f} hours too few. Give --hours-per-week {math.ceil(hours * 2) / 2:g}, or --date "
        f"{today + timedelta(days=enough)} or later, or --anyway to plan what counts most"
    )


def _as_much_as_fits(
    pieces: Sequence[Piece], share: Mapping[int, float], capacity: int
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Split pieces, which come in order, into what there is time for and the rest.

    Each domain first gets its share of the time, with the lesson of a module before anything else of it; what is left
    goes to what waits longest, fundamentals too. So no domain is passed over for the sake of what comes before it.
    """
    left = capacity
    room = {number: capacity * part for number, part in share.items()}
    taken: set[int] = set()
    for place, piece in enumerate(pieces):
        if piece.domain is not None and piece.minutes <= min(room[piece.domain], left):
            room[piece.domain] -= piece.minutes
            left -= piece.minutes
            taken.add(place)
    for place, piece in enumerate(pieces):
        if place not in taken and piece.minutes <= left:
            left -= piece.minutes
            taken.add(place)
    kept = tuple(piece for place, piece in enumerate(pieces) if place in taken)
    return kept, tuple(piece for place, piece in enumerate(pieces) if place not in taken)


def _weeks(
    spans: Sequence[tuple[date, date, int]],
    rehearsals: tuple[int, ...],
    rehearsal: int,
    pieces: Sequence[Piece],
    shared: Sequence[DomainBudget],
    exam: Certification,
) -> tuple[Week, ...]:
    first = rehearsals[0]
    stream, further = _Stream(pieces), _Further(shared)
    weeks = []
    for place, (begins, ends, minutes) in enumerate(spans):
        room = math.floor(minutes * (1 - REVIEW_SHARE))
        rehearsed = [_exam(exam, place == first)] if place in rehearsals else []
        left = max(room - rehearsal * len(rehearsed), 0)
        studied = stream.take(left)
        if not stream:
            studied += further.take(left - sum(piece.minutes for piece in studied), rework=place >= first)
        parts = studied + rehearsed if len(spans) == 1 else rehearsed + studied
        phase = "labs" if place < first else "practice exam" if rehearsed else "rework"
        weeks.append(Week(place + 1, begins, ends, phase, minutes, (_review(minutes - room), *parts)))
    return tuple(weeks)


class _Stream:
    """Pieces in order; one that does not fit into a week goes on in the next."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._waiting = list(pieces)

    def take(self, minutes: int) -> list[Piece]:
        """Return the next pieces for so many minutes at most."""
        taken: list[Piece] = []
        while self._waiting:
            piece = self._waiting[0]
            if piece.minutes <= minutes:
                taken.append(self._waiting.pop(0))
                minutes -= piece.minutes
                continue
            part = min(minutes, piece.minutes - _SHORTEST)
            if part >= _SHORTEST:
                taken.append(replace(piece, minutes=part))
                self._waiting[0] = replace(piece, minutes=piece.minutes - part, continued=True)
            break
        return taken

    def __bool__(self) -> bool:
        return bool(self._waiting)


class _Further:
    """What domains get beyond their lessons and labs: some of each in every week, since mixed practice stays longer."""

    def __init__(self, shared: Sequence[DomainBudget]) -> None:
        self._domains = sorted(shared, key=lambda one: one.share, reverse=True)
        self._left = {one.number: max(one.minutes - one.open_minutes, 0) for one in shared}

    def take(self, minutes: int, rework: bool) -> list[Piece]:
        """Return a week's part of it, after the practice exam as rework."""
        wanted = sum(self._left.values())
        taken = []
        for one in self._domains:
            part = round(self._left[one.number] * min(minutes / wanted, 1.0)) if wanted else 0
            if part >= _SHORTEST:
                self._left[one.number] -= part
                taken.append(_further(one, part, rework))
        return taken


def _further(one: DomainBudget, minutes: int, rework: bool) -> Piece:
    if not one.taught:
        return Piece("outside", "by the exam guide: nothing here teaches it yet", minutes, one.name, one.number)
    if rework:
        return Piece("rework", "what the practice exam showed", minutes, one.name, one.number)
    return Piece("practice", "practice questions, failed tasks again", minutes, one.name, one.number)


def _review(minutes: int) -> Piece:
    return Piece("review", "what is due again, by certbook review", minutes, "what is not met again is forgotten")


def _exam(exam: Certification, is_first: bool) -> Piece:
    title = f"a {'' if is_first else 'second '}full practice exam, timed, by certbook exam"
    reason = "shows by domain what to rework" if is_first else "shows whether the rework has helped"
    return Piece("exam", title, exam_minutes(exam) + REASONS_MINUTES, reason)


def _notes(exam: Certification, shared: Sequence[DomainBudget], left_out: Sequence[Piece]) -> tuple[str, ...]:
    notes = []
    if exam.is_retired:
        notes.append(f"This exam cannot be sat any more: {exam.status}.")
    if not exam.domains:
        notes.append("The vendor publishes no domains: the plan cannot share hours out.")
    elif any(one.weight is None for one in shared):
        notes.append("The vendor publishes no weights: each domain counts the same.")
    gaps = [one for one in shared if not one.taught]
    if gaps:
        part = sum(shares_of(exam)[one.number] for one in gaps)
        names = ", ".join(one.name for one in gaps)
        notes.append(
            f"{part:.0%} of the exam is taught by nothing here yet: {names}. Those hours are for the exam guide."
        )
    if left_out:
        hours = sum(piece.minutes for piece in left_out) / 60
        notes.append(
            f"{hours:.1f} hours of lessons and labs have no place before the exam day; they are listed as left out."
        )
    return tuple(notes)
