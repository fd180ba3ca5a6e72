"""What was graded already: a file for each grade, so that a run can go on, and need not repeat itself."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable
from pathlib import Path

from certbook.grading.course import Course
from certbook.grading.report import NotebookGrade

_VERSION = 3  # of the grader: a higher one grades everything again


class Ledger:
    """The grades of one assignment by student and lab, each with what it was made of.

    With `force` only what this run wrote is known; with `resume` also what the last, unfinished, run wrote.
    """

    def __init__(self, course: Course, assignment: str, force: bool = False, resume: bool = False) -> None:
        self._folder = course.private / "graded" / assignment
        self._open_run = self._folder / ".run"
        interrupted = self._open_run.read_text(encoding="utf-8") if self._open_run.is_file() else ""
        goes_on = resume and bool(interrupted)
        self._run = interrupted if goes_on else uuid.uuid4().hex
        # A resumed run is as strict as the one that it resumes; its name says how strict that was.
        self._force = self._run.endswith("-force") if goes_on else force
        if self._force and not goes_on:
            self._run += "-force"
        self._folder.mkdir(parents=True, exist_ok=True)
        _write(self._open_run, self._run)

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
        _write(place, json.dumps(entry))

    def finish(self) -> None:
        """Note that the run came to its end."""
        self._open_run.unlink(missing_ok=True)

    def _place(self, student: str, lab: str) -> Path:
        return self._folder / student / f"{lab}.json"


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
