"""What the learner has chosen: a lane, and the certification that they prepare for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.catalog.finding import nearest
from certbook.learner.desk import Desk
from certbook.learner.files import one_at_a_time, read_json_object, write_json

_FILE = "choice.json"


@dataclass(frozen=True)
class Choice:
    """Names of a lane and a certification; None is not chosen yet."""

    lane: str | None = None
    certification: str | None = None

    def as_far_as_known(self, library: Library) -> Choice:
        """Return the choice without what the content has no more; the file keeps it, it may come back."""
        return Choice(
            self.lane if self.lane in library.lanes else None,
            self.certification if self.certification in library.certifications else None,
        )


def read(desk: Desk) -> Choice:
    """Return what was chosen."""
    kept = read_json_object(desk.record / _FILE)
    return Choice(_name(kept.get("lane")), _name(kept.get("certification")))


def write(desk: Desk, library: Library, lane: str | None, certification: str | None) -> Choice:
    """Remember a choice; None takes it back. Any certification goes with any lane, a retired one too.

    Raises CertbookError for a lane or a certification that there is not; then nothing was chosen.
    """
    if lane is not None and lane not in library.lanes:
        raise CertbookError(f"no lane is called '{lane}'; there are: {', '.join(library.lanes)}")
    if certification is not None and certification not in library.certifications:
        close = nearest(certification, list(library.certifications))
        meant = f"did you mean '{close}'? " if close else ""
        known = ", ".join(library.certifications)
        raise CertbookError(f"no certification is called '{certification}'; {meant}there are: {known}")
    _keep(desk, {"lane": lane, "certification": certification})
    return Choice(lane, certification)


def tour_seen(desk: Desk) -> None:
    """Remember that the learner has seen the tour."""
    _keep(desk, {"toured": True})


def is_tour_seen(desk: Desk) -> bool:
    """Whether the learner has seen the tour."""
    return read_json_object(desk.record / _FILE).get("toured") is True


def _keep(desk: Desk, news: dict[str, Any]) -> None:
    with one_at_a_time(desk.record / "choice.lock"):
        file = desk.record / _FILE
        kept = read_json_object(file)
        if {**kept, **news} != kept:
            write_json(file, {**kept, **news})


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
