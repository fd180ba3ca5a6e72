"""Which names a cell's code defines, uses and speaks of: what the plan of a notebook is made of."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager

from certbook.kernels.parsing import parse


@lru_cache(maxsize=4096)  # the lab's own cells are the same in every submission
def defined_in(source: str) -> frozenset[str]:
    """Return the names that a cell binds at its top level: by `def`, `class`, `import`, assignment, `for`, `with`."""
    return frozenset(_bound(_parsed(source)))


@lru_cache(maxsize=4096)
def deleted_in(source: str) -> frozenset[str]:
    """Return the names that a cell deletes by `del`, wherever in it."""
    nodes = ast.walk(_parsed(source))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del))


@lru_cache(maxsize=4096)
def used_in(source: str) -> frozenset[str]:
    """Return the names that a cell reads anywhere and does not bind at its top level itself."""
    tree = _parsed(source)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return frozenset(read - set(_bound(tree)))


@lru_cache(maxsize=4096)
def mentioned_in(source: str) -> frozenset[str]:
    """Return every name and every short text of a cell: whatever it may look up by its name is among them."""
    found = set()
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)
    return frozenset(found)


def only_defines(source: str) -> bool:
    """Whether a cell does nothing but define functions and name constants, so that no state changes but its names."""
    try:
        tree = parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return all(_only_names(statement) for statement in tree.body)


def _only_names(statement: ast.stmt) -> bool:
    match statement:
        case ast.FunctionDef(decorator_list=[]):
            evaluated = [*statement.args.defaults, *filter(None, statement.args.kw_defaults), *_annotations(statement)]
            return all(isinstance(node, _HARMLESS) for part in evaluated for node in ast.walk(part))
        case ast.Assign(targets=[ast.Name()], value=ast.Constant()) | ast.Expr(value=ast.Constant()) | ast.Pass():
            return True
    return False


def _annotations(function: ast.FunctionDef) -> Iterable[ast.expr]:
    arguments = function.args
    several = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    written = [argument.annotation for argument in several if argument is not None]
    return [annotation for annotation in (*written, function.returns) if annotation is not None]


# What the values and types in a function's head are written with.
_HARMLESS = (
    *(ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.UnaryOp, ast.BinOp),
    *(ast.expr_context, ast.unaryop, ast.operator),
)


def _parsed(source: str) -> ast.Module:
    for text in (lambda: source, lambda: TransformerManager().transform_cell(source)):
        try:
            return parse(text())
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
