"""Grade what a class has handed in: every notebook gets a verdict, and none takes the others with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode

from certbook.build.nbgrader_log import without_database_warnings
from certbook.errors import CertbookError
from certbook.files import locked
from certbook.grading.adopting import adopt
from certbook.grading.bookkeeper import Bookkeeper, Written
from certbook.grading.course import Course, can_isolate
from certbook.grading.ledger import Ledger
from certbook.grading.one import Job, Outcome, file_of
from certbook.grading.pool import outcomes
from certbook.grading.preparing import LabSource
from certbook.grading.registration import ensure_registered
from certbook.grading.report import GradeReport, NotebookGrade, TaskGrade, WrittenGrade
from certbook.grading.running import HowToRun, libraries_of, warm_ahead
from certbook.grading.scoring import TaskScore, is_automatic, score_notebook
from certbook.grading.staging import fingerprint, notes_of, stray_folders, students_of
from certbook.kernels.isolation.layers import missing
from certbook.kernels.names import ISOLATED_KERNEL
from certbook.kernels.notebook.plan import Limits

if TYPE_CHECKING:
    from certbook.kernels.follower import Follower

Progress = Callable[[int, int, str], None]  # how many notebooks are done, of how many, and which was last


@dataclass(frozen=True)
class Way:
    """How a class is graded.

    `workers` run at once, by default one more than cores; `scheduler` is the address of a Dask scheduler to run them
    on instead. `force` grades again what has not changed since it was graded; `resume` goes on where an interrupted
    run with `force` ended. `weaker` lets submissions run where a layer of isolation is missing, as one's own work may.
    """

    workers: int | None = None
    scheduler: str = ""
    force: bool = False
    resume: bool = False
    weaker: bool = False


def grade(
    course: Course,
    assignment: str,
    students: Iterable[str] | None = None,
    notebooks: Iterable[str] | None = None,
    on_progress: Progress = lambda _done, _total, _last: None,
    workers: int | None = None,
    way: Way = Way(),
    follower: Follower | None = None,
    on_grade: Callable[[NotebookGrade], None] = lambda _grade: None,
) -> GradeReport:
    """Grade an assignment's submissions into nbgrader's `autograded/` and gradebook, and report on each notebook.

    What has not changed since it was graded is reported from the record. Another grading of the assignment is waited
    for. A run that is interrupted loses nothing: what was saved stays, and the next run goes on from there.

    Args:
        course: where the files are.
        assignment: the domain, a folder of `source/`.
        students: those to grade; by default all who handed something in.
        notebooks: the labs to grade; by default all of the assignment. The others keep their grades and files.
        on_progress: called before the first and after each notebook.
        workers: short for `Way(workers=...)`.
        way: how.
        follower: told of each cell that begins in a notebook, for a run of one; it may cancel.
        on_grade: told each notebook's grade when it is known, those of the record too.

    Raises:
        Cancelled: the follower ended it before anything was saved.
        CertbookError: nobody handed in, a student or a notebook is named that there is not, or a layer of isolation is
            missing and the way allows no weaker one.
    """
    way = way if workers is None else replace(way, workers=workers)
    adopt(course, assignment)
    labs = labs_of(course, assignment, notebooks)
    people = people_of(course, assignment, students)
    how = how_to_run(course, assignment, way)
    wanted = [(student, lab) for student in people for lab in labs]

    def wait() -> None:
        if follower is not None:
            follower.go_on()
        on_progress(0, len(wanted), f"waiting: {assignment} is being graded already")

    with locked(course.private / "graded" / f"{assignment}.lock", wait):
        ledger = Ledger(course, assignment, way.force, way.resume)
        if not way.scheduler and not all(stands(course, assignment, ledger, *one) for one in wanted):
            warm_ahead(how)
        ensure_registered(course, assignment)
        run = _Run(course, assignment, ledger, on_grade)
        grades = run.grade(wanted, how, way, on_progress, follower)
    notes = [line for student in people for line in notes_of(course, assignment, student)]
    return GradeReport(
        assignment,
        tuple(grades[student, lab] for student in people for lab in labs),
        (*(_notes(course) if students is None else []), *notes),
    )


def usual_workers() -> int:
    """Return how many notebooks run at once by default: while one is read or saved, the others have the cores."""
    return (os.cpu_count() or 1) + 1


class _Run:
    """One grading of a class: the only writer of its gradebook meanwhile."""

    def __init__(
        self, course: Course, assignment: str, ledger: Ledger, on_grade: Callable[[NotebookGrade], None]
    ) -> None:
        self._course, self._assignment, self._ledger, self._on_grade = course, assignment, ledger, on_grade
        self._grades: dict[tuple[str, str], NotebookGrade] = {}

    def grade(
        self,
        wanted: list[tuple[str, str]],
        how: HowToRun,
        way: Way,
        on_progress: Progress,
        follower: Follower | None,
    ) -> dict[tuple[str, str], NotebookGrade]:
        with ExitStack() as stack:
            stack.enter_context(without_database_warnings())
            books = stack.enter_context(Bookkeeper(self._course, self._assignment))
            saved = books.saved()
            todo = [one for one in wanted if not (one in saved and self._is_known(*one, books))]
            on_progress(len(self._grades), len(wanted), "")
            jobs = [Job(self._course, self._assignment, student, lab, how) for student, lab in todo]
            # Closed before the books are: an interrupted run waits here for what is under way to end.
            workers = way.workers or usual_workers()
            done = stack.enter_context(closing(outcomes(jobs, workers, way.scheduler, follower)))
            for outcome in done:
                if follower is not None:
                    follower.go_on()  # the last moment: what is saved is recorded
                self._keep(outcome, books)
                on_progress(len(self._grades), len(wanted), f"{outcome.job.student}/{outcome.job.lab}")
        self._ledger.finish()
        return self._grades

    def _is_known(self, student: str, lab: str, books: Bookkeeper) -> bool:
        """Take a grade from the record where nothing has changed since it was given."""
        known = stands(self._course, self._assignment, self._ledger, student, lab)
        if known is None:
            return False
        ran = known.status not in ("unreadable", "missing")
        if ran and not file_of(self._course, self._assignment, student, lab).is_file():
            return False
        scores = books.written(student, lab)
        written = tuple(replace(one, score=scores.get(one.task, one.score)) for one in known.written)
        self._note(replace(known, written=written, from_record=True))
        return True

    def _note(self, grade: NotebookGrade) -> None:
        self._grades[grade.student, grade.notebook] = grade
        self._on_grade(grade)

    def _keep(self, outcome: Outcome, books: Bookkeeper) -> None:
        """Save an outcome in the gradebook, then note that it is there: broken off in between, it is graded again."""
        job, submitted = outcome.job, outcome.submitted
        written = None
        try:
            if outcome.notebook is not None:
                written = books.save(job.student, job.lab, outcome.notebook, submitted.handed_in)
            elif not outcome.broke_off:
                written = books.save_zero(job.student, job.lab, submitted.handed_in)
        except CertbookError as error:  # the next one can still be saved
            outcome = replace(outcome, status="crashed", message=str(error), notebook=None, broke_off=True)
        source = LabSource.read(self._course.notebooks(self._assignment)[job.lab]).notebook
        grade = _grade_of(outcome, source, written)
        self._note(grade)
        if not outcome.broke_off:
            self._ledger.write(grade, outcome.fingerprint)


def stands(course: Course, assignment: str, ledger: Ledger, student: str, lab: str) -> NotebookGrade | None:
    """Return a grade of the record where nothing has changed since it was given."""
    return ledger.find(student, lab, lambda: fingerprint(course, assignment, student, lab))


def how_to_run(course: Course, assignment: str, way: Way) -> HowToRun:
    """Return how this course runs notebooks: isolated, unless its instructor's configuration names another kernel."""
    settings: Any = course.settings()
    configured = settings.RecordedExecute
    kernel = str(configured.get("kernel_name") or "")
    if not kernel and not can_isolate():
        if not way.weaker:
            layers = ", ".join(layer.name for layer in missing()) or "the kernelspec (pip install certbook)"
            raise CertbookError(
                f"this machine cannot keep submissions to themselves (missing: {layers}; see: certbook doctor); "
                "grade elsewhere, or accept it: --weaker-isolation"
            )
        kernel = "python3"
    defaults = Limits()
    limits = Limits(
        float(configured.get("timeout") or settings.Execute.get("timeout") or defaults.cell_seconds),
        float(configured.get("notebook_timeout") or defaults.notebook_seconds),
        int(configured.get("max_cell_bytes") or defaults.cell_bytes),
        int(configured.get("max_notebook_bytes") or defaults.notebook_bytes),
    )
    sources = [LabSource.read(path).notebook for path in course.notebooks(assignment).values()]
    return HowToRun(kernel or ISOLATED_KERNEL, limits, libraries_of(sources))


