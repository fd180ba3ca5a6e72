"""The results of `check`, `hint` and `progress` as values that show themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from certbook.content.lab import Lab
from certbook.grading.report import TaskGrade
from certbook.learner.checking import Checked
from certbook.learner.hints import Hint
from certbook.learner.progress import Part, Progress
from certbook.notebook.saved import Saved
from certbook.notebook.shown import MARKS, Shown, code, folded, indented, paragraph, plain, prose, rows, strong


@dataclass(frozen=True, repr=False)
class CheckShown(Shown):
    """A checked lab: the first failure first, then the other tasks, and one next action.

    `file` is what was graded, from the desk on; `following` the lab to open next once this one is passed.
    """

    checked: Checked
    file: str
    saved: Saved
    now: datetime
    following: str = ""

    @property
    def passed(self) -> bool:
        """Whether every automatic point was reached."""
        return self.checked.first_failure is None

    def _text(self) -> str:
        lines = [plain(self._verdict), *map(plain, self._notes)]
        for task in self._tasks:
            lines.append(plain(self._title(task)))
            lines += indented(self._body(task))
        lines += [*(f"+ {words}" for words in self._written), self._next]
        return "\n".join(lines)

    def _html(self) -> str:
        first = self.checked.first_failure
        tasks = [
            folded(self._title(task), code(body) if (body := self._body(task)) else "", task is first)
            for task in self._tasks
        ]
        written = [folded(f"+ {words}", "", False) for words in self._written]
        notes = [paragraph(note) for note in self._notes]
        return "".join([strong(self._verdict), *notes, *tasks, *written, strong(self._next)])

    @property
    def _verdict(self) -> str:
        grade = self.checked.grade
        done = sum(task.outcome == "passed" for task in grade.tasks)
        state = "passed" if self.passed else f"{done} of {len(grade.tasks)} tasks passed"
        return f"{self.checked.lab.facts.title}: {grade.score:g} of {grade.max_score:g} points, {state}"

    @property
    def _notes(self) -> list[str]:
        """What is to be known besides the tasks: which file was graded, how old it is, what was put right."""
        grade, saved = self.checked.grade, self.saved
        notes = [f"graded: {self.file}, {saved.words(self.now)}"]
        if saved.behind:
            names = ", ".join(self._name(key) for key in saved.behind)
            notes.append(f"not what you last ran: {names}. If you changed it since, save the notebook and check again.")
        elif saved.lacks_caller:
            notes.append("not saved since you wrote this cell: what you changed after that time is not graded yet.")
        if grade.message:
            notes.append(grade.message)
        return [*notes, *(f"put right: {line}" for line in grade.bent)]

    @property
    def _tasks(self) -> list[TaskGrade]:
        first = self.checked.first_failure
        return sorted(self.checked.grade.tasks, key=lambda task: task is not first)

    def _title(self, task: TaskGrade) -> str:
        return f"{MARKS[task.outcome]} {task.title}: {task.outcome}, {task.score:g} of {task.max_score:g}"

    def _body(self, task: TaskGrade) -> str:
        if task.outcome not in ("wrong", "error"):
            return ""
        return f'{task.message}\na hint: hint("{task.task}")'

    @property
    def _written(self) -> list[str]:
        return [
            f"{one.title}: "
            + (f"{one.score:g} of {one.max_score:g}" if one.score is not None else "for a person to read")
            + ("" if one.answered else ", not written yet")
            for one in self.checked.grade.written
        ]

    @property
    def _next(self) -> str:
        first = self.checked.first_failure
        if first is not None:
            verb = "write" if first.outcome == "not attempted" else "mend"
            return f"Next: {verb} {self._name(first.task)}, save the notebook, then check()"
        unwritten = [one.title for one in self.checked.grade.written if not one.answered]
        if unwritten:
            return f"Next: write your answer to “{unwritten[0]}”"
        return f"Next: open {self.following}" if self.following else "Next: nothing is left, every lab is passed"

    def _name(self, key: str) -> str:
        number = next(number for number, task in enumerate(self.checked.lab.tasks, start=1) if task.key == key)
        return f"task {number} ({key})"


@dataclass(frozen=True, repr=False)
class HintShown(Shown):
    """One opened hint."""

    lab: Lab
    hint: Hint

    def _text(self) -> str:
        return "\n".join([self._title, *indented(self.hint.text), self._next])

    def _html(self) -> str:
        return strong(self._title) + prose(self.hint.text) + paragraph(self._next)

    @property
    def _title(self) -> str:
        task = self.lab.task(self.hint.task)
        title = task.title if task is not None else self.hint.task
        return f"{title}: hint {self.hint.rung} of {self.hint.rungs}"

    @property
    def _next(self) -> str:
        if self.hint.rung < self.hint.rungs:
            return f'Next: try it; hint("{self.hint.task}") opens the next one'
        return "Next: try it; this was the last one"


@dataclass(frozen=True, repr=False)
class TasksShown(Shown):
    """The tasks of a lab, with how many of their hints were opened."""

    lab: Lab
    opened: dict[str, int]

    def _text(self) -> str:
        return "\n".join([*(f"{title}: {state}" for title, state in self._rows), self._next])

    def _html(self) -> str:
        return rows(self._rows, ("task", "hints")) + paragraph(self._next)

    @property
    def _rows(self) -> list[tuple[str, str]]:
        return [(task.title, f"{self.opened[task.key]} of {len(task.hints)} hints opened") for task in self.lab.tasks]

    @property
    def _next(self) -> str:
        return f'Next: name the task: hint("{self.lab.tasks[0].key}")'


@dataclass(frozen=True, repr=False)
class ProgressShown(Shown):
    """How far a learner is, and the lab to go on with."""

    progress: Progress

    def _text(self) -> str:
        lines = []
        for domain, labs in self.progress.domains:
            lines.append(f"{domain.title}: {_points(domain)}, {domain.state}")
            lines += [f"    {lab.title}: {_points(lab)}, {lab.state}" for lab in labs]
        return "\n".join([*lines, self._next])

    def _html(self) -> str:
        tables = [
            folded(
                f"{domain.title}: {_points(domain)}, {domain.state}",
                rows([(lab.title, _points(lab), lab.state) for lab in labs], ("lab", "points", "state")),
                is_open=any(lab is self.progress.next_lab for lab in labs),
            )
            for domain, labs in self.progress.domains
        ]
        return "".join(tables) + strong(self._next)

    @property
    def _next(self) -> str:
        part = self.progress.next_lab
        if part is None:
            return "Next: nothing is left, every lab is passed"
        return f"Next: {'go on with' if part.state == 'in progress' else 'begin'} {part.title} ({part.name})"


def _points(part: Part) -> str:
    return f"{part.score:g} of {part.max_score:g} points"
