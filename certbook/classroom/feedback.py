"""nbgrader's feedback pages for a class, made side by side: nbgrader itself makes one after another."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Any

from certbook.build.nbgrader_log import LastError
from certbook.errors import CertbookError
from certbook.grading.course import Course

Show = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Pages:
    """What became of one student's pages: how many there are, or why there are none."""

    student: str
    pages: int
    problem: str = ""


def write_feedback(
    course: Course,
    assignment: str,
    students: Iterable[str] | None = None,
    workers: int | None = None,
    show: Show = lambda *_: None,
) -> tuple[Pages, ...]:
    """Write `feedback/<student>/<assignment>/<lab>.html` by nbgrader's own converter, with Certbook's steps.

    Pages that there are already are made anew, since points and comments of a person may be newer than the graded
    notebook. One student's that cannot be made cost the others nothing.

    Raises CertbookError where nobody's notebooks are graded, or where a student is named whose are not.
    """
    graded = sorted(path.parent.name for path in course.autograded.glob(f"*/{assignment}") if any(path.glob("*.ipynb")))
    if not graded:
        raise CertbookError(f"{course.autograded}: nothing of {assignment} is graded; run: certbook grade {assignment}")
    wanted = graded if students is None else list(dict.fromkeys(students))
    for student in wanted:
        if student not in graded:
            raise CertbookError(f"{course.autograded / student / assignment}: is missing; grade {student} first")
    with course.gradebook():  # so that what is wrong with it is said once, in one line
        pass
    places = min(workers or os.cpu_count() or 1, len(wanted))
    done: dict[str, Pages] = {}
    show(0, len(wanted), "")
    with ProcessPoolExecutor(places, mp_context=multiprocessing.get_context("spawn"), initializer=_get_ready) as pool:
        futures = [pool.submit(_write, course, assignment, student) for student in wanted]
        try:
            for future in as_completed(futures):
                pages = future.result()
                done[pages.student] = pages
                show(len(done), len(wanted), pages.student)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(done[student] for student in wanted)


def _get_ready() -> None:
    import nbgrader.converters  # noqa: F401


def _write(course: Course, assignment: str, student: str) -> Pages:
    from nbgrader.converters import GenerateFeedback
    from nbgrader.coursedir import CourseDirectory

    config: Any = course.settings()
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.student_id = student
    config.GenerateFeedback.force = True
    folder, heard = course.feedback / student / assignment, LastError()
    log = heard.logger()
    try:
        GenerateFeedback(coursedir=CourseDirectory(config=config, log=log), config=config, log=log).start()
    except (Exception, SystemExit) as error:  # nbgrader ends itself where something is wrong
        reason = heard.text or next(iter(str(error).splitlines()), "") or type(error).__name__
        return Pages(student, 0, f"{folder}: nbgrader could not make it ({reason})")
    return Pages(student, sum(1 for _ in folder.glob("*.html")))
