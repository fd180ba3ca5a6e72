"""Percent-format text into cells that know their line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext
import yaml

from certbook.errors import ContentError

_CELL_MARK = re.compile(r"^# %%(?!%)")


@dataclass(frozen=True)
class TextCell:
    """One cell as typed: `line` is the line of its `# %%` mark, counted from 1."""

    kind: str  # "code" or "markdown"
    source: str
    line: int
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def role(self) -> str:
        """What the cell is for; `text` where nothing is said."""
        return str(self.attributes.get("role", "text"))

    @property
    def key(self) -> str:
        """The cell's name, empty where it has none."""
        return str(self.attributes.get("key", ""))


@dataclass(frozen=True)
class PercentText:
    """A parsed file: its YAML header (empty where there is none) and its cells."""

    file: Path
    header: dict[str, Any]
    cells: tuple[TextCell, ...]


def read_percent(file: Path) -> PercentText:
    """Parse a percent-format file.

    Raises ContentError for an unreadable file or header, text before the first cell, and code in a prose cell.
    """
    text = _read(file)
    header, header_lines = _split_header(text, file)
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if n >= header_lines and _CELL_MARK.match(line)]
    if not starts:
        raise ContentError("no cell: a cell begins with '# %%'", file, 1)
    stray = next((n for n in range(header_lines, starts[0]) if lines[n].strip()), None)
    if stray is not None:
        raise ContentError("text before the first cell", file, stray + 1)
    cells = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        cells.append(_parse_cell(lines[start:end], start + 1, file))
    return PercentText(file, header, tuple(cells))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError("the file is missing", file) from None
    except UnicodeDecodeError:
        raise ContentError("the file is not UTF-8 text", file) from None


def _split_header(text: str, file: Path) -> tuple[dict[str, Any], int]:
    """Return the YAML header between two `# ---` lines and the number of lines that it takes."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "# ---":
        return {}, 0
    try:
        end = next(n for n in range(1, len(lines)) if lines[n].strip() == "# ---")
    except StopIteration:
        raise ContentError("the header that '# ---' opens is never closed", file, 1) from None
    body = "\n".join(re.sub(r"^# ?", "", line) for line in lines[1:end])
    try:
        header = yaml.safe_load(body) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ContentError(
            f"the header is not YAML: {getattr(error, 'problem', error)}",
            file,
            (mark.line if mark else 0) + 2,
        ) from None
    if not isinstance(header, dict):
        raise ContentError("the header must be 'key: value' lines", file, 2)
    return header, end + 1


def _parse_cell(lines: list[str], line: int, file: Path) -> TextCell:
    notebook = jupytext.reads("\n".join(lines) + "\n", fmt="py:percent")
    if len(notebook.cells) != 1:
        raise ContentError("this does not read as one cell; check its '# %%' line", file, line)
    cell = notebook.cells[0]
    if cell.cell_type == "markdown":
        _refuse_code_in_prose(lines, line, file, str(cell.metadata.get("key", "")))
    attributes = {name: value for name, value in cell.metadata.items() if name != "lines_to_next_cell"}
    return TextCell(cell.cell_type, cell.source.strip("\n"), line, attributes)


def _refuse_code_in_prose(lines: list[str], line: int, file: Path, key: str) -> None:
    for offset, text in enumerate(lines[1:], start=1):
        if text.strip() and not text.startswith("#"):
            raise ContentError(
                f"code fell into a prose cell ({text.strip()[:40]!r}): begin a new cell or comment the line",
                file,
                line + offset,
                key,
            )
