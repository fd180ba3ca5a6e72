"""The lane at a glance: domains with mastery, labs with state, what is due, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from certbook.content.lab import Lab
from certbook.content.library import Library, Module
from certbook.kernels.isolation.layers import missing as missing_layers
from certbook.learner.choice import Choice, is_tour_seen
from certbook.learner.desk import Desk
from certbook.learner.plan import next_labs
from certbook.learner.reviews import reviews
from certbook.learner.standing import LabState, Standing, standing


@dataclass(frozen=True)
class LabCard:
    """One lab; `path` is where its notebook lies on the desk, or will lie."""

    name: str
    title: str
    domain: str
    path: str
    on_desk: bool
    minutes: int
    state: LabState
    score: float
    max_score: float


@dataclass(frozen=True)
class DomainCard:
    """One domain of the lane; `mastery` is None where there is no evidence."""

    name: str
    title: str
    purpose: str
    mastery: float | None
    lesson: str
    lesson_on_desk: bool
    labs: tuple[LabCard, ...]


@dataclass(frozen=True)
class MissingDomain:
    """A domain that the lane asks for and that no module teaches yet."""

    id: str
    title: str


@dataclass(frozen=True)
class Overview:
    """What the learner sees first; titles are empty where nothing is chosen."""

    student: str
    choice: Choice
    lane_title: str
    certification_name: str
    domains: tuple[DomainCard, ...]
    missing: tuple[MissingDomain, ...]
    due_reviews: int
    next_lab: str | None
    weaker_isolation: str
    toured: bool


def overview(desk: Desk, library: Library) -> Overview:
    """Return the lane at a glance; without a lane, all domains."""
    now = standing(desk, library, datetime.now(UTC))
    following = next_labs(now)
    return Overview(
        student=desk.student,
        choice=now.choice,
        lane_title=now.lane.title if now.lane is not None else "",
        certification_name=now.certification.name if now.certification is not None else "",
        domains=tuple(_domain(now, module) for module in now.modules),
        missing=_missing(now),
        due_reviews=len(reviews(now)),
        next_lab=following[0].lab.name if following else None,
        weaker_isolation=_weaker_isolation(),
        toured=is_tour_seen(desk),
    )


def _domain(now: Standing, module: Module) -> DomainCard:
    lesson = now.desk.notebook(module.name, "lesson")
    return DomainCard(
        name=module.name,
        title=module.facts.title,
        purpose=module.facts.purpose,
        mastery=now.mastery(module).value,
        lesson=lesson.relative_to(now.desk.path).as_posix(),
        lesson_on_desk=lesson.is_file(),
        labs=tuple(_lab(now, lab) for lab in module.labs),
    )


def _lab(now: Standing, lab: Lab) -> LabCard:
    part = now.parts[lab.name]
    return LabCard(
        name=lab.name,
        title=lab.facts.title,
        domain=lab.module,
        path=now.path(lab),
        on_desk=now.desk.notebook(lab.module, lab.name).is_file(),
        minutes=lab.facts.minutes,
        state=now.state(lab),
        score=part.score,
        max_score=part.max_score,
    )


def _missing(now: Standing) -> tuple[MissingDomain, ...]:
    steps = now.lane.modules if now.lane is not None else []
    planned = now.library.planned
    return tuple(MissingDomain(step.id, planned[step.id].title) for step in steps if step.id in planned)


def _weaker_isolation() -> str:
    lacking = missing_layers()
    if not lacking:
        return ""
    names = ", ".join(layer.name for layer in lacking)
    return f"Checks run with weaker isolation here, without: {names}. Why: certbook doctor"