def _grade_of(outcome: Outcome, source: NotebookNode, written: Written | None) -> NotebookGrade:
    """Return the grade that an outcome comes to; what did not run has the source's points and none of them."""
    notebook = outcome.notebook or source
    was_run = outcome.notebook is not None
    tasks = score_notebook(notebook, _records(notebook) if was_run else ())
    titles = _titles(source)
    return NotebookGrade(
        student=outcome.job.student,
        notebook=outcome.job.lab,
        status=outcome.status,
        score=sum(task.score for task in tasks),
        max_score=sum(task.max_score for task in tasks),
        seconds=round(outcome.seconds, 2),
        message=outcome.message,
        bent=(*outcome.submitted.bent, *notebook.metadata.get("certbook", {}).get("bent", [])) if was_run else (),
        tasks=tuple(_task_grade(task, titles, was_run) for task in tasks),
        written=tuple(_written(source, written, was_run)),
    )


def _records(notebook: NotebookNode) -> list[Any]:
    from certbook.grading.nbgrader_steps import records_of

    return records_of(notebook)


def _written(source: NotebookNode, written: Written | None, was_run: bool) -> Iterator[WrittenGrade]:
    for cell in source.cells:
        if _is_written(cell):
            name = str(cell.metadata.nbgrader.grade_id)
            yield WrittenGrade(
                task=name,
                title=_heading(cell.source),
                score=written.manual_scores.get(name) if written is not None else None,
                max_score=float(cell.metadata.nbgrader.points),
                answered=was_run and written is not None and name in written.answered,
            )


def _task_grade(task: TaskScore, titles: dict[str, str], was_run: bool) -> TaskGrade:
    return TaskGrade(
        task=task.task,
        title=titles.get(task.task, task.task),
        outcome=task.outcome if was_run else "not attempted",
        score=task.score,
        max_score=task.max_score,
        message=task.message if was_run else "",
        failed_check=task.failed_check if was_run else "",
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


def labs_of(course: Course, assignment: str, notebooks: Iterable[str] | None) -> tuple[str, ...]:
    """Return the labs to grade; raises CertbookError for one that there is not, or where there are none."""
    known = tuple(course.notebooks(assignment))
    if not known:
        raise CertbookError(f"{course.source / assignment}: no labs there; run: certbook build")
    wanted = known if notebooks is None else tuple(dict.fromkeys(notebooks))
    for name in wanted:
        if name not in known:
            raise CertbookError(f"no lab of {assignment} is called '{name}'; there are: {', '.join(known)}")
    return wanted


def people_of(course: Course, assignment: str, students: Iterable[str] | None) -> tuple[str, ...]:
    """Return the students to grade; raises CertbookError for one who handed nothing in, or where nobody did."""
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
