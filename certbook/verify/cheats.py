"""Answers that nobody earned points with: each must score nothing on every lab."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from nbformat import NotebookNode

from certbook.grading.rebuild import is_answer, rebuild
from certbook.grading.scoring import is_automatic, task_of
from certbook.verify.variants import Variant, with_answers, with_blanks

# An object that says yes to everything a check may ask of it.
_YES = """
class _Yes:
    def __call__(self, *args, **kwargs): return _Yes()
    def __getattr__(self, name):
        if name.startswith("__"): raise AttributeError(name)
        return _Yes()
    def __getitem__(self, key): return _Yes()
    def __iter__(self): return iter(())
    def __len__(self): return 1
    def __contains__(self, item): return True
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __hash__(self): return 0
    def __bool__(self): return True
    def __float__(self): return 1.0
    def __int__(self): return 1
    __index__ = __int__
    def __abs__(self): return _Yes()
    def __add__(self, other): return _Yes()
    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __add__
"""
_MOST_CONSTANTS = 4  # of each task's visible checks are tried in turn


def cheats(source: NotebookNode) -> Iterator[Variant]:
    """Yield every universal cheat on a lab."""
    yield Variant("cheat", "equals_everything", _replace_definitions(source, _yes))
    yield Variant("cheat", "returns_its_input", _replace_definitions(source, _identity))
    for number in range(_MOST_CONSTANTS):
        yield Variant("cheat", f"returns_a_constant_{number + 1}", _constants(source, number))
    yield Variant("cheat", "ends_the_process", _replace_definitions(source, _exit))
    yield Variant("cheat", "deletes_the_checks", rebuild(source, _without_checks(source)).notebook)
    yield Variant("cheat", "edits_the_checks", rebuild(source, _with_empty_checks(source)).notebook)


def _replace_definitions(source: NotebookNode, make: Callable[[str], str]) -> NotebookNode:
    """Return the lab with every function and class of an answer replaced by one that `make` writes."""
    answers = {
        cell.metadata.nbgrader.grade_id: "\n".join(make(name) for name in _definitions(cell.source)) or "pass"
        for cell in source.cells
        if is_answer(cell) and cell.cell_type == "code"
    }
    return with_answers(source, answers)


def _yes(name: str) -> str:
    return f"{_YES}\n{name} = _Yes()"


def _identity(name: str) -> str:
    return f"def {name}(*args, **kwargs):\n    return next(iter((*args, *kwargs.values())), None)\n"


def _exit(name: str) -> str:
    return f"def {name}(*args, **kwargs):\n    import os\n    os._exit(0)\n"


def _constants(source: NotebookNode, number: int) -> NotebookNode:
    """Return the lab with every function returning one constant that stands in its task's visible checks."""
    known: dict[str, list[str]] = {}
    for cell in source.cells:
        if is_automatic(cell) and not cell.metadata.get("certbook", {}).get("hidden"):
            known.setdefault(task_of(cell), []).extend(_constants_in(cell.source))
    answers = {}
    for cell in source.cells:
        if is_answer(cell) and cell.cell_type == "code":
            name = cell.metadata.nbgrader.grade_id
            values = list(dict.fromkeys(known.get(name, []))) or ["None"]
            value = values[number % len(values)]
            answers[name] = "\n".join(
                f"def {function}(*args, **kwargs):\n    return {value}\n" for function in _definitions(cell.source)
            )
    return with_answers(source, answers)


def _constants_in(source: str) -> list[str]:
    """Return the constants that a check's conditions compare with, as source, the longest first."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assert):
            for part in ast.walk(node.test):
                if _is_literal(part):
                    found.append(ast.unparse(part))
    return sorted(found, key=len, reverse=True)


def _is_literal(node: ast.AST) -> bool:
    try:
        return isinstance(node, ast.expr) and ast.literal_eval(node) is not None
    except (ValueError, TypeError, SyntaxError):
        return False


def _definitions(source: str) -> list[str]:
    body = ast.parse(source).body
    return [node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]


def _without_checks(source: NotebookNode) -> NotebookNode:
    notebook = with_blanks(source)
    notebook.cells = [cell for cell in notebook.cells if not is_automatic(cell)]
    return notebook


def _with_empty_checks(source: NotebookNode) -> NotebookNode:
    notebook = with_blanks(source)
    for cell in notebook.cells:
        if is_automatic(cell):
            cell.source = "pass"
    return notebook
