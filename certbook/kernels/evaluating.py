"""Run one cell's code in a namespace, as a notebook does, and put what came of it into a record."""

from __future__ import annotations

import ast
import asyncio
import inspect
import math
import numbers
from collections.abc import Callable
from types import CodeType
from typing import Any

from certbook.kernels.record import EVIDENCE_LIMIT, CellRecord

_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def evaluate(source: str, name: str, space: dict[str, Any], transform: Callable[[str], str] | None = None) -> object:
    """Run code under a file's name and return the value of its last expression.

    `transform` turns what is not Python, such as a magic, into what is.
    """
    try:
        tree = ast.parse(source, name)
    except SyntaxError:
        if transform is None:
            raise
        tree = ast.parse(transform(source), name)
    # All is compiled before any of it runs, by functions that nobody can have replaced meanwhile.
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    parts = [_compile(tree, name, "exec", _FLAGS, dont_inherit=True)]
    if isinstance(last, ast.Expr):
        parts.append(_compile(ast.Expression(last.value), name, "eval", _FLAGS, dont_inherit=True))
    value = None
    for part in parts:
        value = _run(part, space)
    return value


def _run(code: CodeType, space: dict[str, Any]) -> object:
    value = _eval(code, space)
    return _wait(value) if code.co_flags & _COROUTINE else value


_compile, _eval, _wait, _COROUTINE = compile, eval, asyncio.run, inspect.CO_COROUTINE


def failed(cell_id: str, error: BaseException, name: str) -> CellRecord:
    """Return the record of a cell that ended with an error, in code that runs under a file's name."""
    ename, evalue, line = type(error).__name__, text_of(error), _line_in(error, name)
    return CellRecord(id=cell_id, status="error", ename=ename, evalue=evalue, line=line)


def number_of(value: object) -> float | None:
    """Return what a cell's result is worth as points: `CellRecord.value` says how."""
    if type(value).__name__ in ("bool", "bool_"):
        return None if value else 0.0
    if not isinstance(value, numbers.Real):
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):
        return -1.0
    return number if math.isfinite(number) else -1.0


def text_of(error: BaseException) -> str:
    """Return an error's text, cut to a length."""
    try:
        return str(error)[:EVIDENCE_LIMIT]
    except Exception:  # a learner's exception may have a broken __str__
        return ""


def _line_in(error: BaseException, name: str) -> int | None:
    """Return the deepest line of a cell's own code that an error came through."""
    if isinstance(error, SyntaxError):
        return error.lineno if isinstance(error.lineno, int) else None
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
