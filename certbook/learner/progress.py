"""How far a learner is: by domain, lab and skill, from nbgrader's gradebook."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.grading.course import Course
from certbook.learner.desk import Desk
from certbook.learner.gradebook import CellGrade, read_grades
from certbook.learner.history import History, history

State = Literal["not begun", "in progress", "passed"]


@dataclass(frozen=True)
class Part:
    """Points of a lab, a domain or a skill."""

    name: str
    title: str
    score: float
    max_score: float
    state: State

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "name": self.name,
            "title": self.title,
            "score": self.score,
            "max_score": self.max_score,
            "state": self.state,
        }


@dataclass(frozen=True)
class WrittenPart:
    """A written answer, which counts for no lab's state: `score` is a person's, None until there is one."""

    lab: str
    name: str
    score: float | None
    max_score: float
    answered: bool


@dataclass(frozen=True)
class Progress:
    """Progress over everything there is, in order; `next_lab` is the first that is not passed.

    `written` has the written answers of the labs that were graded.
    """

    domains: tuple[tuple[Part, tuple[Part, ...]], ...]
    skills: tuple[Part, ...]
    attempts: int
    written: tuple[WrittenPart, ...] = ()

    @property
    def next_lab(self) -> Part | None:
        """The lab to go on with: one that was begun before one that was not."""
        labs = [lab for _, labs in self.domains for lab in labs if lab.state != "passed"]
        return min(labs, key=lambda lab: lab.state == "not begun", default=None)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "domains": [{**domain.to_json(), "labs": [lab.to_json() for lab in labs]} for domain, labs in self.domains],
            "skills": [skill.to_json() for skill in self.skills],
            "written": [asdict(answer) for answer in self.written],
            "attempts": self.attempts,
            "next": self.next_lab.name if self.next_lab else None,
        }


def progress(desk: Desk, library: Library) -> Progress:
    """Return a learner's progress; without a gradebook nothing has begun.

    Raises CertbookError where the gradebook is locked, damaged or of another version; it is left as it is.
    """
    past = history(desk)
    grades = read_grades(Course(desk.course, library.root.source), desk.student)
    cells = {lab.name: grades.get((lab.module, lab.name), {}) for lab in library.labs}
    points = {lab.name: _points(lab, cells[lab.name]) for lab in library.labs}
    domains = []
    for module in library.modules:
        labs = tuple(_lab_part(lab, points[lab.name], past) for lab in module.labs)
        domains.append((_sum(module.name, module.facts.title, labs), labs))
    written = tuple(part for lab in library.labs for part in _written(lab, cells[lab.name]))
    return Progress(tuple(domains), _skills(library, points), past.attempts, written)


def _points(lab: Lab, cells: dict[str, CellGrade]) -> dict[str, float]:
    """Return the points of each check of a lab that was graded."""
    return {check.key: cells[check.key].score or 0.0 for check in lab.checks if check.key in cells}


def _written(lab: Lab, cells: dict[str, CellGrade]) -> list[WrittenPart]:
    # nbgrader gives an answer that was left blank its zero itself; one that waits for a person has no score at all.
    return [
        WrittenPart(lab.name, one.key, cells[one.key].manual, float(one.points), cells[one.key].automatic is None)
        for one in lab.written
        if one.key in cells
    ]


def _lab_part(lab: Lab, points: dict[str, float], past: History) -> Part:
    score = sum(points.values())
    was_tried = lab.name in past.labs and past.labs[lab.name].tried
    state: State = "passed" if score >= lab.points else "in progress" if was_tried or score else "not begun"
    return Part(lab.name, lab.facts.title, score, float(lab.points), state)


def _skills(library: Library, points: dict[str, dict[str, float]]) -> tuple[Part, ...]:
    parts = []
    for module in library.modules:
        for skill, title in module.facts.skills.items():
            tasks = [(lab, task) for lab in module.labs for task in lab.tasks if task.skill == skill]
            score = sum(points[lab.name].get(check.key, 0.0) for lab, task in tasks for check in task.checks)
            most = float(sum(task.points for _, task in tasks))
            if most:
                parts.append(Part(skill, title, score, most, _state(score, most)))
    return tuple(parts)


def _sum(name: str, title: str, labs: tuple[Part, ...]) -> Part:
    score, most = sum(lab.score for lab in labs), sum(lab.max_score for lab in labs)
    begun = any(lab.state != "not begun" for lab in labs)
    state: State = "passed" if score >= most else "in progress" if begun else "not begun"
    return Part(name, title, score, most, state)


def _state(score: float, most: float) -> State:
    return "passed" if score >= most else "in progress" if score else "not begun"
