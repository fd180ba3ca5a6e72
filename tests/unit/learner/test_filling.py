"""What lies on a desk: nothing of the learner's is ever overwritten, moved or deleted without a backup."""

import json
import subprocess
import sys

import pytest

from certbook.content.roots import ContentRoot
from certbook.errors import CertbookError, DeskError
from certbook.learner import files
from certbook.learner.desk import make_desk
from certbook.learner.filling import count, fill, reset

LAB, LESSON = "01-demo/add-up.ipynb", "01-demo/lesson.ipynb"


@pytest.fixture
def content(tmp_path):
    root = ContentRoot((tmp_path / "content").resolve(), is_clone=False)
    for place in (root.release / LAB, root.notebooks / LESSON, root.release / "01-demo/prices.csv"):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{place.name}, first version", encoding="utf-8")
    (root.release / "01-demo/.ipynb_checkpoints").mkdir()
    (root.release / "01-demo/.ipynb_checkpoints/add-up.ipynb").write_text("no", encoding="utf-8")
    return root


@pytest.fixture
def desk(content, tmp_path):
    return make_desk(content, tmp_path / "desk")


def states(filed):
    return {file.path: file.state for file in filed}


def update(content, path, text="second version"):
    (content.release / path).write_text(text, encoding="utf-8")


def test_first_filling_adds_lessons_labs_and_their_files(desk, content):
    assert states(fill(desk, content)) == dict.fromkeys([LAB, LESSON, "01-demo/prices.csv"], "added")
    assert (desk.path / LAB).read_bytes() == (content.release / LAB).read_bytes()
    assert not (desk.path / "01-demo/.ipynb_checkpoints").exists()


def test_second_filling_touches_nothing(desk, content):
    fill(desk, content)
    before = {path: path.stat().st_mtime_ns for path in desk.path.rglob("*") if path.is_file()}
    assert count(fill(desk, content)) == {"unchanged": 3}
    assert {path: path.stat().st_mtime_ns for path in desk.path.rglob("*") if path.is_file()} == before


def test_an_untouched_old_file_is_updated(desk, content):
    fill(desk, content)
    update(content, LAB)
    assert states(fill(desk, content))[LAB] == "updated"
    assert (desk.path / LAB).read_text(encoding="utf-8") == "second version"


def test_a_changed_file_stays_and_the_new_version_is_reported_each_time(desk, content):
    fill(desk, content)
    (desk.path / LAB).write_text("my work", encoding="utf-8")
    assert states(fill(desk, content))[LAB] == "unchanged"
    update(content, LAB)
    for _ in range(2):
        assert states(fill(desk, content))[LAB] == "kept"
    assert (desk.path / LAB).read_text(encoding="utf-8") == "my work"


def test_a_file_that_was_there_before_the_desk_stays(desk, content):
    (desk.path / "01-demo").mkdir()
    (desk.path / LAB).write_text("of another course", encoding="utf-8")
    assert states(fill(desk, content))[LAB] == "kept"
    assert (desk.path / LAB).read_text(encoding="utf-8") == "of another course"


def test_a_deleted_file_comes_back(desk, content):
    fill(desk, content)
    (desk.path / LESSON).unlink()
    assert states(fill(desk, content))[LESSON] == "put back"
    assert (desk.path / LESSON).is_file()


def notebook(source="x = 1", outputs=(), **metadata):
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": [source], "outputs": [*outputs]}
    return json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


@pytest.mark.parametrize(
    ("theirs", "state"),
    [
        (notebook(language_info={"version": "3.13.1"}), "updated"),
        (notebook("x = 1", [{"output_type": "stream", "name": "stdout", "text": "1"}]), "kept"),
        (notebook("x = 2"), "kept"),
        (notebook()[:-9], "kept"),
    ],
    ids=["only opened", "run", "changed", "cut off"],
)
def test_a_notebook_that_was_only_opened_counts_as_untouched(desk, content, theirs, state):
    update(content, LAB, notebook())
    fill(desk, content)
    (desk.path / LAB).write_text(theirs, encoding="utf-8")
    assert states(fill(desk, content))[LAB] == "unchanged"
    assert (desk.path / LAB).read_text(encoding="utf-8") == theirs
    update(content, LAB, notebook("x = 3"))
    assert states(fill(desk, content))[LAB] == state
    assert (desk.path / LAB).read_text(encoding="utf-8") == (notebook("x = 3") if state == "updated" else theirs)


def test_files_of_the_learners_own_are_left_alone(desk, content):
    fill(desk, content)
    (desk.path / "01-demo/notes.md").write_text("mine", encoding="utf-8")
    fill(desk, content)
    assert (desk.path / "01-demo/notes.md").read_text(encoding="utf-8") == "mine"


