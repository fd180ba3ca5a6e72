"""Check one lab: snapshot, grade with the sealed checks, log, and say what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from certbook.content.lab import Lab
from certbook.content.roots import ContentRoot
from certbook.errors import CertbookError, SubmissionError
from certbook.grading.course import Course
from certbook.grading.pipeline import Way, grade
from certbook.grading.report import GradeReport, NotebookGrade, TaskGrade
from certbook.learner.attempts import attempts, hand_in, record
from certbook.learner.desk import Desk
from certbook.learner.files import one_at_a_time

if TYPE_CHECKING:
    from certbook.kernels.follower import Follower


@dataclass(frozen=True)
class Checked:
    """The result of checking a lab; `first_failure` is the task to work on next, None where all passed."""

    lab: Lab
    report: GradeReport

    @property
    def grade(self) -> NotebookGrade:
        """The lab's own grade."""
        return self.report.submissions[0]

    @property
    def was_graded(self) -> bool:
        """Whether the checks were run at all; where the grader itself broke off, the points say nothing."""
        grade = self.grade
        ran = any(task.outcome != "not attempted" for task in grade.tasks)
        return grade.status == "graded" or (grade.status not in ("unreadable", "missing") and ran)

    @property
    def first_failure(self) -> TaskGrade | None:
        """The first task that is not passed: one that was tried before one that was not."""
        return first_failure(self.grade)


def first_failure(grade: NotebookGrade) -> TaskGrade | None:
    """Return the task to work on next: the first that is not passed, one that was tried before one that was not."""
    failed = [task for task in grade.tasks if task.outcome != "passed"]
    return min(failed, key=lambda task: task.outcome == "not attempted", default=None)


def check(
    desk: Desk,
    content: ContentRoot,
    lab: Lab,
    on_progress: Callable[[int, int, str], None],
    follower: Follower | None = None,
) -> Checked:
    """Grade the desk's notebook of a lab as nbgrader would, with the sealed checks.

    A second check of the same desk waits for the first; `on_progress` is first called when that one is over. Raises
    CertbookError in one line where the notebook is missing or unreadable, or the grader broke off, and Cancelled where
    the follower ended it; then nothing was recorded.
    """
    course = course_of(desk, content)
    with one_at_a_time(desk.record / "check.lock"):  # nbgrader cannot grade one student twice at once
        if follower is not None:
            follower.go_on()
        on_progress(0, 1, "")
        copy = hand_in(desk, course, lab)
        # One's own work: a machine that cannot isolate it runs it all the same.
        way = Way(workers=1, weaker=True)
        report = grade(course, lab.module, [desk.student], [lab.name], on_progress, way=way, follower=follower)
        if not report.submissions:
            raise CertbookError(f"{lab.name}: the grader said nothing of it; run: certbook doctor")
        checked = Checked(lab, report)
        if not checked.was_graded:
            raise SubmissionError(f"{checked.grade.message}; if it stays so: certbook doctor")
        if not _is_recorded(desk, checked.grade):
            record(desk, checked.grade, copy)
    return checked


def _is_recorded(desk: Desk, grade: NotebookGrade) -> bool:
    """Whether the log ends with this very result of an unchanged notebook."""
    last = next((one for one in reversed(attempts(desk)) if one.lab == grade.notebook), None)
    outcomes = {task.task: task.outcome for task in grade.tasks}
    return grade.from_record and last is not None and (last.score, last.outcomes) == (grade.score, outcomes)


def course_of(desk: Desk, content: ContentRoot) -> Course:
    """Return the course folder that holds a desk's attempts and gradebook; the source may lie in the package."""
    return Course(desk.course, content.source)
