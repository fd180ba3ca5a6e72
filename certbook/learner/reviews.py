"""What comes back: tasks that failed before they passed, or needed a hint, at the intervals of FSRS.

Nothing is stored: the schedule follows from the log of attempts and the hints that were opened. A day on which a task
was worked on is one review, good where nothing failed on it, else forgotten. Another check of an answer that was not
touched is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from certbook.content.lab import Lab, Task, cell_id
from certbook.learner.hints import opened_rungs
from certbook.learner.history import PASSED, TaskRecord
from certbook.learner.standing import Standing

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.9  # a task comes back when one in ten would be forgotten
LONGEST_DAYS = 365
_SHORTEST = 5  # minutes


@dataclass(frozen=True)
class Review:
    """A task to do again from a blank cell; `due` is an ISO time, `minutes` the task's share of its lab's."""

    lab: str
    lab_title: str
    task: str
    task_title: str
    path: str
    cell: str
    due: str
    reason: str
    minutes: int


def reviews(standing: Standing, within: timedelta = timedelta()) -> tuple[Review, ...]:
    """Return the reviews that are due, or will be within some time, the longest due first."""
    rungs = {lab.name: opened_rungs(standing.desk, lab) for lab in standing.labs}
    found = []
    for lab, task, record in standing.records():
        due = due_of(record, rungs[lab.name][task.key], len(task.hints))
        if due is not None and due <= standing.now + within:
            found.append(_review(standing, lab, task, due, _reason(record, rungs[lab.name][task.key], len(task.hints))))
    return tuple(sorted(found, key=lambda one: one.due))


def due_of(record: TaskRecord, rungs: int, of: int) -> datetime | None:
    """Return when a task comes back, None where it does not: it never passed, or passed at once and without a hint."""
    if record.passed is None:
        return None
    first = record.passed.date()
    later = tuple(sorted((day, clean) for day, clean in record.days.items() if day > first))
    struggled = record.failures > 0 or rungs > 0
    if not struggled and all(clean for _, clean in later) and record.outcome == PASSED:
        return None
    return scheduled("Again" if rungs >= of else "Hard" if struggled else "Good", first, later)


@lru_cache(maxsize=4096)
def scheduled(rating: str, first: date, later: tuple[tuple[date, bool], ...]) -> datetime:
    """Return when something comes back by FSRS.

    Args:
        rating: how it went on the first day, as FSRS names it: Again, Hard or Good.
        first: that day.
        later: each later day of review, in order, with whether all went well on it.
    """
    from fsrs import Card, Rating

    card = Card(card_id=0)  # without an id it waits a millisecond for one
    card, _ = _scheduler().review_card(card, Rating[rating], _morning(first))
    for day, clean in later:
        card, _ = _scheduler().review_card(card, Rating.Good if clean else Rating.Again, _morning(day))
    return card.due


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    # No steps within a day, since a lab is not done twice on one; no chance, so that every reader sees the same date.
    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _reason(record: TaskRecord, rungs: int, of: int) -> str:
    if record.outcome != PASSED:
        return "passed once, and not when it was last checked"
    told = []
    if record.failures:
        told.append(f"failed {record.failures} time{'s' * (record.failures > 1)} before it passed")
    if rungs:
        told.append(f"needed {rungs} of {of} hints")
    return "; ".join(told) or "failed again after it had passed"


def _review(standing: Standing, lab: Lab, task: Task, due: datetime, reason: str) -> Review:
    return Review(
        lab=lab.name,
        lab_title=lab.facts.title,
        task=task.key,
        task_title=task.title,
        path=standing.path(lab),
        cell=cell_id(lab.name, task.key),
        due=due.isoformat(timespec="seconds"),
        reason=reason,
        minutes=max(_SHORTEST, round(lab.facts.minutes / max(len(lab.tasks), 1))),
    )
