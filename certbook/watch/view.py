"""What a watched lab looks like, as lines of text with styles; a style never says what the words do not."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from rich.text import Text

from certbook.content.lab import Lab
from certbook.grading.report import TaskGrade
from certbook.learner.checking import Checked
from certbook.notebook.shown import MARKS, plain

_BAR = 30
_STYLES = {"passed": "green", "wrong": "bold", "error": "bold", "not attempted": ""}


@dataclass
class View:
    """Everything that is to be seen.

    `file` is where the notebook lies, `saved` when that was saved, `step` what a check is at, `problem` why the
    notebook could not be graded, `hints` how many rungs of each task are shown, `following` the lab that may be gone on
    with once this one is passed; `notice` answers the last key.
    """

    lab: Lab
    file: str
    saved: str = ""
    is_checking: bool = True
    step: str = ""
    checked: Checked | None = None
    problem: str = ""
    is_listing: bool = False
    hints: dict[str, int] = field(default_factory=dict)
    following: str = ""
    notice: str = ""

    @property
    def task(self) -> TaskGrade | None:
        """The task to work on, None where all are passed or nothing is known yet."""
        return self.checked.first_failure if self.checked is not None else None

    @property
    def is_passed(self) -> bool:
        """Whether every automatic point is there, as far as is known."""
        return self.checked is not None and self.checked.first_failure is None and not self.problem

    def heading(self) -> list[Text]:
        """Return which lab and which file this is about."""
        saved = f"  {self.saved}" if self.saved else ""
        return [Text(f"{self.lab.facts.title} ({self.lab.name})", "bold"), Text(f"{self.file}{saved}", "dim")]

    def body(self, width: int) -> list[Text]:
        """Return what the last check found: the bar, the first failure with its hints, all tasks where asked for."""
        lines = [self._bar(), *self._under_way()]
        if self.problem:
            return [*lines, Text(), *_wrapped(self.problem, width, 0)]
        if self.checked is None:
            return lines
        grade = self.checked.grade
        notes = [*([grade.message] if grade.message else []), *(f"put right: {line}" for line in grade.bent)]
        lines += [line for note in notes for line in _wrapped(note, width, 0)]
        if self.is_listing:
            lines += [Text(), *(self._title(task) for task in grade.tasks)]
            lines += [Text(f"+ {plain(one.title)}: {_written(one.answered)}") for one in grade.written]
        if self.task is not None:
            lines += [Text(), self._title(self.task), *self._message(self.task, width)]
            lines += self._hints(self.task, width)
        return lines

    def following_action(self) -> str:
        """Return the one thing to do next."""
        if self.problem:
            return "Next: put that right and save the notebook"
        if self.checked is None:
            return "Checking …"
        task = self.task
        if task is not None:
            verb = "write" if task.outcome == "not attempted" else "mend"
            return f"Next: {verb} {plain(task.title or task.task)}, and save the notebook"
        unwritten = next((one.title for one in self.checked.grade.written if not one.answered), None)
        if unwritten is not None:
            return f"Passed. Next: write your answer to “{plain(unwritten)}”"
        if self.following:
            return f"Passed. Next: n takes you to {self.following}"
        return "Passed, and so is every other lab. Nothing is left"

    def keys(self) -> str:
        """Return the keys that do something now."""
        offered = []
        if self.task is not None and not self.problem:
            rungs = self._rungs(self.task)
            offered.append(f"h hint ({self.hints.get(self.task.task, 0)} of {len(rungs)} shown)")
        offered += ["l list", "r check again"]
        if self.is_passed and self.following:
            offered.append("n next lab")
        return " · ".join([*offered, "q quit"])

    def _bar(self) -> Text:
        most = self.lab.points
        grade = self.checked.grade if self.checked is not None else None
        score = grade.score if grade is not None else 0.0
        filled = int(_BAR * score / most) if most else 0
        tasks = grade.tasks if grade is not None else ()
        done = sum(task.outcome == "passed" for task in tasks)
        known = f"{score:g} of {most} points · {done} of {len(self.lab.tasks)} tasks passed"
        words = known if grade is not None else f"{most} points · {len(self.lab.tasks)} tasks"
        return Text(f"[{'#' * filled}{'.' * (_BAR - filled)}] {words}")

    def _under_way(self) -> list[Text]:
        """Return the line that says what a check is at; none where no check is under way."""
        return [Text(f"{self.step or 'getting the notebook ready'} …", "dim")] if self.is_checking else []

    def _title(self, task: TaskGrade) -> Text:
        title = f"{MARKS[task.outcome]} {plain(task.title or task.task)}: {task.outcome}, "
        return Text(f"{title}{task.score:g} of {task.max_score:g}", _STYLES[task.outcome])

    def _message(self, task: TaskGrade, width: int) -> list[Text]:
        return [] if task.outcome == "not attempted" else _wrapped(task.message, width, 4)

    def _hints(self, task: TaskGrade, width: int) -> list[Text]:
        rungs = self._rungs(task)
        lines = []
        for number, text in enumerate(rungs[: self.hints.get(task.task, 0)], start=1):
            lines += [Text(f"  hint {number} of {len(rungs)}", "italic"), *_wrapped(text, width, 4)]
        return lines

    def _rungs(self, task: TaskGrade) -> tuple[str, ...]:
        facts = self.lab.task(task.task)
        return facts.hints if facts is not None else ()


def _written(answered: bool) -> str:
    return "written" if answered else "not written yet"


def _wrapped(text: str, width: int, indent: int) -> list[Text]:
    """Fold a message to the width, each of its lines for itself."""
    space = " " * indent
    lines = []
    for line in plain(text).splitlines():
        kept = line[: len(line) - len(line.lstrip())]
        folded = textwrap.wrap(
            line, max(width, 20), initial_indent=space, subsequent_indent=space + kept + "  ", drop_whitespace=True
        )
        lines += [Text(part) for part in folded or [""]]
    return lines
