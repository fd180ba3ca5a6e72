"""Lessons and reference solutions executed by papermill, each in a kernel of its own.

These functions run in worker processes: papermill changes the process's folder and its event loop.
"""

from __future__ import annotations

import logging
import os
import re
import time
import warnings
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from certbook.kernels.record import CellRecord, not_run
from certbook.scratch import scratch_folder

_DEPRECATION = re.compile(r"^.*\b(?:DeprecationWarning|FutureWarning|PendingDeprecationWarning)\b.*$", re.MULTILINE)


@dataclass(frozen=True)
class Executed:
    """A notebook that papermill executed; `error` is its first error, empty where it ran to its end."""

    notebook: str  # JSON
    seconds: float
    error: str

    def read(self) -> NotebookNode:
        """Return the executed notebook."""
        return nbformat.reads(self.notebook, as_version=4)


def silence() -> None:
    """Send what kernels say on their own standard error nowhere; called once when a worker process starts."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def execute(notebook: str, parameters: dict[str, int], cell_timeout: int) -> Executed:
    """Execute a notebook given as JSON with papermill, in an empty folder; called in a worker process."""
    import papermill

    logging.getLogger("papermill").setLevel(logging.ERROR)
    with scratch_folder("papermill") as folder:
        given, done = folder / "in.ipynb", folder / "out.ipynb"
        given.write_text(notebook, encoding="utf-8")
        work = folder / "work"
        work.mkdir()
        began, error = time.perf_counter(), ""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of papermill's own libraries; the kernel's are in its outputs
                papermill.execute_notebook(
                    str(given),
                    str(done),
                    parameters=parameters,
                    kernel_name="python3",
                    cwd=str(work),
                    progress_bar=False,
                    execution_timeout=cell_timeout,
                )
        except papermill.PapermillExecutionError as problem:
            error = f"cell {problem.cell_index}: {problem.ename}: {problem.evalue}"
        except Exception as problem:  # nbclient's timeouts and dead kernels have many classes
            error = f"{type(problem).__name__}: {str(problem).splitlines()[0] if str(problem) else ''}"
        text = done.read_text(encoding="utf-8") if done.exists() else notebook
        return Executed(text, time.perf_counter() - began, error)


def records_of(notebook: NotebookNode) -> list[CellRecord]:
    """Return what an executed notebook's outputs say of each code cell."""
    return [_record_of(cell) for cell in notebook.cells if cell.cell_type == "code"]


def deprecations(notebook: NotebookNode) -> list[str]:
    """Return the deprecation warnings that a notebook's outputs show."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                found += [line.strip() for line in _DEPRECATION.findall(output.text)]
    return found


def _record_of(cell: NotebookNode) -> CellRecord:
    if cell.execution_count is None:
        return not_run(cell["id"])
    for output in cell.outputs:
        if output.output_type == "error":
            return CellRecord(id=cell["id"], status="error", ename=output.ename, evalue=output.evalue)
    value = next((o.data.get("text/plain") for o in cell.outputs if o.output_type == "execute_result"), None)
    return CellRecord(id=cell["id"], status="ok", value=_number(value))


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None
