"""What a learner's attempts add up to: by task, by lab and by day; read on from where it stood last time.

It knows nothing of the content, so a lab that was changed or taken out changes nothing here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

from certbook.learner.attempts import Attempt, journal_of
from certbook.learner.desk import Desk
from certbook.learner.journal import Journal

NOT_ATTEMPTED, PASSED = "not attempted", "passed"


@dataclass(frozen=True)
class Event:
    """What one check said of one task; `anew`: the answer was worked on since the check before."""

    number: int
    when: datetime
    lab: str
    task: str
    outcome: str
    points: float | None
    misconceptions: tuple[str, ...]
    anew: bool


@dataclass
class MistakeRecord:
    """One misconception at one task: how often checks have named it, and when first and last."""

    times: int = 0
    first: datetime | None = None
    last: datetime | None = None
    number: int = 0


@dataclass
class TaskRecord:
    """One task's past. `points` are those of the latest attempt that was more than a blank, None where unknown.

    `tried` is when it was last worked on, `days` whether each day on which it was worked on went without a failure.
    `failures` counts the attempts that failed before it first passed.
    """

    outcome: str = NOT_ATTEMPTED
    attempted: str = NOT_ATTEMPTED
    points: float | None = None
    tried: datetime | None = None
    passed: datetime | None = None
    failures: int = 0
    passed_number: int = -1
    days: dict[date, bool] = field(default_factory=dict)
    mistakes: dict[str, MistakeRecord] = field(default_factory=dict)

    def is_mended(self, misconception: str) -> bool:
        """Whether the task has passed since a misconception was last named."""
        return self.passed_number > self.mistakes[misconception].number


@dataclass
class LabRecord:
    """One lab's past: whether its last check found no blank task, whether it ever had all points."""

    tried: bool = False
    complete: bool = False
    was_passed: bool = False
    number: int = -1


@dataclass
class History:
    """All attempts of a learner, added up."""

    attempts: int = 0
    tasks: dict[tuple[str, str], TaskRecord] = field(default_factory=dict)
    labs: dict[str, LabRecord] = field(default_factory=dict)
    days: dict[str, dict[str, float]] = field(default_factory=dict)  # each lab's last points of the day
    _last: dict[tuple[str, str], tuple[str, tuple[str, ...], str]] = field(default_factory=dict)

    def add(self, attempt: Attempt) -> None:
        """Take in one more attempt."""
        for event in self._events(attempt):
            self._add(event)
        lab = self.labs.setdefault(attempt.lab, LabRecord())
        outcomes = set(attempt.outcomes.values())
        lab.tried = lab.tried or outcomes != {NOT_ATTEMPTED}
        lab.complete = NOT_ATTEMPTED not in outcomes
        lab.was_passed = lab.was_passed or attempt.score >= attempt.max_score
        lab.number = self.attempts
        self.days.setdefault(attempt.when.date().isoformat(), {})[attempt.lab] = attempt.score
        self.attempts += 1

    def _events(self, attempt: Attempt) -> Iterator[Event]:
        when = attempt.when
        for task, outcome in attempt.outcomes.items():
            key = (attempt.lab, task)
            named = tuple(attempt.misconceptions.get(task, ()))
            answer = attempt.answers.get(task, "")
            before = self._last.get(key)
            self._last[key] = outcome, named, answer
            # Older lines do not say what was answered: then another result is the only sign that it was worked on.
            same = before is not None and (
                answer == before[2] if answer and before[2] else before[:2] == (outcome, named)
            )
            points = attempt.points.get(task)
            yield Event(self.attempts, when, attempt.lab, task, str(outcome), points, named, anew=not same)

    def _add(self, event: Event) -> None:
        task = self.tasks.setdefault((event.lab, event.task), TaskRecord())
        task.outcome = event.outcome
        if event.outcome == NOT_ATTEMPTED:
            return
        task.attempted, task.points = event.outcome, event.points
        passed = event.outcome == PASSED
        if event.anew or task.tried is None:
            task.tried = event.when
            day = event.when.date()
            task.days[day] = task.days.get(day, True) and passed
        if passed:
            task.passed = task.passed or event.when
            task.passed_number = event.number
        elif task.passed is None:
            task.failures += event.anew
        for name in event.misconceptions:
            mistake = task.mistakes.setdefault(str(name), MistakeRecord())
            mistake.first = mistake.first or event.when
            mistake.times, mistake.last, mistake.number = mistake.times + 1, event.when, event.number


def history(desk: Desk) -> History:
    """Return what a desk's attempts add up to."""
    return _reader(desk.record).read(journal_of(desk))


def events(desk: Desk) -> Iterator[Event]:
    """Return what each check said of each task, oldest first."""
    so_far = History()
    for attempt in journal_of(desk).entries():
        yield from so_far._events(attempt)
        so_far.attempts += 1


class _Reader:
    """Keeps what was added up, and adds what is new."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._history = History()
        self._generation = -1

    def read(self, journal: Journal[Attempt]) -> History:
        with self._lock:
            entries = journal.entries()
            if journal.generation != self._generation:
                self._history, self._generation = History(), journal.generation
            for attempt in entries[self._history.attempts :]:
                self._history.add(attempt)
            return self._history


@cache
def _reader(record: Path) -> _Reader:
    return _Reader()
