"""What is shown of exams: the same values for a terminal, a server and whoever asks by `--json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from certbook.content.questions import Figure, ManyQuestion, MatchQuestion, NumberQuestion, OneQuestion, Question
from certbook.learner.exam.blueprint import BankEntry
from certbook.learner.exam.scoring import Answer, Explanation, key_of


@dataclass(frozen=True)
class OfferedDomain:
    """One domain of an offer, with how many questions it would get."""

    number: int
    name: str
    weight: float | None
    questions: int


@dataclass(frozen=True)
class ExamOffer:
    """An exam that can be sat; `missing` are domains of which nothing here can ask."""

    scope: str
    title: str
    is_certification: bool
    questions: int
    minutes: float
    domains: tuple[OfferedDomain, ...]
    missing: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class ExamSummary:
    """One sitting in a list; `score` is the share that was right, None while it is open."""

    id: str
    scope: str
    title: str
    started: str
    state: Literal["open", "ended"]
    score: float | None
    questions: int
    seconds_left: float


@dataclass(frozen=True)
class ExamRoom:
    """What can be sat, what is open, and what was sat before, the latest first."""

    offers: tuple[ExamOffer, ...]
    open: ExamSummary | None
    past: tuple[ExamSummary, ...]


@dataclass(frozen=True)
class ShownScenario:
    """What the questions of a set share."""

    id: str
    title: str
    stem: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Place:
    """One choice, step or option as it is shown; `place` is what an answer says."""

    place: int
    text: str


@dataclass(frozen=True)
class Asked:
    """One question as it is shown; `choose` says how many for kind many, `left` and `options` are for kind match."""

    number: int
    id: str
    kind: str
    domain: str
    stem: str
    figures: tuple[Figure, ...]
    scenario: ShownScenario | None
    choose: int | None
    choices: tuple[Place, ...]
    left: tuple[str, ...]
    options: tuple[Place, ...]
    unit: str
    answer: Answer | None
    flagged: bool
    seen: bool


@dataclass(frozen=True)
class SittingView:
    """An open sitting; `place` is the number of the question that was looked at last."""

    id: str
    title: str
    rule: str
    started: str
    ends: str
    seconds_left: float
    place: int
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Recorded:
    """What became of a report: the seconds that are left, and whether the sitting is still open."""

    seconds_left: float
    state: Literal["open", "ended"]


@dataclass(frozen=True)
class ResultDomain:
    """One domain of a result."""

    number: int
    name: str
    weight: float | None
    asked: int
    right: int


@dataclass(frozen=True)
class Pacing:
    """How the time was spent: `slow` took more than twice the budget, `quick` are wrong in under a fifth of it."""

    budget_seconds: float
    used_seconds: float
    slow: tuple[int, ...]
    quick: tuple[int, ...]
    unseen: int
    text: str


@dataclass(frozen=True)
class AnsweredQuestion:
    """One question with its reasons; `right` is None where it has been taken out of the bank or changed since."""

    asked: Asked
    right: bool | None
    key: Answer
    reasons: tuple[Explanation, ...]
    explain: str
    seconds: float


@dataclass(frozen=True)
class NextStep:
    """What to do about a result."""

    title: str
    path: str
    reason: str


@dataclass(frozen=True)
class ExamResult:
    """A sitting that has ended; `score` is the share of right answers, `left_out` counts questions without a score."""

    id: str
    scope: str
    title: str
    started: str
    ended: str
    score: float
    right: int
    scored: int
    left_out: int
    domains: tuple[ResultDomain, ...]
    missing: tuple[str, ...]
    pacing: Pacing
    questions: tuple[AnsweredQuestion, ...]
    next: tuple[NextStep, ...]


@dataclass(frozen=True)
class DueQuestion:
    """A question that comes back."""

    asked: Asked
    module: str
    due: str
    reason: str


@dataclass(frozen=True)
class ReviewedQuestion:
    """What an answer to a question that came back was worth, and when it comes again."""

    right: bool
    key: Answer
    reasons: tuple[Explanation, ...]
    explain: str
    due: str | None


def asked_view(
    entry: BankEntry,
    number: int,
    domain: str,
    places: tuple[int, ...],
    answer: Answer | None = None,
    flagged: bool = False,
    seen: bool = False,
) -> Asked:
    """Return a question as it is shown, with its choices in the order of `places`."""
    question, scenario = entry.item.question, entry.item.scenario
    texts = _texts(question)
    # A question that was changed since it was drawn may have other places; those that there are come first.
    shown = [place for place in places if place < len(texts)]
    shown += [place for place in range(len(texts)) if place not in shown]
    lines = tuple(Place(place, texts[place]) for place in shown)
    is_match = isinstance(question, MatchQuestion)
    return Asked(
        number=number,
        id=entry.id,
        kind=question.kind,
        domain=domain,
        stem=question.stem.strip(),
        figures=(question.figure,) if question.figure is not None else (),
        scenario=ShownScenario(scenario.id, scenario.title, scenario.stem.strip(), tuple(scenario.figures))
        if scenario is not None
        else None,
        choose=len(key_of(question)) if isinstance(question, ManyQuestion) else None,
        choices=() if is_match else lines,
        left=tuple(pair.left for pair in question.pairs) if isinstance(question, MatchQuestion) else (),
        options=lines if is_match else (),
        unit=question.unit if isinstance(question, NumberQuestion) else "",
        answer=answer,
        flagged=flagged,
        seen=seen,
    )


def gone_view(number: int, name: str, domain: str, flagged: bool) -> Asked:
    """Return what is shown of a question that the bank no longer has."""
    stem = "This question has been taken out of the bank since the exam was drawn. It does not count."
    return Asked(number, name, "gone", domain, stem, (), None, None, (), (), (), "", None, flagged, True)


def _texts(question: Question) -> list[str]:
    if isinstance(question, NumberQuestion):
        return []
    if isinstance(question, OneQuestion | ManyQuestion):
        return [choice.text for choice in question.choices]
    if isinstance(question, MatchQuestion):
        return list(question.options)
    return [step.text for step in question.steps]
