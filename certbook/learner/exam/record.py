"""What is kept of exams and of reviewed questions: one line a sitting, one line a review, and what they add up to."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from certbook.learner.desk import Desk
from certbook.learner.exam.drawing import Asked
from certbook.learner.exam.scoring import Answer
from certbook.learner.exam.sitting import UNREADABLE, is_answer, time_of
from certbook.learner.journal import Journal

FOLDER = "exams"
_SITTINGS, _REVIEWS = "sittings.jsonl", "reviews.jsonl"


@dataclass(frozen=True)
class AskedOnce:
    """One question of a sitting that has ended; `right` is None where the bank no longer had it then."""

    id: str
    module: str
    domain: int
    places: tuple[int, ...]
    print: str
    answer: Answer | None
    right: bool | None
    misconception: str | None
    seconds: float
    seen: bool
    flagged: bool


@dataclass(frozen=True)
class Sat:
    """A sitting that has ended."""

    id: str
    scope: str
    title: str
    started: str
    ended: str
    minutes: float
    used_seconds: float
    seed: int
    asked: tuple[AskedOnce, ...]

    @property
    def score(self) -> float:
        """The share of questions that were right, of those that could be scored."""
        scored = [one for one in self.asked if one.right is not None]
        return sum(bool(one.right) for one in scored) / len(scored) if scored else 0.0

    @property
    def when(self) -> datetime:
        """When it ended."""
        return time_of(self.ended)

    def line(self) -> str:
        """Return the sitting as its line."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True)
class Reviewed:
    """One question that came back, and how it was answered."""

    id: str
    time: str
    answer: Answer | None
    right: bool
    misconception: str | None

    @property
    def when(self) -> datetime:
        """When it was answered."""
        return time_of(self.time)

    def line(self) -> str:
        """Return the review as its line."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass
class Slip:
    """One misconception at one question: how often a wrong answer stood for it, and when first and last."""

    times: int
    first: datetime
    last: datetime


@dataclass
class QuestionRecord:
    """One question's past. `days` says whether every answer of a day was right; `slips` are by misconception.

    `right`, `seconds` and `answers` are of the question as it reads by its latest fingerprint, where it was reached.
    """

    asked: int = 0
    last_sitting: int = 0
    print: str = ""
    right: int = 0
    seconds: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    latest: bool | None = None
    latest_when: datetime | None = None
    right_when: datetime | None = None
    days: dict[date, bool] = field(default_factory=dict)
    slips: dict[str, Slip] = field(default_factory=dict)

    def is_mended(self, misconception: str) -> bool:
        """Whether the question was answered rightly after the misconception was last met."""
        return self.right_when is not None and self.right_when > self.slips[misconception].last


@dataclass
class ExamHistory:
    """All sittings that have ended and all reviews of a desk, added up."""

    sittings: list[Sat] = field(default_factory=list)
    reviews: int = 0
    questions: dict[str, QuestionRecord] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    @property
    def asked(self) -> dict[str, Asked]:
        """How often each question was asked in sittings, and in which last."""
        return {name: Asked(one.asked, one.last_sitting) for name, one in self.questions.items() if one.asked}

    def has(self, name: str) -> bool:
        """Whether a sitting of this id has ended."""
        return name in self._ids

    def add_sitting(self, sat: Sat) -> None:
        """Take in one more sitting; the same one twice counts once."""
        if sat.id in self._ids:
            return
        self._ids.add(sat.id)
        self.sittings.append(sat)
        for one in sat.asked:
            record = self.questions.setdefault(one.id, QuestionRecord())
            record.asked += 1
            record.last_sitting = len(self.sittings)
            if one.right is None:
                continue
            if one.print != record.print:  # another question under the same name: what others said is not its own
                record.print, record.right, record.seconds, record.answers = one.print, 0, [], Counter()
            if one.seen:
                record.right += one.right
                record.seconds.append(one.seconds)
                record.answers[json.dumps(one.answer)] += 1
                _answered(record, sat.when, bool(one.right), one.misconception)

    def add_review(self, review: Reviewed) -> None:
        """Take in one more review."""
        self.reviews += 1
        record = self.questions.setdefault(review.id, QuestionRecord())
        _answered(record, review.when, review.right, review.misconception)


def exam_history(desk: Desk) -> ExamHistory:
    """Return what a desk's sittings and reviews add up to; read once, then only what is new."""
    return _reader(desk.record).read(sittings_of(desk), reviews_of(desk))


