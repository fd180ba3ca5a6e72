"""What a sitting showed: by domain, by question with reasons, by the clock, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.desk import Desk
from certbook.learner.exam.blueprint import BankEntry, Blueprint, blueprint, whole_bank
from certbook.learner.exam.record import AskedOnce, Sat
from certbook.learner.exam.scoring import explanations, fitting, key_of
from certbook.learner.exam.views import (
    AnsweredQuestion,
    ExamResult,
    NextStep,
    Pacing,
    ResultDomain,
    asked_view,
    gone_view,
)

SLOW, QUICK = 2.0, 0.2  # of the budget for one question
STRONG = 0.8  # a share of right answers from which a domain needs no rework
STEPS = 5  # that are proposed


def exam_result(desk: Desk, library: Library, sat: Sat) -> ExamResult:
    """Return a sitting's result, with the reasons that the bank gives today."""
    bank = whole_bank(library)
    plan = _plan(library, sat)
    names = {one.number: one.name for one in plan.domains} if plan is not None else {}
    questions = tuple(
        _answered(bank.get(one.id), number, names.get(one.domain, f"domain {one.domain}"), one)
        for number, one in enumerate(sat.asked, start=1)
    )
    scored = [one for one in sat.asked if one.right is not None]
    domains = _domains(plan, sat)
    return ExamResult(
        id=sat.id,
        scope=sat.scope,
        title=sat.title,
        started=sat.started,
        ended=sat.ended,
        score=sat.score,
        right=sum(bool(one.right) for one in scored),
        scored=len(scored),
        left_out=len(sat.asked) - len(scored),
        domains=domains,
        missing=plan.missing if plan is not None else (),
        pacing=_pacing(sat),
        questions=questions,
        next=_next(desk, library, bank, plan, sat),
    )


def _plan(library: Library, sat: Sat) -> Blueprint | None:
    try:
        return blueprint(library, sat.scope)
    except CertbookError:
        return None  # the certification or the module is no more; the answers still say what they say


def _answered(entry: BankEntry | None, number: int, domain: str, one: AskedOnce) -> AnsweredQuestion:
    if entry is None:
        return AnsweredQuestion(gone_view(number, one.id, domain, one.flagged), None, [], (), "", one.seconds)
    question = entry.item.question
    answer = fitting(question, one.answer)
    asked = asked_view(entry, number, domain, one.places, answer, one.flagged, one.seen)
    reasons = explanations(question, answer)
    return AnsweredQuestion(asked, one.right, key_of(question), reasons, question.explain, one.seconds)


def _domains(plan: Blueprint | None, sat: Sat) -> tuple[ResultDomain, ...]:
    known = {one.number: one for one in plan.domains} if plan is not None else {}
    numbers = dict.fromkeys([*known, *sorted({one.domain for one in sat.asked})])
    found = []
    for number in numbers:
        asked = [one for one in sat.asked if one.domain == number and one.right is not None]
        if asked:
            domain = known.get(number)
            name, weight = (domain.name, domain.weight) if domain is not None else (f"domain {number}", None)
            found.append(ResultDomain(number, name, weight, len(asked), sum(bool(one.right) for one in asked)))
    return tuple(found)


def _pacing(sat: Sat) -> Pacing:
    budget = sat.minutes * 60 / max(len(sat.asked), 1)
    numbered = list(enumerate(sat.asked, start=1))
    slow = tuple(number for number, one in numbered if one.seconds > SLOW * budget)
    missed = [(number, one) for number, one in numbered if one.right is False and one.answer is not None]
    quick = tuple(number for number, one in missed if 0 < one.seconds < QUICK * budget)
    unseen = sum(not one.seen for one in sat.asked)
    return Pacing(budget, sat.used_seconds, slow, quick, unseen, _pacing_text(sat, budget, slow, quick, unseen))


def _pacing_text(sat: Sat, budget: float, slow: Sequence[int], quick: Sequence[int], unseen: int) -> str:
    left = sat.minutes * 60 - sat.used_seconds
    told = [f"{sat.used_seconds / 60:.0f} of {sat.minutes:.0f} minutes used; the budget was {budget:.0f} s a question."]
    if unseen:
        never = "1 question was" if unseen == 1 else f"{unseen} questions were"
        told.append(f"{never} never looked at: skip sooner what takes long, and come back to it.")
    if slow:
        told.append(f"More than twice the budget went to questions {_numbers(slow)}.")
    if quick:
        told.append(f"Wrong and very quick: questions {_numbers(quick)}; read those stems again.")
    if left > 0.25 * sat.minutes * 60 and any(one.right is False for one in sat.asked):
        told.append("A quarter of the time or more was left, which is room for a second look at what was flagged.")
    return " ".join(told)


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _next(
    desk: Desk, library: Library, bank: Mapping[str, BankEntry], plan: Blueprint | None, sat: Sat
) -> tuple[NextStep, ...]:
    """Return lessons and labs for the domains with the largest weight × gap, each by the skills that were wrong."""
    domains = {one.number: one for one in plan.domains} if plan is not None else {}
    lost: dict[str, float] = {}  # by skill: what the wrong answers weigh
    wrong: Counter[str] = Counter()
    for number, domain in domains.items():
        asked = [one for one in sat.asked if one.domain == number and one.right is not None]
        missed = [bank[one.id].skill for one in asked if not one.right and one.id in bank]
        if asked and len(missed) / len(asked) > 1 - STRONG:
            wrong.update(missed)
            for skill in missed:
                lost[skill] = lost.get(skill, 0.0) + domain.share / len(asked)
    places: dict[str, _Place] = {}
    for skill in sorted(lost, key=lambda one: lost[one], reverse=True):
        title, path, what = _trained_by(desk, library, skill)
        places.setdefault(path, _Place(title, [], 0))
        places[path].skills.append(what)
        places[path].wrong += wrong[skill]
    return tuple(
        NextStep(one.title, path, f"{'; '.join(one.skills)} ({one.wrong} question{'s' * (one.wrong > 1)} wrong)")
        for path, one in list(places.items())[:STEPS]
    )


@dataclass
class _Place:
    """A lab or lesson to go to: the skills that it trains, and how many questions about them were wrong."""

    title: str
    skills: list[str]
    wrong: int


def _trained_by(desk: Desk, library: Library, skill: str) -> tuple[str, str, str]:
    """Return title and path of the lab that trains a skill, the lesson where no task asks for it, and the words."""
    module = next(one for one in library.modules if skill in one.facts.skills)
    lab = next((lab for lab in module.labs if any(task.skill == skill for task in lab.tasks)), None)
    notebook = desk.notebook(module.name, lab.name if lab is not None else "lesson")
    title = lab.facts.title if lab is not None else f"Lesson: {module.facts.title}"
    return title, notebook.relative_to(desk.path).as_posix(), module.facts.skills[skill]
