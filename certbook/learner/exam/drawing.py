"""Draw the questions of a practice exam: shares by largest remainder, the least asked first, sets kept together."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from certbook.content.questions import ManyQuestion, MatchQuestion, NumberQuestion, OneQuestion, Question
from certbook.learner.exam.blueprint import BankEntry, Blueprint, BlueprintDomain

_NEVER = 1e9  # a question that a domain cannot ask


@dataclass(frozen=True)
class Drawn:
    """One question of a sitting: for which domain it is asked, and in which order its places are shown."""

    id: str
    module: str
    domain: int
    places: tuple[int, ...]
    print: str


@dataclass(frozen=True)
class Asked:
    """How often a question was asked before, and in which sitting last; sittings are counted from 1."""

    times: int = 0
    last: int = 0


def quotas(domains: Sequence[BlueprintDomain], questions: int) -> dict[int, int]:
    """Return how many questions each domain gets: the largest remainder's, each within one of its share."""
    exact = {one.number: one.share * questions for one in domains}
    given = {number: math.floor(value + 1e-9) for number, value in exact.items()}
    by_remainder = sorted(exact, key=lambda number: (given[number] - exact[number], number))
    for number in by_remainder[: questions - sum(given.values())]:
        given[number] += 1
    return given


def draw(
    plan: Blueprint, bank: Mapping[str, BankEntry], questions: int, seed: int, past: Mapping[str, Asked]
) -> tuple[Drawn, ...]:
    """Return a sitting's questions: as many as asked for, or as many as the bank can give in the blueprint's shares.

    Each question is asked once, for one of the domains that it serves. Those that were asked least come first, of
    these those that were asked longest ago: nothing comes again before its domain's bank is used up. Questions of one
    scenario have one lot, so that they are drawn together where their domain has room.
    """
    lots = random.Random(seed)
    pool = [entry for entry in bank.values() if any(entry.skill in one.skills for one in plan.domains)]
    pool.sort(key=lambda entry: entry.id)
    luck = {name: lots.random() for name in sorted({_unit(entry) for entry in pool})}
    worth = np.array([_cost(past.get(entry.id, Asked()), luck[_unit(entry)]) for entry in pool])
    chosen = _assigned(plan, pool, worth, questions)
    order = sorted({_unit(entry) for entry, _ in chosen}, key=lambda name: lots.random())
    rank = {name: place for place, name in enumerate(order)}
    authored = {name: place for place, name in enumerate(bank)}
    chosen.sort(key=lambda pair: (rank[_unit(pair[0])], authored[pair[0].id]))
    return tuple(
        Drawn(entry.id, entry.module, domain, shown_places(entry.item.question, lots), entry.print)
        for entry, domain in chosen
    )


def shown_places(question: Question, lots: random.Random) -> tuple[int, ...]:
    """Return the authored places of a question's choices, steps or options in the order in which they are shown."""
    if isinstance(question, NumberQuestion):
        return ()
    if isinstance(question, OneQuestion | ManyQuestion):
        count = len(question.choices)
    elif isinstance(question, MatchQuestion):
        count = len(question.options)
    else:
        count = len(question.steps)
    places = list(range(count))
    lots.shuffle(places)
    if places == sorted(places) and not isinstance(question, OneQuestion | ManyQuestion | MatchQuestion):
        places = places[1:] + places[:1]  # steps that stand in their order already would give it away
    return tuple(places)


def most_questions(plan: Blueprint, bank: Mapping[str, BankEntry]) -> int:
    """Return how many questions the bank can ask at once in the blueprint's shares."""
    pool = sorted(bank.values(), key=lambda entry: entry.id)
    return len(_assigned(plan, pool, np.zeros(len(pool)), len(pool)))


def _assigned(
    plan: Blueprint, pool: Sequence[BankEntry], worth: np.ndarray, questions: int
) -> list[tuple[BankEntry, int]]:
    from scipy.optimize import linear_sum_assignment

    able = {one.number: np.array([entry.skill in one.skills for entry in pool]) for one in plan.domains}
    for count in range(_bound(plan, able, min(questions, len(pool))), 0, -1):
        given = quotas(plan.domains, count)
        if any(given[number] > able[number].sum() for number in given):
            continue
        slots = [number for number, many in given.items() for _ in range(many)]
        cost = np.array([np.where(able[number], worth, _NEVER) for number in slots])
        rows, columns = linear_sum_assignment(cost)
        if cost[rows, columns].max() < _NEVER:
            return [(pool[column], slots[row]) for row, column in zip(rows, columns, strict=True)]
    return []


def _bound(plan: Blueprint, able: Mapping[int, np.ndarray], questions: int) -> int:
    """Return a number of questions above which some domain would have too few: each may fall short by less than one."""
    return min([questions, *(math.ceil((int(able[one.number].sum()) + 1) / one.share) for one in plan.domains)])


def _cost(asked: Asked, luck: float) -> float:
    return asked.times * 1e6 + asked.last * 10.0 + luck


def _unit(entry: BankEntry) -> str:
    return entry.item.scenario.id if entry.item.scenario is not None else entry.id
