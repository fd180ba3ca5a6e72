"""Ladders of hints: opened one rung at a time, and remembered."""

from __future__ import annotations

from dataclasses import dataclass

from certbook.content.lab import Lab, Task
from certbook.errors import CertbookError
from certbook.learner.desk import Desk
from certbook.learner.files import one_at_a_time, read_json_object, write_json

_FILE = "hints.json"


@dataclass(frozen=True)
class Hint:
    """One opened rung: `rung` of `rungs`, counted from 1."""

    lab: str
    task: str
    rung: int
    rungs: int
    text: str


def open_hint(desk: Desk, lab: Lab, name: str, rung: int | None = None) -> Hint:
    """Open the next rung of a task's ladder, or a given one, and remember it.

    Past the last rung the last is shown again. Raises CertbookError for a task or a rung that there is not, and for a
    rung that skips one that was not opened yet.
    """
    task = find_task(lab, name)
    with one_at_a_time(desk.record / "hints.lock"):
        file = desk.record / _FILE
        opened = read_json_object(file)
        key = f"{lab.name}/{task.key}"
        before = _count(opened.get(key))
        wanted = min(before + 1, len(task.hints)) if rung is None else rung
        if not 1 <= wanted <= len(task.hints):
            raise CertbookError(f"task '{task.key}' has hints 1 to {len(task.hints)}, not {wanted}")
        if wanted > before + 1:
            raise CertbookError(f"hint {wanted} comes after hint {before + 1}: certbook hint {lab.name} {task.key}")
        if wanted > before:
            write_json(file, {**opened, key: wanted})
    return Hint(lab.name, task.key, wanted, len(task.hints), task.hints[wanted - 1])


def opened_rungs(desk: Desk, lab: Lab) -> dict[str, int]:
    """Return how many rungs of each of a lab's tasks were opened."""
    opened = read_json_object(desk.record / _FILE)
    return {task.key: _count(opened.get(f"{lab.name}/{task.key}")) for task in lab.tasks}


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def find_task(lab: Lab, name: str) -> Task:
    """Return a task by its key or number; raises CertbookError that names the tasks there are."""
    task = lab.task(name)
    if task is None:
        known = ", ".join(f"{number} {task.key}" for number, task in enumerate(lab.tasks, start=1))
        raise CertbookError(f"{lab.name} has no task '{name}'; there are: {known}")
    return task
