"""Which data a lab reads, from the registry, and what the lab itself says of what was made for it."""

from __future__ import annotations

import importlib.metadata
import re
from dataclasses import dataclass

from nbformat import NotebookNode

from certbook.content.lab import Lab
from certbook.data.loader import load_data
from certbook.data.registry import DATA_SETS, DataSet

_MADE = re.compile(
    r"\b(made up|made here|simulat\w+|synthetic|stand-in|generated|invented|pretended|copies of)\b", re.IGNORECASE
)
_COLLECTIONS = ("json",)  # readers of texts, which have no rows


@dataclass(frozen=True)
class DataNote:
    """One data set: `rows` and `columns` are None for a collection of texts."""

    entry: DataSet
    version: str
    rows: int | None
    columns: int | None


def data_of(notebook: NotebookNode) -> tuple[DataNote, ...]:
    """Return the data sets that a lab's code names."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    named = [name for name in DATA_SETS if re.search(rf"""["']{re.escape(name)}["']""", code)]
    loads = re.search(r"\bload_(data|text)\(", code)
    return tuple(_note(DATA_SETS[name]) for name in named) if loads else ()


def said_of_made_data(lab: Lab) -> tuple[str, ...]:
    """Return the sentences of a lab's introduction that say what in it was made and not measured."""
    intro = next((cell.source for cell in lab.cells if cell.role == "text" and cell.kind == "markdown"), "")
    prose = " ".join(line for line in intro.splitlines() if not line.startswith("#"))
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z*])", " ".join(prose.split()))
    return tuple(one.replace("**", "") for one in sentences if _MADE.search(one))


def data_page(lab: Lab, notes: tuple[DataNote, ...]) -> str:
    """Return `data.md`."""
    made = said_of_made_data(lab)
    lines = [f"# Data of “{lab.facts.title}”", ""]
    if not notes and not made:
        lines += [
            "None of the course’s data sets is read: the notebook says what its inputs are and where they come from.",
            "",
        ]
    for note in notes:
        entry = note.entry
        size = "a collection of texts" if note.rows is None else f"{note.rows:,} rows, {note.columns} columns"
        lines += [
            f"## {entry.name}",
            "",
            f"- **Source:** {entry.origin}",
            f"- **Terms:** {entry.licence}",
            f"- **Size:** {size}",
            f"- **Read from:** the installed package `{entry.package}` {note.version}, `{entry.path}`; not copied here",
            f"- **Fingerprint (SHA-256):** `{entry.sha256}`",
            "",
        ]
    if made:
        lines += ["## What was made, not measured", "", "The exercise says of its data:", ""]
        lines += [f"> {sentence}" for sentence in made] + [""]
    return "\n".join(lines)


def _note(entry: DataSet) -> DataNote:
    version = importlib.metadata.version("scikit-learn" if entry.package == "sklearn" else entry.package)
    if entry.reader in _COLLECTIONS:
        return DataNote(entry, version, None, None)
    rows, columns = load_data(entry.name).shape
    return DataNote(entry, version, rows, columns)
