"""Which names a cell's code defines and uses at its top level: what the plan of a notebook is made of."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager


@lru_cache(maxsize=4096)  # the lab's own cells are the same in every submission
def defined_in(source: str) -> frozenset[str]:
    """Return the names that a cell binds at its top level: by `def`, `class`, `import`, assignment, `for`, `with`."""
    return frozenset(_bound(_parsed(source)))


@lru_cache(maxsize=4096)
def used_in(source: str) -> frozenset[str]:
    """Return the names that a cell reads anywhere and does not bind at its top level itself."""
    tree = _parsed(source)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return frozenset(read - set(_bound(tree)))


def _parsed(source: str) -> ast.Module:
    for text in (lambda: source, lambda: TransformerManager().transform_cell(source)):
        try:
            return ast.parse(text())
        except (SyntaxError, ValueError, RecursionError):
            continue
    return ast.Module([], [])


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _bound(tree: ast.AST) -> Iterable[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, _SCOPES):
            yield node.name
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name
        if not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            yield from _bound(node)
