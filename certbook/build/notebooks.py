"""Lessons and source labs as notebooks, in memory."""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode

from certbook.build.steps import LAB_STEPS, notebook_of, stable_ids
from certbook.content.lab import Lab
from certbook.content.library import Module
from certbook.content.percent import TextCell, read_percent
from certbook.errors import ContentError


def build_lesson(module: Module) -> NotebookNode:
    """Return a module's lesson as a notebook; roles other than plain text are refused."""
    text = read_percent(module.lesson)
    for cell in text.cells:
        _refuse_role(cell, module)
    notebook = notebook_of(text.cells, {"kind": "lesson", "name": "lesson", "module": module.name})
    return stable_ids(notebook)


def build_lab(lab: Lab) -> NotebookNode:
    """Return a lab with solutions and hidden tests, as it goes into `source/`."""
    notebook = notebook_of(lab.cells, {"kind": "lab", "name": lab.name, "module": lab.module})
    for step in LAB_STEPS:
        notebook = step(notebook)
    return notebook


def to_bytes(notebook: NotebookNode) -> bytes:
    """Return the notebook's file content: sorted keys, one trailing newline."""
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook, version=4)
    return (text + "\n").encode("utf-8")


def _refuse_role(cell: TextCell, module: Module) -> None:
    if cell.role != "text":
        raise ContentError(f"a lesson has no graded cells: role '{cell.role}'", module.lesson, cell.line, cell.key)
