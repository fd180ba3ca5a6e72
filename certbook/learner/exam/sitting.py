"""One sitting as its events tell it: what was drawn, what was answered, flagged and seen, and the time that went by."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from certbook.learner.exam.drawing import Drawn
from certbook.learner.exam.scoring import Answer

RULE = (
    "The time runs from the start to the deadline by the clock of the machine that Certbook runs on, whether or not "
    "the exam is open: a closed laptop does not stop it, and nothing pauses it. Each answer is kept as you give it. "
    "At the deadline the exam ends by itself, with what was answered by then."
)
# What reading a line may raise: no JSON, another form, numbers without end, brackets without end.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
_MOST_MINUTES = 1e6  # of a sitting that a file tells of; more is damage
LONGEST_LOOK = 3600.0  # seconds that one report may say a question was looked at


@dataclass(frozen=True)
class Started:
    """The facts of a sitting, settled when it begins."""

    id: str
    scope: str
    title: str
    started: datetime
    minutes: float
    seed: int
    drawn: tuple[Drawn, ...]

    @property
    def seconds(self) -> float:
        """How long the sitting may take."""
        return self.minutes * 60


@dataclass(frozen=True)
class Mark:
    """What there is of one question: its answer, whether it was flagged and seen, the seconds that it was looked at."""

    answer: Answer | None = None
    flagged: bool = False
    seen: bool = False
    seconds: float = 0.0


@dataclass(frozen=True)
class Event:
    """One line of a sitting's file; `elapsed` is the seconds since the start, by the sitting's rule."""

    kind: Literal["started", "answered", "flagged", "seen", "ended"]
    elapsed: float
    time: str
    number: int = 0
    value: Any = None
    started: Started | None = None

    def line(self) -> str:
        """Return the event as its line."""
        facts = asdict(self)
        if self.started is None:
            del facts["started"]
        else:
            facts["started"]["started"] = self.started.started.isoformat()
        return json.dumps(facts, ensure_ascii=False)


@dataclass
class Sitting:
    """A sitting as far as its events go; questions are counted from 1."""

    started: Started
    marks: dict[int, Mark] = field(default_factory=dict)
    place: int = 1
    last_elapsed: float = 0.0
    last_time: datetime | None = None
    ended: bool = False

    def elapsed(self, now: datetime) -> float:
        """Return the seconds that have gone by: the clock's, and never fewer than at the latest event and since it.

        So a clock that is set back gives no time back, and from the next event on the time runs by the clock as it is.
        """
        since = (now - self.last_time).total_seconds() if self.last_time is not None else 0.0
        return max((now - self.started.started).total_seconds(), self.last_elapsed + max(since, 0.0))

    def seconds_left(self, now: datetime) -> float:
        """Return the seconds that are left, zero where it has ended."""
        return 0.0 if self.ended else max(self.started.seconds - self.elapsed(now), 0.0)

    def is_open(self, now: datetime) -> bool:
        """Whether an answer still counts."""
        return not self.ended and self.seconds_left(now) > 0

    def mark(self, number: int) -> Mark:
        """Return what there is of a question."""
        return self.marks.get(number, Mark())

    def add(self, event: Event) -> None:
        """Take in one more event; what comes after the deadline changes no answer."""
        late = event.elapsed > self.started.seconds
        self.last_elapsed = max(self.last_elapsed, event.elapsed)
        self.last_time = time_of(event.time)
        mark = self.mark(event.number)
        if event.kind == "ended":
            self.ended = True
        elif late or self.ended:
            return
        elif event.kind == "answered":
            self.marks[event.number] = replace(mark, answer=event.value, seen=True)
        elif event.kind == "flagged":
            self.marks[event.number] = replace(mark, flagged=bool(event.value), seen=True)
        elif event.kind == "seen":
            looked = min(max(float(event.value or 0.0), 0.0), LONGEST_LOOK)
            self.marks[event.number] = replace(mark, seen=True, seconds=mark.seconds + looked)
            self.place = event.number


def of_events(events: Iterable[Event]) -> Sitting | None:
    """Return the sitting that events tell of, None where the first of them is not its start."""
    sitting: Sitting | None = None
    for event in events:
        if sitting is None:
            if event.kind != "started" or event.started is None:
                return None
            sitting = Sitting(event.started)
        else:
            sitting.add(event)
    return sitting


def parse_event(line: bytes) -> Event | None:
    """Return the event of a line, None where it is damaged."""
    try:
        value = json.loads(line)
        kind, elapsed, time = value["kind"], _finite(value["elapsed"]), str(value["time"])
        time_of(time)
        if kind == "started":
            return Event(kind, elapsed, time, started=_started(value["started"]))
        if kind not in ("answered", "flagged", "seen", "ended"):
            return None
        said = value.get("value")
        if kind == "answered" and not is_answer(said):
            return None
        if kind == "seen" and said is not None:
            _finite(said)
        return Event(kind, elapsed, time, int(value.get("number", 0)), said)
    except UNREADABLE:
        return None


def time_of(text: str) -> datetime:
    """Return the moment that a line names; one without a zone is in UTC. Raises ValueError for what is no time."""
    when = datetime.fromisoformat(text)
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


def is_answer(value: object) -> bool:
    """Whether a value out of a file has the form of an answer, or says that there is none."""
    return value is None or (
        isinstance(value, list)
        and all(one is None or (isinstance(one, int | float) and math.isfinite(one)) for one in value)
    )


def _started(value: Mapping[str, Any]) -> Started:
    drawn = tuple(
        Drawn(str(one["id"]), str(one["module"]), int(one["domain"]), tuple(map(int, one["places"])), str(one["print"]))
        for one in value["drawn"]
    )
    minutes = _finite(value["minutes"])
    if not 0 < minutes <= _MOST_MINUTES:
        raise ValueError(minutes)
    return Started(
        id=str(value["id"]),
        scope=str(value["scope"]),
        title=str(value["title"]),
        started=time_of(value["started"]),
        minutes=minutes,
        seed=int(value["seed"]),
        drawn=drawn,
    )


def _finite(value: object) -> float:
    number = float(value)  # type: ignore[arg-type]
    if not math.isfinite(number):
        raise ValueError(value)
    return number
