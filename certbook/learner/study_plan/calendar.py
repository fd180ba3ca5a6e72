"""A study plan as a calendar: sessions on the days that the learner names, and the exam day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from certbook.errors import CertbookError
from certbook.learner.study_plan.budget import Piece
from certbook.learner.study_plan.schedule import StudyPlan, Week

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
USUAL_DAYS, USUAL_TIME = ("mon", "wed", "sat"), time(18, 30)
_LONGEST = 8 * 60  # minutes of one session


@dataclass(frozen=True)
class Session:
    """What to do on one day, from when, for how many minutes."""

    day: date
    begins: time
    minutes: int
    pieces: tuple[Piece, ...]


def sessions(plan: StudyPlan, days: Sequence[str] = USUAL_DAYS, begins: time = USUAL_TIME) -> tuple[Session, ...]:
    """Return the plan's weeks as sessions of the same length on these days of the week.

    A week that the exam cuts short and that holds none of the days has its session on its first day. Raises
    CertbookError where a name is no day, or a session would be longer than a working day.
    """
    stranger = next((day for day in days if day not in DAYS), None)
    if stranger is not None or not days:
        raise CertbookError(f"--days names '{stranger or ''}'; days are: {', '.join(DAYS)}")
    return tuple(session for week in plan.weeks for session in _of_week(week, days, begins))


def as_calendar(plan: StudyPlan, held: Sequence[Session], now: datetime) -> bytes:
    """Return an iCalendar file (RFC 5545) of sessions, in the reader's own time zone, and of the exam day.

    The same session has the same UID in a plan that is made again, so that a calendar takes the new one in its place.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Certbook//study plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Study plan: {plan.name}")
    revision = int(now.timestamp()) // 60  # grows with each plan that is made
    for session in held:
        start = datetime.combine(session.day, session.begins)
        event = Event()
        event.add("uid", _uid(plan, session.day.isoformat()))
        event.add("dtstamp", now)
        event.add("sequence", revision)
        event.add("summary", _summary(session))
        event.add("description", "\n".join(_line(piece) for piece in session.pieces))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=session.minutes))
        calendar.add_component(event)
    exam = Event()
    exam.add("uid", _uid(plan, "exam"))
    exam.add("dtstamp", now)
    exam.add("summary", f"Exam: {plan.name}")
    exam.add("dtstart", plan.exam_day)
    exam.add("dtend", plan.exam_day + timedelta(days=1))
    calendar.add_component(exam)
    return bytes(calendar.to_ical())


def _of_week(week: Week, days: Sequence[str], begins: time) -> Iterator[Session]:
    every = [week.begins + timedelta(days=offset) for offset in range((week.ends - week.begins).days + 1)]
    chosen = [day for day in every if DAYS[day.weekday()] in days] or every[:1]
    length = sum(piece.minutes for piece in week.pieces) / len(chosen)
    if length > _LONGEST:
        raise CertbookError(
            f"week {week.number} would have sessions of {length / 60:.1f} hours on {len(chosen)} of its days; "
            f"name more days with --days"
        )
    waiting = list(week.pieces)
    for place, day in enumerate(chosen):
        left = round(length * (place + 1)) - round(length * place)
        held: list[Piece] = []
        while waiting and left > 0:
            part = min(waiting[0].minutes, left)
            held.append(replace(waiting[0], minutes=part))
            rest = waiting[0].minutes - part
            waiting[:1] = [replace(waiting[0], minutes=rest, continued=True)] if rest else []
            left -= part
        if held:
            yield Session(day, begins, sum(piece.minutes for piece in held), tuple(held))


def _summary(session: Session) -> str:
    longest = max(session.pieces, key=lambda piece: (piece.kind != "review", piece.minutes))
    more = len(session.pieces) - 1
    return f"{longest.title}{f' and {more} more' if more else ''}"


def _line(piece: Piece) -> str:
    again = ", continued" if piece.continued else ""
    return f"{piece.minutes} min {piece.kind}{again}: {piece.title}. {piece.reason}"


def _uid(plan: StudyPlan, what: str) -> str:
    digest = hashlib.sha256(f"{plan.certification}/{what}".encode()).hexdigest()[:24]
    return f"{digest}@certbook"
