"""environment.yml gives conda users what pyproject.toml gives pip: the same names, the same ranges."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
# Packages that conda-forge calls otherwise: name on the package index → name on conda-forge.
CONDA_NAMES: dict[str, str] = {}
# What environment.yml needs beyond the dependencies: the interpreter, and the installer of its pip section.
ONLY_CONDA = {"python", "pip"}

Ranges = dict[str, SpecifierSet]


def ranges(lines: list[str]) -> Ranges:
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(requirement.name): requirement.specifier for requirement in requirements}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def environment() -> list[Any]:
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]


@pytest.fixture
def from_pip(project: dict[str, Any]) -> Ranges:
    wanted = ranges(project["dependencies"])
    return {canonicalize_name(CONDA_NAMES.get(name, name)): wanted[name] for name in wanted}


@pytest.fixture
def from_conda(environment: list[Any]) -> Ranges:
    """The names and ranges of both sections, conda's and pip's; `-e .` is the project itself."""
    plain = [entry for entry in environment if isinstance(entry, str)]
    by_pip = [line for entry in environment if isinstance(entry, dict) for line in entry["pip"]]
    return ranges(plain + [line for line in by_pip if line != "-e ."])


def test_environment_has_the_same_names(from_pip: Ranges, from_conda: Ranges) -> None:
    missing = from_pip.keys() - from_conda.keys()
    stray = from_conda.keys() - from_pip.keys() - ONLY_CONDA
    assert not missing, f"add to environment.yml: {sorted(missing)}"
    assert not stray, f"not in pyproject.toml, so remove from environment.yml: {sorted(stray)}"


def test_environment_has_the_same_ranges(from_pip: Ranges, from_conda: Ranges) -> None:
    both = from_pip.keys() & from_conda.keys()
    pairs = {name: (str(from_pip[name]), str(from_conda[name])) for name in sorted(both)}
    differing = [name for name in pairs if from_pip[name] != from_conda[name]]
    assert not differing, f"(pyproject.toml, environment.yml): { {name: pairs[name] for name in differing} }"


def test_environment_has_the_same_python(project: dict[str, Any], from_conda: Ranges) -> None:
    assert from_conda["python"] == SpecifierSet(project["requires-python"])


def test_environment_installs_the_project(environment: list[Any]) -> None:
    (by_pip,) = [entry["pip"] for entry in environment if isinstance(entry, dict)]
    assert "-e ." in by_pip


def test_extras_give_the_same_range_as_each_other(project: dict[str, Any]) -> None:
    seen: Ranges = {}
    for extra, lines in project["optional-dependencies"].items():
        for name, specifier in ranges(lines).items():
            assert seen.setdefault(name, specifier) == specifier, f"{name} in extra '{extra}'"
