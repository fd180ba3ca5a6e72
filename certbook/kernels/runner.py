"""Run a notebook's code cells one after another in this process and record how each ended.

Called in a fork of the warm server, or as `python -m certbook.kernels.runner` with a job on standard input where
the system cannot fork. The process is used up by it.
"""

from __future__ import annotations

import builtins
import json
import linecache
import os
import sys
import time
import types
from dataclasses import replace
from typing import Any

from certbook.kernels.evaluating import evaluate, failed, number_of
from certbook.kernels.record import CellRecord


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
        value = evaluate(source, name, namespace)
    except BaseException as error:  # SystemExit and KeyboardInterrupt of a cell are its own errors too
        return timed(failed(cell_id, error, name))
    return timed(CellRecord(id=cell_id, status="ok", value=number_of(value)))


def main() -> None:
    """Read a job as JSON from standard input, write its records as JSON to standard output."""
    job = json.load(sys.stdin)
    reply = os.dup(1)
    records = run_job(job)
    with os.fdopen(reply, "w", encoding="utf-8") as stream:
        json.dump(records, stream)


if __name__ == "__main__":
    main()
