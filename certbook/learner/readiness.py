"""How ready a learner is for an exam: its domains' masteries, weighted as its blueprint weighs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from certbook.content.library import Library
from certbook.content.models import Certification
from certbook.learner.mastery import GUESS, HALF_LIFE_DAYS, INTERVAL, POINTS_PER_OBSERVATION, Mastery, together

WHOLE_DOMAIN = "the whole domain"
FORMULA = (
    f"Readiness = Σ weight × mastery over the exam's domains. Mastery of a domain = ({GUESS:g} × n + R) / (n + R + W): "
    f"n skills are taught for it here; R points of your latest attempts and answers were right, and they halve every "
    f"{HALF_LIFE_DAYS:g} days since you worked on them; W points were not, and they stay until mended. A domain "
    f"without evidence is unknown: it counts as a guess, {GUESS:g}, that may be anything between 0 and 1. The interval "
    f"holds {INTERVAL:.0%} of the Beta distribution behind each mastery, with {POINTS_PER_OBSERVATION:g} points as one "
    f"observation. It says how well you do the tasks and answer the questions here, and nothing of what an exam asks "
    f"beyond them."
)


@dataclass(frozen=True)
class ReadinessDomain:
    """One exam domain: `weight` as published, None where it is not; `gaps` is what nothing here teaches."""

    number: int
    name: str
    weight: float | None
    mastery: float | None
    low: float
    high: float
    skills: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class Readiness:
    """Readiness for one exam; `value` is None where there is no evidence at all; `notes` is what to know of it."""

    certification: str
    name: str
    value: float | None
    low: float
    high: float
    source: str
    read_on: str
    domains: tuple[ReadinessDomain, ...]
    notes: tuple[str, ...] = ()

    @property
    def formula(self) -> str:
        """How it is computed, and what to know of this exam."""
        return "\n".join((FORMULA, *self.notes))


def readiness(facts: Certification, taught: Mapping[int, Sequence[str]], known: Mapping[str, Mastery]) -> Readiness:
    """Return the readiness for an exam.

    Args:
        facts: the exam, with its blueprint.
        taught: the skills that serve each of its domains, by the domain's number.
        known: the mastery of each skill that there is evidence of.
    """
    shares, notes = _shares(facts)
    of_domain = [together(known.get(skill, Mastery()) for skill in taught.get(one.n, ())) for one in facts.domains]
    domains = tuple(
        _domain(one.n, one.name, one.weight, mastery, tuple(taught.get(one.n, ())))
        for one, mastery in zip(facts.domains, of_domain, strict=True)
    )
    has_evidence = any(mastery.tried for mastery in of_domain)
    weighted = list(zip(shares, of_domain, domains, strict=True))
    return Readiness(
        certification=facts.id,
        name=facts.name,
        value=_share(sum(share * mastery.expected for share, mastery, _ in weighted)) if has_evidence else None,
        low=_share(sum(share * domain.low for share, _, domain in weighted)),
        high=_share(sum(share * domain.high for share, _, domain in weighted)) if weighted else 1.0,
        source=facts.source,
        read_on=facts.read_on,
        domains=domains,
        notes=notes,
    )


def taught_for(library: Library, facts: Certification) -> dict[int, tuple[str, ...]]:
    """Return the skills that modules teach for each domain of an exam; a domain that no module serves is missing."""
    found: dict[int, tuple[str, ...]] = {}
    for module in library.modules:
        for served in module.facts.serves:
            if served.certification == facts.id:
                skills = served.skills or list(module.facts.skills)
                found[served.domain] = tuple(dict.fromkeys((*found.get(served.domain, ()), *skills)))
    return found


def shares_of(facts: Certification) -> dict[int, float]:
    """Return what each domain of an exam counts, by its number; together they are 1."""
    return {one.n: share for one, share in zip(facts.domains, _shares(facts)[0], strict=True)}


def _shares(facts: Certification) -> tuple[list[float], tuple[str, ...]]:
    """Return what each domain counts, together 1, and what there is to say of it."""
    notes = [f"This exam cannot be sat any more: {facts.status}."] if facts.is_retired else []
    weights = [one.weight for one in facts.domains]
    if not weights:
        return [], (*notes, "The vendor publishes no domains.")
    total = sum(weight or 0.0 for weight in weights)
    if any(weight is None for weight in weights) or total <= 0:
        notes.append("The vendor publishes no weights: each domain counts the same.")
        return [1 / len(weights)] * len(weights), tuple(notes)
    if any(one.weight_min != one.weight_max for one in facts.domains):
        notes.append("The vendor publishes ranges: the middle of each counts.")
    if abs(total - 100) > 1e-9:
        notes.append(f"The weights add up to {total:g}: each counts as its share of that.")
    return [(weight or 0.0) / total for weight in weights], tuple(notes)


def _domain(number: int, name: str, weight: float | None, mastery: Mastery, skills: tuple[str, ...]) -> ReadinessDomain:
    low, high = mastery.interval
    gaps = () if skills else (WHOLE_DOMAIN,)
    return ReadinessDomain(number, name, weight, mastery.value, low, high, skills, gaps)


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)  # sums of shares may miss the bounds by a rounding
