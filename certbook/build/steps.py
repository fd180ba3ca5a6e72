"""The steps from a lab's cells to its source notebook, each a function from notebook to notebook.

A cell carries the author's words in `metadata.certbook` until the roles are expanded to nbgrader's schema 3.
"""

from __future__ import annotations

from collections.abc import Callable

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from certbook.content.lab import cell_id
from certbook.content.marks import ANSWER_BEGIN, ANSWER_END, SOLUTION_BEGIN, SOLUTION_END, is_hidden
from certbook.content.percent import TextCell

# No version and no `language_info.version`: the same text gives the same bytes on every machine.
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
SCHEMA_VERSION = 3


def notebook_of(cells: tuple[TextCell, ...], owner: dict[str, str]) -> NotebookNode:
    """Return a notebook of the cells as typed; `owner` says which lab or lesson it is."""
    notebook = new_notebook(
        metadata={"kernelspec": dict(KERNEL), "language_info": {"name": "python"}, "certbook": dict(owner)}
    )
    notebook.cells = [_plain_cell(cell) for cell in cells]
    return notebook


def drop_hints(notebook: NotebookNode) -> NotebookNode:
    """Take the ladders of hints out: they are told one rung at a time, never printed."""
    notebook.cells = [cell for cell in notebook.cells if _role(cell) != "hints"]
    return notebook


def mark_model_answers(notebook: NotebookNode) -> NotebookNode:
    """Turn the model-answer marks of written tasks into nbgrader's solution marks."""
    for cell in notebook.cells:
        if _role(cell) == "written":
            cell.source = cell.source.replace(ANSWER_BEGIN, SOLUTION_BEGIN).replace(ANSWER_END, SOLUTION_END)
    return notebook


def tag_parameters(notebook: NotebookNode) -> NotebookNode:
    """Give the parameters cell the tag that papermill looks for."""
    for cell in notebook.cells:
        if _role(cell) == "parameters":
            cell.metadata["tags"] = ["parameters"]
    return notebook


def stable_ids(notebook: NotebookNode) -> NotebookNode:
    """Name every cell after its lab and key, so that a rebuild gives the same ids."""
    prose = 0
    for cell in notebook.cells:
        name = _grade_id(cell)
        if not name:
            prose += 1
            name = f"text-{prose}"
        cell["id"] = cell_id(notebook.metadata.certbook.name, name)
    return notebook


def expand_roles(notebook: NotebookNode) -> NotebookNode:
    """Write nbgrader's schema-3 metadata for every role; lock what the learner must not change."""
    for cell in notebook.cells:
        role = _role(cell)
        if role == "text":
            continue
        graded = role in ("check", "written")
        solution = role in ("answer", "written")
        facts = {
            "schema_version": SCHEMA_VERSION,
            "grade": graded,
            "grade_id": _grade_id(cell),
            "locked": not solution,
            "solution": solution,
            "task": False,
        }
        if graded:
            facts["points"] = cell.metadata.certbook.points
        cell.metadata["nbgrader"] = facts
        if not solution:
            cell.metadata["editable"] = False
        cell.metadata["deletable"] = False
    return notebook


LAB_STEPS: tuple[Callable[[NotebookNode], NotebookNode], ...] = (
    drop_hints,
    mark_model_answers,
    tag_parameters,
    stable_ids,
    expand_roles,
)


def _plain_cell(cell: TextCell) -> NotebookNode:
    make = new_code_cell if cell.kind == "code" else new_markdown_cell
    node = make(source=cell.source)
    words: dict[str, object] = {
        name: cell.attributes[name] for name in ("key", "task", "skill", "points") if name in cell.attributes
    }
    words["role"] = cell.role
    if cell.role == "check":
        words["hidden"] = is_hidden(cell)
    node.metadata["certbook"] = words
    return node


def _role(cell: NotebookNode) -> str:
    return str(cell.metadata.certbook.role)


def _grade_id(cell: NotebookNode) -> str:
    role, key = _role(cell), str(cell.metadata.certbook.get("key", ""))
    if role in ("parameters", "setup"):
        return f"{role}-{key}" if key else role
    return f"{key}-{role}" if role == "task" else key
