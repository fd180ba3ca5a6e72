"""Read a notebook that somebody handed in, whatever has happened to the file."""

from __future__ import annotations

import json
import re
import stat
import uuid
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_notebook

from certbook.errors import SubmissionError

_LARGEST = 200_000_000  # bytes; beyond, reading it would cost the others too much
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_KINDS: dict[str, dict[str, Any]] = {
    "code": {"execution_count": None, "outputs": []},
    "markdown": {},
    "raw": {},
}


def read_submission(path: Path, shown: str = "") -> NotebookNode:
    """Return a notebook's cells, well formed: text, id and nbgrader's metadata; the rest grading makes itself.

    Raises SubmissionError with one line that names the file (as `shown`, by default its path) and what to do.
    """
    name = shown or str(path)
    value = _json(_bytes(path, name), name)
    cells = _cells(value) if isinstance(value, dict) else None
    if cells is None:
        raise SubmissionError(f"{name}: is no notebook: it has no cells; hand in the lab's .ipynb file")
    metadata = value.get("metadata")
    notebook = new_notebook()
    notebook.metadata = from_dict(metadata if isinstance(metadata, dict) else {})
    notebook.cells = _unique_ids([made for made in map(_cell, cells) if made is not None])
    return notebook


def language_of(notebook: NotebookNode) -> str:
    """Return the language that a notebook says it is written in, in small letters; empty where it does not say."""
    for place, key in (("kernelspec", "language"), ("language_info", "name")):
        facts = notebook.metadata.get(place)
        found = facts.get(key) if isinstance(facts, dict) else None
        if isinstance(found, str) and found:
            return found.lower()
    return ""


def _bytes(path: Path, name: str) -> bytes:
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode) and not stat.S_ISDIR(facts.st_mode):
            raise SubmissionError(f"{name}: is no file that can be read; hand in the lab's .ipynb file")
        if facts.st_size > _LARGEST:
            raise SubmissionError(f"{name}: is larger than {_LARGEST // 1_000_000} MB; clear its outputs and save it")
        return path.read_bytes()
    except FileNotFoundError:
        raise SubmissionError(f"{name}: is missing; hand it in") from None
    except IsADirectoryError:
        raise SubmissionError(f"{name}: is a folder, not a notebook; hand in the .ipynb file") from None
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise SubmissionError(f"{name}: cannot be read ({reason}); check its permissions") from None


def _json(data: bytes, name: str) -> Any:
    if not data.strip():
        raise SubmissionError(f"{name}: is empty; save the notebook and hand it in again")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        looks_cut = data.lstrip()[:1] == b"{"
        problem = "is cut off or damaged" if looks_cut else "is no notebook"
        raise SubmissionError(f"{name}: {problem}; save the notebook and hand it in again") from None


def _cells(value: dict[str, Any]) -> list[Any] | None:
    cells = value.get("cells")
    if cells is None and isinstance(value.get("worksheets"), list):  # notebooks of format 3
        cells = [
            cell
            for sheet in value["worksheets"]
            if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
            for cell in sheet["cells"]
        ]
    return cells if isinstance(cells, list) else None


def _cell(value: Any) -> NotebookNode | None:
    kind = str(value.get("cell_type")) if isinstance(value, dict) else ""
    if kind not in _KINDS:
        return None
    metadata = value.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    given = value.get("id")
    # Not by nbformat's own functions, which validate each cell: what is made here is right, and a check waits for it.
    made: NotebookNode = from_dict(
        {
            "id": given if isinstance(given, str) and _ID.fullmatch(given) else uuid.uuid4().hex[:8],
            "cell_type": kind,
            "metadata": {"nbgrader": nbgrader} if isinstance(nbgrader, dict) else {},
            "source": _text(value.get("source", value.get("input", ""))),
            **_KINDS[kind],
        }
    )
    return made


def _unique_ids(cells: list[NotebookNode]) -> list[NotebookNode]:
    seen: set[str] = set()
    for cell in cells:
        if cell["id"] in seen:
            cell["id"] = uuid.uuid4().hex[:8]
        seen.add(cell["id"])
    return cells


def _text(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    text = "".join(part for part in parts if isinstance(part, str))
    return text.encode("utf-8", "replace").decode("utf-8")  # half a character would break every file it is put in
