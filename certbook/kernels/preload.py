"""What a lab's notebooks import, so that a warm parent can have it ready for this lab and spare the others."""

from __future__ import annotations

import ast
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.machinery import PathFinder

_MAGIC = ("%", "!", "?")


def modules_of(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the installed modules that code cells import at their top level, in the order of their first import.

    For sources that are trusted, such as `source/`: what is preloaded runs outside any isolation. A file beside the
    notebook never counts, whatever it is called; nor does the standard library, which costs little and in places acts
    on being imported. Cells that are not Python are left out.
    """
    names = (name for source in sources for name in _imported(source))
    return tuple(dict.fromkeys(name for name in names if _is_installed(name.partition(".")[0])))


def _imported(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(_without_magics(source))
    except (SyntaxError, ValueError):
        return
    for node in _at_top_level(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _at_top_level(node: ast.AST) -> Iterator[ast.AST]:
    """Yield statements in their order, those below an `if`, `try` or `with` too: all that runs without a call."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.expr)):
            yield child
            yield from _at_top_level(child)


def _without_magics(source: str) -> str:
    if source.lstrip().startswith("%%"):
        return ""  # what follows a cell magic need not be Python
    return "\n".join(line for line in source.splitlines() if not line.lstrip().startswith(_MAGIC))


@cache
def _is_installed(package: str) -> bool:
    """Whether site-packages hold a package; looks there alone and imports nothing."""
    if package in sys.stdlib_module_names:
        return False
    places = [place for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
    installed = sysconfig.get_paths()
    return PathFinder.find_spec(package, [*places, installed["purelib"], installed["platlib"]]) is not None
