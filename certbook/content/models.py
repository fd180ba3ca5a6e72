"""What the YAML files may say; an unknown key or a wrong type is an error with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from certbook.errors import ContentError


class Typed(BaseModel):
    """Base of all typed content: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Served(Typed):
    """One exam domain that a module prepares for; `skills` says with which of its skills, all of them without it."""

    certification: str
    domain: int
    skills: list[str] = []


class ModuleFacts(Typed):
    """`module.yml`."""

    id: str = Field(pattern=r"^M\d\d$")
    title: str
    purpose: str
    hours: float = Field(gt=0)
    needs: list[str] = []
    extras: list[str] = []
    data: list[str] = []
    labs: list[str] = Field(min_length=1)
    artefact: str
    preload: list[str] = []
    skills: dict[str, str] = Field(min_length=1)
    serves: list[Served] = []


class LabFacts(Typed):
    """The header of a lab's text."""

    title: str
    minutes: int = Field(ge=10, le=180)
    problem: str
    artefact: str


class MistakeFacts(Typed):
    """The header of a wrong answer: what it believes, exactly which checks it fails, a phrase that the learner reads.

    `loses` is what it loses in points; by default the points of the checks that it fails.
    """

    misconception: str
    story: str
    fails: list[str] = Field(min_length=1)
    says: str = Field(min_length=3)
    loses: float | None = Field(default=None, gt=0)


class AlternativeFacts(Typed):
    """The header of another right answer."""

    story: str


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


class Certification(Typed):
    """`modules/certifications/<id>.yml`: facts about an exam, with where and when they were read."""

    id: str
    name: str
    vendor: str
    exam_code: str | None = None
    status: str
    read_on: str
    sources: list[str] = Field(min_length=1)
    domains: list[ExamDomain] = []

    @property
    def is_retired(self) -> bool:
        """Whether the exam cannot be sat any more; `status` says since when, and what follows it."""
        return self.status.startswith(("retired", "closed"))


Model = TypeVar("Model", bound=Typed)


# The one in C, where PyYAML was built with it: several times as fast, and as safe.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(file: Path) -> Any:
    """Return a YAML file's value; raises ContentError with the line of a syntax error."""
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except FileNotFoundError:
        raise ContentError("the file is missing", file) from None
    except UnicodeDecodeError:
        raise ContentError("the file is not UTF-8 text", file) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ContentError(
            f"not YAML: {getattr(error, 'problem', error)}", file, mark.line + 1 if mark else None
        ) from None


def parse(model: type[Model], value: Any, file: Path) -> Model:
    """Return a typed model of a value; raises ContentError that names the key and, where it can, the line."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        # A misspelt key is both unknown and missing: say the first, it names what the author typed.
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        key = ".".join(str(part) for part in first["loc"]) or None
        problem = first["msg"].removeprefix("Value error, ")
        if first["type"] == "extra_forbidden":
            problem = f"unknown key; known are: {', '.join(model.model_fields)}"
        raise ContentError(problem, file, _line_of(file, first["loc"]), key) from None


def _line_of(file: Path, location: tuple[int | str, ...]) -> int | None:
    """Return the line of the deepest part of a key path that the YAML text has."""
    if file.suffix == ".py":
        return _line_in_header(file, str(location[0]) if location else "")
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, yaml.YAMLError):
        return None
    line: int | None = None
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _line_in_header(file: Path, key: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if line.startswith(f"# {key}:")), 1)
