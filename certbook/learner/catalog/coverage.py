"""What here teaches each domain of an exam, and how long that takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from certbook.content.certifications import Certification
from certbook.content.library import Library
from certbook.learner.mastery import Mastery
from certbook.learner.readiness import shares_of

GAP = "no module here teaches this yet"
CAVEAT = "The modules teach skills with open libraries; a vendor's own products are not taught here."


@dataclass(frozen=True)
class Teaching:
    """One module that serves a domain, with those of its skills that do."""

    module: str
    title: str
    skills: tuple[str, ...]


@dataclass(frozen=True)
class DomainCover:
    """One domain of an exam: what teaches it, or that nothing does, with the modules that are planned for it."""

    number: int
    name: str
    weight: float | None
    taught: tuple[Teaching, ...]
    planned: tuple[str, ...]

    @property
    def text(self) -> str:
        """What teaches the domain, in words."""
        if self.taught:
            return "; ".join(f"{one.module} {one.title} ({len(one.skills)} skills)" for one in self.taught)
        return f"{GAP}; planned: {', '.join(self.planned)}" if self.planned else GAP


@dataclass(frozen=True)
class StudyTime:
    """Hours of the modules here that are still ahead; `unknown` is the share of the exam that nothing here teaches."""

    hours: float | None
    unknown: float

    @property
    def text(self) -> str:
        """The hours in words, as ours and not the vendor's."""
        if self.hours is None:
            return "unknown: nothing here teaches it"
        rest = f", and {self.unknown:.0%} of the exam unknown" if self.unknown >= 0.005 else ""
        return f"{self.hours:.1f} h by our modules{rest}"


def coverage(library: Library, exam: Certification) -> tuple[DomainCover, ...]:
    """Return what teaches each domain of an exam, in the order of its blueprint."""
    taught: dict[int, list[Teaching]] = {}
    for module in library.modules:
        for served in module.facts.serves:
            if served.certification == exam.id:
                skills = tuple(served.skills or module.facts.skills)
                taught.setdefault(served.domain, []).append(Teaching(module.facts.id, module.facts.title, skills))
    planned = {
        domain.n: tuple(
            f"{one.id} {one.title}"
            for one in library.planned.values()
            if (exam.id, domain.n) in [(served.certification, served.domain) for served in one.serves]
        )
        for domain in exam.domains
    }
    return tuple(
        DomainCover(one.n, one.name, one.weight, tuple(taught.get(one.n, ())), planned[one.n]) for one in exam.domains
    )


def study_time(library: Library, exam: Certification, known: Mapping[str, Mastery]) -> StudyTime:
    """Return the hours ahead: of each module that serves the exam, its skills' share times what is not mastered yet.

    A skill without evidence counts whole. What no module teaches takes a time that nobody here knows.
    """
    covers = coverage(library, exam)
    needed: dict[str, set[str]] = {}
    for cover in covers:
        for one in cover.taught:
            needed.setdefault(one.module, set()).update(one.skills)
    shares = shares_of(exam)
    unknown = sum(shares[one.number] for one in covers if not one.taught) if covers else 1.0
    if not needed:
        return StudyTime(None, 1.0)
    hours = 0.0
    for module in library.modules:
        skills = needed.get(module.facts.id, set())
        ahead = sum(1 - (known.get(skill, Mastery()).value or 0.0) for skill in sorted(skills))
        hours += module.facts.hours * ahead / len(module.facts.skills)
    return StudyTime(hours, min(unknown, 1.0))
