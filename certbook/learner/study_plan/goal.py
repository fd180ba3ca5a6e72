"""What the learner has set themselves: an exam, its day, and the hours that they have in a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.desk import Desk
from certbook.learner.files import one_at_a_time, read_json_object, write_json

LEAST_HOURS, MOST_HOURS = 0.5, 80.0  # in a week; beyond them it is a slip of the keyboard
FURTHEST_DAYS = 3 * 366
_FILE = "goal.json"


@dataclass(frozen=True)
class Goal:
    """An exam on a day, and hours for it in each week until then."""

    certification: str
    exam_day: date
    hours_per_week: float


def read(desk: Desk, library: Library) -> Goal | None:
    """Return the goal that was kept, None where there is none or what it names is no more."""
    kept = read_json_object(desk.record / _FILE)
    try:
        goal = Goal(str(kept["certification"]), date.fromisoformat(kept["exam_day"]), float(kept["hours_per_week"]))
        checked(goal, library)
    except (KeyError, TypeError, ValueError, CertbookError):
        return None
    return goal


def write(desk: Desk, goal: Goal) -> None:
    """Keep a goal, so that a plan can be made again from the progress of a later day."""
    with one_at_a_time(desk.record / "goal.lock"):
        value = {
            "certification": goal.certification,
            "exam_day": goal.exam_day.isoformat(),
            "hours_per_week": goal.hours_per_week,
        }
        if read_json_object(desk.record / _FILE) != value:
            write_json(desk.record / _FILE, value)


def checked(goal: Goal, library: Library) -> Goal:
    """Return the goal; raises CertbookError for an exam that there is not, or hours that no week has."""
    if goal.certification not in library.certifications:
        known = ", ".join(library.certifications)
        raise CertbookError(f"no certification is called '{goal.certification}'; there are: {known}")
    checked_hours(goal.hours_per_week)
    return goal


def checked_hours(hours: float) -> float:
    """Return hours of a week; raises CertbookError for what no week has."""
    if not LEAST_HOURS <= hours <= MOST_HOURS:
        raise CertbookError(f"--hours-per-week is {hours:g}; give {LEAST_HOURS:g} at least and {MOST_HOURS:g} at most")
    return hours


def days_left(goal: Goal, today: date) -> int:
    """Return the days to study on before the exam day; raises CertbookError where there are none, or years of them."""
    days = (goal.exam_day - today).days
    if days < 1:
        when = "today" if days == 0 else f"{-days} day{'s' * (days != -1)} ago"
        raise CertbookError(f"the exam day {goal.exam_day} is {when}; give a later --date")
    if days > FURTHEST_DAYS:
        raise CertbookError(f"the exam day {goal.exam_day} is more than three years away; give an earlier --date")
    return days
