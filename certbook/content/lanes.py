"""Career paths: `lanes.yml`, and the modules that they ask for and that nobody has written yet, `catalog.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import Field, model_validator

from certbook.content.models import Certification, ModuleFacts, Served, Typed, parse, read_yaml
from certbook.errors import ContentError

Taste = Literal["research", "application", "data"]


class Step(Typed):
    """One module of a lane; `weight` is its share, in any unit: shares are taken of their sum."""

    id: str = Field(pattern=r"^M\d\d$")
    weight: float = Field(gt=0)


class Lane(Typed):
    """One career path: modules in order, and the certifications that fit it, the closest first.

    `keywords` are words that people use for the role; `tastes` is the kind of work that it is most of.
    """

    title: str
    summary: str
    keywords: list[str] = Field(default=[])
    tastes: list[Taste] = Field(default=[])
    modules: list[Step] = Field(min_length=1)
    certifications: list[str] = Field(default=[])

    @model_validator(mode="after")
    def _names_each_once(self) -> Lane:
        for names in ([step.id for step in self.modules], self.certifications):
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice is not None:
                raise ValueError(f"'{twice}' stands here twice")
        return self


class Planned(Typed):
    """A module that lanes ask for and that nobody has written yet."""

    id: str = Field(pattern=r"^M\d\d$")
    title: str = Field(min_length=1)
    serves: list[Served] = Field(default=[])


class _Module(Protocol):
    """What of a module a lane is checked against."""

    @property
    def facts(self) -> ModuleFacts: ...


def read_planned(file: Path) -> dict[str, Planned]:
    """Return the modules that are only named yet, by id; a content root without the file names none."""
    value = _mapping(file)
    return {str(name): parse(Planned, {"id": name, **_as_mapping(one)}, file) for name, one in value.items()}


def read_lanes(
    file: Path,
    modules: tuple[_Module, ...],
    planned: Mapping[str, Planned],
    certifications: Mapping[str, Certification],
) -> dict[str, Lane]:
    """Return the lanes by name, in the order of the file; a content root without the file has none.

    Raises ContentError where one names what there is not, or puts a module before one that it needs.
    """
    written = {module.facts.id: module.facts for module in modules}
    lanes = {}
    for name, value in _mapping(file).items():
        try:
            lane = parse(Lane, value, file)
        except ContentError as error:
            key = f"{name}.{error.key}" if error.key else str(name)
            raise ContentError(error.problem, file, key=key) from None
        _check(str(name), lane, file, written, {*written, *planned}, certifications)
        lanes[str(name)] = lane
    return lanes


def _check(
    name: str,
    lane: Lane,
    file: Path,
    written: Mapping[str, ModuleFacts],
    known: set[str],
    certifications: Mapping[str, Certification],
) -> None:
    order = [step.id for step in lane.modules]
    for place, one in enumerate(order):
        key = f"{name}.modules.{place}"
        if one not in known:
            raise ContentError(f"no module and no line of catalog.yml has the id '{one}'", file, key=key)
        needs = written[one].needs if one in written else []
        late = next((need for need in needs if need in order[place:]), None)
        if late is not None:
            raise ContentError(f"{one} needs {late}, which comes after it", file, key=key)
    for place, one in enumerate(lane.certifications):
        if one not in certifications:
            raise ContentError(f"unknown certification '{one}'", file, key=f"{name}.certifications.{place}")


def _as_mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"title": value}


def _mapping(file: Path) -> dict[Any, Any]:
    if not file.exists():
        return {}
    value = read_yaml(file) or {}
    if not isinstance(value, dict):
        raise ContentError("is no mapping of names", file)
    return value
