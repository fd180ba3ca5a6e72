"""What a learner has to show of a passed lab, or what is missing."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode

from certbook.content.lab import Lab
from certbook.content.library import Library, Module
from certbook.errors import CertbookError
from certbook.grading.one import file_of
from certbook.grading.preparing import LabSource
from certbook.grading.reading import read_submission
from certbook.grading.rebuild import blank_answer, rebuild
from certbook.learner.attempts import attempts
from certbook.learner.checking import course_of
from certbook.learner.desk import Desk
from certbook.learner.files import read_if_there
from certbook.learner.history import history
from certbook.learner.progress import Part, progress


@dataclass(frozen=True)
class Met:
    """A misconception that checks have named at a task, and whether the task passed since."""

    task: str
    misconception: str
    says: str
    times: int
    mended: bool


@dataclass(frozen=True)
class Passed:
    """A passed lab: `notebook` is the released lab with the learner's answers and added cells, not run yet.

    `words` is the written answer, `graded` the fingerprint of the graded notebook, `changed` whether the desk's
    notebook is another one since.
    """

    lab: Lab
    module: Module
    part: Part
    notebook: NotebookNode
    words: str
    graded: str
    when: datetime | None
    met: tuple[Met, ...]
    changed: bool


def passed_lab(desk: Desk, library: Library, lab: Lab) -> Passed:
    """Return a lab that can be shown; raises CertbookError that names the open tasks and an empty written answer."""
    part = _part_of(desk, library, lab)
    copy = desk.course / "submitted" / desk.student / lab.module / f"{lab.name}.ipynb"
    missing = _open_tasks(desk, lab, part)
    if not copy.is_file():
        missing.append("no attempt was handed in")
        raise CertbookError(_refusal(lab, missing))
    submitted = read_submission(copy)
    released = LabSource.read(library.root.release / lab.module / f"{lab.name}.ipynb").notebook
    notebook = rebuild(released, submitted).notebook
    words = _words(lab, notebook)
    if not words:
        missing.append("the written answer is empty")
    graded = read_if_there(file_of(course_of(desk, library.root), lab.module, desk.student, lab.name))
    if graded is None:
        missing.append("its graded notebook is not there any more")
    if missing or graded is None:
        raise CertbookError(_refusal(lab, missing))
    return Passed(
        lab=lab,
        module=library.module_of(lab),
        part=part,
        notebook=notebook,
        words=words,
        graded=hashlib.sha256(graded).hexdigest(),
        when=_when(desk, lab),
        met=_met(desk, library, lab),
        changed=_differs(desk.notebook(lab.module, lab.name), copy),
    )


def _part_of(desk: Desk, library: Library, lab: Lab) -> Part:
    return next(part for _, labs in progress(desk, library).domains for part in labs if part.name == lab.name)


def _open_tasks(desk: Desk, lab: Lab, part: Part) -> list[str]:
    if part.state == "passed":
        return []
    tasks = history(desk).tasks
    still = [
        task for task in lab.tasks if (lab.name, task.key) not in tasks or tasks[lab.name, task.key].outcome != "passed"
    ]
    names = ", ".join(task.key for task in still)
    return [f"{part.score:g} of {part.max_score:g} points" + (f", open: {names}" if names else "")]


def _refusal(lab: Lab, missing: list[str]) -> str:
    return f"{lab.name}: is not ready to be shown: {'; '.join(missing)}; then: certbook check {lab.name}"


def _words(lab: Lab, notebook: NotebookNode) -> str:
    keys = {one.key for one in lab.written}
    said = []
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in keys and cell.source.strip() != blank_answer(cell).strip():
            said.append(_without_question(cell.source, lab, str(name)))
    return "\n\n".join(text for text in said if text)


def _without_question(text: str, lab: Lab, key: str) -> str:
    """Drop what the cell asked, its marks and the blank: the question is the author's, the rest the learner's."""
    asked = next(cell.source for cell in lab.cells if cell.role == "written" and cell.key == key)
    lines = {line.strip() for line in asked.split("=== BEGIN ANSWER ===")[0].splitlines() if line.strip()}
    own = [line for line in text.splitlines() if line.strip() not in lines and line.strip() != "YOUR ANSWER HERE"]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(own)).strip()


def _when(desk: Desk, lab: Lab) -> datetime | None:
    return next((one.when for one in attempts(desk) if one.lab == lab.name and one.score >= one.max_score), None)


def _met(desk: Desk, library: Library, lab: Lab) -> tuple[Met, ...]:
    tasks = history(desk).tasks
    return tuple(
        Met(task.title, name, library.misconceptions.get(name, name), found.times, record.is_mended(name))
        for task in lab.tasks
        if (record := tasks.get((lab.name, task.key))) is not None
        for name, found in record.mistakes.items()
    )


def _differs(notebook: Path, copy: Path) -> bool:
    now = read_if_there(notebook)
    return now is not None and now != read_if_there(copy)
