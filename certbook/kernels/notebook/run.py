"""Run a rebuilt notebook in isolation, from a grader's side."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from nbformat import NotebookNode, from_dict

from certbook.kernels.client import ForkServer, Lifeline
from certbook.kernels.follower import Follower
from certbook.kernels.isolation.policy import Policy, handed_through
from certbook.kernels.notebook.names import defined_in, deleted_in, mentioned_in, only_defines, used_in
from certbook.kernels.notebook.plan import Conducted, Limits, Plan, PlannedCell
from certbook.kernels.record import not_run
from certbook.kernels.warm import ENVIRONMENT
from certbook.lab.fresh import installation_salt
from certbook.scratch import scratch_folder

# What a warm parent for submissions imports besides a lab's own libraries; the order matters (see `ready`).
FIRST_MODULES = ("certbook.lab", "asyncio", "unittest.mock", "numpy", "numpy.testing", "pandas")
LAST_MODULES = tuple(
    f"certbook.kernels.{name}"
    for name in ("isolation.enter", "notebook.first_use", "notebook.conductor", "notebook.cells", "notebook.ready")
)
_SLACK = 60.0  # seconds beyond a notebook's own limits, after which the conductor itself is given up

# Code that speaks of these may look at names that it does not spell out.
_LOOKS_AROUND = {"globals", "locals", "vars", "dir", "eval", "exec", "get_ipython", "In", "Out", "_ih", "__main__"}

Judge = Callable[[NotebookNode], bool]


def plan_of(notebook: NotebookNode, limits: Limits, is_check: Judge, is_ours: Judge, answers: Iterable[str]) -> Plan:
    """Return the plan of a notebook's code cells.

    Args:
        notebook: rebuilt from its source, with the submission's answers.
        limits: what it may take.
        is_check: whether a cell is a check.
        is_ours: whether a cell is the lab's own code and no check: what it defines is put back before checks.
        answers: names that the model solution defines, which are the submission's.
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    keeps = tuple(sorted(answers))
    own = [cell for cell in code if is_ours(cell) or is_check(cell)]
    cells = []
    spoken_of: set[str] = set()
    sharing = {cell["id"] for cell in code if is_check(cell) and _rebinds(cell.source) & set(keeps)}
    for number, cell in enumerate(code):
        unseen = not sharing and _is_unseen(cell.source, spoken_of)
        spoken_of |= mentioned_in(cell.source) | defined_in(cell.source)
        if is_check(cell):
            # The checks right behind it run in the same snapshot and find its names there.
            behind = itertools.dropwhile(is_check, code[number + 1 :])
            later = [other for other in behind if other in own]
            begins = number == 0 or not is_check(code[number - 1])
            stays = _is_needed(cell, own, later)
            shares = cell["id"] in sharing
            cells.append(
                PlannedCell(cell["id"], cell.source, True, keeps=keeps, stays=stays, begins=begins, shares=shares)
            )
        else:
            provides = tuple(sorted(defined_in(cell.source))) if is_ours(cell) else ()
            cells.append(PlannedCell(cell["id"], cell.source, provides=provides, unseen=unseen))
    return Plan(tuple(cells), limits)


def _rebinds(source: str) -> frozenset[str]:
    return defined_in(source) | deleted_in(source)


def _is_unseen(source: str, spoken_of: set[str]) -> bool:
    """Whether nothing that came before a cell could tell that it has run, given the names that it speaks of."""
    return not spoken_of & _LOOKS_AROUND and only_defines(source) and not spoken_of & defined_in(source)


def _is_needed(check: NotebookNode, own: list[NotebookNode], later: list[NotebookNode]) -> bool:
    """Whether later cells of the lab read names that only this check defines."""
    elsewhere = {name for cell in own if cell is not check for name in defined_in(cell.source)}
    names = defined_in(check.source) - elsewhere
    return any(names & used_in(cell.source) for cell in later)


def run_notebook(
    notebook: NotebookNode, plan: Plan, cwd: Path, server: ForkServer, follower: Follower | None = None
) -> Conducted:
    """Run a notebook as planned, in the folder `cwd`; outputs and counts are written into the notebook.

    Raises CertbookError where the isolation cannot be entered, Cancelled where the follower ended it.
    """
    with scratch_folder("private") as private:
        request = {
            "do": "notebook",
            "isolated": True,
            "cwd": str(cwd),
            "private": str(private),
            "env": {
                **handed_through(Policy()),
                **ENVIRONMENT,
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                "CERTBOOK_SALT": installation_salt(),
            },
            "plan": plan.to_json(),
        }
        conducted = _conducted(server, request, plan, follower or Follower())
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [from_dict(output) for output in conducted.outputs.get(cell["id"], [])]
            cell.execution_count = conducted.counts.get(cell["id"])
    return conducted


def _conducted(server: ForkServer, request: dict[str, object], plan: Plan, follower: Follower) -> Conducted:
    limits = plan.limits
    with closing(server.spawn(request)) as worker, _known(worker), follower.ended_by(worker.abandon):
        worker.on_cell = follower.on_cell
        try:
            worker.wait(2 * limits.notebook_seconds + len(plan.cells) * 5 + _SLACK)
        except subprocess.TimeoutExpired:
            return _nothing(plan, "timeout", "the grader gave up waiting for this notebook")
        if worker.reply is None:
            return _nothing(plan, "died", "the process that ran this notebook ended")
        return Conducted.from_json(json.loads(worker.reply))


_under_way: set[Lifeline] = set()


@contextmanager
def _known(worker: Lifeline) -> Iterator[None]:
    _under_way.add(worker)
    try:
        yield
    finally:
        _under_way.discard(worker)


def abandon_all() -> None:
    """End every notebook that this process runs; called when a grading is interrupted."""
    for worker in list(_under_way):
        worker.abandon()


def _nothing(plan: Plan, status: str, why: str) -> Conducted:
    return Conducted(records={cell.id: not_run(cell.id, status, why) for cell in plan.cells})  # type: ignore[arg-type]
