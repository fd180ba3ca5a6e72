"""Time practice exams with a bank and a record far larger than any of today's, beside what must stay interactive."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.desk import Desk, make_desk
from certbook.learner.exam import room
from certbook.learner.exam.blueprint import BankEntry, Blueprint, blueprint, whole_bank
from certbook.learner.exam.drawing import Drawn, draw, most_questions
from certbook.learner.exam.record import ExamHistory, Sat, exam_history, sittings_of
from certbook.learner.exam.scoring import key_of
from certbook.learner.exam.sitting import Mark, Sitting, Started
from certbook.learner.standing import standing

QUESTIONS = 40  # of a sitting
MINUTES = 60.0
_KNOWN = 0.7  # of the answers are right
Show = Callable[[int, int, str], None]


@dataclass(frozen=True)
class ExamFigures:
    """One thing that exams do, time after time: milliseconds in the middle and the most, and how many a second."""

    what: str
    times: int
    median: float
    slowest: float
    per_second: float

    def to_json(self) -> dict[str, Any]:
        """Return the figures for other programs."""
        return asdict(self)


def bench_exam(
    library: Library, scope: str, questions: int, sittings: int, past: int, show: Show = lambda *_: None
) -> list[ExamFigures]:
    """Draw, score, keep and look back.

    Args:
        library: the content; its own questions, over and over, make the large bank.
        scope: the certification or module whose blueprint is drawn by.
        questions: how many the bank has.
        sittings: how many are scored.
        past: how many the record of a desk has already.
        show: called with done, total and what was done last.
    """
    plan = blueprint(library, scope)
    if not plan.domains:
        raise CertbookError(f"{plan.title}: nothing here can be asked about it; name another exam to measure with")
    bank = grown(whole_bank(library), questions)
    large = _with_bank(library, bank)
    figures = []

    def done(found: ExamFigures) -> None:
        figures.append(found)
        show(len(figures), 9, found.what)

    done(_timed("draw, nothing asked before", (_drawing(plan, bank, seed, ExamHistory()) for seed in range(20))))
    sat = list(_sittings(plan, bank, sittings))
    scores: list[Sat] = []
    done(_timed("score a sitting", (_scoring(large, one, scores) for one in sat)))
    history = ExamHistory()
    for one in scores:
        history.add_sitting(one)
    done(_timed(f"draw, {len(scores):,} sittings before", (_drawing(plan, bank, seed, history) for seed in range(20))))
    done(_timed("longest exam in the shares", (lambda: most_questions(plan, bank) for _ in range(5))))
    with tempfile.TemporaryDirectory(prefix="certbook-bench-", ignore_cleanup_errors=True) as folder:
        desk = make_desk(library.root, Path(folder) / "desk")
        for found in _on_a_desk(desk, large, scope, scores[:past]):
            done(found)
    return figures


def grown(bank: dict[str, BankEntry], questions: int) -> dict[str, BankEntry]:
    """Return a bank of so many questions: those that there are, over and over under new names."""
    entries, found = list(bank.values()), {}
    for number in range(questions):
        entry, copy = entries[number % len(entries)], number // len(entries)
        item = entry.item
        asked = item.question.model_copy(update={"id": f"{entry.id}-{copy}"})
        shared = item.scenario.model_copy(update={"id": f"{item.scenario.id}-{copy}"}) if item.scenario else None
        item = item.model_copy(update={"question": asked, "scenario": shared})
        found[asked.id] = replace(entry, item=item)
    return found


def _with_bank(library: Library, bank: dict[str, BankEntry]) -> Library:
    large = Library(library.root)
    large.__dict__["_whole_bank"] = bank
    return large


def _drawing(plan: Blueprint, bank: dict[str, BankEntry], seed: int, history: ExamHistory) -> Callable[[], object]:
    return lambda: draw(plan, bank, QUESTIONS, seed, history.asked)


def _scoring(library: Library, sitting: Sitting, scores: list[Sat]) -> Callable[[], object]:
    when = sitting.started.started + timedelta(minutes=MINUTES)
    return lambda: scores.append(room.scored(library, sitting, when))


def _sittings(plan: Blueprint, bank: dict[str, BankEntry], count: int) -> Iterator[Sitting]:
    """Yield sittings by many hands: a few dozen draws, each answered anew."""
    lots = random.Random(0)
    drawn = [draw(plan, bank, QUESTIONS, seed, {}) for seed in range(min(count, 40))]
    began = datetime.now(UTC) - timedelta(days=300)
    for number in range(count):
        started = began + timedelta(minutes=40 * number)
        name = f"{started:%Y%m%dT%H%M%SZ}-{number:08x}"
        facts = Started(name, plan.scope, plan.title, started, MINUTES, number, drawn[number % len(drawn)])
        marks = {place: _mark(bank, one, lots) for place, one in enumerate(facts.drawn, start=1)}
        yield Sitting(facts, marks)


def _mark(bank: dict[str, BankEntry], drawn: Drawn, lots: random.Random) -> Mark:
    key = key_of(bank[drawn.id].item.question)
    answer = key if lots.random() < _KNOWN else [None if one is None else float(one == 0) for one in key]
    return Mark(answer, lots.random() < 0.1, True, lots.uniform(10, 200))


def _on_a_desk(desk: Desk, library: Library, scope: str, past: list[Sat]) -> Iterator[ExamFigures]:
    log = desk.record / "exams" / "sittings.jsonl"
    log.parent.mkdir(parents=True)
    log.write_text("".join(one.line() + "\n" for one in past), encoding="utf-8")
    yield _timed(f"read a record of {len(past):,} sittings", [lambda: exam_history(desk)])
    now = datetime.now(UTC)
    yield _timed("standing, the first of a process", [lambda: standing(desk, library, now)])
    yield _timed("standing after one sitting more", (_one_more(desk, library, past, now, n) for n in range(20)))
    lots, sitting = random.Random(0), room.start(desk, library, now, scope)
    numbers = [lots.randint(1, len(sitting.questions)) for _ in range(100)]
    bank = whole_bank(library)
    keys = {one.number: key_of(bank[one.id].item.question) for one in sitting.questions}

    def keep(number: int) -> Callable[[], object]:
        return lambda: room.record(desk, library, now, sitting.id, number, answer=keys[number], seen=True, seconds=9)

    yield _timed("keep an answer, on the disk", map(keep, numbers))
    yield _timed("end a sitting, with its result", [lambda: room.end(desk, library, now, sitting.id)])


def _one_more(desk: Desk, library: Library, past: list[Sat], now: datetime, number: int) -> Callable[[], object]:
    sittings_of(desk).append(replace(past[number % len(past)], id=f"{now:%Y%m%dT%H%M%SZ}-{number:08x}").line())
    return lambda: standing(desk, library, now)


def _timed(what: str, calls: Iterable[Callable[[], object]]) -> ExamFigures:
    """Time each call alone; what prepares the next is not counted."""
    times = []
    for call in calls:
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    middle, total = statistics.median(times), sum(times)
    return ExamFigures(what, len(times), middle * 1000, max(times) * 1000, len(times) / total)
