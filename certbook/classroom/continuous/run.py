"""Grade a repository's work and execute its notebooks by papermill."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from certbook.classroom.continuous.repository import lay_out
from certbook.content.library import Library
from certbook.files import replace_whole
from certbook.grading.pipeline import Way, grade
from certbook.grading.report import NotebookGrade
from certbook.scratch import scratch_folder
from certbook.verify.executed import execute, silence

Show = Callable[[int, int, str], None]

_CELL_SECONDS = 120


@dataclass(frozen=True)
class Ran:
    """How papermill got through a notebook of the repository: `error` is empty where it ran to its end."""

    notebook: str
    seconds: float
    error: str


@dataclass(frozen=True)
class CiResult:
    """What came of a repository: grades by domain, and how its notebooks ran."""

    is_class: bool
    grades: dict[str, tuple[NotebookGrade, ...]]
    executed: tuple[Ran, ...]

    @property
    def points(self) -> tuple[float, float]:
        """Points of all labs that are there, and the most that they give."""
        every = [grade for grades in self.grades.values() for grade in grades]
        return sum(grade.score for grade in every), sum(grade.max_score for grade in every)

    @property
    def share(self) -> float:
        """The share of the points."""
        score, most = self.points
        return score / most if most else 0.0

    @property
    def all_passed(self) -> bool:
        """Whether every lab that is there has all its automatic points."""
        return all(grade.passed for grades in self.grades.values() for grade in grades)

    def to_json(self) -> dict[str, Any]:
        """Return the result as plain JSON values."""
        return {**asdict(self), "share": self.share}


def run_ci(repository: Path, library: Library, executed: Path | None, isolated: bool, show: Show) -> CiResult:
    """Grade all work of a repository; write nothing into it.

    Args:
        repository: a learner's or a class's, see `lay_out`.
        library: the labs.
        executed: a folder for the notebooks as papermill executed them; None executes nothing.
        isolated: refuse to run where a layer of isolation is missing.
        show: told what is being done.

    Raises CertbookError where there is nothing to grade.
    """
    with scratch_folder("ci") as folder:
        found = lay_out(repository.resolve(), folder, library)
        grades = {}
        for domain, labs in found.labs.items():
            report = grade(found.course, domain, notebooks=labs, on_progress=show, way=Way(weaker=not isolated))
            grades[domain] = report.submissions
        notebooks = sorted(found.course.submitted.glob("*/*/*.ipynb")) if executed is not None else []
        ran = _execute(notebooks, found.course.submitted, executed, show) if executed is not None else ()
    return CiResult(found.is_class, grades, ran)


def _execute(notebooks: list[Path], submitted: Path, target: Path, show: Show) -> tuple[Ran, ...]:
    """Run notebooks by papermill, one after another, in a process that papermill may change as it likes."""
    ran = []
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=silence) as worker:
        for number, notebook in enumerate(notebooks):
            name = notebook.relative_to(submitted).as_posix()
            show(number, len(notebooks), f"papermill: {name}")
            ran.append(_run(worker, notebook, target / name, name))
    return tuple(ran)


def _run(worker: ProcessPoolExecutor, notebook: Path, target: Path, name: str) -> Ran:
    try:
        text = notebook.read_text(encoding="utf-8")
        done = worker.submit(execute, text, {}, _CELL_SECONDS).result()
    except (OSError, ValueError) as error:
        return Ran(name, 0.0, f"is no notebook ({next(iter(str(error).splitlines()), '')})")
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(target, done.notebook)
    return Ran(name, round(done.seconds, 2), done.error)
