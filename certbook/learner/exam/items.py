"""How each question of the bank has done: how hard it was, how long it took, which wrong answer it drew."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from certbook.content.library import Library
from certbook.learner.desk import Desk
from certbook.learner.exam.blueprint import BankEntry, whole_bank
from certbook.learner.exam.record import ExamHistory, exam_history
from certbook.learner.exam.scoring import explanations, is_right


@dataclass(frozen=True)
class ItemStatistics:
    """One question as it reads today, in all sittings that reached it; `common_wrong` was given most often."""

    id: str
    module: str
    asked: int
    share_right: float
    median_seconds: float
    common_wrong: str | None
    common_wrong_share: float


def item_statistics(desk: Desk, library: Library) -> tuple[ItemStatistics, ...]:
    """Return what is known of each question that this desk was asked, the hardest first."""
    return of_histories([exam_history(desk)], library)


def of_histories(histories: Iterable[ExamHistory], library: Library) -> tuple[ItemStatistics, ...]:
    """Return the same over several desks, such as those of a class."""
    bank = whole_bank(library)
    right: Counter[str] = Counter()
    seconds: dict[str, list[float]] = {}
    answers: dict[str, Counter[str]] = {}
    for history in histories:
        for name, record in history.questions.items():
            if name in bank and record.answers and record.print == bank[name].print:
                right[name] += record.right
                seconds.setdefault(name, []).extend(record.seconds)
                answers.setdefault(name, Counter()).update(record.answers)
    found = [_of_question(bank[name], right[name], seconds[name], answers[name]) for name in answers]
    return tuple(sorted(found, key=lambda one: (one.share_right, one.id)))


def _of_question(entry: BankEntry, right: int, seconds: list[float], answers: Counter[str]) -> ItemStatistics:
    asked = answers.total()
    wrong = Counter({text: count for text, count in answers.items() if _is_wrong(entry, text)})
    text, count = wrong.most_common(1)[0] if wrong else ("null", 0)
    return ItemStatistics(
        id=entry.id,
        module=entry.module,
        asked=asked,
        share_right=right / asked,
        median_seconds=statistics.median(seconds) if seconds else 0.0,
        common_wrong=_in_words(entry, text) if count else None,
        common_wrong_share=count / asked,
    )


def _is_wrong(entry: BankEntry, text: str) -> bool:
    return not is_right(entry.item.question, json.loads(text))


def _in_words(entry: BankEntry, text: str) -> str:
    answer = json.loads(text)
    if answer is None:
        return "no answer"
    if entry.item.question.kind in ("one", "many"):
        return "; ".join(one.text for one in explanations(entry.item.question, answer) if one.chosen)
    return ", ".join("-" if one is None else f"{one:g}" for one in answer)
