"""Classes to measure with: made of one lab's solution, its blank release and its known mistakes, over and over."""

from __future__ import annotations

import itertools
from pathlib import Path

from nbformat import NotebookNode

from certbook.build.notebooks import build_lab, to_bytes
from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.verify.variants import with_answers, with_blanks


def make_class(library: Library, lab: Lab, root: Path, students: int) -> Path:
    """Lay out a course with one lab and a class that has handed it in; return its folder."""
    source = build_lab(lab)
    (root / "source" / lab.module).mkdir(parents=True)
    (root / "source" / lab.module / f"{lab.name}.ipynb").write_bytes(to_bytes(source))
    kinds = [to_bytes(work) for work in _kinds_of_work(library, lab, source)]
    for number, work in zip(range(students), itertools.cycle(kinds), strict=False):
        place = root / "submitted" / f"student{number:04d}" / lab.module / f"{lab.name}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(work)
    return root


def _kinds_of_work(library: Library, lab: Lab, source: NotebookNode) -> list[NotebookNode]:
    mistakes = [with_answers(source, mistake.answers) for mistake in library.mistakes(lab)]
    return [source, with_blanks(source), *mistakes]
