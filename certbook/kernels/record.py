"""What a runner says of each cell: the only thing that a score may be made of."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["ok", "error", "timeout", "died", "not_run"]

EVIDENCE_LIMIT = 2000  # characters kept of an error's text: enough to read, too little to flood


@dataclass(frozen=True)
class CellRecord:
    """How one code cell ended.

    `value` is the number that the cell's last expression gave, None where it gave none or no number, -1 where it gave
    one that nobody can add up (`nan`, infinity).
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
        return dict(vars(self))

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> CellRecord:
        """Return a record of plain JSON values."""
        return cls(**value)


def not_run(cell_id: str, status: Status = "not_run", why: str = "") -> CellRecord:
    """Return the record of a cell of which the runner has nothing to say."""
    return CellRecord(id=cell_id, status=status, evalue=why)


def as_points(text: str) -> float | None:
    """Return the number that a cell's result, as it is printed, stands for: see `CellRecord.value`; False is 0."""
    if text in ("False", "np.False_"):
        return 0.0
    scalar = re.fullmatch(r"np\.\w+\((.+)\)", text)  # NumPy 2 prints `np.float64(0.5)`
    try:
        value = float(scalar[1] if scalar else text)
    except ValueError:
        return None
    return value if math.isfinite(value) else -1.0
