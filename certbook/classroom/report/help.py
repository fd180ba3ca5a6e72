"""Students who may need help, with the reason in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from certbook.classroom.report.items import quartiles
from certbook.classroom.report.mistakes import misconceptions_of
from certbook.classroom.report.sheets import ClassRecord, Sheet
from certbook.content.answers import Mistake

_FEW = 8  # students below which a quarter of the class says nothing
_WORDS = {
    "timeout": "ran out of time in {}",
    "memory": "ran out of memory in {}",
    "crashed": "the process ended in {}",
    "tampered": "{} acts on the grader: look at it",
    "unreadable": "the file of {} cannot be read",
    "missing": "handed nothing in for {}",
}


@dataclass(frozen=True)
class Needy:
    """One student, the share of the points that they have, and why they may need help."""

    student: str
    share: float
    reasons: tuple[str, ...]


def who_needs_help(
    record: ClassRecord, mistakes: Mapping[str, tuple[Mistake, ...]], beliefs: Mapping[str, str]
) -> tuple[Needy, ...]:
    """Return the students for whom something speaks, the most reasons first, then the fewest points.

    Few points are those of the lowest quarter that are also below half of the median; a misconception counts when it
    shows in two tasks or more; tasks that were not attempted when they are half of those that were handed in.
    """
    shares = {student: _share(record.of_student(student)) for student in record.students}
    low, median, _ = quartiles(list(shares.values()))
    found = []
    for student in record.students:
        sheets = record.of_student(student)
        reasons = [_WORDS[sheet.status].format(sheet.lab) for sheet in sheets if sheet.status in _WORDS]
        if len(shares) >= _FEW and shares[student] <= low and shares[student] < median / 2:
            reasons.append(f"{shares[student]:.0%} of the points; the class's median is {median:.0%}")
        reasons += _not_attempted(sheets)
        reasons += [f"{beliefs.get(name, name)} ({where})" for name, where in _again_and_again(sheets, mistakes)]
        if reasons:
            found.append(Needy(student, shares[student], tuple(reasons)))
    return tuple(sorted(found, key=lambda one: (-len(one.reasons), one.share, one.student)))


def _share(sheets: list[Sheet]) -> float:
    most = sum(sheet.max_score for sheet in sheets)
    return sum(sheet.score for sheet in sheets) / most if most else 0.0


def _not_attempted(sheets: list[Sheet]) -> list[str]:
    tasks = [task for sheet in sheets for task in sheet.tasks]
    blank = sum(task.outcome == "not attempted" for task in tasks)
    return [f"{blank} of {len(tasks)} tasks not attempted"] if tasks and 2 * blank >= len(tasks) else []


def _again_and_again(sheets: list[Sheet], mistakes: Mapping[str, tuple[Mistake, ...]]) -> list[tuple[str, str]]:
    """Return the misconceptions that show in more than one task, and the tasks."""
    places: dict[str, list[str]] = defaultdict(list)
    for sheet in sheets:
        for task in sheet.tasks:
            if task.outcome in ("wrong", "error"):
                for name in misconceptions_of(task, mistakes.get(sheet.lab, ())):
                    places[name].append(f"{sheet.lab} {task.task}")
    return [(name, ", ".join(where)) for name, where in sorted(places.items()) if len(where) > 1]
