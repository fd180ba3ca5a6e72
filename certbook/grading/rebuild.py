"""The notebook that is graded: built from the source, with the learner's answers pasted in.

What the learner deleted, edited, doubled, moved or renamed of our cells thereby stops being an error; what was bent
is reported. Cells that the learner added stay, behind the cell that they stood behind.
"""

from __future__ import annotations

import ast
import copy
import difflib
from dataclasses import dataclass, field

from nbformat import NotebookNode

from certbook.kernels.parsing import parse

RELEASED = "released"  # in a cell's metadata: its text in the release, where other marks than ours say what goes
_LIKENESS = 0.6  # of two texts, as difflib counts it: below, a cell without its name is not taken for an answer


@dataclass
class Rebuilt:
    """The notebook to grade, and what was bent, one line each."""

    notebook: NotebookNode
    bent: list[str] = field(default_factory=list)


def rebuild(source: NotebookNode, submitted: NotebookNode) -> Rebuilt:
    """Return the source with the submission's answers, in the source's order, without outputs.

    Args:
        source: the lab as in `source/`, with solutions and hidden tests.
        submitted: what was handed in, any valid notebook of format 4.
    """
    rebuilt = Rebuilt(copy.deepcopy(source))
    places, extras = _match(source, submitted, rebuilt.bent)
    for cell in rebuilt.notebook.cells:
        theirs = places.get(cell["id"])
        if is_answer(cell):
            cell.source = theirs.source if theirs is not None else blank_answer(cell)
            if theirs is None:
                rebuilt.bent.append(f"answer '{_name(cell)}' is missing: graded as blank")
        elif theirs is not None and _name(cell) and not _is_ours(theirs.source, cell):
            rebuilt.bent.append(f"cell '{_name(cell)}' was edited: the original is graded")
        elif theirs is not None and not _name(cell):
            cell.source = theirs.source  # cells to play with are the learner's own
    _insert_extras(rebuilt, extras)
    _clear_outputs(rebuilt.notebook)
    return rebuilt


def _match(
    source: NotebookNode, submitted: NotebookNode, bent: list[str]
) -> tuple[dict[str, NotebookNode], list[tuple[str, NotebookNode]]]:
    """Pair source cells with submitted ones; return the pairs by source id, and the rest with the id before it."""
    pairs: dict[str, NotebookNode] = {}
    taken: set[int] = set()
    _match_by_name(source, submitted, pairs, taken, bent)
    for cell in source.cells:  # by cell id, where the metadata was lost
        if cell["id"] not in pairs:
            for number, theirs in enumerate(submitted.cells):
                if number not in taken and theirs.get("id") == cell["id"] and theirs.cell_type == cell.cell_type:
                    pairs[cell["id"]] = theirs
                    taken.add(number)
                    break
    for cell in source.cells:  # by likeness, where the id was lost too
        if is_answer(cell) and cell["id"] not in pairs:
            likest = _likest(cell, submitted, taken)
            if likest is not None:
                pairs[cell["id"]] = submitted.cells[likest]
                taken.add(likest)
                bent.append(f"answer '{_name(cell)}' had lost its name: found by its content")
    _match_our_text(source, submitted, pairs, taken)
    return pairs, _extras(submitted, pairs, taken)


def _match_by_name(
    source: NotebookNode, submitted: NotebookNode, pairs: dict[str, NotebookNode], taken: set[int], bent: list[str]
) -> None:
    for cell in source.cells:
        name = _name(cell)
        if not name:
            continue
        found = [n for n, theirs in enumerate(submitted.cells) if _name(theirs) == name]
        if not found:
            if not is_answer(cell) and cell.cell_type == "code":
                bent.append(f"cell '{name}' was deleted: put back")
            continue
        taken.update(found)
        pairs[cell["id"]] = submitted.cells[_chosen(found, cell, submitted)]
        if len(found) > 1:
            bent.append(f"cell '{name}' stands {len(found)} times: the last one that was worked on counts")


def _chosen(found: list[int], cell: NotebookNode, submitted: NotebookNode) -> int:
    """Of cells with the same name take the last that differs from the blank, else the last."""
    blank = blank_answer(cell).strip()
    worked_on = [n for n in found if submitted.cells[n].source.strip() != blank]
    return (worked_on or found)[-1]


