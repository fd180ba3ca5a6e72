"""From text to notebooks: the same bytes, nothing of the answer in the release."""

import shutil
from pathlib import Path

import nbformat
import pytest

from certbook.build.notebooks import build_lab, to_bytes
from certbook.build.tree import build, stale_files
from certbook.content.library import Library
from certbook.content.roots import ContentRoot

COURSE = Path(__file__).parents[2] / "course"


@pytest.fixture
def library(tmp_path):
    shutil.copytree(COURSE, tmp_path / "course")
    library = Library(ContentRoot(tmp_path / "course", True))
    build(library, library.modules, lambda _: None)
    return library


def tree_bytes(root: Path) -> dict[str, bytes]:
    folders = (root / top for top in ("notebooks", "source", "release"))
    return {str(p.relative_to(root)): p.read_bytes() for folder in folders for p in folder.rglob("*") if p.is_file()}


def test_second_build_changes_nothing(library):
    before = tree_bytes(library.root.path)
    assert len(before) == 3
    assert build(library, library.modules, lambda _: None) == ()
    assert tree_bytes(library.root.path) == before


def test_two_builds_give_the_same_bytes(library):
    assert to_bytes(build_lab(library.labs[0])) == to_bytes(build_lab(library.labs[0]))


def test_check_names_missing_stale_and_orphaned_files_and_writes_nothing(library):
    root = library.root.path
    (root / "notebooks/01-demo/lesson.ipynb").unlink()
    (root / "release/01-demo/add-up.ipynb").write_text("{}")
    (root / "source/01-demo/old.ipynb").write_text("{}")
    before = tree_bytes(root)
    states = {str(change.path): change.state for change in stale_files(library, library.modules, lambda _: None)}
    assert states == {
        "notebooks/01-demo/lesson.ipynb": "missing",
        "release/01-demo/add-up.ipynb": "stale",
        "source/01-demo/old.ipynb": "orphan",
    }
    assert tree_bytes(root) == before


def test_release_holds_no_solution_no_hidden_test_no_hint(library):
    text = (library.root.release / "01-demo/add-up.ipynb").read_text()
    for secret in ("SOLUTION", "HIDDEN TESTS", "return sum(numbers)", "add.forgets_last", "running sum", "one.\\n"):
        assert secret not in text, secret
    assert "raise NotImplementedError()" in text
    assert "Sealed: sums of lists" in text


def test_no_notebook_has_outputs_and_every_id_is_named_after_its_key(library):
    for path in library.root.path.glob("*/01-demo/*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        for cell in notebook.cells:
            assert not cell.get("outputs")
            assert cell.id.startswith(("add-up-", "lesson-"))


def test_checks_are_locked_and_carry_their_points(library):
    notebook = nbformat.read(library.root.release / "01-demo/add-up.ipynb", as_version=4)
    facts = {c.metadata.nbgrader.grade_id: c.metadata for c in notebook.cells if "nbgrader" in c.metadata}
    assert facts["total_fresh"].nbgrader.points == 2
    assert facts["total_fresh"].editable is False
    assert facts["total"].nbgrader.solution
    assert "editable" not in facts["total"]
    assert "parameters" in facts["parameters"].tags
