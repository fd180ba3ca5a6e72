"""What was graded already: a file for each grade, so that a run can go on, and need not repeat itself."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from certbook.files import replace_whole
from certbook.grading.course import Course
from certbook.grading.report import NotebookGrade

_VERSION = 3  # of the grader: a higher one grades everything again


class Ledger:
    """The grades of one assignment by student and lab, each with what it was made of.

    With `force` only what this run wrote is known. A forced run has a name, which stands in the folder until the run
    comes to its end; with `resume` a run takes the name of the one that did not, and knows what that one wrote.
    Without `force` everything that still holds is known, so that every run goes on where the last one ended.
    """

    def __init__(self, course: Course, assignment: str, force: bool = False, resume: bool = False) -> None:
        self._folder = _folder_of(course, assignment)
        self._open_run = self._folder / ".run"
        interrupted = self._interrupted() if resume else ""
        self._force = force or bool(interrupted)
        self._run = interrupted or uuid.uuid4().hex
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._force:
            replace_whole(self._open_run, self._run)

    def find(self, student: str, lab: str, fingerprint: Callable[[], str]) -> NotebookGrade | None:
        """Return a grade that still holds."""
        try:
            entry = json.loads(self._place(student, lab).read_text(encoding="utf-8"))
            if entry["version"] != _VERSION or (self._force and entry["run"] != self._run):
                return None
            grade = NotebookGrade.from_json(entry["grade"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return grade if entry["fingerprint"] == fingerprint() else None

    def write(self, grade: NotebookGrade, fingerprint: str) -> None:
        """Note a grade that the gradebook has."""
        place = self._place(grade.student, grade.notebook)
        place.parent.mkdir(parents=True, exist_ok=True)
        entry = {"version": _VERSION, "run": self._run, "fingerprint": fingerprint, "grade": grade.to_json()}
        replace_whole(place, json.dumps(entry))

    def finish(self) -> None:
        """Note that the run came to its end."""
        if self._force:
            self._open_run.unlink(missing_ok=True)

    def _interrupted(self) -> str:
        """Return the name of a forced run that did not come to its end."""
        try:
            return self._open_run.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def _place(self, student: str, lab: str) -> Path:
        return self._folder / student / f"{lab}.json"


def last_grade(course: Course, assignment: str, student: str, lab: str) -> tuple[NotebookGrade, datetime] | None:
    """Return the grade that was given last, whatever has changed since, and when; nothing is written."""
    place = _folder_of(course, assignment) / student / f"{lab}.json"
    try:
        entry = json.loads(place.read_text(encoding="utf-8"))
        given = datetime.fromtimestamp(place.stat().st_mtime, UTC)
        return (NotebookGrade.from_json(entry["grade"]), given) if entry["version"] == _VERSION else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folder_of(course: Course, assignment: str) -> Path:
    return course.private / "graded" / assignment
