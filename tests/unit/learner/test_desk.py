"""Where the desk is, whose it is, and what is refused."""

import json
import os
from pathlib import Path

import pytest

from certbook.content.roots import ContentRoot
from certbook.errors import DeskError
from certbook.learner.desk import find_desk, make_desk


@pytest.fixture
def clone(tmp_path):
    (tmp_path / "clone" / "modules").mkdir(parents=True)
    return ContentRoot((tmp_path / "clone").resolve(), is_clone=True)


@pytest.fixture
def package(tmp_path):
    (tmp_path / "site" / "_content" / "modules").mkdir(parents=True)
    return ContentRoot((tmp_path / "site" / "_content").resolve(), is_clone=False)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")


def test_in_a_clone_the_desk_is_workspace_and_the_course_is_the_clone(clone):
    desk = make_desk(clone)
    assert (desk.path, desk.course) == (clone.path / "workspace", clone.path)


def test_a_folder_of_ones_own_carries_its_course(clone, tmp_path):
    desk = make_desk(clone, tmp_path / "mine")
    assert desk.course == (tmp_path / "mine").resolve() / ".certbook" / "course"


def test_outside_a_clone_a_folder_must_be_named(package):
    with pytest.raises(DeskError, match="certbook lab DIR"):
        make_desk(package)


def test_marker_keeps_when_it_was_made_and_the_name(clone, tmp_path):
    first = make_desk(clone, tmp_path / "mine", "ada")
    made = json.loads((first.path / ".certbook/desk.json").read_bytes())
    again = make_desk(clone, tmp_path / "mine")
    assert again == first
    assert json.loads((first.path / ".certbook/desk.json").read_bytes()) == made
    assert (made["version"], made["student"]) == (1, "ada")


def test_commands_find_the_desk_in_order(clone, tmp_path, monkeypatch):
    named, near, far = (make_desk(clone, tmp_path / name).path for name in ("named", "near", "far"))
    workspace = make_desk(clone, clone.path / "workspace").path
    assert find_desk(clone).path == workspace
    (near / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(near / "deep" / "er")
    assert find_desk(clone).path == near
    monkeypatch.setenv("CERTBOOK_DESK", str(far))
    assert find_desk(clone).path == far
    assert find_desk(clone, named).path == named


def test_lab_in_a_desk_works_on_that_desk(package, tmp_path, monkeypatch):
    desk = make_desk(package, tmp_path / "mine")
    monkeypatch.chdir(desk.path)
    assert make_desk(package) == desk


@pytest.mark.parametrize("given", ["nowhere", "elsewhere"])
def test_a_folder_that_is_no_desk_is_refused_with_what_to_do(package, tmp_path, given):
    with pytest.raises(DeskError, match="not a desk; make it one: certbook lab"):
        find_desk(package, tmp_path / given)


def test_no_desk_anywhere_is_one_clear_line(package):
    with pytest.raises(DeskError, match="no desk here yet; make one: certbook lab DIR"):
        find_desk(package)


def test_a_clone_without_a_desk_says_how_to_make_it(clone):
    with pytest.raises(DeskError, match=r"workspace: not a desk; make it: certbook lab$"):
        find_desk(clone)


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"{", "damaged"), (b"[]", "damaged"), (b'{"version": "x"}', "damaged"), (b'{"version": 99}', "newer certbook")],
)
def test_a_marker_that_cannot_be_used_is_left_as_it_is(package, tmp_path, content, problem):
    marker = tmp_path / "mine" / ".certbook" / "desk.json"
    marker.parent.mkdir(parents=True)
    marker.write_bytes(content)
    for use in (find_desk, make_desk):
        with pytest.raises(DeskError, match=problem):
            use(package, tmp_path / "mine")
    assert marker.read_bytes() == content


@pytest.mark.parametrize("name", ["", "../ada", "a/b", "*", "[x]", ".hidden", "a b", "x" * 65, "a\n"])
def test_a_name_that_is_no_folder_is_refused(clone, tmp_path, name):
    with pytest.raises(DeskError, match="cannot be a learner's name"):
        make_desk(clone, tmp_path / "mine", name)
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("place", ["", "modules", "source/new", "submitted"])
def test_a_folder_of_certbook_itself_is_refused(clone, place):
    with pytest.raises(DeskError, match="leave DIR out"):
        make_desk(clone, clone.path / place)
    assert not (clone.path / place / ".certbook").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(clone, tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(DeskError, match="a file, not a folder"):
        make_desk(clone, tmp_path / "file")
    with pytest.raises(DeskError, match="a file stands where a folder should be"):
        make_desk(clone, tmp_path / "file" / "deeper")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system that refuses new files")
def test_a_place_that_takes_no_files_is_one_line(clone):
    with pytest.raises(DeskError, match=r"^/proc/desk/.*desk\.json: .+") as told:
        make_desk(clone, Path("/proc/desk"))
    assert "\n" not in str(told.value)


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_not_ours_names_permissions(clone, tmp_path):
    (tmp_path / "theirs").mkdir(mode=0o555)
    with pytest.raises(DeskError, match="permissions"):
        make_desk(clone, tmp_path / "theirs" / "mine")
