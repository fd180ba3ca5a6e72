"""What a practice exam is drawn from: domains with their shares, and the questions that can be asked of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from certbook.content.library import Library, Module
from certbook.content.models import Certification
from certbook.content.questions import BankItem
from certbook.errors import CertbookError
from certbook.learner.catalog.credibility import about
from certbook.learner.readiness import shares_of, taught_for

USUAL_QUESTIONS = 40  # where nobody publishes how many an exam has
FEWEST_QUESTIONS = 20  # of an exam that tells anything
MINUTES_EACH = 1.5  # a question, where nobody publishes how long an exam takes


@dataclass(frozen=True)
class BlueprintDomain:
    """One domain; `share` is of the questions that can be asked, `weight` as published, in percent."""

    number: int
    name: str
    weight: float | None
    share: float
    skills: frozenset[str]


@dataclass(frozen=True)
class Blueprint:
    """What an exam is to be like: `scope` is a certification's id or a module's name; `missing` can ask nothing."""

    scope: str
    title: str
    domains: tuple[BlueprintDomain, ...]
    missing: tuple[str, ...]
    questions: int
    minutes_each: float


@dataclass(frozen=True)
class BankEntry:
    """One question of the whole library; `print` is a fingerprint of what it says."""

    module: str
    item: BankItem
    print: str

    @property
    def id(self) -> str:
        """The question's permanent name."""
        return self.item.question.id

    @property
    def skill(self) -> str:
        """The skill that it asks for."""
        return self.item.question.skill


def whole_bank(library: Library) -> dict[str, BankEntry]:
    """Return all questions by id; read once for a library."""
    kept: dict[str, BankEntry] | None = library.__dict__.get("_whole_bank")
    if kept is None:
        kept = {entry.id: entry for module in library.modules for entry in _entries(library, module)}
        library.__dict__["_whole_bank"] = kept
    return kept


def blueprint(library: Library, scope: str) -> Blueprint:
    """Return the blueprint of a certification or of one module; raises CertbookError for neither."""
    if scope in library.certifications:
        return _of_exam(library, library.certifications[scope])
    try:
        return _of_module(library, library.find_module(scope))
    except CertbookError:
        raise CertbookError(
            f"no certification and no domain is called '{scope}'; see certbook certs, or certbook progress"
        ) from None


def _entries(library: Library, module: Module) -> Iterable[BankEntry]:
    for item in library.bank(module):
        text = item.question.model_dump_json() + (item.scenario.model_dump_json() if item.scenario else "")
        yield BankEntry(module.name, item, hashlib.sha256(text.encode()).hexdigest()[:12])


def _of_exam(library: Library, exam: Certification) -> Blueprint:
    counts = _count(entry.skill for entry in whole_bank(library).values())
    taught = taught_for(library, exam)
    able = {number: frozenset(skill for skill in skills if counts.get(skill)) for number, skills in taught.items()}
    pools = {number: sum(counts[skill] for skill in skills) for number, skills in able.items() if skills}
    shares = {number: share for number, share in shares_of(exam).items() if number in pools and share > 0}
    asked = _worth_asking(shares, pools)
    total = sum(shares[number] for number in asked)
    domains = tuple(
        BlueprintDomain(one.n, one.name, one.weight, shares[one.n] / total, able[one.n])
        for one in exam.domains
        if one.n in asked
    )
    questions, minutes = about(exam.facts.questions), about(exam.facts.minutes)
    return Blueprint(
        scope=exam.id,
        title=exam.name,
        domains=domains,
        missing=tuple(
            one.name if one.n not in pools else f"{one.name} (too few questions here for its weight: {pools[one.n]})"
            for one in exam.domains
            if one.n not in asked
        ),
        questions=int(questions or USUAL_QUESTIONS),
        minutes_each=minutes / questions if questions and minutes else MINUTES_EACH,
    )


def _worth_asking(shares: Mapping[int, float], pools: Mapping[int, int]) -> set[int]:
    """Return the domains that an exam is drawn from.

    The domain with the fewest questions for its weight bounds how many all others may have. Where that makes an exam
    too short to tell anything, it is left out, as long as the rest gives a longer one.
    """
    asked = set(shares)
    while len(asked) > 1 and _length(asked, shares, pools) < FEWEST_QUESTIONS:
        without = asked - {min(asked, key=lambda number: pools[number] / shares[number])}
        if _length(without, shares, pools) <= _length(asked, shares, pools):
            break
        asked = without
    return asked


def _length(asked: set[int], shares: Mapping[int, float], pools: Mapping[int, int]) -> float:
    """Return about how many questions can be asked of some domains in their shares."""
    total = sum(shares[number] for number in asked)
    return min(pools[number] * total / shares[number] for number in asked)


def _of_module(library: Library, module: Module) -> Blueprint:
    counts: Mapping[str, int] = _count(entry.skill for entry in whole_bank(library).values())
    able = {skill: title for skill, title in module.facts.skills.items() if counts.get(skill)}
    domains = tuple(
        BlueprintDomain(number, title, None, counts[skill] / sum(counts[one] for one in able), frozenset({skill}))
        for number, (skill, title) in enumerate(able.items(), start=1)
    )
    missing = tuple(title for skill, title in module.facts.skills.items() if skill not in able)
    return Blueprint(module.name, module.facts.title, domains, missing, USUAL_QUESTIONS // 2, MINUTES_EACH)


def _count(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts
