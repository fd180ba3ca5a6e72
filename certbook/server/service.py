"""What the handlers ask: each method answers one question with one message of the contract.

Called from the office's one thread.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from certbook.content.lab import Lab
from certbook.content.library import Library, Module
from certbook.content.roots import find_content
from certbook.errors import CertbookError, DeskError
from certbook.grading.ledger import last_grade
from certbook.grading.preparing import LabSource
from certbook.kernels.follower import Follower
from certbook.learner import checking, choice, dashboard, filling, hints, overview
from certbook.learner.desk import Desk
from certbook.learner.exam import room
from certbook.learner.steps import Steps
from certbook.server import contract, messages
from certbook.server.desks import Desks
from certbook.server.jobs import Check, Checks
from certbook.server.problems import Refused
from certbook.server.shelf import Shelf
from certbook.server.warming import Warmth

Answer = contract.Message | None
Kind = TypeVar("Kind", bound=contract.Message)


class Service:
    """The learner's day, for one Jupyter server."""

    def __init__(
        self,
        root: Path,
        loop: asyncio.AbstractEventLoop,
        log: logging.Logger | logging.LoggerAdapter[Any],
    ) -> None:
        self.checks = Checks()
        self._desks, self._shelf, self._warmth = Desks(root), Shelf(), Warmth(log)
        self._loop, self._log = loop, log

    # --- to look at -----------------------------------------------------------------------------------------------

    def overview(self) -> contract.Overview:
        """Return the sidebar."""
        desk, library = self._desk(), self._library()
        return messages.overview(overview.overview(desk, library), self._shown(desk))

    def catalogue(self) -> contract.Catalogue:
        """Return what can be chosen."""
        return messages.catalogue(self._library())

    def dashboard(self) -> contract.Dashboard:
        """Return the dashboard."""
        desk, library = self._desk(), self._library()
        return messages.dashboard(dashboard.dashboard(desk, library, datetime.now(UTC)), self._shown(desk))

    def place(self, path: str) -> contract.LabPlace:
        """Return which lab or lesson of the desk a notebook is; any other notebook is none.

        Raises Refused (403) for a path that climbs out of the server's root.
        """
        if "\0" in path:
            raise Refused(400, "this is no path")
        inside = os.path.normpath(path.strip("/") or ".")
        if inside == ".." or inside.startswith("../") or os.path.isabs(inside):
            raise Refused(403, f"{path}: lies outside of the folder that this server shows")
        try:
            desk = self._desk()
        except Refused:  # somebody's other work, on a server without a desk
            return contract.LabPlace(lab=None, title="", path=inside)
        parts = Path(os.path.relpath(self._desks.root / inside, desk.path)).parts
        found = self._on_desk(*parts) if len(parts) == 2 and parts[1].endswith(".ipynb") else None
        if isinstance(found, Lab):
            self._warmth.want(desk, self._library(), found.module)
            return contract.LabPlace(lab=found.name, title=found.facts.title, path=inside)
        if found is not None:
            return contract.LabPlace(lab=None, title=found.facts.title, path=inside, is_lesson=True)
        return contract.LabPlace(lab=None, title="", path=inside)

    def last_result(self, name: str) -> contract.CheckResult | None:
        """Return the result of a lab's last check from the record, None where it was never checked."""
        desk, lab = self._desk(), self._lab(name)
        last = last_grade(checking.course_of(desk, self._library().root), lab.module, desk.student, lab.name)
        if last is None:
            return None
        grade, given = last
        return messages.result(desk, lab, self._source(lab).notebook, grade, given, from_record=True)

    # --- to do ----------------------------------------------------------------------------------------------------

    def choose(self, value: Any) -> contract.Overview:
        """Take a lane and a certification."""
        wanted = _body(contract.Choice, value)
        desk, library = self._desk(), self._library()
        try:
            choice.write(desk, library, wanted.lane, wanted.certification)
        except DeskError:
            raise
        except CertbookError as error:
            raise Refused(404, str(error)) from None
        return self.overview()

    def tour_seen(self) -> contract.Overview:
        """Note that the learner has seen the tour."""
        choice.tour_seen(self._desk())
        return self.overview()

    def open_lab(self, name: str) -> contract.LabPlace:
        """Put a lab on the desk where it is missing."""
        desk, lab = self._desk(), self._lab(name)
        filling.put(desk, self._library().root, lab.name)
        self._warmth.want(desk, self._library(), lab.module)
        path = self._open(desk.notebook(lab.module, lab.name))
        return contract.LabPlace(lab=lab.name, title=lab.facts.title, path=path)

    def open_lesson(self, domain: str) -> contract.LabPlace:
        """Put a domain's lesson on the desk where it is missing."""
        desk, module = self._desk(), self._module(domain)
        filling.put(desk, self._library().root, f"{module.name}/lesson")
        path = self._open(desk.notebook(module.name, "lesson"))
        return contract.LabPlace(lab=None, title=module.facts.title, path=path, is_lesson=True)

    def open_hint(self, name: str, task: str) -> contract.HintRung:
        """Open the next rung of a task's hints."""
        desk, lab = self._desk(), self._lab(name)
        found = lab.task(task)
        if found is None:
            raise Refused(404, f"{lab.name} has no task '{task}'; reload the page")
        opened = hints.open_hint(desk, lab, found.key)
        return contract.HintRung(task=found.key, hints=list(found.hints[: opened.rung]), rungs=opened.rungs)

    def begin_check(self, name: str) -> contract.CheckStatus:
        """Begin a check of a lab, or join the one under way."""
        desk, lab, library = self._desk(), self._lab(name), self._library()
        source = self._source(lab)

        def grade(on_progress: Callable[[int, int, str], None], follower: Follower) -> checking.Checked:
            return checking.check(desk, library.root, lab, on_progress, follower)

        def result_of(checked: checking.Checked) -> contract.CheckResult:
            last = last_grade(checking.course_of(desk, library.root), lab.module, desk.student, lab.name)
            given = last[1] if last is not None else datetime.now(UTC)
            return messages.result(
                desk, lab, source.notebook, checked.grade, given, from_record=checked.grade.from_record
            )

        def make() -> Check:
            return Check(lab.name, Steps(lab, source.notebook), grade, result_of, self._loop, self._log)

        return self.checks.begin(lab.name, make).status

    # --- practice exams -------------------------------------------------------------------------------------------

    def exams(self) -> contract.ExamRoom:
        """Return what can be sat, what is open and what was sat."""
        return self._exam(contract.ExamRoom, room.room(*self._now()))

    def start_exam(self, value: Any) -> contract.Sitting:
        """Begin a sitting."""
        wanted = _body(contract.ExamStart, value)
        with _refusing(409):
            sitting = room.start(*self._now(), wanted.certification, wanted.questions, wanted.minutes, wanted.seed)
        return self._exam(contract.Sitting, sitting)

    def sitting(self, name: str) -> contract.Sitting:
        """Return an open sitting; raises Refused (409) where it has ended."""
        with _refusing(404):
            sitting = room.view(*self._now(), name)
        if sitting is None:
            raise Refused(409, "this exam has ended; look at its result")
        return self._exam(contract.Sitting, sitting)

    def report_exam(self, name: str, number: int, value: Any) -> contract.Recorded:
        """Keep what was done at one question."""
        report = _body(contract.ExamReport, value)
        with _refusing(400):
            return self._exam(contract.Recorded, room.record(*self._now(), name, number, **report.model_dump()))

    def end_exam(self, name: str) -> contract.ExamResult:
        """End a sitting, which is no error where it has ended already."""
        with _refusing(404):
            return self._exam(contract.ExamResult, room.end(*self._now(), name))

    def exam_result(self, name: str) -> contract.ExamResult:
        """Return the result of a sitting that has ended."""
        with _refusing(404):
            is_open = room.view(*self._now(), name) is not None
        if is_open:
            raise Refused(409, "this exam is still open; end it first")
        return self._exam(contract.ExamResult, room.result(*self._now(), name))

    def due_questions(self) -> contract.DueQuestions:
        """Return the questions that come back by now."""
        due = room.due_questions(*self._now())
        return contract.DueQuestions(questions=[self._exam(contract.DueQuestion, one) for one in due])

    def answer_review(self, name: str, value: Any) -> contract.ReviewedQuestion:
        """Keep the answer to a question that came back."""
        given = _body(contract.ReviewAnswer, value)
        with _refusing(400):
            return self._exam(contract.ReviewedQuestion, room.answer_review(*self._now(), name, given.answer))

    def _now(self) -> tuple[Desk, Library, datetime]:
        return self._desk(), self._library(), datetime.now(UTC)

    def _exam(self, kind: type[Kind], value: Any) -> Kind:
        return messages.exam(kind, value, self._shown(self._desk()))

    # --- to get ready ---------------------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Get ready for a check of the lab that comes next."""
        desk, library = self._desk(), self._library()
        following = overview.overview(desk, library).next_lab
        labs = sorted(library.labs, key=lambda lab: lab.name != following)
        if labs:
            self._warmth.want(desk, library, labs[0].module)

    # --- to find --------------------------------------------------------------------------------------------------

    def _desk(self) -> Desk:
        return self._desks.find(find_content())

    def _library(self) -> Library:
        return self._shelf.library()

    def _lab(self, name: str) -> Lab:
        lab = next((lab for lab in self._library().labs if lab.name == name), None)
        if lab is None:
            raise Refused(404, f"no lab is called '{name}'; it may have been taken out: reload the page")
        return lab

    def _module(self, name: str) -> Module:
        module = next((module for module in self._library().modules if module.name == name), None)
        if module is None:
            raise Refused(404, f"no domain is called '{name}'; it may have been taken out: reload the page")
        return module

    def _on_desk(self, domain: str, file: str) -> Lab | Module | None:
        stem = file.removesuffix(".ipynb")
        module = next((module for module in self._library().modules if module.name == domain), None)
        if module is None or stem == "lesson":
            return module
        return next((lab for lab in module.labs if lab.name == stem), None)

    def _source(self, lab: Lab) -> LabSource:
        path = self._library().root.source / lab.module / f"{lab.name}.ipynb"
        try:
            return LabSource.read(path)
        except (OSError, ValueError):
            raise CertbookError(f"{path}: cannot be read; run: certbook build") from None

    def _shown(self, desk: Desk) -> Callable[[str], str]:
        """Return what turns a path on the desk into one below the server's root."""
        if desk.path == self._desks.root:
            return lambda path: path
        return lambda path: self._desks.shown(desk.path / path)

    def _open(self, notebook: Path) -> str:
        if not notebook.is_relative_to(self._desks.root):
            way_out = f"open the whole desk: certbook lab {self._desk().path}"
            raise Refused(409, f"{notebook}: lies outside of the folder that this server shows; {way_out}")
        return self._desks.shown(notebook)


def _body(kind: type[Kind], value: Any) -> Kind:
    """Return a request's body as its message; raises Refused (400)."""
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        raise Refused(400, f"{kind.__name__}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


@contextmanager
def _refusing(status: int) -> Iterator[None]:
    """Answer with a status what the exam room does not do; a desk or content that cannot be read keeps its own."""
    try:
        yield
    except CertbookError as error:
        if type(error) is CertbookError:
            raise Refused(status, str(error)) from None
        raise
