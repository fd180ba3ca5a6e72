"""Other answers to a lab, as notebooks that are ready to run."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from nbformat import NotebookNode

from certbook.grading.rebuild import blank_answer, is_answer
from certbook.kernels.warm import Job


@dataclass(frozen=True)
class Variant:
    """A lab with one person's answers: `kind` is reference, blank, mistake, alternative or cheat."""

    kind: str
    id: str
    notebook: NotebookNode

    def job(self, seed: int, seconds: float) -> Job:
        """Return its code cells as a job, with SEED set behind the parameters cell."""
        cells = []
        for cell in self.notebook.cells:
            if cell.cell_type == "code":
                is_parameters = "parameters" in cell.metadata.get("tags", [])
                cells.append((cell["id"], f"{cell.source}\nSEED = {seed}" if is_parameters else cell.source))
        return Job(tuple(cells), seconds=seconds)


def with_answers(source: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """Return the source with some tasks' answer cells replaced."""
    notebook = copy.deepcopy(source)
    for cell in notebook.cells:
        if is_answer(cell) and cell.metadata.nbgrader.grade_id in answers:
            cell.source = answers[cell.metadata.nbgrader.grade_id]
    return notebook


def with_blanks(source: NotebookNode) -> NotebookNode:
    """Return the source with every answer as the learner gets it."""
    blanks = {cell.metadata.nbgrader.grade_id: blank_answer(cell) for cell in source.cells if is_answer(cell)}
    return with_answers(source, blanks)


def default_seed(source: NotebookNode) -> int:
    """Return the SEED that the parameters cell sets."""
    cell = next(cell for cell in source.cells if "parameters" in cell.metadata.get("tags", []))
    line = next(line for line in cell.source.splitlines() if line.startswith("SEED"))
    return int(line.split("=")[1].split("#")[0])
