"""One certification with all that a learner compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

from certbook.content.certifications import Certification, Fact, Facts
from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.catalog.coverage import DomainCover, StudyTime, coverage, study_time
from certbook.learner.catalog.credibility import Judged, Mark, credibility, number, practical, shown
from certbook.learner.catalog.finding import find_certification, nearest, succession
from certbook.learner.mastery import Mastery

_PRACTICAL = {"all": "yes, all", "part": "in part", "none": "no", "unknown": "unknown"}


@dataclass(frozen=True)
class Card:
    """One certification: facts, what teaches its domains, hours ahead, credibility; `successor` only of a retired."""

    exam: Certification
    covers: tuple[DomainCover, ...]
    time: StudyTime
    credibility: tuple[Judged, ...]
    successor: str | None

    @property
    def level(self) -> str:
        """The level in words."""
        return shown(self.exam.facts.level)

    @property
    def cost(self) -> str:
        """The price in words."""
        return shown(self.exam.facts.cost_usd)

    @property
    def practical(self) -> str:
        """How much of it is done rather than chosen, in words."""
        return _PRACTICAL[practical(self.exam)]

    @property
    def short_status(self) -> str:
        """The first word of the status."""
        return self.exam.status.split(maxsplit=1)[0].rstrip(":;,")

    @property
    def as_of(self) -> str:
        """The newest date of the sources of its status, or unknown."""
        return self.exam.newest(self.exam.facts.status.sources) or "unknown"

    @property
    def marks(self) -> str:
        """How many criteria are strong, fair, weak and unknown."""
        marks = [one.mark for one in self.credibility]
        return "/".join(str(marks.count(mark)) for mark in get_args(Mark))

    @property
    def price(self) -> str:
        """The price that everybody pays, `?` where it is unknown."""
        price = number(self.exam.facts.cost_usd)
        return "?" if price is None else f"{price:g}"

    @property
    def hours_and_gap(self) -> tuple[str, str]:
        """The hours of our modules, and the share of the exam that nothing here teaches, for a narrow table."""
        return "?" if self.time.hours is None else f"{self.time.hours:.1f}", f"{self.time.unknown:.0%}"

    @property
    def lab(self) -> str:
        """How much of it is done rather than chosen, for a narrow table."""
        found = practical(self.exam)
        return "?" if found == "unknown" else found

    def facts(self) -> list[tuple[str, Fact]]:
        """Return the facts by name; those that only some exams have are left out where there is nothing to say."""
        named = [(name, getattr(self.exam.facts, name)) for name in Facts.model_fields]
        rare = ("versions_tested", "successor")
        return [(name, fact) for name, fact in named if name not in rare or fact.value is not None]

    def fact(self, name: str) -> str:
        """Return a fact in words."""
        return shown(getattr(self.exam.facts, name))

    def values(self) -> dict[str, Any]:
        """Return all of it as JSON values."""
        return {
            **self.exam.model_dump(mode="json", exclude={"domains"}),
            "retired": self.exam.is_retired,
            "succession": self.successor,
            "domains": [{**asdict(one), "text": one.text} for one in self.covers],
            "study_time": {**asdict(self.time), "text": self.time.text},
            "practical": practical(self.exam),
            "credibility": [asdict(one) for one in self.credibility],
        }


def card(library: Library, exam: Certification, known: Mapping[str, Mastery], today: date) -> Card:
    """Return a certification's card for a learner who masters what is `known`."""
    return Card(
        exam=exam,
        covers=coverage(library, exam),
        time=study_time(library, exam, known),
        credibility=credibility(exam, today),
        successor=succession(library, exam),
    )


def select(library: Library, names: Sequence[str], lane: str | None, every: bool) -> list[Certification]:
    """Return the named certifications, else those of a lane or all; retired ones only where named or asked for.

    Raises CertbookError for a name that there is not, with the nearest one.
    """
    if names:
        found = {exam.id: exam for exam in (find_certification(library, name) for name in names)}
        if len(found) < min(len(names), 2):
            raise CertbookError(f"only one certification is named: {next(iter(found))}; compare two or more")
        return list(found.values())
    if lane is not None and lane not in library.lanes:
        close = nearest(lane, list(library.lanes))
        meant = f"did you mean '{close}'? " if close else ""
        raise CertbookError(f"no lane is called '{lane}'; {meant}there are: {', '.join(library.lanes)}")
    ids = library.lanes[lane].certifications if lane is not None else list(library.certifications)
    exams = [library.certifications[one] for one in ids]
    return [exam for exam in exams if every or not exam.is_retired]


def cards(names: Sequence[str], lane: str | None, every: bool, desk: Path | None) -> list[Card]:
    """Return the cards that were asked for, with the mastery of the desk; before there is one nothing is mastered."""
    library, now = Library.open(), datetime.now(UTC)
    exams = select(library, names, lane, every)
    known = _mastered(library, desk, now)
    return [card(library, exam, known, now.date()) for exam in exams]


def _mastered(library: Library, desk: Path | None, now: datetime) -> Mapping[str, Mastery]:
    from certbook.learner.desk import find_desk
    from certbook.learner.standing import standing

    try:
        place = find_desk(library.root, desk)
    except CertbookError:
        if desk is not None:
            raise
        return {}
    return standing(place, library, now).masteries
