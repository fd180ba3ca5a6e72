"""A year of a lane by quarters: which modules, what each leaves to show, and when an exam comes within reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from certbook.content.lanes import Lane
from certbook.content.library import Library, Module
from certbook.content.models import Certification
from certbook.errors import CertbookError
from certbook.learner.readiness import shares_of
from certbook.learner.standing import Standing

QUARTERS = 4
WEEKS = 13  # of a quarter
REVIEW_SHARE = 0.1
EXAM_HOURS = 20.0  # of a quarter: practice exams and rework for one certification
REACH = 0.5  # the share of an exam's blueprint that finished modules serve, from which it is worth its fee


@dataclass(frozen=True)
class Stage:
    """One module in one quarter; `hours` is what of it falls there, `done` whether it is finished there."""

    module: str
    title: str
    hours: float
    labs: tuple[str, ...]
    artefact: str
    done: bool
    reason: str


@dataclass(frozen=True)
class Sitting:
    """An exam for which the modules that are done by then teach `share` of the blueprint."""

    certification: str
    name: str
    share: float
    status: str


@dataclass(frozen=True)
class Quarter:
    """Thirteen weeks: modules, and the exam at their end, if one is within reach."""

    number: int
    begins: date
    ends: date
    hours: float
    stages: tuple[Stage, ...]
    exam: Sitting | None


@dataclass(frozen=True)
class Roadmap:
    """A year of a lane; `beyond` are modules for which the year has no room, `missing` those that are not here yet."""

    lane: str
    title: str
    hours_per_week: float
    quarters: tuple[Quarter, ...]
    beyond: tuple[Stage, ...]
    missing: tuple[str, ...]


def roadmap(standing: Standing, lane: str, hours_per_week: float, today: date) -> Roadmap:
    """Return the lane's year from today.

    Modules come in the lane's order, since none stands before what it needs. A module takes the hours that its labs
    that are not passed yet take of it; an exam comes after the quarter in which half of its blueprint is taught.
    """
    path = standing.library.lanes.get(lane)
    if path is None:
        raise CertbookError(f"no lane is called '{lane}'; there are: {', '.join(standing.library.lanes)}")
    queue = _Queue(_open_stages(standing, path))
    finished = {module.facts.id for module in _written(standing.library, path) if _is_done(standing, module)}
    taken: set[str] = set()
    quarters = []
    for number in range(1, QUARTERS + 1):
        begins = today + timedelta(weeks=WEEKS * (number - 1))
        hours = hours_per_week * WEEKS
        stages = queue.take(hours * (1 - REVIEW_SHARE) - (EXAM_HOURS if hours > 3 * EXAM_HOURS else 0.0))
        finished |= {stage.module for stage in stages if stage.done}
        exam = _within_reach(standing.library, path, finished, taken)
        if exam is not None:
            taken.add(exam.certification)
        quarters.append(Quarter(number, begins, begins + timedelta(weeks=WEEKS, days=-1), hours, stages, exam))
    missing = tuple(
        f"{step.id} {standing.library.planned[step.id].title}"
        for step in path.modules
        if step.id in standing.library.planned
    )
    return Roadmap(lane, path.title, hours_per_week, tuple(quarters), queue.rest(), missing)


def _written(library: Library, lane: Lane) -> Iterator[Module]:
    by_id = {module.facts.id: module for module in library.modules}
    yield from (by_id[step.id] for step in lane.modules if step.id in by_id)


def _is_done(standing: Standing, module: Module) -> bool:
    return all(standing.state(lab) == "passed" for lab in module.labs)


def _open_stages(standing: Standing, lane: Lane) -> Iterator[Stage]:
    total = sum(step.weight for step in lane.modules)
    weights = {step.id: step.weight / total for step in lane.modules}
    for module in _written(standing.library, lane):
        still = [lab for lab in module.labs if standing.state(lab) != "passed"]
        if not still:
            continue
        minutes = sum(lab.facts.minutes for lab in module.labs)
        hours = module.facts.hours * sum(lab.facts.minutes for lab in still) / minutes
        reason = f"{weights[module.facts.id]:.0%} of the lane"
        if len(still) < len(module.labs):
            reason += f"; {len(module.labs) - len(still)} of {len(module.labs)} labs passed"
        titles = tuple(lab.facts.title for lab in still)
        yield Stage(module.facts.id, module.facts.title, hours, titles, module.facts.artefact, True, reason)


class _Queue:
    """Modules in order; one that does not fit into a quarter goes on in the next."""

    def __init__(self, stages: Iterator[Stage]) -> None:
        self._waiting = list(stages)

    def take(self, hours: float) -> tuple[Stage, ...]:
        """Return the modules of one quarter of so many hours."""
        taken = []
        while self._waiting and hours > 0.5:
            stage = self._waiting.pop(0)
            part = min(stage.hours, hours)
            rest = stage.hours - part
            taken.append(_of_hours(stage, part, rest < 0.5))
            if rest >= 0.5:
                self._waiting.insert(0, _of_hours(stage, rest, True))
            hours -= part
        return tuple(taken)

    def rest(self) -> tuple[Stage, ...]:
        """Return what no quarter has taken."""
        return tuple(self._waiting)


def _of_hours(stage: Stage, hours: float, done: bool) -> Stage:
    return Stage(stage.module, stage.title, hours, stage.labs, stage.artefact, done, stage.reason)


def _within_reach(library: Library, lane: Lane, finished: set[str], taken: set[str]) -> Sitting | None:
    """Return the lane's closest exam of which finished modules teach enough, None where there is none yet."""
    for one in lane.certifications:
        exam = library.certifications[one]
        share = _taught_share(library, exam, finished)
        if one not in taken and not exam.is_retired and share >= REACH:
            return Sitting(one, exam.name, share, exam.status)
    return None


def _taught_share(library: Library, exam: Certification, finished: set[str]) -> float:
    served = {
        one.domain
        for module in library.modules
        if module.facts.id in finished
        for one in module.facts.serves
        if one.certification == exam.id
    }
    return sum(share for number, share in shares_of(exam).items() if number in served)
