"""The rules of authoring a lab: each a function that raises ContentError at the line that breaks it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable

from certbook.content.marks import (
    ANSWER_BEGIN,
    ANSWER_END,
    HIDDEN_BEGIN,
    HIDDEN_END,
    ROLES,
    SOLUTION_BEGIN,
    SOLUTION_END,
    is_hidden,
    parse_hints,
)
from certbook.content.percent import PercentText, TextCell
from certbook.errors import ContentError

_KEY = re.compile(r"^[a-z][a-z0-9_]*$")
_KNOWN_ATTRIBUTES = {"role", "key", "skill", "task", "points", "tags"}
_KIND_OF_ROLE = {
    "parameters": "code",
    "setup": "code",
    "task": "markdown",
    "hints": "markdown",
    "answer": "code",
    "check": "code",
    "written": "markdown",
}
_NETWORK_MODULES = {"requests", "urllib3", "urllib.request", "ftplib"}


def check_rules(text: PercentText) -> None:
    """Apply every rule to a lab's text, in an order that names the root of a problem first."""
    for rule in RULES:
        rule(text)


def _fail(problem: str, text: PercentText, cell: TextCell) -> ContentError:
    return ContentError(problem, text.file, cell.line, cell.key or cell.role)


def roles_are_known(text: PercentText) -> None:
    """A role is one of the vocabulary and stands on the kind of cell that it needs."""
    for cell in text.cells:
        if cell.role not in ROLES:
            raise _fail(f"unknown role '{cell.role}'; known are: {', '.join(ROLES)}", text, cell)
        wanted = _KIND_OF_ROLE.get(cell.role, cell.kind)
        if cell.kind != wanted:
            raise _fail(f"a cell of role '{cell.role}' must be {wanted}", text, cell)
        for name in cell.attributes:
            if name not in _KNOWN_ATTRIBUTES:
                raise _fail(f"unknown attribute '{name}' in the cell's header", text, cell)


def keys_are_unique(text: PercentText) -> None:
    """Every cell with a role but `parameters` has a key; only task, hints and answer share theirs."""
    seen: dict[tuple[str, str], TextCell] = {}
    for cell in text.cells:
        if cell.role in ("text", "parameters") and not cell.key:
            continue
        if not _KEY.match(cell.key):
            raise _fail(f"a cell of role '{cell.role}' needs a key of a-z, 0-9 and _", text, cell)
        group = cell.role if cell.role in ("task", "hints", "answer") else "other"
        first = seen.setdefault((group, cell.key), cell)
        if first is not cell:
            raise _fail(f"duplicate key '{cell.key}', first used in line {first.line}", text, cell)
    task_keys = {cell.key for cell in text.cells if cell.role == "task"}
    for cell in text.cells:
        if cell.role in ("check", "setup", "written") and cell.key in task_keys:
            raise _fail(f"key '{cell.key}' is a task's key already", text, cell)


def one_seed(text: PercentText) -> None:
    """Exactly one parameters cell, which sets SEED."""
    cells = [cell for cell in text.cells if cell.role == "parameters"]
    if len(cells) != 1:
        place = cells[1] if cells else text.cells[0]
        raise _fail(f"a lab has exactly one cell of role 'parameters', this one has {len(cells)}", text, place)
    if "SEED" not in _assigned_names(_tree(cells[0], text)):
        raise _fail("the parameters cell must set SEED", text, cells[0])


def regions_are_closed(text: PercentText) -> None:
    """Solution, hidden-test and model-answer regions are closed, not nested, and stand where they belong."""
    for cell in text.cells:
        _region(text, cell, SOLUTION_BEGIN, SOLUTION_END, "solution", "answer", at_most=99)
        _region(text, cell, HIDDEN_BEGIN, HIDDEN_END, "hidden-test", "check", at_most=1)
        _region(text, cell, ANSWER_BEGIN, ANSWER_END, "model-answer", "written", at_most=1)


def _region(text: PercentText, cell: TextCell, begin: str, end: str, name: str, role: str, *, at_most: int) -> None:
    is_open, count, opened = False, 0, 0
    for number, line in enumerate(cell.source.splitlines(), start=1):
        if begin in line:
            if is_open:
                raise ContentError(f"a {name} region opens inside another", text.file, cell.line + number, cell.key)
            is_open, count, opened = True, count + 1, number
        elif end in line:
            if not is_open:
                raise ContentError(f"a {name} region ends that never began", text.file, cell.line + number, cell.key)
            is_open = False
    if is_open:
        raise ContentError(f"unclosed {name} region", text.file, cell.line + opened, cell.key)
    if count and cell.role != role:
        raise _fail(f"a {name} region belongs into a cell of role '{role}'", text, cell)
    if count > at_most:
        raise _fail(f"at most {at_most} {name} region in a cell", text, cell)
    if role == cell.role and count == 0 and role != "check":
        raise _fail(f"a cell of role '{role}' needs a {name} region", text, cell)


