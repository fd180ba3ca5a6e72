"""A call finds its lab: by the notebook's file, by the folder, by name; or says in one line what to do."""

import shutil

import pytest
from classroom import ASSIGNMENT, LAB, make_classroom

from certbook.content.roots import ContentRoot
from certbook.errors import CertbookError
from certbook.learner.desk import make_desk
from certbook.learner.filling import fill
from certbook.notebook.place import find_place


@pytest.fixture
def desk(tmp_path, monkeypatch):
    root = make_classroom(tmp_path / "course").root
    monkeypatch.setenv("CERTBOOK_CONTENT", str(root))
    monkeypatch.chdir(tmp_path)
    content = ContentRoot(root, is_clone=True)
    desk = make_desk(content, tmp_path / "desk")
    fill(desk, content)
    return desk


@pytest.fixture
def notebook(desk):
    return desk.notebook(ASSIGNMENT, LAB)


def test_the_session_names_file_and_desk(desk, notebook, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
    place = find_place(None)
    assert (place.lab.name, place.desk.path, place.notebook) == (LAB, desk.path, notebook)
    assert place.shown == f"{ASSIGNMENT}/{LAB}.ipynb"


def test_a_name_counts_before_the_file_that_calls(desk, notebook, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook.with_name("lesson.ipynb")))
    assert find_place(LAB).lab.name == LAB
    assert find_place(f"{ASSIGNMENT}/{LAB}.ipynb").lab.name == LAB


def test_a_file_that_is_not_there_goes_by_its_name(desk, monkeypatch):
    monkeypatch.chdir(desk.path)
    monkeypatch.setenv("JPY_SESSION_NAME", f"RTC:{LAB}.ipynb")
    assert find_place(None).lab.name == LAB


def test_the_only_lab_of_the_folder_is_meant(desk, notebook, monkeypatch):
    monkeypatch.chdir(notebook.parent)
    assert find_place(None).lab.name == LAB
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook.with_name("was-renamed.ipynb")))
    assert find_place(None).lab.name == LAB


def test_where_nothing_says_which_lab_the_calls_are_named(desk, monkeypatch):
    monkeypatch.chdir(desk.path)
    with pytest.raises(CertbookError, match=r'name the lab: check\("add-up"\)'):
        find_place(None)


def test_a_notebook_that_is_not_graded_says_so(desk, notebook, tmp_path, monkeypatch):
    def refused(file):
        monkeypatch.setenv("JPY_SESSION_NAME", str(file))
        with pytest.raises(CertbookError) as error:
            find_place(None)
        return str(error.value)

    copy = shutil.copy(notebook, notebook.with_name("mine.ipynb"))
    assert refused(copy).startswith("mine.ipynb is no lab")
    released = tmp_path / "course/release" / ASSIGNMENT / f"{LAB}.ipynb"
    monkeypatch.chdir(desk.path)
    assert refused(released).endswith(f'{notebook} is what is graded: check("{LAB}")')
    assert "is a lesson" in refused(notebook.with_name("lesson.ipynb"))


def test_without_a_desk_the_advice_is_one_for_cells(tmp_path, monkeypatch):
    packed = tmp_path / "packed"
    make_classroom(packed)
    monkeypatch.setattr("certbook.content.library.find_content", lambda: ContentRoot(packed, is_clone=False))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CertbookError, match="%env CERTBOOK_DESK=DIR"):
        find_place(LAB)
