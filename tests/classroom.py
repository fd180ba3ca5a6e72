"""A small class for tests: a clone-like folder with the example course, and learners who hand in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from certbook.build.tree import build
from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.grading.course import Course

TESTS = Path(__file__).parent
ASSIGNMENT, LAB = "01-demo", "add-up"
RIGHT = {
    "total": "def total(numbers):\n    return sum(numbers)",
    "average": "def average(numbers):\n    return sum(numbers) / len(numbers)",
    "story": "Prices were many; a loop adds them up; the till agrees.",
}


@dataclass(frozen=True)
class Classroom:
    """A built course in a folder of its own."""

    root: Path

    @property
    def course(self) -> Course:
        return Course.of_clone(self.root)

    def source(self) -> Any:
        return nbformat.read(self.root / "source" / ASSIGNMENT / f"{LAB}.ipynb", as_version=4)

    def released(self) -> Any:
        return nbformat.read(self.root / "release" / ASSIGNMENT / f"{LAB}.ipynb", as_version=4)

    def folder(self, student: str) -> Path:
        folder = self.root / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def hand_in(
        self,
        student: str,
        answers: dict[str, str] | None = None,
        bend: Callable[[Any], None] = lambda notebook: None,
        name: str = f"{LAB}.ipynb",
    ) -> Path:
        """Write a submission: the release with some answers filled in, then bent."""
        notebook = fill(self.released(), answers or {})
        bend(notebook)
        path = self.folder(student) / name
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    def rebuild(self) -> None:
        library = Library(ContentRoot(self.root, True))
        build(library, library.modules, lambda _: None)


def make_classroom(root: Path) -> Classroom:
    shutil.copytree(TESTS / "course", root)
    shutil.copy(TESTS.parent / "nbgrader_config.py", root)
    classroom = Classroom(root)
    classroom.rebuild()
    return classroom


def fill(notebook: Any, answers: dict[str, str]) -> Any:
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answers and cell.metadata.nbgrader.solution:
            cell.source = answers[name]
    return notebook


def cell_of(notebook: Any, name: str) -> Any:
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)
