"""nbgrader's own Autograde for exactly one notebook of one student."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from certbook.build.nbgrader_log import LastError
from certbook.grading.course import Course


class OneNotebook(Autograde):  # type: ignore[misc]
    """Autograde that takes the notebook it is given instead of looking for files by pattern.

    A student's or a lab's name may hold characters that mean something in a pattern; and one notebook that fails takes
    only itself out of `autograded/`.
    """

    def init_notebooks(self) -> None:
        """Take the one notebook."""
        folder = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        notebook = str(Path(folder) / f"{self.coursedir.notebook_id}.ipynb")
        self.notebooks = [notebook]
        self.assignments = {folder: [notebook]}

    def _format_source(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
        """Return the folder of a submission, or the pattern of it; nbgrader's takes no folder outside the course."""
        if not escape:
            return str(super()._format_source(assignment_id, student_id))
        folder = os.path.join(self.coursedir.root, self._input_directory)
        return re.escape(os.path.sep).join([re.escape(folder), student_id, assignment_id])


def autograde(course: Course, staging: Path, assignment: str, student: str, notebook: str) -> tuple[NotebookNode, str]:
    """Grade one staged notebook into `autograded/` and the gradebook.

    Args:
        course: where the results go.
        staging: the folder that stands in the place of `submitted/`.
        assignment: the domain.
        student: whose it is.
        notebook: the lab.

    Returns:
        The graded notebook and an empty string; or an empty notebook and nbgrader's last error, in one line.
    """
    config: Any = course.settings()
    config.CourseDirectory.submitted_directory = str(staging)
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.student_id = student
    config.CourseDirectory.notebook_id = notebook
    heard = LastError()
    converter = OneNotebook(coursedir=CourseDirectory(config=config), config=config)
    converter.log = heard.logger()
    converter.force = True
    try:
        converter.start()
    except NbGraderException as error:
        return NotebookNode(cells=[], metadata={}), heard.text or str(error)
    path = course.autograded / student / assignment / f"{notebook}.ipynb"
    return nbformat.read(path, as_version=4), ""


def give_zero(course: Course, gradebook: Gradebook, assignment: str, student: str, notebook: str) -> None:
    """Score a notebook that is missing or cannot be read with zero, as nbgrader does, and drop its graded file.

    Points and comments that a person gave stay.
    """
    gradebook.update_or_create_student(student)
    try:
        gradebook.find_submission(assignment, student)
    except MissingEntry:
        gradebook.add_submission(assignment, student)
    for grade in gradebook.find_submission_notebook(notebook, assignment, student).grades:
        grade.auto_score, grade.needs_manual_grade = 0, False
    gradebook.db.commit()
    with contextlib.suppress(FileNotFoundError):
        (course.autograded / student / assignment / f"{notebook}.ipynb").unlink()
