"""Grade one notebook of one student, up to what the gradebook's writer needs: called in the workers of a pool.

Nothing of the gradebook is touched here, so that any number of workers may run at once, on this machine or on others
that see the same course folder.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from certbook.errors import Cancelled, CertbookError
from certbook.files import replace_whole
from certbook.grading.course import Course
from certbook.grading.report import Status
from certbook.grading.running import HowToRun, run, verdict_of
from certbook.grading.staging import Submitted, copy_files, fingerprint, take
from certbook.scratch import scratch_folder

if TYPE_CHECKING:
    from certbook.kernels.follower import Follower

_ATTEMPTS = 3  # at a notebook whose grader, not whose own code, ended before it did


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

    It carries no outputs: they are in its file, and an outcome may have to travel. `broke_off` says that the grader
    itself failed, so that the gradebook is to be left as it is.
    """

    job: Job
    status: Status
    message: str
    seconds: float
    fingerprint: str
    submitted: Submitted
    notebook: NotebookNode | None = None
    broke_off: bool = False


def grade_one(job: Job, follower: Follower | None = None) -> Outcome:
    """Read, run and judge one notebook, and write it to `autograded/` where it ran.

    Raises Cancelled where the follower ended it; then nothing was written.
    """
    began = time.monotonic()
    mark = fingerprint(job.course, job.assignment, job.student, job.lab)
    submitted = take(job.course, job.assignment, job.student, job.lab)
    ready, submitted = submitted.notebook, replace(submitted, notebook=None)
    if ready is None:
        status: Status = "missing" if submitted.status == "missing" else "unreadable"
        return Outcome(job, status, submitted.message, time.monotonic() - began, mark, submitted)
    file = _shown(job.course, submitted)
    try:
        notebook = _ran(job, ready, follower)
        _write(job, notebook)
    except Cancelled:
        raise
    except (CertbookError, OSError, RuntimeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        message = f"{file}: grading broke off and gave no points ({reason}); grade it again"
        return Outcome(job, "crashed", message, time.monotonic() - began, "", submitted, broke_off=True)
    verdict, message = verdict_of(notebook)
    message = f"{file}: {message}" if message else ""
    return Outcome(job, verdict, message, time.monotonic() - began, mark, submitted, _without_outputs(notebook))


def broken_off(job: Job, why: str) -> Outcome:
    """Return the outcome of a notebook that no worker came to the end of, through no fault that could be shown."""
    message = f"{job.student}/{job.lab}: grading broke off and gave no points ({why}); grade it again"
    submitted = Submitted(job.student, job.lab, "missing")
    return Outcome(job, "crashed", message, 0.0, "", submitted, broke_off=True)


def file_of(course: Course, assignment: str, student: str, lab: str) -> Path:
    """Return where a graded notebook is kept, as nbgrader keeps it."""
    return course.autograded / student / assignment / f"{lab}.ipynb"


def _ran(job: Job, notebook: NotebookNode, follower: Follower | None) -> NotebookNode:
    """Return the notebook as it ran; where what leads it through its processes is ended, it begins again.

    Raises CertbookError where that happens each time.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            ran = _ran_once(job, notebook, follower)
        except Cancelled:
            raise
        except CertbookError:  # the warm process ended, and is started again when it is asked for
            if attempt == _ATTEMPTS:
                raise
            continue
        if not _got_nowhere(ran):
            return ran
    raise CertbookError("the process that runs it ended each time")


def _got_nowhere(notebook: NotebookNode) -> bool:
    """Whether not even the lab's own cells came to run: what a submission does ends some of its cells, after a time."""
    from certbook.grading.nbgrader_steps import records_of

    records = records_of(notebook)
    is_over = all(record.status == "died" and not record.seconds for record in records)
    return bool(records) and is_over and verdict_of(notebook)[0] == "crashed"


def _ran_once(job: Job, notebook: NotebookNode, follower: Follower | None) -> NotebookNode:
    # Not the graded folder: what runs there must not find the notebook with its sealed checks.
    with scratch_folder("run") as folder:
        _lay_out(job, folder)
        run(notebook, folder, job.how, follower)
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
    # A cluster that lost sight of a worker gives its job to another one: both may come here, and write the same.
    replace_whole(target, nbformat.writes(notebook, version=4))


def _without_outputs(notebook: NotebookNode) -> NotebookNode:
    cells = [NotebookNode({**cell, "outputs": []}) if cell.cell_type == "code" else cell for cell in notebook.cells]
    return NotebookNode({**notebook, "cells": cells})


def _shown(course: Course, submitted: Submitted) -> str:
    path = submitted.found or Path(submitted.lab)
    return path.relative_to(course.root).as_posix() if path.is_relative_to(course.root) else str(path)