def sittings_of(desk: Desk) -> Journal[Sat]:
    """Return the log of the sittings that have ended."""
    return _sittings(desk.record / FOLDER / _SITTINGS)


def reviews_of(desk: Desk) -> Journal[Reviewed]:
    """Return the log of the questions that were reviewed."""
    return _reviews(desk.record / FOLDER / _REVIEWS)


def _answered(record: QuestionRecord, when: datetime, right: bool, misconception: str | None) -> None:
    day = when.date()
    record.days[day] = record.days.get(day, True) and right
    if record.latest_when is None or when >= record.latest_when:
        record.latest, record.latest_when = right, when
    if right:
        record.right_when = max(when, record.right_when or when)
    elif misconception is not None:
        slip = record.slips.setdefault(misconception, Slip(0, when, when))
        slip.times, slip.first, slip.last = slip.times + 1, min(slip.first, when), max(slip.last, when)


class _Reader:
    """Keeps what was added up, and adds what is new."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._history = ExamHistory()
        self._generations = (-1, -1)
        self._read = (0, 0)

    def read(self, sittings: Journal[Sat], reviews: Journal[Reviewed]) -> ExamHistory:
        with self._lock:
            sat, reviewed = sittings.entries(), reviews.entries()
            if (sittings.generation, reviews.generation) != self._generations:
                self._history, self._read = ExamHistory(), (0, 0)
                self._generations = sittings.generation, reviews.generation
            for one in sat[self._read[0] :]:
                self._history.add_sitting(one)
            for review in reviewed[self._read[1] :]:
                self._history.add_review(review)
            self._read = len(sat), len(reviewed)
            return self._history


@cache
def _reader(record: Path) -> _Reader:
    return _Reader()


@cache
def _sittings(file: Path) -> Journal[Sat]:
    return Journal(file, _parse_sat)


@cache
def _reviews(file: Path) -> Journal[Reviewed]:
    return Journal(file, _parse_review)


def _parse_sat(line: bytes) -> Sat | None:
    try:
        value: dict[str, Any] = json.loads(line)
        asked = tuple(_asked_once(one) for one in value["asked"])
        texts = {name: str(value[name]) for name in ("id", "scope", "title", "started", "ended")}
        sat = Sat(
            **texts,
            minutes=float(value["minutes"]),
            used_seconds=float(value["used_seconds"]),
            seed=int(value["seed"]),
            asked=asked,
        )
        return sat if sat.when else None
    except UNREADABLE:
        return None


def _asked_once(value: Mapping[str, Any]) -> AskedOnce:
    right = value["right"]
    if right not in (True, False, None) or not is_answer(value["answer"]):
        raise ValueError(value)
    return AskedOnce(
        id=str(value["id"]),
        module=str(value["module"]),
        domain=int(value["domain"]),
        places=tuple(map(int, value["places"])),
        print=str(value["print"]),
        answer=value["answer"],
        right=right,
        misconception=value.get("misconception"),
        seconds=float(value["seconds"]),
        seen=bool(value["seen"]),
        flagged=bool(value["flagged"]),
    )


def _parse_review(line: bytes) -> Reviewed | None:
    try:
        value: dict[str, Any] = json.loads(line)
        review = Reviewed(
            str(value["id"]), str(value["time"]), value["answer"], bool(value["right"]), value.get("misconception")
        )
        return review if review.when else None
    except UNREADABLE:
        return None
