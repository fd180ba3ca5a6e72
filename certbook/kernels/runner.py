"""Run a notebook's code cells one after another in this process and record how each ended.

Called in a fork of the warm server, or as `python -m certbook.kernels.runner` with a job on standard input where
the system cannot fork. The process is used up by it.
"""

from __future__ import annotations

import ast
import builtins
import json
import linecache
import math
import numbers
import os
import sys
import time
import types
from dataclasses import replace
from typing import Any

from certbook.kernels.record import EVIDENCE_LIMIT, CellRecord


def run_job(job: dict[str, Any]) -> list[dict[str, Any]]:
    """Run `job["cells"]`, a list of {"id", "source"}, in the folder `job["cwd"]`; an error does not stop the rest."""
    os.chdir(job["cwd"])
    _silence()
    namespace = _fresh_main()
    return [_run_cell(cell["id"], cell["source"], namespace).to_json() for cell in job["cells"]]


def _fresh_main() -> dict[str, Any]:
    # A real `__main__`, so that classes of the notebook can be found again by their module's name.
    main = types.ModuleType("__main__")
    main.__dict__.update(__builtins__=builtins, display=_display)
    sys.modules["__main__"] = main
    return main.__dict__


def _display(*_values: object, **_options: object) -> None:
    """Stand in for IPython's `display`: nobody looks at the outputs of these runs."""


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.stdout = sys.stderr = os.fdopen(nowhere, "w", encoding="utf-8")


def _run_cell(cell_id: str, source: str, namespace: dict[str, Any]) -> CellRecord:
    began, cpu_began = time.perf_counter(), time.process_time()

    def timed(record: CellRecord) -> CellRecord:
        return replace(record, seconds=time.perf_counter() - began, cpu=time.process_time() - cpu_began)

    name = f"<cell {cell_id}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    try:
        value = _execute(source, name, namespace)
    except BaseException as error:  # SystemExit and KeyboardInterrupt of a cell are its own errors too
        ename, evalue, line = type(error).__name__, text_of(error), _line_in(error, name)
        return timed(CellRecord(id=cell_id, status="error", ename=ename, evalue=evalue, line=line))
    return timed(CellRecord(id=cell_id, status="ok", value=number_of(value)))


def _execute(source: str, name: str, namespace: dict[str, Any]) -> object:
    """Run a cell and return the value of its last expression, as a notebook does."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec", dont_inherit=True), namespace)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), name, "eval", dont_inherit=True), namespace)
    return None


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
    if isinstance(error, SyntaxError):
        return error.lineno
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def main() -> None:
    """Read a job as JSON from standard input, write its records as JSON to standard output."""
    job = json.load(sys.stdin)
    reply = os.dup(1)
    records = run_job(job)
    with os.fdopen(reply, "w", encoding="utf-8") as stream:
        json.dump(records, stream)


if __name__ == "__main__":
    main()
