"""Which students' answers share more than the release, and what many of the class wrote, explain."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from certbook.classroom.similarity.tokens import Token, tokens_of
from certbook.classroom.similarity.winnowing import RUN, hashes_of, winnow

# Chosen on the shipped labs' own answers: see docs/decisions/0010-similar-answers.md.
_LEAST_SHARE = 0.7  # of the fingerprints of the one who has fewer
_LEAST_TOKENS = 60  # that both share: nobody is named for a line or two
_COMMON_SHARE, _COMMON_LEAST = 0.05, 4  # of a class, and students: what more of them wrote is the task's own idiom

Task = str
Student = str


@dataclass(frozen=True)
class Passage:
    """What two students wrote alike at one task: the lines of both."""

    task: str
    first: str
    second: str


@dataclass(frozen=True)
class SimilarPair:
    """Two students; `share` of the fingerprints of the one who has fewer, `tokens` that both share."""

    first: str
    second: str
    share: float
    tokens: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class _Work:
    """One student's answers: tokens by task, and the fingerprints that speak of them, by where they stand."""

    sources: Mapping[Task, str]
    tokens: dict[Task, list[Token]]
    prints: dict[tuple[Task, int], int]


def find_similar(
    released: Mapping[Task, str], answers: Mapping[Student, Mapping[Task, str]]
) -> tuple[SimilarPair, ...]:
    """Return the pairs of students whose answers to one lab are alike, the most alike first.

    Args:
        released: the answer cells as the learners got them, by task; what stands there is nobody's own.
        answers: by student and task.
    """
    given = {mark for text in released.values() for mark in hashes_of([token.kind for token in tokens_of(text)])}
    works = {student: _work(answers[student], given) for student in sorted(answers)}
    owners: dict[int, list[Student]] = defaultdict(list)
    for student, work in works.items():
        for mark in set(work.prints.values()):
            owners[mark].append(student)
    most = max(_COMMON_LEAST, round(_COMMON_SHARE * len(works)))
    telling = {mark for mark, who in owners.items() if len(who) <= most}
    shared: dict[tuple[Student, Student], set[int]] = defaultdict(set)
    for mark in telling:
        for pair in itertools.combinations(owners[mark], 2):
            shared[pair].add(mark)
    own = {student: len(telling & set(work.prints.values())) for student, work in works.items()}
    found = [_pair(first, second, marks, works, own) for (first, second), marks in sorted(shared.items())]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (-one.share, -one.tokens)))


def _work(sources: Mapping[Task, str], given: set[int]) -> _Work:
    tokens = {task: tokens_of(source) for task, source in sorted(sources.items())}
    prints = {
        (task, place): mark
        for task, row in tokens.items()
        for place, mark in winnow(hashes_of([token.kind for token in row])).items()
        if mark not in given
    }
    return _Work(sources, tokens, prints)


def _pair(
    first: Student, second: Student, marks: set[int], works: Mapping[Student, _Work], own: Mapping[Student, int]
) -> SimilarPair | None:
    share = len(marks) / min(own[first], own[second])
    if share < _LEAST_SHARE:
        return None
    runs = {student: _runs(works[student], marks) for student in (first, second)}
    tokens = min(sum(len(places) for places in runs[student].values()) for student in (first, second))
    if tokens < _LEAST_TOKENS:
        return None
    tasks = sorted({*runs[first], *runs[second]})
    passages = [
        Passage(task, *(_lines(works[who], task, runs[who].get(task, set())) for who in (first, second)))
        for task in tasks
    ]
    return SimilarPair(first, second, share, tokens, tuple(passages))


def _runs(work: _Work, marks: set[int]) -> dict[Task, set[int]]:
    """Return the places of the tokens that shared fingerprints cover, by task."""
    covered: dict[Task, set[int]] = defaultdict(set)
    for (task, place), mark in work.prints.items():
        if mark in marks:
            covered[task].update(range(place, place + RUN))
    return covered


def _lines(work: _Work, task: Task, places: Iterable[int]) -> str:
    """Return the lines that some tokens stand in; what is left out between them is one line of dots."""
    numbers = sorted({work.tokens[task][place].line for place in places})
    lines, text = work.sources.get(task, "").splitlines(), []
    for place, number in enumerate(numbers):
        if place and number > numbers[place - 1] + 1:
            text.append("…")
        text.append(lines[number - 1])
    return "\n".join(text)
