"""What must hold of every module, lab and question that ships."""

import statistics

import nbformat
import pytest

from certbook.build.tree import stale_files
from certbook.content.library import Library
from certbook.content.marks import HIDDEN_BEGIN, HIDDEN_END

LIBRARY = Library.open()
MODULES = {module.name: module for module in LIBRARY.modules}
LABS = {lab.name: lab for lab in LIBRARY.labs}


def test_three_domains_are_there():
    assert {"04-classification", "07-nlp", "12-deployment"} <= set(MODULES)
    assert all(len(module.labs) >= 2 for module in MODULES.values())


def test_built_notebooks_are_current():
    stale = stale_files(LIBRARY, LIBRARY.modules, lambda _: None)
    assert not stale, f"run: certbook build ({', '.join(str(change.path) for change in stale)})"


@pytest.mark.parametrize("name", LABS)
def test_lab_has_the_size_of_a_lab(name):
    lab = LABS[name]
    built = [cell for cell in lab.cells if cell.role != "hints"]
    assert 4 <= len(lab.tasks) <= 7
    assert 12 <= len(built) <= 40
    assert 30 <= lab.facts.minutes <= 90
    assert len(lab.written) == 1
    assert len(LIBRARY.mistakes(lab)) >= 5
    assert len(LIBRARY.alternatives(lab)) >= 2


@pytest.mark.parametrize("name", LABS)
def test_hints_are_short_and_climb(name):
    for task in LABS[name].tasks:
        assert len(set(task.hints)) == 3
        for hint in task.hints:
            assert 3 <= len(hint.split()) <= 60, (task.key, hint)


@pytest.mark.parametrize("name", LABS)
def test_release_shows_nothing_that_is_sealed(name):
    lab = LABS[name]
    release = nbformat.read(LIBRARY.root.release / lab.module / f"{lab.name}.ipynb", as_version=4)
    shown = {line.strip() for cell in release.cells for line in cell.source.splitlines()}
    visible = {
        line.strip() for cell in lab.cells if HIDDEN_BEGIN not in cell.source for line in cell.source.splitlines()
    }
    for cell in lab.cells:
        if HIDDEN_BEGIN in cell.source:
            inside = cell.source.split(HIDDEN_BEGIN)[1].split(HIDDEN_END)[0]
            for line in (line.strip() for line in inside.splitlines()):
                if len(line) > 20 and line not in visible:
                    assert line not in shown, line


@pytest.mark.parametrize("name", MODULES)
def test_lesson_alternates_short_prose_and_short_code(name):
    lesson = nbformat.read(LIBRARY.root.notebooks / name / "lesson.ipynb", as_version=4)
    assert 20 <= len(lesson.cells) <= 45
    words = [len(cell.source.split()) for cell in lesson.cells if cell.cell_type == "markdown"]
    lines = [len(cell.source.splitlines()) for cell in lesson.cells if cell.cell_type == "code"]
    assert statistics.median(words) <= 75
    assert statistics.median(lines) <= 20
    assert "## Summary" in lesson.cells[-1].source
