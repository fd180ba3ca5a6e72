"""How many minutes each domain of an exam gets: by weight × gap, and never less than its open lessons and labs take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from certbook.content.lab import Lab
from certbook.content.library import Module
from certbook.content.models import Certification
from certbook.learner.choice import Choice
from certbook.learner.mastery import Mastery, together
from certbook.learner.plan import LESSON_MINUTES, next_labs
from certbook.learner.readiness import shares_of, taught_for
from certbook.learner.standing import Standing

FUNDAMENTALS = "what the rest stands on"
Kind = Literal["lesson", "lab", "practice", "outside", "rework", "review", "exam"]


@dataclass(frozen=True)
class Piece:
    """One thing to do, for the exam domain `domain`, None for what others stand on; `path` lies on the desk."""

    kind: Kind
    title: str
    minutes: int
    reason: str
    domain: int | None = None
    path: str | None = None
    lab: str | None = None
    continued: bool = False


@dataclass(frozen=True)
class DomainBudget:
    """What one exam domain gets: `share` of weight × gap over all domains, `open_minutes` its open lessons and labs."""

    number: int
    name: str
    weight: float | None
    mastery: float | None
    gap: float
    share: float
    open_minutes: int
    minutes: int
    taught: bool


def needed_pieces(standing: Standing, exam: Certification) -> tuple[Piece, ...]:
    """Return the open lessons, labs and written work that serve an exam, in the order in which to do them.

    What a module needs comes before it, served by the exam or not: fundamentals are not skipped. A module's hours that
    its lesson and labs do not fill are its practice: notes, the written answer, questions; the labs that are passed
    have taken their part of it along.
    """
    mine = _modules(standing, exam)
    here = replace(standing, modules=mine, choice=Choice(None, exam.id))
    ordered = next_labs(here) if mine else ()
    last = {following.module.name: following.lab.name for following in ordered}
    worth = {number: share * _gap(here, exam, number) for number, share in shares_of(exam).items()}
    names: dict[int | None, str] = {one.n: one.name for one in exam.domains}
    pieces: list[Piece] = []
    begun: set[str] = set()
    for following in ordered:
        module, lab = following.module, following.lab
        domain = _domain_of(module, lab, exam, worth)
        if module.name not in begun:
            begun.add(module.name)
            if all(here.state(one) == "not begun" for one in module.labs):
                pieces.append(_lesson(here, module, domain, names.get(domain, FUNDAMENTALS)))
        reason = names.get(domain, FUNDAMENTALS)
        pieces.append(Piece("lab", lab.facts.title, lab.facts.minutes, reason, domain, here.path(lab), lab.name))
        if last[module.name] == lab.name and (rest := _practice_minutes(here, module)):
            title = f"{module.facts.title}: notes, written answer, questions"
            pieces.append(Piece("practice", title, rest, reason, domain))
    return tuple(pieces)


def budgets(
    standing: Standing, exam: Certification, pieces: Sequence[Piece], capacity: int
) -> tuple[DomainBudget, ...]:
    """Share so many minutes out over an exam's domains.

    Each domain gets the larger of what its pieces take and a common level times weight × gap, the level being such that
    all is given out; what others stand on (`domain` None) is taken off first.
    """
    shares = shares_of(exam)
    taught = taught_for(standing.library, exam)
    worth = {number: share * _gap(standing, exam, number) for number, share in shares.items()}
    total = sum(worth.values())
    share = {number: (value / total if total else 1 / len(worth)) for number, value in worth.items()}
    taken = dict.fromkeys(shares, 0)
    for piece in pieces:
        if piece.domain is not None:
            taken[piece.domain] += piece.minutes
    left = capacity - sum(piece.minutes for piece in pieces if piece.domain is None)
    given = level(taken, share, left)
    found = []
    for one in exam.domains:
        mastery = _mastery(standing, taught.get(one.n, ()))
        found.append(
            DomainBudget(
                number=one.n,
                name=one.name,
                weight=one.weight,
                mastery=mastery.value,
                gap=1 - mastery.expected,
                share=share[one.n],
                open_minutes=taken[one.n],
                minutes=given[one.n],
                taught=one.n in taught,
            )
        )
    return tuple(found)


def level(taken: Mapping[int, int], share: Mapping[int, float], minutes: int) -> dict[int, int]:
    """Return max(taken, λ × share) for each key, with λ such that the sum is `minutes`.

    Where what is taken already is more than there is, nothing is added. Domains that take more than their part drop out
    of the sharing one after another, the fullest first.
    """
    free = [number for number in share if share[number] > 0]
    while free:
        rest = minutes - sum(taken[number] for number in taken if number not in free)
        height = rest / sum(share[number] for number in free)
        full = [number for number in free if taken[number] >= height * share[number]]
        if not full:
            return {number: round(height * share[number]) if number in free else taken[number] for number in taken}
        free = [number for number in free if number not in full]
    return dict(taken)


def _modules(standing: Standing, exam: Certification) -> tuple[Module, ...]:
    """Return the modules that serve an exam and all that they need, in the library's order."""
    by_id = {module.facts.id: module for module in standing.library.modules}
    wanted = {
        module.facts.id
        for module in by_id.values()
        if any(served.certification == exam.id for served in module.facts.serves)
    }
    waiting = list(wanted)
    while waiting:
        for need in by_id[waiting.pop()].facts.needs:
            if need not in wanted:
                wanted.add(need)
                waiting.append(need)
    return tuple(module for one, module in by_id.items() if one in wanted)


def _domain_of(module: Module, lab: Lab, exam: Certification, worth: Mapping[int, float]) -> int | None:
    """Return the exam domain that most of a lab's tasks serve; of two alike the one that is worth more."""
    tasks = Counter(task.skill for task in lab.tasks)
    served = {
        one.domain: sum(tasks[skill] for skill in (one.skills or module.facts.skills))
        for one in module.facts.serves
        if one.certification == exam.id
    }
    fitting = [number for number, count in served.items() if count]
    return max(fitting, key=lambda number: (served[number], worth[number]), default=None)


def _lesson(standing: Standing, module: Module, domain: int | None, reason: str) -> Piece:
    path = standing.desk.notebook(module.name, "lesson").relative_to(standing.desk.path).as_posix()
    return Piece("lesson", module.facts.title, LESSON_MINUTES, reason, domain, path)


def _practice_minutes(standing: Standing, module: Module) -> int:
    labs = sum(lab.facts.minutes for lab in module.labs)
    rest = max(round(module.facts.hours * 60) - labs - LESSON_MINUTES, 0)
    still_open = sum(lab.facts.minutes for lab in module.labs if standing.state(lab) != "passed")
    return round(rest * still_open / labs / 5) * 5 if labs else 0


def _mastery(standing: Standing, skills: Sequence[str]) -> Mastery:
    return together(standing.masteries.get(skill, Mastery()) for skill in skills)


def _gap(standing: Standing, exam: Certification, number: int) -> float:
    return 1 - _mastery(standing, taught_for(standing.library, exam).get(number, ())).expected
