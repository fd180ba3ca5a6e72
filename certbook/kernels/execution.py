"""Run a whole notebook within limits, whatever its cells do to their kernel."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode, from_dict

from certbook.kernels.follower import Follower
from certbook.kernels.notebook.plan import Limits
from certbook.kernels.outputs import Output, OutputBox, error_output
from certbook.kernels.record import CellRecord, not_run
from certbook.kernels.standard import Reply, StandardKernel


def execute(
    notebook: NotebookNode,
    cwd: Path,
    limits: Limits,
    is_check: Callable[[NotebookNode], bool],
    kernel_name: str = "python3",
    follower: Follower | None = None,
) -> list[CellRecord]:
    """Run a notebook's code cells in order, write their outputs into it, and return a record of each.

    A cell that kills the kernel, or does not let go of it, costs only itself: a new kernel runs the cells before it
    again, without the checks, and goes on behind it. Past the notebook's time the rest is not run.

    Args:
        notebook: changed in place: outputs and execution counts of its code cells.
        cwd: the folder that the kernel works in.
        limits: what the notebook may take.
        is_check: whether a cell is a check, which is not repeated in a new kernel.
        kernel_name: the kernelspec to start.
        follower: whoever follows the run and may cancel it; then Cancelled is raised.
    """
    run, follower = _Run(cwd, limits, kernel_name), follower or Follower()
    records = []
    try:
        with follower.ended_by(run.interrupt):
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    follower.go_on()
                    follower.on_cell(cell["id"])
                    records.append(run.cell(cell, is_check(cell)))
    finally:
        run.close()
    return records


class _Run:
    """The kernel of one notebook, started when it is needed, and what to repeat in the next one."""

    def __init__(self, cwd: Path, limits: Limits, kernel_name: str) -> None:
        self._cwd, self._limits, self._kernel_name = cwd, limits, kernel_name
        self._until = time.monotonic() + limits.notebook_seconds
        self._room = limits.notebook_bytes
        self._kernel: StandardKernel | None = None
        self._done: list[str] = []

    def cell(self, cell: NotebookNode, is_check: bool) -> CellRecord:
        cell.outputs, cell.execution_count = [], None
        if not cell.source.strip():
            return not_run(cell["id"])
        began = time.monotonic()
        self._ready_kernel()
        if time.monotonic() >= self._until:
            return not_run(cell["id"], "timeout", f"the notebook's {self._limits.notebook_seconds:.0f} s were over")
        reply = self._run(cell.source, self._limits.cell_bytes)
        if reply.status in ("ok", "error") and not is_check:
            self._done.append(cell.source)
        cell.outputs = [from_dict(output) for output in (*reply.outputs, *_unsaid(reply))]
        cell.execution_count = reply.count
        return replace(_record(cell["id"], reply), seconds=round(time.monotonic() - began, 3))

    def interrupt(self) -> None:
        """End the kernel while another thread waits for it, which then finds that it died and the time over."""
        self._until = 0.0
        if (kernel := self._kernel) is not None:
            kernel.kill()

    def close(self) -> None:
        if self._kernel is not None:
            self._kernel.close()
            self._kernel = None

    def _run(self, source: str, room: int) -> Reply:
        assert self._kernel is not None
        seconds = min(self._limits.cell_seconds, max(self._until - time.monotonic(), 0.1))
        box = OutputBox(min(room, self._room))
        granted = box.room
        reply = self._kernel.run(source, seconds, box)
        self._room -= granted - box.room
        if not reply.usable:
            self.close()
        return reply

    def _ready_kernel(self) -> None:
        """Have a kernel in which all that went before has run; what kills a kernel in the repetition is dropped."""
        while self._kernel is None and time.monotonic() < self._until:
            self._kernel = StandardKernel(self._kernel_name, self._cwd)
            for source in list(self._done):
                if not self._run(source, room=0).usable:
                    self._done.remove(source)
                    break


def _record(cell_id: str, reply: Reply) -> CellRecord:
    return CellRecord(
        id=cell_id,
        status=reply.status,
        ename=reply.ename,
        evalue=reply.evalue,
        line=reply.line,
        value=reply.value,
    )


def _unsaid(reply: Reply) -> list[Output]:
    """Return an output that says how a cell ended, where its own outputs do not say it."""
    names = {"timeout": "CellTimeoutError", "died": "DeadKernelError", "error": reply.ename}
    name = names.get(reply.status)
    if name is None or any(output["output_type"] == "error" and output["ename"] == name for output in reply.outputs):
        return []
    return [error_output(name, reply.evalue, [f"{name}: {reply.evalue}"])]
