"""Where a learner stands and how they got there: readiness, progress, weak skills, mistakes, reviews, the week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from certbook.content.lab import Lab, Task, cell_id
from certbook.content.library import Library
from certbook.learner.choice import Choice
from certbook.learner.desk import Desk
from certbook.learner.plan import PlanItem, plan
from certbook.learner.readiness import Readiness, readiness, taught_for
from certbook.learner.reviews import Review, reviews
from certbook.learner.standing import Standing, share_of, standing
from certbook.learner.study_plan import goal as goals

WEAKEST = 8  # skills that are shown
STRONG = 0.8  # a mastery from which a skill is not weak: three points, all right and fresh, are enough


@dataclass(frozen=True)
class ProgressPoint:
    """The points held at the end of one day on which something was checked."""

    day: str
    points: float
    max_points: float
    passed_labs: int


@dataclass(frozen=True)
class SkillCard:
    """One skill; `evidence` is the points that its tasks are worth and that were tried, `lab` where to train it."""

    skill: str
    title: str
    domain: str
    mastery: float | None
    evidence: float
    lab: str
    path: str


@dataclass(frozen=True)
class MistakePlace:
    """Where and when a mistake was last made; `mended` where the task has passed since."""

    lab: str
    lab_title: str
    task: str
    task_title: str
    path: str
    cell: str
    time: str
    mended: bool


@dataclass(frozen=True)
class MistakeCard:
    """One misconception that checks have named: `times` counts the checks."""

    id: str
    belief: str
    times: int
    places: tuple[MistakePlace, ...]


@dataclass(frozen=True)
class GoalCard:
    """The exam day that a plan was made for; `days_left` is negative when it has passed."""

    certification: str
    exam_day: str
    days_left: int
    hours_per_week: float


@dataclass(frozen=True)
class Dashboard:
    """All of it, for the chosen lane; `readiness` is None until a certification is chosen."""

    student: str
    choice: Choice
    lane_title: str
    readiness: Readiness | None
    progress: tuple[ProgressPoint, ...]
    weakest: tuple[SkillCard, ...]
    mistakes: tuple[MistakeCard, ...]
    reviews: tuple[Review, ...]
    plan: tuple[PlanItem, ...]
    attempts: int
    passed_labs: int
    labs: int
    goal: GoalCard | None = None


def dashboard(desk: Desk, library: Library, now: datetime) -> Dashboard:
    """Return where a learner stands; raises CertbookError where the gradebook or the content cannot be read."""
    here = standing(desk, library, now)
    exam = here.certification
    return Dashboard(
        student=desk.student,
        choice=here.choice,
        lane_title=here.lane.title if here.lane is not None else "",
        readiness=readiness(exam, taught_for(library, exam), here.masteries) if exam is not None else None,
        progress=progress_by_day(here),
        weakest=weakest_skills(here),
        mistakes=mistakes(here),
        reviews=reviews(here),
        plan=plan(here),
        attempts=here.history.attempts,
        passed_labs=sum(here.state(lab) == "passed" for lab in here.labs),
        labs=len(here.labs),
        goal=_goal(here),
    )


def _goal(here: Standing) -> GoalCard | None:
    kept = goals.read(here.desk, here.library)
    if kept is None:
        return None
    left = (kept.exam_day - here.now.date()).days
    return GoalCard(kept.certification, kept.exam_day.isoformat(), left, kept.hours_per_week)


def progress_by_day(here: Standing) -> tuple[ProgressPoint, ...]:
    """Return the points that checks had given by the end of each day, for the labs of the lane as they are now."""
    worth = {lab.name: float(lab.points) for lab in here.labs}
    held: dict[str, float] = {}
    points = []
    for day, scores in sorted(here.history.days.items()):
        ours = {lab: min(score, worth[lab]) for lab, score in scores.items() if lab in worth}
        if ours:
            held.update(ours)
            passed = sum(score >= worth[lab] for lab, score in held.items())
            points.append(ProgressPoint(day, sum(held.values()), sum(worth.values()), passed))
    return tuple(points)


def weakest_skills(here: Standing) -> tuple[SkillCard, ...]:
    """Return the skills of the lane that were tried and are not strong yet, the weakest first."""
    tasks: dict[str, list[tuple[float, Lab, Task]]] = defaultdict(list)
    for lab, task, record in here.records():
        tasks[task.skill].append((share_of(task, record), lab, task))
    cards = []
    for module in here.modules:
        for skill, title in module.facts.skills.items():
            known = here.masteries.get(skill)
            if known is None or skill not in tasks or known.expected >= STRONG:
                continue
            _, lab, _ = min(tasks[skill], key=lambda one: one[0])
            cards.append(SkillCard(skill, title, module.name, known.value, known.tried, lab.name, here.path(lab)))
    return tuple(sorted(cards, key=lambda card: card.mastery or 0.0)[:WEAKEST])


def mistakes(here: Standing) -> tuple[MistakeCard, ...]:
    """Return the misconceptions that checks have named in the lane, with where: open ones first, then the latest."""
    places: dict[str, list[MistakePlace]] = defaultdict(list)
    times: dict[str, int] = defaultdict(int)
    for lab, task, record in here.records():
        for name, mistake in record.mistakes.items():
            times[name] += mistake.times
            places[name].append(
                MistakePlace(
                    lab=lab.name,
                    lab_title=lab.facts.title,
                    task=task.key,
                    task_title=task.title,
                    path=here.path(lab),
                    cell=cell_id(lab.name, task.key),
                    time=mistake.last.isoformat(timespec="seconds") if mistake.last is not None else "",
                    mended=record.is_mended(name),
                )
            )
    beliefs = here.library.misconceptions
    cards = [
        MistakeCard(name, beliefs.get(name, name), times[name], tuple(_open_then_latest(found)))
        for name, found in places.items()
    ]
    cards.sort(key=lambda card: card.places[0].time, reverse=True)
    return tuple(sorted(cards, key=lambda card: card.places[0].mended))


def _open_then_latest(places: list[MistakePlace]) -> list[MistakePlace]:
    latest = sorted(places, key=lambda place: place.time, reverse=True)
    return sorted(latest, key=lambda place: place.mended)
