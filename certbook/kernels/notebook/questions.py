"""What a process is asked, and how the answer is put into a notebook's outputs."""

from __future__ import annotations

import secrets
from typing import Any

from certbook.kernels.notebook.channel import Message
from certbook.kernels.notebook.plan import PlannedCell
from certbook.kernels.outputs import error_output
from certbook.kernels.record import CellRecord, Status

_NAMES: dict[Status, str] = {"timeout": "CellTimeoutError", "died": "DeadKernelError"}


def question_of(cell: PlannedCell) -> tuple[Message, list[str]]:
    """Return what a process is told to do with a cell, and the words that its canaries must fail with."""
    question: Message = {"id": cell.id, "source": cell.source, "nonce": secrets.token_hex(16)}
    canaries = [secrets.token_hex(8), secrets.token_hex(8)]
    if cell.is_check:
        how = {"keeps": cell.keeps, "stays": cell.stays, "begins": cell.begins, "shares": cell.shares}
        return {"do": "check", **how, "canaries": canaries, **question}, canaries
    return {"do": "cell", "provides": cell.provides, **question}, canaries


def unsaid(record: CellRecord, said: list[Any]) -> list[Any]:
    """Return an output that says how a cell ended, where its own outputs do not say it."""
    if record.status == "ok" or any(output["output_type"] == "error" for output in said):
        return []
    return as_output(record, "")


def as_output(record: CellRecord, trace: str) -> list[Any]:
    """Return how a cell ended as an error output; none where it ended well or did not run."""
    if record.status == "ok" or record.status == "not_run":
        return []
    name = _NAMES.get(record.status, record.ename)
    lines = trace.splitlines() or [f"{name}: {record.evalue}"]
    return [error_output(name, record.evalue, lines)]
