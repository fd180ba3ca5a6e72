"""What the gradebook says that a student has passed: labs, and domains of which every lab is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.grading.course import Course
from certbook.grading.one import file_of
from certbook.learner.files import read_if_there
from certbook.learner.gradebook import read_grades


@dataclass(frozen=True)
class Achieved:
    """One passed lab or domain; `evidence` is the SHA-256 of each graded notebook, by its lab."""

    name: str
    title: str
    kind: str
    about: str
    skills: tuple[str, ...]
    score: float
    max_score: float
    when: datetime
    evidence: dict[str, str]


def achieved(course: Course, library: Library, student: str) -> tuple[Achieved, ...]:
    """Return what a student has passed, in order.

    Raises CertbookError where the gradebook does not know them, cannot be read, or there is nothing.
    """
    grades = read_grades(course, student)
    if not grades:
        raise CertbookError(f"{student}: the gradebook of {course.root} has no grades of such a student")
    found = []
    for module in library.modules:
        labs = [
            _lab(course, library, student, lab, {name: one.score or 0.0 for name, one in cells.items()})
            for lab in module.labs
            if (cells := grades.get((module.name, lab.name)))
        ]
        passed = [one for one in labs if one is not None]
        found += passed
        if len(passed) == len(module.labs):
            found.append(
                Achieved(
                    module.name, module.facts.title, "domain", module.facts.purpose,
                    tuple(module.facts.skills.values()),
                    sum(one.score for one in passed), sum(one.max_score for one in passed),
                    max(one.when for one in passed),
                    {name: mark for one in passed for name, mark in one.evidence.items()},
                )
            )  # fmt: skip
    if not found:
        raise CertbookError(f"{student}: has passed no lab yet, so there is nothing to state")
    return tuple(found)


def _lab(course: Course, library: Library, student: str, lab: Lab, scores: dict[str, float]) -> Achieved | None:
    score = sum(scores.get(check.key, 0.0) for check in lab.checks)
    file = file_of(course, lab.module, student, lab.name)
    graded = read_if_there(file)
    if score < lab.points or graded is None:
        return None
    titles = library.module_of(lab).facts.skills
    skills = tuple(dict.fromkeys(titles[task.skill] for task in lab.tasks))
    mark = hashlib.sha256(graded).hexdigest()
    return Achieved(
        lab.name, lab.facts.title, "lab", lab.facts.problem, skills, score, float(lab.points), _when(file),
        {lab.name: mark},
    )  # fmt: skip


def _when(graded: Path) -> datetime:
    """Return when a notebook was graded: nbgrader's table has the time of handing in for a whole domain only."""
    return datetime.fromtimestamp(graded.stat().st_mtime, UTC)
