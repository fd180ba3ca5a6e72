"""Grade what a class has handed in: every notebook gets a verdict, and none takes the others with it."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from certbook.build.nbgrader_log import without_database_warnings
from certbook.errors import CertbookError
from certbook.grading.course import Course
from certbook.grading.registration import ensure_registered
from certbook.grading.report import GradeReport, NotebookGrade, Status, TaskGrade, WrittenGrade
from certbook.grading.scoring import TaskScore, is_automatic, score_notebook
from certbook.grading.staging import Staged, stage, stray_folders, students_of
from certbook.kernels.record import CellRecord

Progress = Callable[[int, int, str], None]  # how many notebooks are done, of how many, and which is next

_A_CLASS = 6  # students from which several processes win back what they cost to start
_ADVICE = {
    "timeout": ("timeout", "look for a loop that does not end"),
    "died": ("crashed", "look for what eats memory or ends Python"),
}


def grade(
    course: Course,
    assignment: str,
    students: Iterable[str] | None = None,
    notebooks: Iterable[str] | None = None,
    on_progress: Progress = lambda _done, _total, _next: None,
    workers: int | None = None,
) -> GradeReport:
    """Grade an assignment's submissions into nbgrader's `autograded/` and gradebook, and report on each notebook.

    Args:
        course: where the files are.
        assignment: the domain, a folder of `source/`.
        students: those to grade; by default all who handed something in.
        notebooks: the labs to grade; by default all of the assignment. The others keep their grades and files.
        on_progress: called with what is done: before each notebook, or with several workers after each student.
        workers: processes that grade students side by side; by default one a core for a class, and none for a few
            students, since each pays for a start of some seconds.

    Raises:
        CertbookError: nobody handed in, or a student or a notebook is named that there is not.
    """
    labs = _labs(course, assignment, notebooks)
    people = _people(course, assignment, students)
    ensure_registered(course, assignment)
    workers = min(workers or (os.cpu_count() or 1 if len(people) >= _A_CLASS else 1), len(people))
    run = _grade_one_by_one if workers == 1 else partial(_grade_side_by_side, workers=workers)
    by_student = run(course, assignment, people, labs, on_progress)
    on_progress(len(people) * len(labs), len(people) * len(labs), "")
    notes = _notes(course) if students is None else []
    return GradeReport(
        assignment,
        tuple(one for student in people for one in by_student[student][0]),
        (*notes, *(note for student in people for note in by_student[student][1])),
    )


_OfStudent = tuple[list[NotebookGrade], list[str]]  # grades, and lines about stray files


def _grade_one_by_one(
    course: Course, assignment: str, people: tuple[str, ...], labs: tuple[str, ...], on_progress: Progress
) -> dict[str, _OfStudent]:
    by_student = {}
    for number, student in enumerate(people):
        begun = number * len(labs)

        def tell(done: int, lab: str, begun: int = begun, student: str = student) -> None:
            on_progress(begun + done, len(people) * len(labs), f"{student}/{lab}")

        by_student[student] = grade_student(course, assignment, student, labs, tell)
    return by_student


def _grade_side_by_side(
    course: Course,
    assignment: str,
    people: tuple[str, ...],
    labs: tuple[str, ...],
    on_progress: Progress,
    workers: int,
) -> dict[str, _OfStudent]:
    # Processes, since nbgrader changes folder and environment; spawned, since each has a warm parent of its own.
    context = multiprocessing.get_context("spawn")
    by_student: dict[str, _OfStudent] = {}
    on_progress(0, len(people) * len(labs), people[0])
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting = {pool.submit(grade_student, course, assignment, student, labs): student for student in people}
        try:
            for future in as_completed(waiting):
                student = waiting[future]
                by_student[student] = future.result()
                on_progress(len(by_student) * len(labs), len(people) * len(labs), student)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return by_student


def _tell_nobody(_done: int, _lab: str) -> None:
    return


def grade_student(
    course: Course,
    assignment: str,
    student: str,
    labs: tuple[str, ...],
    tell: Callable[[int, str], None] = _tell_nobody,
) -> _OfStudent:
    """Grade one student's notebooks and return their grades and lines about stray files.

    The assignment is registered; nothing outside the student's own files and rows is written. nbgrader changes the
    process's folder and environment meanwhile, so students who are graded at once need processes of their own.
    """
    with (
        tempfile.TemporaryDirectory(prefix="certbook-staging-", ignore_cleanup_errors=True) as folder,
        without_database_warnings(),
    ):
        staging = Path(folder).resolve()
        submission = stage(course, assignment, student, labs, staging)
        grades = []
        for number, staged in enumerate(submission.notebooks):
            tell(number, staged.notebook)
            began = time.monotonic()
            one = _OneGrading(course, assignment, student, staged)
            verdict = one.graded(staging) if staged.status == "ready" else one.not_graded()
            grades.append(one.grade(verdict, time.monotonic() - began))
    return grades, submission.notes


@dataclass(frozen=True)
class _Verdict:
    status: Status
    message: str
    notebook: NotebookNode  # graded, or the source where there is no graded one
    records: tuple[CellRecord, ...] = ()


@dataclass(frozen=True)
class _OneGrading:
    """One notebook of one student on its way to a grade."""

    course: Course
    assignment: str
    student: str
    staged: Staged

    @property
    def file(self) -> str:
        """The file that was handed in, as people know it."""
        path = self.staged.found
        if path is None:
            return f"submitted/{self.student}/{self.assignment}/{self.staged.notebook}.ipynb"
        return path.relative_to(self.course.root).as_posix()

    def graded(self, staging: Path) -> _Verdict:
        """Let nbgrader grade it."""
        from certbook.grading.autograder import autograde
        from certbook.grading.nbgrader_steps import records_of

        notebook, error = autograde(self.course, staging, self.assignment, self.student, self.staged.notebook)
        if error:
            message = f"{self.file}: grading broke off and gave no points ({error}); grade it again"
            return _Verdict("crashed", message, self._source())
        records = tuple(records_of(notebook))
        status, message = _ending(notebook, records)
        return _Verdict(status, message and f"{self.file}: {message}", notebook, records)

    def not_graded(self) -> _Verdict:
        """Give what cannot be graded its zero."""
        from certbook.grading.autograder import give_zero

        with self.course.gradebook() as gradebook:
            give_zero(self.course, gradebook, self.assignment, self.student, self.staged.notebook)
        status: Status = "missing" if self.staged.status == "missing" else "unreadable"
        return _Verdict(status, self.staged.message, self._source())

    def grade(self, verdict: _Verdict, seconds: float) -> NotebookGrade:
        """Return the grade that a verdict comes to."""
        tasks = score_notebook(verdict.notebook, verdict.records)
        titles = _titles(verdict.notebook)
        bent = verdict.notebook.metadata.get("certbook", {}).get("bent", [])
        return NotebookGrade(
            student=self.student,
            notebook=self.staged.notebook,
            status=verdict.status,
            score=sum(task.score for task in tasks),
            max_score=sum(task.max_score for task in tasks),
            seconds=round(seconds, 2),
            message=verdict.message,
            bent=(*self.staged.bent, *bent),
            tasks=tuple(_task_grade(task, titles, bool(verdict.records)) for task in tasks),
            written=tuple(self._written(verdict.notebook, bool(verdict.records))),
        )

    def _source(self) -> NotebookNode:
        return nbformat.read(self.course.notebooks(self.assignment)[self.staged.notebook], as_version=4)

    def _written(self, notebook: NotebookNode, was_graded: bool) -> list[WrittenGrade]:
        cells = [cell for cell in notebook.cells if _is_written(cell)]
        if not cells:
            return []
        titles = {cell["id"]: _heading(cell.source) for cell in self._source().cells}
        with self.course.gradebook() as gradebook:
            where = (self.staged.notebook, self.assignment, self.student)
            given = {cell["id"]: gradebook.find_grade(cell.metadata.nbgrader.grade_id, *where) for cell in cells}
            return [
                WrittenGrade(
                    task=str(cell.metadata.nbgrader.grade_id),
                    title=titles.get(cell["id"], ""),
                    score=given[cell["id"]].manual_score,
                    max_score=float(cell.metadata.nbgrader.points),
                    answered=was_graded and given[cell["id"]].auto_score is None,
                )
                for cell in cells
            ]


def _ending(notebook: NotebookNode, records: tuple[CellRecord, ...]) -> tuple[Status, str]:
    """Say how a graded notebook ended; the first cell that ran out of time or killed its process is the reason."""
    names = {cell["id"]: cell.metadata.get("nbgrader", {}).get("grade_id") or cell["id"] for cell in notebook.cells}
    for record in records:
        if record.status in _ADVICE:
            status, advice = _ADVICE[record.status]
            return ("timeout" if status == "timeout" else "crashed"), (
                f"cell '{names[record.id]}': {record.evalue}; {advice}; the rest was graded"
            )
    return "graded", ""


def _task_grade(task: TaskScore, titles: dict[str, str], was_run: bool) -> TaskGrade:
    return TaskGrade(
        task=task.task,
        title=titles.get(task.task, task.task),
        outcome=task.outcome if was_run else "not attempted",
        score=task.score,
        max_score=task.max_score,
        message=task.message if was_run else "",
    )


def _titles(notebook: NotebookNode) -> dict[str, str]:
    """Return the headings of a notebook's tasks by their keys."""
    facts = [(cell, cell.metadata.get("certbook", {})) for cell in notebook.cells]
    return {str(words.get("key")): _heading(cell.source) for cell, words in facts if words.get("role") == "task"}