def tasks_are_complete(text: PercentText) -> None:
    """Every task has an answer, a ladder of three hints, a visible and a hidden check, and they name real tasks."""
    tasks = {cell.key: cell for cell in text.cells if cell.role == "task"}
    if not tasks:
        raise _fail("a lab needs at least one cell of role 'task'", text, text.cells[0])
    for cell in text.cells:
        if cell.role in ("answer", "hints") and cell.key not in tasks:
            raise _fail(f"no task has the key '{cell.key}'", text, cell)
        if cell.role == "check" and cell.attributes.get("task") not in tasks:
            raise _fail(f"a check must name its task; no task is called '{cell.attributes.get('task')}'", text, cell)
        if cell.role == "answer" and "skill" not in cell.attributes:
            raise _fail('an answer names the skill that it shows: skill="…"', text, cell)
    for key, task in tasks.items():
        answers = [cell for cell in text.cells if cell.role == "answer" and cell.key == key]
        hints = [cell for cell in text.cells if cell.role == "hints" and cell.key == key]
        checks = [cell for cell in text.cells if cell.role == "check" and cell.attributes.get("task") == key]
        if not answers:
            raise _fail("the task has no answer cell", text, task)
        if not hints or len(parse_hints(hints[0].source)) != 3:
            raise _fail("the task needs a ladder of exactly three hints (1. nudge, 2. idea, 3. almost)", text, task)
        if not checks:
            raise _fail("the task has no check", text, task)
        if all(is_hidden(check) for check in checks):
            raise _fail("the task has no visible check", text, task)
        if not any(is_hidden(check) for check in checks):
            raise _fail("the task has no hidden check", text, task)


def points_add_up(text: PercentText) -> None:
    """Every graded cell has whole points above zero; nothing else has points."""
    for cell in text.cells:
        points = cell.attributes.get("points")
        if cell.role in ("check", "written"):
            if not isinstance(points, int) or isinstance(points, bool) or points < 1:
                raise _fail(f"points must be a whole number above 0, not {points!r}", text, cell)
        elif points is not None:
            raise _fail(f"a cell of role '{cell.role}' cannot carry points", text, cell)


def hidden_is_wholly_hidden(text: PercentText) -> None:
    """Outside its hidden region a hidden check holds a comment only: one line that says what is sealed."""
    for cell in text.cells:
        if cell.role != "check" or not is_hidden(cell):
            continue
        before, rest = cell.source.split(HIDDEN_BEGIN, 1)
        outside = before + rest.split(HIDDEN_END, 1)[1]
        lines = [line for line in outside.splitlines() if line.strip()]
        if any(not line.lstrip().startswith("#") for line in lines):
            raise _fail("visible code in a hidden check: make it a check of its own", text, cell)
        if not lines:
            raise _fail("say above the hidden region, in one comment, what is sealed", text, cell)


def checks_speak(text: PercentText) -> None:
    """Every assert of a check has a message, every check can fail, and none ends in a bare comparison."""
    for cell in text.cells:
        if cell.role != "check":
            continue
        tree = _tree(cell, text)
        asserts = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
        if not asserts and not any(isinstance(node, ast.Raise) for node in ast.walk(tree)):
            raise _fail("a check without an assert cannot fail", text, cell)
        for node in asserts:
            if node.msg is None:
                raise ContentError(
                    "a check without a message: assert condition, explain(…)",
                    text.file,
                    cell.line + node.lineno,
                    cell.key,
                )
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.Expr) and isinstance(last.value, ast.Compare | ast.BoolOp):
            raise ContentError(
                "a check ends in a bare comparison, which nbgrader would take for points: assert it",
                text.file,
                cell.line + last.lineno,
                cell.key,
            )


def code_is_clean(text: PercentText) -> None:
    """No star imports, no global seeding, no network modules, no code that does not compile."""
    for cell in text.cells:
        if cell.kind != "code":
            continue
        for node in ast.walk(_tree(cell, text)):
            problem = _unclean(node)
            if problem:
                raise ContentError(problem, text.file, cell.line + getattr(node, "lineno", 0), cell.key or cell.role)


def _unclean(node: ast.AST) -> str | None:
    if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
        return f"star import from {node.module}: import the names"
    if isinstance(node, ast.Call) and ast.unparse(node.func) in (
        "np.random.seed",
        "numpy.random.seed",
        "random.seed",
    ):
        return "global seeding: pass a generator instead"
    if isinstance(node, ast.Import) and any(alias.name in _NETWORK_MODULES for alias in node.names):
        return "a lab works without a network: " + ", ".join(alias.name for alias in node.names)
    return None


def _tree(cell: TextCell, text: PercentText) -> ast.Module:
    try:
        return ast.parse(cell.source)
    except SyntaxError as error:
        raise ContentError(
            f"not Python: {error.msg}", text.file, cell.line + (error.lineno or 0), cell.key or cell.role
        ) from None


def _assigned_names(tree: ast.Module) -> Counter[str]:
    return Counter(
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    )


RULES: tuple[Callable[[PercentText], None], ...] = (
    roles_are_known,
    keys_are_unique,
    one_seed,
    regions_are_closed,
    tasks_are_complete,
    points_add_up,
    hidden_is_wholly_hidden,
    checks_speak,
    code_is_clean,
)
