"""What `modules/certifications/<id>.yml` may say: every fact with its sources, and each source with its date."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, model_validator

from certbook.content.typed import Typed

Value = int | float | str | list[str] | dict[str, int | float | None]
Trust = Literal["vendor", "cites the vendor", "community", "partly wrong"]
UNKNOWN = "unknown"
_DAY = re.compile(r"\b20\d\d-\d\d(?:-\d\d)?\b")


class Source(Typed):
    """Where a fact was read: `where` is its public address, None where none is known; `dated` says how old it is."""

    title: str = Field(min_length=3)
    where: str | None = None
    dated: str = Field(min_length=4)
    trust: Trust

    @property
    def line(self) -> str:
        """The source in one line."""
        return f"{self.where} ({self.title}; {self.dated})" if self.where else f"{self.title} ({self.dated})"

    @property
    def newest(self) -> str:
        """The newest day or month that its date names, empty where it names none."""
        return max(_DAY.findall(self.dated), default="")


class Fact(Typed):
    """One fact; a `value` of None was looked for and not found: unknown. `sources` are keys of the file's."""

    value: Value | None = None
    sources: list[str] = Field(default=[])
    note: str | None = None

    @model_validator(mode="after")
    def _has_a_source(self) -> Fact:
        if self.value is not None and not self.sources:
            raise ValueError("a fact needs a source; without one its value stays null")
        return self


class Facts(Typed):
    """What is known of an exam beside its domains."""

    status: Fact
    level: Fact = Fact()
    questions: Fact = Fact()
    minutes: Fact = Fact()
    cost_usd: Fact = Fact()
    formats: Fact = Fact()
    pass_mark: Fact = Fact()
    validity: Fact = Fact()
    experience: Fact = Fact()
    blueprint_url: Fact = Fact()
    exam_page: Fact = Fact()
    versions_tested: Fact = Fact()
    successor: Fact = Fact()


class ExamDomain(Typed):
    """One domain of an exam's blueprint; weights in percent, equal bounds where the vendor gives one figure."""

    n: int
    name: str
    weight_min: float | None = None
    weight_max: float | None = None

    @property
    def weight(self) -> float | None:
        """The middle of what the vendor publishes, None where nothing is published."""
        if self.weight_min is None or self.weight_max is None:
            return None
        return (self.weight_min + self.weight_max) / 2


class Blueprint(Typed):
    """Where the domains were read; `trust` is how far: names and weights by the vendor, by others only, or not."""

    sources: list[str] = Field(default=[])
    trust: Literal["verified", "partial", "not verified"] = "not verified"
    note: str | None = None


class Certification(Typed):
    """Facts about an exam; `read_on` is the day its sources were read, `disputed` the facts they disagree on."""

    id: str
    name: str
    vendor: str
    exam_code: str | None = None
    read_on: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    facts: Facts
    blueprint: Blueprint = Blueprint()
    domains: list[ExamDomain] = Field(default=[])
    disputed: list[str] = Field(default=[])
    sources: dict[str, Source] = Field(default={})

    @model_validator(mode="after")
    def _names_its_sources(self) -> Certification:
        if self.domains and not self.blueprint.sources:
            raise ValueError("the domains need a source: name it in blueprint.sources")
        for name, keys in self.sources_by_fact.items():
            stranger = next((key for key in keys if key not in self.sources), None)
            if stranger is not None:
                raise ValueError(f"{name} names the source '{stranger}', which is not among this file's sources")
        return self

    @property
    def sources_by_fact(self) -> dict[str, list[str]]:
        """The keys of the sources of each fact, and of the domains."""
        facts: dict[str, Fact] = {name: getattr(self.facts, name) for name in Facts.model_fields}
        return {**{name: fact.sources for name, fact in facts.items()}, "domains": self.blueprint.sources}

    @property
    def status(self) -> str:
        """What the exam's state was when it was read; `unknown` where no source says."""
        return UNKNOWN if self.facts.status.value is None else str(self.facts.status.value)

    @property
    def is_retired(self) -> bool:
        """Whether the exam cannot be sat any more; `status` says since when."""
        return self.status.startswith(("retired", "closed"))

    @property
    def source(self) -> str:
        """The source of the blueprint, in one line: the first that is named, or the file's first."""
        key = next(iter(self.blueprint.sources), next(iter(self.sources), None))
        return self.sources[key].line if key is not None else "no source found"

    def newest(self, keys: list[str]) -> str:
        """Return the newest date of some sources, empty where none has one."""
        return max((self.sources[key].newest for key in keys), default="")
