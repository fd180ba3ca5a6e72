"""The notebook that is run and scored: rebuilt from its source, with nbgrader's checksums as they were released."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from certbook.grading.rebuild import as_learners_see, rebuild
from certbook.grading.running import answer_names


@dataclass(frozen=True)
class LabSource:
    """A source notebook, read once for a class: what is the same for every submission of it."""

    notebook: NotebookNode

    @classmethod
    def read(cls, path: Path) -> LabSource:
        """Read a source notebook; the same file is read once."""
        facts = path.stat()
        return _read(path, facts.st_mtime_ns, facts.st_size)

    @cached_property
    def checksums(self) -> dict[str, str]:
        """What nbgrader's checksums of the released cells are, by cell id: an answer that still has it is no response.

        Asked for late: this imports nbgrader, a second in which the warm process can be started.
        """
        return _released_checksums(self.notebook)

    @cached_property
    def answers(self) -> list[str]:
        """The names that the model answers define."""
        return answer_names(self.notebook)


@lru_cache(maxsize=64)
def _read(path: Path, _mtime: int, _size: int) -> LabSource:
    return LabSource(nbformat.read(path, as_version=4))


def _released_checksums(source: NotebookNode) -> dict[str, str]:
    from nbgrader.utils import compute_checksum

    checksums = {}
    for cell in source.cells:
        facts = cell.metadata.get("nbgrader", {})
        if "grade_id" in facts:
            shown = {**cell, "source": as_learners_see(cell)} if facts.get("solution") else cell
            checksums[cell["id"]] = str(compute_checksum(NotebookNode(shown)))
    return checksums


def prepare(source: LabSource, submitted: NotebookNode) -> NotebookNode:
    """Return the notebook to run: the source with the submission's answers; what was bent stands in its metadata."""
    rebuilt = rebuild(source.notebook, submitted)
    for cell in rebuilt.notebook.cells:
        if cell["id"] in source.checksums:
            cell.metadata.nbgrader["checksum"] = source.checksums[cell["id"]]
    facts = copy.deepcopy(rebuilt.notebook.metadata.get("certbook", NotebookNode()))
    rebuilt.notebook.metadata["certbook"] = NotebookNode({**facts, "bent": rebuilt.bent, "answers": source.answers})
    return rebuilt.notebook
