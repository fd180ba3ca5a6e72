"""Time `check` as a running server does it: from the click to the result, process and warm parent already there."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from certbook.build.notebooks import build_lab
from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.learner.checking import check
from certbook.learner.desk import Desk, make_desk
from certbook.verify.variants import with_answers


@dataclass(frozen=True)
class CheckFigures:
    """One kind of check: the median and the slowest of its seconds."""

    kind: str
    checks: int
    median: float
    slowest: float

    def to_json(self) -> dict[str, Any]:
        """Return the figures for other programs."""
        return asdict(self)


def bench_check(
    library: Library, lab: Lab, repeats: int, show: Callable[[int, int, str], None] = lambda *_: None
) -> list[CheckFigures]:
    """Check a lab's solution and its mistakes in turn, changed before each check, then one that has not changed."""
    changed, same = [], []
    with tempfile.TemporaryDirectory(prefix="certbook-bench-", ignore_cleanup_errors=True) as folder:
        desk = make_desk(library.root, Path(folder) / "desk")
        notebook = desk.notebook(lab.module, lab.name)
        notebook.parent.mkdir(parents=True)
        works = _works(library, lab)
        for number in range(repeats + 1):
            work = works[number % len(works)]
            work.cells.append(nbformat.v4.new_markdown_cell(f"Attempt {number}."))
            notebook.write_text(nbformat.writes(work), encoding="utf-8")
            first = _seconds(library, desk, lab)
            second = _seconds(library, desk, lab)
            if number:  # the first check starts the warm parent
                changed.append(first)
                same.append(second)
            show(number + 1, repeats + 1, "")
    return [_figures("changed", changed), _figures("unchanged", same)]


def _works(library: Library, lab: Lab) -> list[NotebookNode]:
    source = build_lab(lab)
    return [source, *(with_answers(source, mistake.answers) for mistake in library.mistakes(lab))]


def _seconds(library: Library, desk: Desk, lab: Lab) -> float:
    began = time.perf_counter()
    check(desk, library.root, lab, lambda _done, _total, _what: None)
    return time.perf_counter() - began


def _figures(kind: str, seconds: list[float]) -> CheckFigures:
    return CheckFigures(kind, len(seconds), statistics.median(seconds), max(seconds))
