"""The package's layers: a module imports from its own layer or a lower one, never from a higher one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "certbook"
# From the lowest to the highest. docs/architecture.md says the same, and a test below holds them together.
LAYERS = (
    "errors",
    "files",
    "scratch",
    "data",
    "lab",
    "content",
    "build",
    "kernels",
    "grading",
    "verify",
    "learner",
    "classroom",
    "notebook",
    "watch",
    "terminal",
    "server",
    "bench",
    "cli",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(module: str) -> str | None:
    """Return the layer of a dotted name: `cli` for `python -m certbook`, None for the bare package and others' code."""
    parts = module.split(".")
    if parts[0] != "certbook" or len(parts) == 1:
        return None
    return "cli" if parts[1] == "__main__" else parts[1]


def imported(tree: ast.Module, module: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Yield line and absolute dotted name of every import, also those inside functions and type checks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parent = module.split(".") if is_package else module.split(".")[:-1]
            above = parent[: len(parent) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            # `from certbook import cli` names a layer in its list; `from certbook.cli import app` before it.
            yield from ((node.lineno, f"{base}.{alias.name}" if base == "certbook" else base) for alias in node.names)


def upward_imports(code: str, module: str, is_package: bool = False) -> list[str]:
    """Return the imports of a module that go up, each as `line: name`."""
    own = layer_of(module)
    found = []
    for line, name in imported(ast.parse(code), module, is_package):
        layer = layer_of(name)
        if layer not in LAYERS:
            continue  # others' code, or a name such as certbook.__version__
        if own is None or LAYERS.index(layer) > LAYERS.index(own):
            found.append(f"{line}: {name}")
    return found


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_no_higher_layer(path: Path) -> None:
    upward = upward_imports(path.read_text(encoding="utf-8"), dotted(path), path.name == "__init__.py")
    assert not upward, f"{path.relative_to(ROOT)} imports a higher layer: {upward}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_belongs_to_a_layer(path: Path) -> None:
    layer = layer_of(dotted(path))
    assert layer is None or layer in LAYERS, f"give '{layer}' a place in LAYERS and in docs/architecture.md"


def test_architecture_page_names_the_same_layers() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert " < ".join(LAYERS) in " ".join(page.split())


@pytest.mark.parametrize(
    ("code", "upward"),
    [
        ("import certbook.cli", ["1: certbook.cli"]),
        ("from certbook import cli, errors", ["1: certbook.cli"]),
        ("from certbook.verify.matrix import run", ["1: certbook.verify.matrix"]),
        ("from ..grading import score", ["1: certbook.grading"]),
        ("def late():\n    from certbook.learner import progress", ["2: certbook.learner"]),
        ("from certbook.errors import CertbookError\nfrom . import steps\nfrom certbook import __version__", []),
        ("import json\nfrom nbgrader.api import Gradebook", []),
    ],
)
def test_upward_import_is_found(code: str, upward: list[str]) -> None:
    assert upward_imports(code, "certbook.build.release") == upward


def test_bare_package_imports_no_layer() -> None:
    assert upward_imports("from certbook.lab import explain", "certbook", is_package=True) == ["1: certbook.lab"]
