"""Grade one notebook of one student, up to what the gradebook's writer needs: called in the workers of a pool.

Nothing of the gradebook is touched here, so that any number of workers may run at once, on this machine or on others
that see the same course folder.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from certbook.errors import CertbookError
from certbook.grading.course import Course
from certbook.grading.report import Status
from certbook.grading.running import HowToRun, run, verdict_of
from certbook.grading.staging import Submitted, copy_files, fingerprint, take


@dataclass(frozen=True)
class Job:
    """One notebook to grade, and how."""

    course: Course
    assignment: str
    student: str
    lab: str
    how: HowToRun


@dataclass(frozen=True)
class Outcome:
    """How it went: `notebook` ran and carries its records, or is None where there is nothing to score.

    `broke_off` says that the grader itself failed, so that the gradebook is to be left as it is.
    """

    job: Job
    status: Status
    message: str
    seconds: float
    fingerprint: str
    submitted: Submitted
    notebook: NotebookNode | None = None
    broke_off: bool = False


def grade_one(job: Job) -> Outcome:
    """Read, run and judge one notebook, and write it to `autograded/` where it ran."""
    began = time.monotonic()
    mark = fingerprint(job.course, job.assignment, job.student, job.lab)
    submitted = take(job.course, job.assignment, job.student, job.lab)
    if submitted.notebook is None:
        status: Status = "missing" if submitted.status == "missing" else "unreadable"
        return Outcome(job, status, submitted.message, time.monotonic() - began, mark, submitted)
    file = _shown(job.course, submitted)
    try:
        notebook = _ran(job, submitted.notebook)
        _write(job, notebook)
    except (CertbookError, OSError, RuntimeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        message = f"{file}: grading broke off and gave no points ({reason}); grade it again"
        return Outcome(job, "crashed", message, time.monotonic() - began, "", submitted, broke_off=True)
    verdict, message = verdict_of(notebook)
    message = f"{file}: {message}" if message else ""
    return Outcome(job, verdict, message, time.monotonic() - began, mark, submitted, notebook)


def file_of(course: Course, assignment: str, student: str, lab: str) -> Path:
    """Return where a graded notebook is kept, as nbgrader keeps it."""
    return course.autograded / student / assignment / f"{lab}.ipynb"


def _ran(job: Job, notebook: NotebookNode) -> NotebookNode:
    # Not the graded folder: what runs there must not find the notebook with its sealed checks.
    with tempfile.TemporaryDirectory(prefix="certbook-run-", ignore_cleanup_errors=True) as folder:
        _lay_out(job, Path(folder))
        run(notebook, Path(folder), job.how)
    return _limited(notebook)


def _lay_out(job: Job, folder: Path) -> None:
    """Put what the student handed in beside the notebook, and over it the lab's own files."""
    copy_files(job.course, job.assignment, job.student, folder)
    source = job.course.source / job.assignment
    for path in source.rglob("*"):
        if path.suffix != ".ipynb" and path.is_file():
            place = folder / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            shutil.copyfile(path, place)


def _limited(notebook: NotebookNode) -> NotebookNode:
    """Cut long outputs as nbgrader does."""
    from nbgrader.preprocessors import LimitOutput

    limited: NotebookNode = LimitOutput(config=Config()).preprocess(notebook, {})[0]
    return limited


def _write(job: Job, notebook: NotebookNode) -> None:
    target = file_of(job.course, job.assignment, job.student, job.lab)
    target.parent.mkdir(parents=True, exist_ok=True)
    _lay_out(job, target.parent)
    beside = target.with_suffix(".new")
    beside.write_text(nbformat.writes(notebook, version=4), encoding="utf-8")
    os.replace(beside, target)


def _shown(course: Course, submitted: Submitted) -> str:
    path = submitted.found or Path(submitted.lab)
    return path.relative_to(course.root).as_posix() if path.is_relative_to(course.root) else str(path)
