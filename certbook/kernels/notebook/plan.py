"""What the conductor is told and what it answers: plain values, JSON on the way."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from certbook.kernels.record import CellRecord


@dataclass(frozen=True)
class Limits:
    """What one notebook may take: seconds of wall clock and bytes of outputs.

    `notebook_seconds` bounds the cells, and once more the checks.
    """

    cell_seconds: float = 30.0
    notebook_seconds: float = 120.0
    cell_bytes: int = 1_000_000
    notebook_bytes: int = 5_000_000


@dataclass(frozen=True)
class PlannedCell:
    """One code cell.

    `provides`: names that a cell of the lab's own defines, put back before checks where they are functions, classes or
    modules. `keeps`: for a check, names that the answers define, never put back. `stays`: a check whose own names later
    cells need, so that it runs in the submission's process instead of a snapshot. `begins`: a check behind a cell that
    is none. `shares`: a check that deletes or binds anew a name of an answer, to see what its functions make of that,
    so that it sees the very names that they see instead of copies. `unseen`: a cell of which the checks before it would
    not notice that it ran before them, so that they share a snapshot with those behind it.
    """

    id: str
    source: str
    is_check: bool = False
    provides: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    stays: bool = False
    begins: bool = False
    shares: bool = False
    unseen: bool = False


@dataclass(frozen=True)
class Plan:
    """A whole notebook's code cells in order, and the limits."""

    cells: tuple[PlannedCell, ...]
    limits: Limits

    def to_json(self) -> dict[str, Any]:
        """Return the plan as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Plan:
        """Return a plan of plain JSON values."""
        return cls(tuple(PlannedCell(**cell) for cell in value["cells"]), Limits(**value["limits"]))


@dataclass
class Conducted:
    """How a notebook went: a record of each code cell, its outputs, and what was tampered with, one line each.

    `causes` says by cell why its process was ended: `memory`, `processes` or `disk`.
    """

    records: dict[str, CellRecord] = field(default_factory=dict)
    outputs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)
    tampered: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Conducted:
        """Return it from plain JSON values."""
        records = {cell: CellRecord.from_json(record) for cell, record in value["records"].items()}
        return cls(**{**value, "records": records})
