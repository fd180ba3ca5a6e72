"""Which course and which assignment an instructor's command means."""

from __future__ import annotations

from pathlib import Path

from certbook.content.library import Library
from certbook.grading.adopting import assignment_in, course_in
from certbook.grading.course import Course


def course_and_assignment(folder: Path | None, domain: str) -> tuple[Course, str]:
    """Return the course of a folder, or of this clone, and its assignment of a name.

    This clone's domains go by all their names, such as classification or M04; another course's by their folder's.
    Raises CertbookError where there is none.
    """
    if folder is None:
        library = Library.open()
        return Course.of_clone(library.root.path), library.find_module(domain).name
    course = course_in(folder)
    return course, assignment_in(course, domain)


def course_of(folder: Path | None) -> Course:
    """Return the course of a folder, or of this clone."""
    return Course.of_clone(Library.open().root.path) if folder is None else course_in(folder)
