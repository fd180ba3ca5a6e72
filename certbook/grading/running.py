"""Run a rebuilt notebook, isolated where that is asked for, and write into it how each cell ended."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from nbformat import NotebookNode

from certbook.errors import CertbookError
from certbook.grading.rebuild import is_answer
from certbook.grading.scoring import is_automatic
from certbook.kernels.names import ISOLATED_KERNEL
from certbook.kernels.notebook.plan import Conducted, Limits
from certbook.kernels.record import CellRecord

if TYPE_CHECKING:
    from certbook.kernels.client import ForkServer
    from certbook.kernels.follower import Follower

Verdict = Literal["graded", "timeout", "memory", "crashed", "tampered"]

_OUT_OF_MEMORY = re.compile(r"_?\w*MemoryError")
_ADVICE = {
    "timeout": "look for a loop that does not end",
    "memory": "look for data that is copied or grows without end",
    "crashed": "look for what ends Python, or starts programs or writes files without end",
}


@dataclass(frozen=True)
class HowToRun:
    """The kernel's name (a kernelspec's), the limits, and the libraries that a warm process has ready."""

    kernel: str
    limits: Limits
    libraries: tuple[str, ...] = ()


def run(notebook: NotebookNode, files: Path, how: HowToRun, follower: Follower | None = None) -> None:
    """Run a notebook in a folder; each cell's record and the notebook's verdict are left in its metadata.

    Raises CertbookError where the isolation that was asked for is not to be had, Cancelled where the follower ended it.
    """
    if how.kernel == ISOLATED_KERNEL:
        conducted = _run_isolated(notebook, files, how, follower)
    else:
        from certbook.kernels.execution import execute

        records = execute(notebook, files, how.limits, is_automatic, how.kernel, follower)
        conducted = Conducted({record.id: record for record in records})
    for cell in notebook.cells:
        if cell["id"] in conducted.records:
            record = conducted.records[cell["id"]].to_json()
            cell.metadata.setdefault("certbook", NotebookNode())["record"] = record
    verdict, message = _judge(notebook, conducted)
    facts = notebook.metadata.setdefault("certbook", NotebookNode())
    facts["verdict"], facts["message"], facts["tampered"] = verdict, message, conducted.tampered


def verdict_of(notebook: NotebookNode) -> tuple[Verdict, str]:
    """Return the verdict that a run left in a notebook, and the line that says why it is not `graded`."""
    facts = notebook.metadata.get("certbook", {})
    return facts.get("verdict", "graded"), facts.get("message", "")


def answer_names(source: NotebookNode) -> list[str]:
    """Return the names that a source's model answers define: no check may take them from a submission."""
    from certbook.kernels.notebook.names import defined_in

    code = [cell.source for cell in source.cells if cell.cell_type == "code" and is_answer(cell)]
    return sorted({name for text in code for name in defined_in(text)})


def libraries_of(notebooks: Iterable[NotebookNode]) -> tuple[str, ...]:
    """Return the libraries that the labs' own code imports: a warm process has them ready."""
    from certbook.kernels.preload import modules_of

    cells = [cell for notebook in notebooks for cell in notebook.cells if cell.cell_type == "code"]
    return modules_of(cell.source for cell in cells if _is_provided(cell) or is_automatic(cell))


def _run_isolated(notebook: NotebookNode, files: Path, how: HowToRun, follower: Follower | None) -> Conducted:
    from certbook.kernels.notebook.run import plan_of, run_notebook

    answers: Iterable[str] = notebook.metadata.get("certbook", {}).get("answers", ())
    plan = plan_of(notebook, how.limits, is_automatic, _is_provided, answers)
    return run_notebook(notebook, plan, files, warm_parent(how.libraries), follower)


def warm_parent(libraries: Iterable[str]) -> ForkServer:
    """Return the warm process that notebooks with these libraries are forked from, started where it does not run."""
    from certbook.kernels.provisioner import warm_server

    return warm_server(_preloaded(libraries))


def warm_ahead(how: HowToRun) -> None:
    """Begin to start the warm process that notebooks will be forked from, beside what else is to be done first."""

    def start() -> None:
        with contextlib.suppress(CertbookError, OSError):  # the first notebook that needs it says why not
            warm_parent(how.libraries)

    if how.kernel == ISOLATED_KERNEL:
        threading.Thread(target=start, name="warm-ahead", daemon=True).start()


def retire_parent(libraries: Iterable[str]) -> None:
    """Let the warm process with these libraries go; the next notebook that needs it starts it again."""
    from certbook.kernels.provisioner import retire

    retire(_preloaded(libraries))


def _preloaded(libraries: Iterable[str]) -> list[str]:
    from certbook.kernels.notebook.run import FIRST_MODULES, LAST_MODULES

    return [*FIRST_MODULES, *libraries, *LAST_MODULES]


def _is_provided(cell: NotebookNode) -> bool:
    """Whether a cell is the lab's own code that every submission has."""
    facts = cell.metadata.get("nbgrader", {})
    return bool(facts.get("locked")) and not is_answer(cell) and not is_automatic(cell)


def _judge(notebook: NotebookNode, conducted: Conducted) -> tuple[Verdict, str]:
    """Say how a notebook ended; the first cell that ran out of something, or ended its process, is the reason."""
    if conducted.tampered:
        return "tampered", (
            f"{'; '.join(conducted.tampered[:3])}: no automatic points; a person has to look at this notebook"
        )
    names = {cell["id"]: cell.metadata.get("nbgrader", {}).get("grade_id") or cell["id"] for cell in notebook.cells}
    for cell in notebook.cells:
        record = conducted.records.get(cell["id"])
        status = _bad_end(record, conducted.causes.get(cell["id"], "")) if record is not None else None
        if record is not None and status is not None:
            said = record.evalue or record.ename
            return status, f"cell '{names[cell['id']]}': {said}; {_ADVICE[status]}; the rest was graded"
    return "graded", ""


def _bad_end(record: CellRecord, cause: str) -> Verdict | None:
    if cause == "memory" or (record.status == "error" and _OUT_OF_MEMORY.fullmatch(record.ename)):
        return "memory"
    if record.status == "died":
        return "crashed"
    return "timeout" if record.status == "timeout" else None
