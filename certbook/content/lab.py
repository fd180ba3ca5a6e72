"""A lab as a value: its tasks, checks, hints and cells, read from percent text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from certbook.content.marks import is_hidden, parse_hints
from certbook.content.models import LabFacts, parse
from certbook.content.percent import TextCell, read_percent
from certbook.content.rules import check_rules


@dataclass(frozen=True)
class Check:
    """One graded check cell; hidden ones are taken out of what the learner gets."""

    key: str
    task: str
    points: int
    hidden: bool


@dataclass(frozen=True)
class Task:
    """One task: the learner writes its answer cell, its checks give the points."""

    key: str
    title: str
    skill: str
    hints: tuple[str, ...]
    checks: tuple[Check, ...]

    @property
    def points(self) -> int:
        """The points of all its checks."""
        return sum(check.points for check in self.checks)


@dataclass(frozen=True)
class Written:
    """A prose answer that a person grades."""

    key: str
    points: int


@dataclass(frozen=True)
class Lab:
    """One lab: `name` is its file's stem, unique over all modules; `module` is its module folder's name."""

    name: str
    module: str
    file: Path
    facts: LabFacts
    cells: tuple[TextCell, ...]
    tasks: tuple[Task, ...]
    written: tuple[Written, ...]

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks in the order of the notebook."""
        by_key = {check.key: check for task in self.tasks for check in task.checks}
        return tuple(by_key[cell.key] for cell in self.cells if cell.role == "check")

    @property
    def points(self) -> int:
        """What the automatic checks give in all; written answers come on top, from a person."""
        return sum(task.points for task in self.tasks)

    def task(self, key: str) -> Task | None:
        """Return a task by its key or its number, counted from 1."""
        if key.isdigit() and 1 <= int(key) <= len(self.tasks):
            return self.tasks[int(key) - 1]
        return next((task for task in self.tasks if task.key == key), None)


def cell_id(owner: str, name: str) -> str:
    """Return the id of a cell of a lab or lesson in every notebook that is built of it."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", f"{owner}-{name}")[:64]


def read_lab(file: Path, module: str) -> Lab:
    """Read a lab's text and refuse what breaks a rule of authoring.

    Raises ContentError with file, line and key (`certbook.content.rules` holds the rules).
    """
    text = read_percent(file)
    facts = parse(LabFacts, text.header, file)
    check_rules(text)
    return Lab(
        name=file.stem,
        module=module,
        file=file,
        facts=facts,
        cells=text.cells,
        tasks=tuple(_task(cell, text.cells) for cell in text.cells if cell.role == "task"),
        written=tuple(
            Written(cell.key, int(cell.attributes["points"])) for cell in text.cells if cell.role == "written"
        ),
    )


def _task(cell: TextCell, cells: tuple[TextCell, ...]) -> Task:
    heading = next((line.lstrip("# ") for line in cell.source.splitlines() if line.startswith("#")), cell.key)
    answer = next(other for other in cells if other.role == "answer" and other.key == cell.key)
    hints = next(other for other in cells if other.role == "hints" and other.key == cell.key)
    checks = tuple(
        Check(other.key, cell.key, int(other.attributes["points"]), is_hidden(other))
        for other in cells
        if other.role == "check" and other.attributes.get("task") == cell.key
    )
    return Task(cell.key, heading, str(answer.attributes["skill"]), parse_hints(hints.source), checks)