def _heading(source: str) -> str:
    lines = [line.lstrip("# ").strip() for line in source.splitlines() if line.startswith("#")]
    return lines[0] if lines else ""


def _is_written(cell: NotebookNode) -> bool:
    facts = cell.metadata.get("nbgrader", {})
    return bool(facts.get("grade")) and not is_automatic(cell)


def _labs(course: Course, assignment: str, notebooks: Iterable[str] | None) -> tuple[str, ...]:
    known = tuple(course.notebooks(assignment))
    if not known:
        raise CertbookError(f"{course.source / assignment}: no labs there; run: certbook build")
    wanted = known if notebooks is None else tuple(dict.fromkeys(notebooks))
    for name in wanted:
        if name not in known:
            raise CertbookError(f"no lab of {assignment} is called '{name}'; there are: {', '.join(known)}")
    return wanted


def _people(course: Course, assignment: str, students: Iterable[str] | None) -> tuple[str, ...]:
    known = students_of(course, assignment)
    if students is None:
        if not known:
            raise CertbookError(f"{course.submitted}: nobody has handed in {assignment}; nothing to grade")
        return tuple(known)
    wanted = tuple(dict.fromkeys(students))
    for name in wanted:
        if name not in known:
            whom = ", ".join(known) or "nobody"
            raise CertbookError(f"submitted/{name}/{assignment}: is missing; handed in have: {whom}")
    return wanted


def _notes(course: Course) -> list[str]:
    return stray_folders(course, sorted(path.name for path in course.source.iterdir() if path.is_dir()))
