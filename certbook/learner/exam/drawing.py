"""Draw the questions of a practice exam: shares by largest remainder, the least asked first, sets kept together."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from certbook.content.questions import ManyQuestion, MatchQuestion, NumberQuestion, OneQuestion, Question
from certbook.learner.exam.blueprint import BankEntry, Blueprint, BlueprintDomain

_Served = tuple[int, ...]  # the numbers of the domains that a question can be asked for


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
    served = _served(plan)
    pool = sorted((entry for entry in bank.values() if entry.skill in served), key=lambda entry: entry.id)
    luck = {name: lots.random() for name in sorted({_unit(entry) for entry in pool})}
    fresh = Asked()

    def turn(entry: BankEntry) -> tuple[int, int, float]:
        before = past.get(entry.id, fresh)
        return before.times, before.last, luck[_unit(entry)]

    pool.sort(key=turn)
    places = [served[entry.skill] for entry in pool]
    given = _shares_that_fit(plan, Counter(places), questions)
    chosen = [(pool[place], domain) for place, domain in _assigned(places, given)]
    order = sorted({_unit(entry) for entry, _ in chosen})  # a set alone has another order in every process
    lots.shuffle(order)
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
    return sum(fitting(plan, bank, len(bank)).values())


def fitting(plan: Blueprint, bank: Mapping[str, BankEntry], questions: int) -> dict[int, int]:
    """Return the questions of each domain in the longest exam of at most so many, empty where nothing can be asked."""
    served = _served(plan)
    many = Counter(served[entry.skill] for entry in bank.values() if entry.skill in served)
    return _shares_that_fit(plan, many, questions)


def _served(plan: Blueprint) -> dict[str, _Served]:
    """Return the domains that each skill can be asked for."""
    found: dict[str, _Served] = {}
    for domain in plan.domains:
        for skill in domain.skills:
            found[skill] = (*found.get(skill, ()), domain.number)
    return found


def _shares_that_fit(plan: Blueprint, many: Counter[_Served], questions: int) -> dict[int, int]:
    """Return the quotas of the longest exam of at most so many questions that the bank can fill, by domain.

    Not every shorter exam fits where a longer one does: a remainder may go to another domain.
    """
    able = {one.number: sum(count for served, count in many.items() if one.number in served) for one in plan.domains}
    # Above this some domain would have too few, for each falls short of its share by less than one.
    bound = min([questions, many.total(), *(math.ceil((able[one.number] + 1) / one.share) for one in plan.domains)])
    for count in range(bound, 0, -1):
        given = quotas(plan.domains, count)
        if all(given[number] <= able[number] for number in given) and _fill(many, given):
            return given
    return {}


def _fill(many: Counter[_Served], given: Mapping[int, int]) -> bool:
    """Whether so many questions of each kind, each asked once, fill all quotas."""
    slots = _Slots(given)
    for served, count in many.items():
        for _ in range(count):
            if slots.is_full or not slots.take(served):
                break
    return slots.is_full


def _assigned(places: Sequence[_Served], given: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return which questions are asked, with their domains, of questions that stand in the order of preference.

    What can be asked together is a matroid (a transversal one), so taking each question that still fits, the most
    wanted first, is the best choice: no other has a more wanted question in any rank.
    """
    slots = _Slots(given)
    kept: dict[_Served, list[int]] = {}  # the questions of each kind that were taken
    for place, served in enumerate(places):
        if slots.is_full:
            break
        if slots.take(served):
            kept.setdefault(served, []).append(place)
    chosen = []
    for (domain, served), count in slots.filled.items():
        chosen += [(kept[served].pop(0), domain) for _ in range(count)]
    return sorted(chosen)


@dataclass
class _Slots:
    """The places of an exam by domain, filled one question at a time; a question may move to let another in."""

    given: Mapping[int, int]
    filled: Counter[tuple[int, _Served]] = field(default_factory=Counter)
    _taken: Counter[int] = field(default_factory=Counter)
    _hopeless: set[_Served] = field(default_factory=set)

    @property
    def is_full(self) -> bool:
        """Whether no place is left."""
        return self._taken.total() >= sum(self.given.values())

    def take(self, served: _Served) -> bool:
        """Give one more question of a kind its place; False where even moving others makes no room for it."""
        if served in self._hopeless:
            return False
        came: dict[int, tuple[int | None, _Served]] = dict.fromkeys(served, (None, served))
        queue = list(served)
        for number in queue:
            if self._taken[number] < self.given.get(number, 0):
                self._move(number, came)
                return True
            for domain, kind in self._kinds_in(number):
                for other in kind:
                    if other not in came:
                        came[other] = (domain, kind)
                        queue.append(other)
        self._hopeless.add(served)  # what is full all the way round stays so
        return False

    def _kinds_in(self, number: int) -> list[tuple[int, _Served]]:
        return [place for place, count in self.filled.items() if place[0] == number and count > 0]

    def _move(self, number: int, came: Mapping[int, tuple[int | None, _Served]]) -> None:
        self._taken[number] += 1
        to: int | None = number
        while to is not None:
            left, kind = came[to]
            self.filled[to, kind] += 1
            if left is not None:
                self.filled[left, kind] -= 1
            to = left


def _unit(entry: BankEntry) -> str:
    return entry.item.scenario.id if entry.item.scenario is not None else entry.id
