"""The mistake log: every misconception met, in tasks and in questions, when, how often, and whether it is mended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from certbook.learner.exam.blueprint import whole_bank
from certbook.learner.exam.record import exam_history
from certbook.learner.standing import Standing


@dataclass(frozen=True)
class LoggedMistake:
    """One misconception: `places` are labs' tasks and questions, `mended` where each has gone well since."""

    id: str
    belief: str
    times: int
    first: str
    last: str
    places: tuple[str, ...]
    mended: bool


_NEVER, _LONG_AGO = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)


@dataclass
class _Found:
    times: int = 0
    first: datetime = _NEVER
    last: datetime = _LONG_AGO
    places: list[str] = field(default_factory=list)
    open: bool = False

    def add(self, place: str, times: int, first: datetime, last: datetime, mended: bool) -> None:
        self.times += times
        self.first, self.last = min(self.first, first), max(self.last, last)
        self.places.append(place)
        self.open = self.open or not mended


def mistake_log(here: Standing) -> tuple[LoggedMistake, ...]:
    """Return all misconceptions that were met, over all modules: open ones first, then the latest."""
    found: dict[str, _Found] = {}
    for (lab, task), record in here.history.tasks.items():
        for name, mistake in record.mistakes.items():
            last = mistake.last or here.now
            first = mistake.first or last
            entry = found.setdefault(name, _Found())
            entry.add(f"{lab} {task}", mistake.times, first, last, record.is_mended(name))
    past = exam_history(here.desk).questions
    bank = whole_bank(here.library) if past else {}
    for question, asked in past.items():
        for name, slip in asked.slips.items():
            place = f"question {question}" + ("" if question in bank else " (taken out)")
            found.setdefault(name, _Found()).add(place, slip.times, slip.first, slip.last, asked.is_mended(name))
    beliefs = here.library.misconceptions
    log = [
        LoggedMistake(
            id=name,
            belief=beliefs.get(name, name),
            times=one.times,
            first=one.first.isoformat(timespec="seconds"),
            last=one.last.isoformat(timespec="seconds"),
            places=tuple(one.places),
            mended=not one.open,
        )
        for name, one in found.items()
    ]
    log.sort(key=lambda one: one.last, reverse=True)
    return tuple(sorted(log, key=lambda one: one.mended))
