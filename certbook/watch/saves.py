"""Notice when a notebook was saved, by looking at its file again and again.

A look costs one `stat`; the content is read where that differs. Nothing is told of a file that is still being written,
nor of a save that changed no cell: outputs and what an editor notes beside them are not graded.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

_SETTLED = 0.2  # seconds without a change after which a file counts as written
_PATIENCE = 3.0  # seconds that a file may stay half a notebook before that is told
_COARSE = 2.5  # seconds: within so short a time some file systems give two changes the same time

_Identity = tuple[int, int, int]


@dataclass(frozen=True)
class Save:
    """One state of the file that is to be graded: `mark` is its content's, empty where there is no file."""

    mark: str
    saved: datetime | None


class Saves:
    """Looks at one file; `look` tells of each new state once, the first one too."""

    def __init__(self, notebook: Path) -> None:
        self._notebook = notebook
        self._told: str | None = None
        self._read: tuple[_Identity | None, bytes | None] | None = None
        self._seen: _Identity | None = None
        self._since = float("-inf")  # when the file was first seen as it is

    def look(self) -> Save | None:
        """Return the file's state if it is a new one that has settled; called every few tenths of a second."""
        identity, modified = self._stat()
        now = time.monotonic()
        if identity != self._seen:
            is_first = self._since == float("-inf")
            self._seen, self._since = identity, now - (2 * _SETTLED if is_first else 0.0)
        if now - self._since < _SETTLED or self._is_known(identity, modified):
            return None
        return self._read_now(identity, modified, now)

    def _stat(self) -> tuple[_Identity | None, float]:
        try:
            found = os.stat(self._notebook)
        except OSError:
            return None, 0.0
        return (found.st_mtime_ns, found.st_size, found.st_ino), found.st_mtime

    def _is_known(self, identity: _Identity | None, modified: float) -> bool:
        is_fresh = abs(time.time() - modified) < _COARSE
        return self._read is not None and self._read[0] == identity and not is_fresh

    def _read_now(self, identity: _Identity | None, modified: float, now: float) -> Save | None:
        data = self._content()
        before, self._read = self._read, (identity, data)
        if before is not None and before[0] == identity and before[1] != data:
            self._since = now  # the same time and size, another content: let it settle, too
            return None
        mark, is_whole = _mark(data)
        if mark == self._told or (not is_whole and now - self._since < _PATIENCE):
            if mark != self._told:
                self._read = None  # look again
            return None
        self._told = mark
        return Save(mark, datetime.fromtimestamp(modified) if identity is not None else None)

    def _content(self) -> bytes | None:
        try:
            return self._notebook.read_bytes()
        except OSError:
            return None


def _mark(data: bytes | None) -> tuple[str, bool]:
    """Return what tells one state from another, and whether the content is a whole notebook (or no file at all)."""
    if data is None:
        return "", True
    try:
        work = [_work_in(cell) for cell in json.loads(data)["cells"]]
    except (ValueError, LookupError, TypeError, AttributeError):
        return hashlib.sha256(data).hexdigest(), False
    return hashlib.sha256(json.dumps(work, sort_keys=True).encode()).hexdigest(), True


def _work_in(cell: dict[str, Any]) -> list[Any]:
    source = cell["source"]
    text = "".join(source) if isinstance(source, list) else source
    return [cell["cell_type"], text, cell.get("id"), cell.get("metadata", {}).get("nbgrader")]
