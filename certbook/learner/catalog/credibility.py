"""How far a certification can be trusted, criterion by criterion, each from a fact; what is unknown is not bad."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from certbook.content.certifications import UNKNOWN, Certification, Fact

Mark = Literal["strong", "fair", "weak", "unknown"]
Practical = Literal["all", "part", "none", "unknown"]
_HANDS_ON = ("performance", "hands on", "hands-on", "lab")
_CHOICE = ("multiple ", "ordering", "matching", "drag and drop")
_USUAL = ("standard", "non_member")  # of a price by kind of candidate or form, the one that everybody may pay
CHEAP, DEAR = 100, 200
LONG, SHORT = 120, 90
CURRENT_DAYS = 365


@dataclass(frozen=True)
class Judged:
    """One criterion: its mark, why in words, and the fact that it rests on."""

    criterion: str
    mark: Mark
    reason: str
    fact: str


def shown(fact: Fact) -> str:
    """Return a fact in words; one without a value is unknown."""
    value = fact.value
    if value is None:
        return UNKNOWN
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return ", ".join(
            f"{name.replace('_', '-')} {UNKNOWN if one is None else format(one, 'g')}" for name, one in value.items()
        )
    return str(value)


_RANGE = re.compile(r"(?:up to |(\d+)\s*-\s*)(\d+)\b")


def number(fact: Fact) -> float | None:
    """Return the number that a fact gives everybody, None where it gives none."""
    value = fact.value
    if isinstance(value, dict):
        value = next((value[name] for name in _USUAL if value.get(name) is not None), None)
    return float(value) if isinstance(value, int | float) else None


def about(fact: Fact) -> float | None:
    """Return the number that a fact gives, the middle of a range or the most of `up to`; None where it gives none."""
    exact = number(fact)
    if exact is not None or not isinstance(fact.value, str):
        return exact
    found = _RANGE.match(fact.value)
    if found is None:
        return None
    low, high = found.groups()
    return float(high) if low is None else (float(low) + float(high)) / 2


def practical(exam: Certification) -> Practical:
    """Return how much of an exam is done rather than chosen, as far as its formats say."""
    formats = exam.facts.formats
    if not isinstance(formats.value, list):
        return "unknown"
    hands_on = [any(word in one.lower() for word in _HANDS_ON) for one in formats.value]
    if any(hands_on):
        return "all" if all(hands_on) else "part"
    only_choice = all(one.lower().startswith(_CHOICE) for one in formats.value)
    return "none" if only_choice and "not disclosed" not in (formats.note or "") else "unknown"


def credibility(exam: Certification, today: date) -> tuple[Judged, ...]:
    """Return the criteria in a fixed order."""
    return (
        _domains(exam),
        _practice(exam),
        _current(exam, today),
        _recognition(exam),
        _cost(exam),
        _length(exam),
    )


def _domains(exam: Certification) -> Judged:
    name, fact = "published domains and weights", f"blueprint: {len(exam.domains)} domains, {exam.blueprint.trust}"
    if not exam.domains:
        return Judged(name, "unknown", "no domains were found in the sources read", fact)
    if any(one.weight is None for one in exam.domains):
        return Judged(name, "fair", "domains were found, weights in percent were not", fact)
    if exam.blueprint.trust == "verified":
        return Judged(name, "strong", "names and weights come from the vendor or cite it, and agree", fact)
    reason = "names or weights come from others than the vendor, or do not add up"
    return Judged(name, "fair", reason, fact)


def _practice(exam: Certification) -> Judged:
    marks: dict[Practical, tuple[Mark, str]] = {
        "all": ("strong", "all of it is done hands on"),
        "part": ("strong", "some tasks are performance-based"),
        "none": ("weak", "answers are only chosen, nothing is built"),
        "unknown": ("unknown", "the sources do not say whether anything is built"),
    }
    mark, reason = marks[practical(exam)]
    return Judged("practical assessment", mark, reason, f"formats: {shown(exam.facts.formats)}")


def _current(exam: Certification, today: date) -> Judged:
    name, newest = "current tools", exam.newest(exam.blueprint.sources)
    fact = f"status: {exam.status}; blueprint read as of {newest or UNKNOWN}"
    if exam.status == UNKNOWN:
        return Judged(name, "unknown", "no source says whether it can be sat", fact)
    if exam.is_retired:
        return Judged(name, "weak", "it cannot be sat any more", fact)
    if not exam.status.startswith("active"):
        return Judged(name, "fair", "it is not in regular delivery yet", fact)
    if not newest:
        return Judged(name, "unknown", "it can be sat, and nothing dates its blueprint", fact)
    age = (today - date.fromisoformat(f"{newest}-01" if len(newest) == 7 else newest)).days
    if age <= CURRENT_DAYS:
        return Judged(name, "strong", "it can be sat, and its blueprint was read within a year", fact)
    return Judged(name, "fair", "it can be sat, and its blueprint was read more than a year ago", fact)


def _recognition(exam: Certification) -> Judged:
    note = exam.facts.status.note or ""
    if "accredited" in note:
        return Judged("vendor recognition", "strong", "an outside body has accredited it", note)
    return Judged("vendor recognition", "unknown", "no fact here says how employers see it", f"vendor: {exam.vendor}")


def _cost(exam: Certification) -> Judged:
    cost, fact = number(exam.facts.cost_usd), f"cost in USD: {shown(exam.facts.cost_usd)}"
    if cost is None:
        return Judged("cost", "unknown", "no price was found", fact)
    if cost <= CHEAP:
        return Judged("cost", "strong", f"at most {CHEAP} USD", fact)
    return (
        Judged("cost", "fair", f"at most {DEAR} USD", fact)
        if cost <= DEAR
        else Judged("cost", "weak", f"more than {DEAR} USD", fact)
    )


def _length(exam: Certification) -> Judged:
    minutes, fact = number(exam.facts.minutes), f"minutes: {shown(exam.facts.minutes)}"
    if minutes is None:
        return Judged("length", "unknown", "no length was found", fact)
    if minutes >= LONG:
        return Judged("length", "strong", f"{LONG} minutes or more leave room for depth", fact)
    return (
        Judged("length", "fair", f"{SHORT} minutes or more", fact)
        if minutes >= SHORT
        else Judged("length", "weak", f"less than {SHORT} minutes leave little room for depth", fact)
    )