def test_a_lost_memory_never_costs_work(desk, content):
    fill(desk, content)
    (desk.path / LAB).write_text("my work", encoding="utf-8")
    (desk.state / "placed.json").write_text("{cut o", encoding="utf-8")
    assert states(fill(desk, content)) == {LAB: "kept", LESSON: "unchanged", "01-demo/prices.csv": "unchanged"}
    assert [path.read_text(encoding="utf-8") for path in desk.state.glob("placed.json.damaged-*")] == ["{cut o"]


def test_reset_keeps_a_dated_backup_and_never_overwrites_one(desk, content, monkeypatch):
    fill(desk, content)
    monkeypatch.setattr("certbook.learner.filling.time_name", lambda: "2026-11-22T120000Z")
    backups = []
    for work in ("first work", "second work"):
        (desk.path / LAB).write_text(work, encoding="utf-8")
        backups.append(reset(desk, content, "add-up").backup)
        assert (desk.path / LAB).read_bytes() == (content.release / LAB).read_bytes()
    assert [path.read_text(encoding="utf-8") for path in backups] == ["first work", "second work"]
    assert backups[0] == desk.path / "backups/01-demo/add-up-2026-11-22T120000Z.ipynb"
    assert states(fill(desk, content))[LAB] == "unchanged"


def test_reset_of_a_fresh_or_missing_lab_needs_no_backup(desk, content):
    fill(desk, content)
    assert reset(desk, content, "add-up").backup is None
    (desk.path / LAB).unlink()
    assert reset(desk, content, "add-up").backup is None
    assert (desk.path / LAB).is_file()
    assert not (desk.path / "backups").exists()


@pytest.mark.parametrize("name", [LAB, "01-demo/add-up", LESSON, "01-demo/lesson", "01-demo/prices.csv"])
def test_reset_takes_the_place_of_any_file(desk, content, name):
    fill(desk, content)
    for path in (LAB, LESSON, "01-demo/prices.csv"):
        (desk.path / path).write_text("mine", encoding="utf-8")
    done = reset(desk, content, name)
    assert done.backup.read_text(encoding="utf-8") == "mine"
    assert (desk.path / done.path).read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("name", ["nope", "lesson", "../desk/.certbook/desk.json", ""])
def test_reset_of_what_there_is_not_names_the_labs(desk, content, name):
    fill(desk, content)
    with pytest.raises(DeskError, match=f"no lab is called '{name}'; there are: add-up"):
        reset(desk, content, name)


def test_a_file_in_the_way_of_a_domain_is_one_line_and_stays(desk, content):
    (desk.path / "01-demo").write_text("mine", encoding="utf-8")
    with pytest.raises(DeskError, match="a file stands where a folder should be"):
        fill(desk, content)
    assert (desk.path / "01-demo").read_text(encoding="utf-8") == "mine"


def test_a_folder_in_the_way_of_a_lab_is_one_line(desk, content):
    (desk.path / LAB).mkdir(parents=True)
    with pytest.raises(DeskError, match="a folder stands where a file should be"):
        fill(desk, content)


def test_without_built_notebooks_it_says_so(tmp_path):
    empty = ContentRoot(tmp_path / "empty", is_clone=False)
    with pytest.raises(CertbookError, match="certbook build"):
        fill(make_desk(empty, tmp_path / "desk"), empty)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from certbook.content.roots import ContentRoot
from certbook.learner.desk import make_desk
from certbook.learner.filling import fill
content = ContentRoot(Path(sys.argv[1]), False)
desk = make_desk(content, Path(sys.argv[2]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
fill(desk, content)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes")
def test_where_no_more_can_be_written_nothing_is_half_there(desk, content):
    """A limit on the size of files stands in for a full disk: the write breaks off in the middle."""
    fill(desk, content)
    update(content, LAB, "x" * 5000)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(content.path), str(desk.path)], capture_output=True, text=True
    )
    assert "DeskError" in done.stderr.splitlines()[-1]
    assert "add-up.ipynb" in done.stderr.splitlines()[-1]
    assert (desk.path / LAB).read_text(encoding="utf-8") == "add-up.ipynb, first version"
    assert sorted(path.name for path in (desk.path / "01-demo").iterdir()) == [
        "add-up.ipynb",
        "lesson.ipynb",
        "prices.csv",
    ]
    assert states(fill(desk, content))[LAB] == "updated"


def test_a_new_file_never_takes_a_name_that_is_there(tmp_path):
    paths = [files.write_another(tmp_path, "lab", ".ipynb", text) for text in (b"1", b"2", b"3")]
    assert [path.name for path in paths] == ["lab.ipynb", "lab-2.ipynb", "lab-3.ipynb"]
    assert [path.read_bytes() for path in paths] == [b"1", b"2", b"3"]
