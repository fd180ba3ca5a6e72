"""Courses that Certbook did not build: their settings, their adopted notebooks, clear lines for what is wrong."""

import json
import shutil
from pathlib import Path

import nbformat
import nbgrader
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from certbook.errors import CertbookError
from certbook.grading.adopting import adopt, adopted_form, assignment_in, course_in
from certbook.grading.rebuild import as_learners_see, blank_answer

FILES = Path(nbgrader.__file__).parent / "tests"


def facts(name, **others):
    return {"nbgrader": {"schema_version": 3, "grade_id": name, "locked": False, "task": False, **others}}


def answer(source):
    return new_code_cell(source, metadata=facts("twice", grade=False, solution=True))


def check(source):
    return new_code_cell(source, metadata=facts("check", grade=True, solution=False, points=2))


def write(path, *cells, language="python"):
    notebook = new_notebook(
        cells=list(cells),
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": language}},
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


@pytest.fixture
def root(tmp_path):
    write(
        tmp_path / "source" / "ps1" / "p1.ipynb",
        new_markdown_cell("Twice."),
        answer("def twice(x):\n    #<\n    return 2 * x\n    #>"),
        check("assert twice(1) == 2\n# BEGIN HIDDEN TESTS\nassert twice(3) == 6\n# END HIDDEN TESTS"),
    )
    return tmp_path


def configure(root, *lines):
    (root / "nbgrader_config.py").write_text("\n".join(("c = get_config()", *lines)))


def test_a_course_has_the_names_of_its_configuration(root):
    (root / "source").rename(root / "teacher")
    configure(
        root,
        'c.CourseDirectory.course_id = "course101"',
        'c.CourseDirectory.source_directory = "teacher"',
        'c.CourseDirectory.submitted_directory = "handed-in"',
    )
    course = course_in(root)
    assert (course.course_id, course.source, course.submitted, course.autograded) == (
        "course101",
        root / "teacher",
        root / "handed-in",
        root / "autograded",
    )
    with course.gradebook() as book:
        assert book.course_id == "course101"


def test_marks_and_stubs_are_the_courses_own(root):
    configure(
        root,
        'c.ClearSolutions.begin_solution_delimeter = "#<"',
        'c.ClearSolutions.end_solution_delimeter = "#>"',
        'c.ClearSolutions.code_stub = {"python": "..."}',
    )
    course = course_in(root)
    adopt(course, "ps1")
    (path,) = course.notebooks("ps1").values()
    assert path.is_relative_to(course.adopted)
    adopted = nbformat.read(path, as_version=4)
    nbformat.validate(adopted)
    _, twice, sealed = adopted.cells
    assert blank_answer(twice) == "def twice(x):\n    ..."
    assert as_learners_see(sealed) == "assert twice(1) == 2"
    assert sealed.metadata.certbook.hidden
    assert "twice(3)" in sealed.source


def test_what_is_adopted_follows_its_source_and_its_configuration(root):
    course = course_in(root)
    adopt(course, "ps1")
    (path,) = course.notebooks("ps1").values()
    first = path.stat()
    adopt(course, "ps1")
    assert path.stat().st_mtime_ns == first.st_mtime_ns
    configure(root, 'c.ClearSolutions.code_stub = {"python": "..."}')
    adopt(course, "ps1")
    assert blank_answer(nbformat.read(path, as_version=4).cells[1]) == "..."
    (root / "source" / "ps1" / "p1.ipynb").rename(root / "source" / "ps1" / "p2.ipynb")
    adopt(course, "ps1")
    assert list(course.notebooks("ps1")) == ["p2"]
    assert not path.exists()


def test_cells_without_ids_get_stable_ones(root):
    shutil.copy(FILES / "apps" / "files" / "test.ipynb", root / "source" / "ps1" / "p1.ipynb")
    path = root / "source" / "ps1" / "p1.ipynb"
    first, second = (adopted_form(course_in(root), path) for _ in range(2))
    ids = [cell["id"] for cell in first.cells]
    assert ids == [cell["id"] for cell in second.cells]
    assert len(set(ids)) == len(ids)
    assert {"squares", "correct_squares"} <= set(ids)


def test_what_certbook_built_is_left_as_it_is(root):
    path = root / "source" / "ps1" / "p1.ipynb"
    notebook = json.loads(path.read_text())
    notebook["metadata"]["certbook"] = {"kind": "lab"}
    path.write_text(json.dumps(notebook))
    course = course_in(root)
    adopt(course, "ps1")
    assert course.notebooks("ps1") == {"p1": path}


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("apps/files/test-v1.ipynb", "is of an older nbgrader; run: nbgrader update"),
        ("apps/files/test-v0.ipynb", "is of an older nbgrader; run: nbgrader update"),
        ("apps/files/too-new.ipynb", "is of a newer nbgrader"),
        ("preprocessors/files/duplicate-grade-ids.ipynb", "p1.ipynb: nbgrader"),
        ("preprocessors/files/blank-grade-id.ipynb", "p1.ipynb: nbgrader"),
        ("preprocessors/files/cell-type-changed.ipynb", "p1.ipynb: nbgrader"),
    ],
)
def test_a_notebook_that_nbgrader_refuses_is_named(root, file, line):
    shutil.copy(FILES / file, root / "source" / "ps1" / "p1.ipynb")
    with pytest.raises(CertbookError, match=line):
        adopt(course_in(root), "ps1")
    assert not (root / ".certbook" / "adopted" / "ps1" / "p1.ipynb").exists()


def test_another_language_is_named(root):
    write(root / "source" / "ps1" / "p1.ipynb", answer("1"), language="R")
    with pytest.raises(CertbookError, match=r"p1\.ipynb: is written in r; grade it with: nbgrader autograde"):
        adopt(course_in(root), "ps1")


def test_no_notebook_is_named(root):
    (root / "source" / "ps1" / "p1.ipynb").write_text("{")
    with pytest.raises(CertbookError, match=r"p1\.ipynb: is no notebook"):
        adopt(course_in(root), "ps1")


def test_autotests_without_their_templates_are_named(root):
    shutil.copy(FILES / "apps" / "files" / "autotest-simple.ipynb", root / "source" / "ps1" / "p1.ipynb")
    with pytest.raises(CertbookError, match=r"p1\.ipynb: nbgrader cannot release it: FileNotFoundError"):
        adopt(course_in(root), "ps1")


def test_a_folder_that_is_no_course_is_named(tmp_path):
    with pytest.raises(CertbookError, match="is no nbgrader course; it has no source/"):
        course_in(tmp_path)


def test_another_nesting_of_folders_is_refused(root):
    configure(root, 'c.CourseDirectory.directory_structure = "{assignment_id}/{nbgrader_step}/{student_id}"')
    with pytest.raises(CertbookError, match="directory_structure"):
        course_in(root)


def test_an_unknown_assignment_names_those_that_there_are(root):
    with pytest.raises(CertbookError, match="no assignment is called 'ps2'; there are: ps1"):
        assignment_in(course_in(root), "ps2")
