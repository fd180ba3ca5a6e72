"""What a runner says of each cell: the only thing that a score may be made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Status = Literal["ok", "error", "timeout", "died", "not_run"]

EVIDENCE_LIMIT = 2000  # characters kept of an error's text: enough to read, too little to flood


@dataclass(frozen=True)
class CellRecord:
    """How one code cell ended.

    `value` is the number that the cell's last expression gave, None where it gave none or no number.
    `ename` and `evalue` are set where `status` is `error`; `line` is the line of the cell that raised.
    `seconds` is wall-clock time, `cpu` the process's own.
    """

    id: str
    status: Status
    ename: str = ""
    evalue: str = ""
    line: int | None = None
    value: float | None = None
    seconds: float = 0.0
    cpu: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the record as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> CellRecord:
        """Return a record of plain JSON values."""
        return cls(**value)


def not_run(cell_id: str, status: Status = "not_run", why: str = "") -> CellRecord:
    """Return the record of a cell of which the runner has nothing to say."""
    return CellRecord(id=cell_id, status=status, evalue=why)
