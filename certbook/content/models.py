"""What the YAML files may say; an unknown key or a wrong type is an error with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import Field, ValidationError

from certbook.content.certifications import Certification, ExamDomain
from certbook.content.typed import Typed
from certbook.errors import ContentError

__all__ = [
    "AlternativeFacts",
    "Certification",
    "ExamDomain",
    "LabFacts",
    "MistakeFacts",
    "ModuleFacts",
    "Served",
    "Typed",
    "parse",
    "read_yaml",
]


class Served(Typed):
    """One exam domain that a module prepares for; `skills` says with which of its skills, all of them without it."""

    certification: str
    domain: int
    skills: list[str] = Field(default=[])


class ModuleFacts(Typed):
    """`module.yml`."""

    id: str = Field(pattern=r"^M\d\d$")
    title: str
    purpose: str
    hours: float = Field(gt=0)
    needs: list[str] = Field(default=[])
    extras: list[str] = Field(default=[])
    data: list[str] = Field(default=[])
    labs: list[str] = Field(min_length=1)
    artefact: str
    preload: list[str] = Field(default=[])
    skills: dict[str, str] = Field(min_length=1)
    serves: list[Served] = Field(default=[])


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
