"""Which lab a notebook is: by its name, else by the cells that it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from certbook.grading.collecting.layouts import stem_of
from certbook.grading.course import Course

LIKE = 0.5  # the share of a lab's graded cells from which a notebook is that lab


@dataclass(frozen=True)
class Lab:
    """A lab of a course's assignment."""

    assignment: str
    name: str

    @property
    def order(self) -> tuple[str, str]:
        """Where it stands in a list."""
        return self.assignment, self.name


@dataclass(frozen=True)
class Labs:
    """All labs of a course, with the ids of the cells that nbgrader gave them."""

    cells: dict[Lab, frozenset[str]]

    def find(self, file: str, data: bytes, assignment: str | None) -> tuple[Lab | None, str]:
        """Return the lab that a file is, and else why it is none; the note says where its name is another."""
        mine = {lab: ids for lab, ids in self.cells.items() if assignment in (None, lab.assignment)}
        ids = _cell_ids(data)
        if ids is None:
            return None, "is no notebook: not JSON, or without cells"
        stem = stem_of(file)
        named = next((lab for lab in mine if lab.name == stem), None)
        if named is not None:
            return named, ""
        likeness = {lab: len(ids & own) / len(own) for lab, own in mine.items() if own}
        best = max(likeness, key=lambda lab: likeness[lab], default=None)
        if best is None or likeness[best] < LIKE:
            known = ", ".join(sorted(lab.name for lab in mine))
            return None, f"'{stem}' is no lab, and its cells are of none; labs are: {known}"
        return best, f"is called '{stem}', and by its cells is {best.name}"


def labs_of(course: Course) -> Labs:
    """Return the labs of a course's `source/`, whatever made them."""
    found = {}
    for folder in sorted(path for path in course.source.iterdir() if path.is_dir()) if course.source.is_dir() else []:
        for name, file in course.notebooks(folder.name).items():
            found[Lab(folder.name, name)] = _ids_of_source(file, file.stat().st_mtime_ns)
    return Labs(found)


@lru_cache(maxsize=1024)
def _ids_of_source(file: Path, _changed: int) -> frozenset[str]:
    return _cell_ids(file.read_bytes()) or frozenset()


def _cell_ids(data: bytes) -> frozenset[str] | None:
    """Return nbgrader's ids of a notebook's cells, None where the bytes are no notebook."""
    try:
        value = json.loads(data)
        cells = value["cells"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return frozenset(found for cell in cells if (found := _id(cell))) if isinstance(cells, list) else None


def _id(cell: Any) -> str:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    facts = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    found = facts.get("grade_id") if isinstance(facts, dict) else None
    return found if isinstance(found, str) else ""
