"""Which students' answers share more than the release, and what many of the class wrote, explain."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from certbook.classroom.similarity.tokens import LARGEST, Token, tokens_of
from certbook.classroom.similarity.winnowing import RUN, hashes_of, winnow

# Chosen on the shipped labs' own answers: see docs/decisions/0010-similar-answers.md.
_LEAST_SHARE = 0.7  # of the fingerprints of the one who has fewer
_LEAST_TOKENS = 100  # that both share: nobody is named for a line or two
_SAME_SHARE, _SAME_TOKENS = 0.9, 200  # who took only some tasks: share of each of them, and tokens in all of them
_COMMON_SHARE, _COMMON_LEAST = 0.05, 4  # of a class, and students: what more of them wrote is the task's own idiom

Task = str
Student = str
_Mark = tuple[Task, int]  # a fingerprint counts within its task alone


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
    """One student's answers as far as they are looked at, their tokens, and the fingerprints with their places."""

    sources: Mapping[Task, str]
    tokens: dict[Task, list[Token]]
    prints: dict[_Mark, list[int]]


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
    owners: dict[_Mark, list[Student]] = defaultdict(list)
    for student, work in works.items():
        for mark in work.prints:
            owners[mark].append(student)
    most = max(_COMMON_LEAST, round(_COMMON_SHARE * len(works)))
    own: dict[Student, Counter[Task]] = defaultdict(Counter)
    shared: dict[tuple[Student, Student], list[_Mark]] = defaultdict(list)
    for mark, who in owners.items():
        if len(who) > most:
            continue
        for student in who:
            own[student][mark[0]] += 1
        for pair in itertools.combinations(who, 2):
            shared[pair].append(mark)
    found = [_pair(first, second, shared[first, second], works, own) for first, second in sorted(shared)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (-one.share, -one.tokens)))


def _work(sources: Mapping[Task, str], given: set[int]) -> _Work:
    sources = {task: source[:LARGEST] for task, source in sorted(sources.items())}
    tokens = {task: tokens_of(source) for task, source in sources.items()}
    prints: dict[_Mark, list[int]] = defaultdict(list)
    for task, row in tokens.items():
        for place, mark in winnow(hashes_of([token.kind for token in row])).items():
            if mark not in given:
                prints[task, mark].append(place)
    return _Work(sources, tokens, prints)


def _pair(
    first: Student,
    second: Student,
    marks: list[_Mark],
    works: Mapping[Student, _Work],
    own: Mapping[Student, Counter[Task]],
) -> SimilarPair | None:
    """Return the pair if it is alike in all, or the same in some tasks."""
    share = len(marks) / min(own[first].total(), own[second].total())
    by_task = Counter(task for task, _ in marks)
    same = {task for task, count in by_task.items() if count >= _SAME_SHARE * min(own[first][task], own[second][task])}
    if share < _LEAST_SHARE and not same:
        return None
    runs = {student: _runs(works[student], marks) for student in (first, second)}
    tokens = {task: min(len(runs[student][task]) for student in (first, second)) for task in sorted(by_task)}
    alike = share >= _LEAST_SHARE and sum(tokens.values()) >= _LEAST_TOKENS
    if not alike and sum(tokens[task] for task in same) < _SAME_TOKENS:
        return None
    passages = [
        Passage(task, *(_lines(works[who], task, runs[who][task]) for who in (first, second))) for task in tokens
    ]
    return SimilarPair(first, second, share, sum(tokens.values()), tuple(passages))


def _runs(work: _Work, marks: Iterable[_Mark]) -> dict[Task, set[int]]:
    """Return the places of the tokens that shared fingerprints cover, by task."""
    covered: dict[Task, set[int]] = defaultdict(set)
    for mark in marks:
        for place in work.prints[mark]:
            covered[mark[0]].update(range(place, place + RUN))
    return covered


def _lines(work: _Work, task: Task, places: Iterable[int]) -> str:
    """Return the lines that some tokens stand in; what is left out between them is one line of dots."""
    numbers = sorted({work.tokens[task][place].line for place in places})
    lines, text = work.sources[task].split("\n"), []
    for place, number in enumerate(numbers):
        if place and number > numbers[place - 1] + 1:
            text.append("…")
        text.append(lines[number - 1].rstrip("\r"))
    return "\n".join(text)
