"""Where a learner stands at one moment: what the overview, the dashboard and the plan are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from certbook.content.lab import Lab, Task
from certbook.content.lanes import Lane
from certbook.content.library import Library, Module
from certbook.content.models import Certification
from certbook.learner import choice
from certbook.learner.choice import Choice
from certbook.learner.desk import Desk
from certbook.learner.exam.evidence import answered_questions
from certbook.learner.history import PASSED, History, TaskRecord, history
from certbook.learner.mastery import Evidence, Mastery, masteries, together
from certbook.learner.progress import Part, progress

LabState = Literal["not begun", "in progress", "passed", "to improve"]


@dataclass(frozen=True)
class Standing:
    """A learner at a moment; `modules` are those of the lane that are written, in its order, or all of them."""

    desk: Desk
    library: Library
    now: datetime
    choice: Choice
    modules: tuple[Module, ...]
    history: History
    parts: dict[str, Part]
    masteries: dict[str, Mastery]

    @property
    def lane(self) -> Lane | None:
        """The chosen lane."""
        return self.library.lanes[self.choice.lane] if self.choice.lane is not None else None

    @property
    def certification(self) -> Certification | None:
        """The chosen certification."""
        return self.library.certifications[self.choice.certification] if self.choice.certification is not None else None

    @property
    def labs(self) -> tuple[Lab, ...]:
        """The labs of the lane in order."""
        return tuple(lab for module in self.modules for lab in module.labs)

    def mastery(self, module: Module) -> Mastery:
        """Return what is known of a module's skills."""
        return together(self.masteries.get(skill, Mastery()) for skill in module.facts.skills)

    def state(self, lab: Lab) -> LabState:
        """Return a lab's state: its points are those of the gradebook.

        To improve: nothing of it is open any more, for the last check found an answer to every task, or it was passed
        before; points were given, and not all. What still has blank tasks, or no point yet, is in progress.
        """
        part = self.parts[lab.name]
        past = self.history.labs.get(lab.name)
        if part.state == "in progress" and past is not None and part.score and (past.complete or past.was_passed):
            return "to improve"
        return part.state

    def records(self) -> Iterator[tuple[Lab, Task, TaskRecord]]:
        """Return the past of each task of the lane that was ever checked."""
        for lab in self.labs:
            for task in lab.tasks:
                record = self.history.tasks.get((lab.name, task.key))
                if record is not None:
                    yield lab, task, record

    def path(self, lab: Lab) -> str:
        """Return where a lab's notebook lies, from the desk."""
        return self._paths[lab.name]

    @cached_property
    def _paths(self) -> dict[str, str]:
        place = self.desk.notebook
        return {
            lab.name: place(lab.module, lab.name).relative_to(self.desk.path).as_posix() for lab in self.library.labs
        }


def standing(desk: Desk, library: Library, now: datetime) -> Standing:
    """Return where a learner stands; raises CertbookError where the gradebook or the content cannot be read."""
    chosen = choice.read(desk).as_far_as_known(library)
    past = history(desk)
    reached = progress(desk, library)
    return Standing(
        desk=desk,
        library=library,
        now=now,
        choice=chosen,
        modules=_in_order(library, chosen),
        history=past,
        parts={lab.name: lab for _, labs in reached.domains for lab in labs},
        masteries=masteries([*_evidence(library, past), *answered_questions(desk, library)], now),
    )


def share_of(task: Task, record: TaskRecord) -> float:
    """Return the share of a task's points that its latest attempt got; older lines know only whether it passed."""
    if record.attempted == PASSED:
        return 1.0
    return min(max((record.points or 0.0) / task.points, 0.0), 1.0)


def _evidence(library: Library, past: History) -> Iterator[Evidence]:
    for lab in library.labs:
        for task in lab.tasks:
            record = past.tasks.get((lab.name, task.key))
            if record is not None and record.tried is not None and task.points:
                yield Evidence(task.skill, float(task.points), share_of(task, record), record.tried)


def _in_order(library: Library, chosen: Choice) -> tuple[Module, ...]:
    if chosen.lane is None:
        return library.modules
    written = {module.facts.id: module for module in library.modules}
    return tuple(written[step.id] for step in library.lanes[chosen.lane].modules if step.id in written)