def _likest(cell: NotebookNode, submitted: NotebookNode, taken: set[int]) -> int | None:
    free = [n for n, theirs in enumerate(submitted.cells) if n not in taken and theirs.cell_type == cell.cell_type]
    wanted = _defined(cell.source)
    if wanted:
        defining = [n for n in free if wanted & _defined(submitted.cells[n].source)]
        if defining:
            return defining[-1]
    scored = [(difflib.SequenceMatcher(None, blank_answer(cell), submitted.cells[n].source).ratio(), n) for n in free]
    best = max(scored, default=(0.0, -1))
    return best[1] if best[0] >= _LIKENESS else None


def _match_our_text(
    source: NotebookNode, submitted: NotebookNode, pairs: dict[str, NotebookNode], taken: set[int]
) -> None:
    """Recognise copies of our own text, so that they are not taken for cells that the learner added."""
    ours = {as_learners_see(cell).strip() for cell in source.cells}
    for number, theirs in enumerate(submitted.cells):
        if number not in taken and theirs.source.strip() in ours:
            taken.add(number)


def _extras(submitted: NotebookNode, pairs: dict[str, NotebookNode], taken: set[int]) -> list[tuple[str, NotebookNode]]:
    place_of = {id(theirs): cell_id for cell_id, theirs in pairs.items()}
    extras, before = [], ""
    for number, theirs in enumerate(submitted.cells):
        before = place_of.get(id(theirs), before)
        if number not in taken and theirs.source.strip():
            extras.append((before, theirs))
    return extras


def _insert_extras(rebuilt: Rebuilt, extras: list[tuple[str, NotebookNode]]) -> None:
    cells = rebuilt.notebook.cells
    for number, (before, theirs) in enumerate(reversed(extras), start=1):
        place = next((n for n, cell in enumerate(cells) if cell["id"] == before), -1)
        added = copy.deepcopy(theirs)
        added.metadata = type(theirs.metadata)({"certbook": {"role": "added"}})
        added["id"] = f"added-{len(extras) - number + 1}"
        added.pop("attachments", None)
        cells.insert(place + 1, added)


def _is_ours(text: str, cell: NotebookNode) -> bool:
    """Whether a text is that of a source cell, as it was released or as it stands in the source."""
    return text.strip() in (as_learners_see(cell).strip(), cell.source.strip())


def _clear_outputs(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def _name(cell: NotebookNode) -> str:
    facts = cell.get("metadata", {}).get("nbgrader", {})
    return str(facts.get("grade_id", "")) if isinstance(facts, dict) else ""


def is_answer(cell: NotebookNode) -> bool:
    """Whether a cell is the learner's to write."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _defined(source: str) -> set[str]:
    """Return the names of the functions and classes that a cell defines."""
    try:
        body = parse(source).body
    except (SyntaxError, ValueError):
        return set()
    return {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}


def blank_answer(cell: NotebookNode) -> str:
    """Return an answer cell as the learner gets it."""
    if RELEASED in cell.metadata.get("certbook", {}):
        return str(cell.metadata.certbook[RELEASED])
    is_code = cell.cell_type == "code"
    stub = ["# YOUR CODE HERE", "raise NotImplementedError()"] if is_code else ["YOUR ANSWER HERE"]
    if "### BEGIN SOLUTION" not in cell.source:  # nbgrader then takes the whole cell for the solution
        return "\n".join(stub)
    return _without_region(cell.source, "### BEGIN SOLUTION", "### END SOLUTION", stub)


def as_learners_see(cell: NotebookNode) -> str:
    """Return a source cell's text as it is released: answers blank, without the code of sealed checks."""
    if RELEASED in cell.metadata.get("certbook", {}):
        return str(cell.metadata.certbook[RELEASED])
    if is_answer(cell):
        return blank_answer(cell)
    return _without_region(cell.source, "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS", [])


def _without_region(text: str, begin: str, end: str, stub: list[str]) -> str:
    lines, inside = [], False
    for line in text.split("\n"):
        if begin in line:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + part for part in stub]
        elif end in line:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)
