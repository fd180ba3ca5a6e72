"""Which lane fits: lanes ranked by role, level, cloud and taste, each point with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from certbook.content.certifications import Certification
from certbook.content.lanes import Lane
from certbook.errors import CertbookError

LEVELS = ("foundational", "associate", "professional")
TASTES = ("research", "application", "data")
CLOUDS = {"aws": "AWS", "azure": "Microsoft", "gcp": "Google Cloud", "oracle": "Oracle"}
_OTHER_NAMES = {"microsoft": "azure", "google": "gcp", "amazon": "aws", "oci": "oracle"}
_SMALL = {"a", "an", "and", "or", "the", "of", "in", "for", "to", "ai"}


@dataclass(frozen=True)
class Wish:
    """What someone is after; None is no wish."""

    role: str | None = None
    level: str | None = None
    cloud: str | None = None
    taste: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not any((self.role, self.level, self.cloud, self.taste))


@dataclass(frozen=True)
class Ranked:
    """A lane with its points and the reasons for them."""

    lane: str
    title: str
    points: int
    reasons: tuple[str, ...]


def wish(role: str | None, level: str | None, cloud: str | None, taste: str | None) -> Wish:
    """Return a wish; raises CertbookError for a level, cloud or taste that there is not."""
    named = cloud.lower().strip() if cloud else None
    return Wish(
        (role or "").strip() or None,
        _one_of("level", level, LEVELS),
        _one_of("cloud", _OTHER_NAMES.get(named, named) if named else None, tuple(CLOUDS)),
        _one_of("taste", taste, TASTES),
    )


def rank(lanes: Mapping[str, Lane], certifications: Mapping[str, Certification], wanted: Wish) -> tuple[Ranked, ...]:
    """Return all lanes, the best fit first; equal ones keep the order of the file.

    A role's word in the title counts 3, among the keywords or in the summary 1; a cloud 2, a taste 2, a level 1.
    """
    ranked = [_rank(name, lane, certifications, wanted) for name, lane in lanes.items()]
    return tuple(sorted(ranked, key=lambda one: -one.points))


def _rank(name: str, lane: Lane, certifications: Mapping[str, Certification], wanted: Wish) -> Ranked:
    points, reasons = 0, []
    for word in sorted(_words(wanted.role or "")):
        if word in _words(lane.title):
            points += 3
            reasons.append(f"'{word}' stands in its title")
        elif word in _words(" ".join(lane.keywords)) | _words(lane.summary):
            points += 1
            reasons.append(f"'{word}' belongs to it")
    exams = [certifications[one] for one in lane.certifications if not certifications[one].is_retired]
    if wanted.cloud is not None:
        fits = [one.id for one in exams if one.vendor == CLOUDS[wanted.cloud]]
        if fits:
            points += 2
            reasons.append(f"{CLOUDS[wanted.cloud]}: {', '.join(fits)}")
    if wanted.taste is not None and wanted.taste in lane.tastes:
        points += 2
        reasons.append(f"much of it is {wanted.taste}")
    if wanted.level is not None:
        fits = [one.id for one in exams if str(one.facts.level.value or "").startswith(wanted.level)]
        if fits:
            points += 1
            reasons.append(f"{wanted.level} exams: {', '.join(fits)}")
    return Ranked(name, lane.title, points, tuple(reasons))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower())) - _SMALL


def _one_of(kind: str, value: str | None, known: tuple[str, ...]) -> str | None:
    named = value.lower().strip() if value else ""
    if named and named not in known:
        raise CertbookError(f"no {kind} is called '{value}'; there are: {', '.join(known)}")
    return named or None
