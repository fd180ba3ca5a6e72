"""What to do this week: what is due again, then the labs that count most for what was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from certbook.content.lab import Lab
from certbook.content.library import Module
from certbook.learner.readiness import shares_of
from certbook.learner.reviews import reviews
from certbook.learner.standing import Standing
from certbook.learner.study_plan import goal as goals

WEEK = timedelta(days=7)
WEEK_MINUTES = 7 * 60  # where no goal says otherwise: six weeks of it are the labs of one lane
REVIEW_SHARE = 0.5  # what is due never takes the whole week
LESSON_MINUTES = 30  # to read and run one


@dataclass(frozen=True)
class PlanItem:
    """One thing to do, with why."""

    kind: Literal["lesson", "lab", "review"]
    title: str
    path: str
    lab: str | None
    minutes: int
    reason: str


@dataclass(frozen=True)
class NextLab:
    """A lab that is not passed, and why it comes where it comes."""

    module: Module
    lab: Lab
    reason: str


def plan(standing: Standing) -> tuple[PlanItem, ...]:
    """Return this week's list: as much as fits into the week, and one lab at least."""
    goal = goals.read(standing.desk, standing.library)
    week = round(goal.hours_per_week * 60) if goal is not None else WEEK_MINUTES
    items = _some(_reviews(standing), round(week * REVIEW_SHARE))
    left = week - sum(item.minutes for item in items)
    read: set[str] = set()
    for following in next_labs(standing):
        new = _lab_items(standing, following, read)
        if sum(item.minutes for item in new) > left and any(item.kind == "lab" for item in items):
            break
        items += new
        left -= sum(item.minutes for item in new)
        read.add(following.module.name)
    return tuple(items)


def next_labs(standing: Standing) -> tuple[NextLab, ...]:
    """Return the labs that are not passed, in the order in which to do them.

    First what was begun. Then by module: the one whose weight in the exam times its gap to full mastery is largest,
    among those whose needs are met; a module that others need counts as much as they do. Without an exam the lane's
    weights count, without a lane all modules alike.
    """
    ordered = [
        NextLab(module, lab, _begun(standing, lab) or reason)
        for module, reason in _modules(standing)
        for lab in module.labs
        if standing.state(lab) != "passed"
    ]
    return tuple(sorted(ordered, key=lambda one: standing.state(one.lab) == "not begun"))


def _begun(standing: Standing, lab: Lab) -> str:
    points = f"{standing.parts[lab.name].score:g} of {lab.points} points"
    told = {"in progress": f"begun: {points}", "to improve": f"all is answered: {points}"}
    return told.get(standing.state(lab), "")


def _modules(standing: Standing) -> Iterator[tuple[Module, str]]:
    """Return the modules with open labs in the order in which to do them, each with the reason for its place."""
    worth = {module.facts.id: _worth(standing, module) for module in standing.modules}
    open_modules = {
        module.facts.id: module
        for module in standing.modules
        if any(standing.state(lab) != "passed" for lab in module.labs)
    }
    while open_modules:
        free = [one for one in open_modules.values() if not any(need in open_modules for need in one.facts.needs)]
        # Needs that go in a circle are an author's mistake; the learner gets a plan all the same.
        ranked = {module.facts.id: _rank(module, open_modules, worth) for module in free or open_modules.values()}
        chosen = max(ranked, key=lambda one: ranked[one][0])
        because = ranked[chosen][1]
        module = open_modules.pop(chosen)
        yield module, because


def _rank(
    module: Module, others: dict[str, Module], worth: dict[str, tuple[float, float, str]]
) -> tuple[tuple[float, float], str]:
    """Return what a module counts, by exam and by lane, and why: its own worth, or that of one that needs it."""
    own = worth[module.facts.id]
    best, reason = own[:2], own[2]
    for other in _resting_on(module, others):
        if worth[other.facts.id][:2] > best:
            best, reason = worth[other.facts.id][:2], f"'{other.facts.title}' needs it; {worth[other.facts.id][2]}"
    return best, reason


def _resting_on(module: Module, others: dict[str, Module], seen: frozenset[str] = frozenset()) -> list[Module]:
    direct = [one for one in others.values() if module.facts.id in one.facts.needs and one.facts.id not in seen]
    further = frozenset((*seen, *(one.facts.id for one in direct)))
    return direct + [far for one in direct for far in _resting_on(one, others, further)]


def _worth(standing: Standing, module: Module) -> tuple[float, float, str]:
    """Return weight × gap of a module in the exam and in the lane, and the reason in words."""
    mastery = standing.mastery(module)
    gap = 1 - mastery.expected
    reached = "nothing of it shown yet" if mastery.value is None else f"mastery so far {mastery.value:.0%}"
    in_lane = _lane_share(standing, module)
    exam = standing.certification
    if exam is None:
        where = "" if standing.lane is None else f"{in_lane:.0%} of the lane; "
        return 0.0, in_lane * gap, f"{where}{reached}"
    in_exam = _exam_share(standing, module)
    if in_exam:
        return in_exam * gap, in_lane * gap, f"{in_exam:.0%} of {exam.name}; {reached}"
    where = "" if standing.lane is None else f" and {in_lane:.0%} of the lane"
    return 0.0, in_lane * gap, f"no part of {exam.name}{where}; {reached}"


def _exam_share(standing: Standing, module: Module) -> float:
    """Return the part of the exam that a module carries; modules that serve one domain share its weight."""
    exam = standing.certification
    if exam is None:
        return 0.0
    carriers: dict[int, set[str]] = {}
    for one in standing.library.modules:
        for served in one.facts.serves:
            if served.certification == exam.id:
                carriers.setdefault(served.domain, set()).add(one.name)
    shares = shares_of(exam)
    return sum(shares[number] / len(names) for number, names in carriers.items() if module.name in names)


def _lane_share(standing: Standing, module: Module) -> float:
    if standing.lane is None:
        return 1 / len(standing.modules)
    weights = {step.id: step.weight for step in standing.lane.modules}
    return weights[module.facts.id] / sum(weights.values())


def _reviews(standing: Standing) -> list[PlanItem]:
    return [
        PlanItem("review", f"{one.task_title} ({one.lab_title})", one.path, one.lab, one.minutes, one.reason)
        for one in reviews(standing, WEEK)
    ]


def _lab_items(standing: Standing, following: NextLab, read: set[str]) -> list[PlanItem]:
    module, lab = following.module, following.lab
    item = PlanItem("lab", lab.facts.title, standing.path(lab), lab.name, lab.facts.minutes, following.reason)
    begun = any(standing.state(one) != "not begun" for one in module.labs)
    if begun or module.name in read:
        return [item]
    lesson = standing.desk.notebook(module.name, "lesson").relative_to(standing.desk.path).as_posix()
    return [PlanItem("lesson", module.facts.title, lesson, None, LESSON_MINUTES, "before its first lab"), item]


def _some(items: list[PlanItem], minutes: int) -> list[PlanItem]:
    taken: list[PlanItem] = []
    for item in items:
        minutes -= item.minutes
        if minutes < 0:
            break
        taken.append(item)
    return taken
