"""When a notebook was saved, and whether its file is behind what was run: a cell cannot save it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

_MOST_CELLS = 500  # of those that ran, the last
_MANY_SECONDS = 120


@dataclass(frozen=True)
class Saved:
    """The state of a notebook's file.

    `behind` are the tasks whose saved answer is not what was last run; `lacks_caller`: the cell that calls is not in
    the file, so that it is older than that cell.
    """

    time: datetime
    behind: tuple[str, ...] = ()
    lacks_caller: bool = False

    def words(self, now: datetime) -> str:
        """Return the time of saving in words."""
        age = now - self.time
        if timedelta(0) <= age < timedelta(seconds=_MANY_SECONDS):
            return f"saved at {self.time:%H:%M:%S}, {age.seconds} s ago"
        return f"saved at {self.time:%H:%M:%S}" if self.time.date() == now.date() else f"saved on {self.time:%F %H:%M}"


def look(notebook: Path, tasks: Iterable[str], ran: list[str]) -> Saved:
    """Compare a notebook's file with the cells that ran, the last of which is the one that calls.

    A file that is missing or damaged says nothing here: the grader says it better.
    """
    try:
        time = datetime.fromtimestamp(notebook.stat().st_mtime)
        cells = _code_cells(notebook)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Saved(datetime.now())
    texts = {text.strip() for _, text in cells}
    last = _last_definitions(ran[-_MOST_CELLS:])
    behind = tuple(
        task
        for task in tasks
        for name, text in cells
        if name == task and any(last.get(defined, text).strip() not in texts for defined in _defined(text))
    )
    lacks_caller = bool(ran) and ran[-1].strip() not in texts
    return Saved(time, tuple(dict.fromkeys(behind)), lacks_caller)


def _code_cells(notebook: Path) -> list[tuple[str, str]]:
    """Return the name that nbgrader knows each code cell by, and its text."""
    cells: list[dict[str, Any]] = json.loads(notebook.read_bytes())["cells"]
    return [
        (str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "")), "".join(cell["source"]))
        for cell in cells
        if cell["cell_type"] == "code"
    ]


def _last_definitions(ran: list[str]) -> dict[str, str]:
    """Return, by the name of each function and class, the cell that last defined it."""
    return {name: text for text in ran for name in _defined(text)}


def _defined(text: str) -> set[str]:
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):  # magics, or not finished
        return set()
    return {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
