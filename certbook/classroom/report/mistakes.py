"""Which known mistakes a class made: by what a failed check names, and by the checks that each mistake fails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from certbook.classroom.report.sheets import Sheet
from certbook.content.answers import Mistake
from certbook.grading.scoring import TaskScore
from certbook.learner.attempts import misconceptions_in


@dataclass(frozen=True)
class MadeMistake:
    """One misconception over a class: where it was seen, and in whose answers."""

    misconception: str
    belief: str
    tasks: tuple[str, ...]
    students: tuple[str, ...]


@dataclass(frozen=True)
class MadeMistakes:
    """All of them, the most frequent first; of `failed` tasks (of a student each) `explained` are by a known one."""

    found: tuple[MadeMistake, ...]
    failed: int
    explained: int


def known_mistakes(
    sheets: Iterable[Sheet], mistakes: Mapping[str, Iterable[Mistake]], beliefs: Mapping[str, str]
) -> MadeMistakes:
    """Return the misconceptions of a class.

    Args:
        sheets: of any labs.
        mistakes: by lab, the wrong answers that it ships.
        beliefs: what each misconception believes, in words.
    """
    places: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    failed = explained = 0
    for sheet in sheets:
        for task in sheet.tasks:
            if task.outcome not in ("wrong", "error"):
                continue
            failed += 1
            seen = misconceptions_of(task, mistakes.get(sheet.lab, ()))
            explained += bool(seen)
            for name in seen:
                places[name].add(f"{sheet.lab} {task.task}")
                people[name].add(sheet.student)
    found = [
        MadeMistake(name, beliefs.get(name, name), tuple(sorted(places[name])), tuple(sorted(people[name])))
        for name in people
    ]
    found.sort(key=lambda one: (-len(one.students), one.misconception))
    return MadeMistakes(tuple(found), failed, explained)


def misconceptions_of(task: TaskScore, mistakes: Iterable[Mistake]) -> tuple[str, ...]:
    """Return the misconceptions that a failed task shows.

    Those that its checks' messages name; where they name none, those of the lab's mistakes which fail exactly the same
    checks of the task with the same words.
    """
    failed = {check.check: check.message for check in task.checks if check.outcome != "passed"}
    named = [name for message in failed.values() for name in misconceptions_in(message)]
    if named:
        return tuple(dict.fromkeys(named))
    of_task = {check.check for check in task.checks}
    words = "\n".join(failed.values())
    alike = [
        mistake.facts.misconception
        for mistake in mistakes
        if set(mistake.facts.fails) & of_task == set(failed) and mistake.facts.says in words
    ]
    return tuple(dict.fromkeys(alike))
