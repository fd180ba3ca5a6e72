"""Taking submissions in: every platform's names, twins and strangers, hostile archives, and nothing overwritten."""

import io
import json
import stat
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certbook.errors import CertbookError
from certbook.grading.collecting import sources
from certbook.grading.collecting.layouts import LAYOUTS, of_pattern, stem_of
from certbook.grading.collecting.roster import read_roster
from certbook.grading.collecting.taking import How, collect
from certbook.grading.course import Course

MOODLE = "Ada Lovelace_1001_assignsubmission_file_"


def notebook(answer="1", lab="add-up", cells=("total", "average")):
    made = [
        {"cell_type": "code", "source": answer, "metadata": {"nbgrader": {"grade_id": f"{lab}-{name}"}}}
        for name in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def course(tmp_path):
    for lab in ("add-up", "multiply"):
        file = tmp_path / "course" / "source" / "01-demo" / f"{lab}.ipynb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(notebook(lab=lab))
    return Course.of_clone(tmp_path / "course")


def zipped(file, members, when=(2026, 11, 20, 9, 30, 0)):
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, when), data)
    return file


def take(course, *paths, **how):
    return collect(course, paths, How(**how))


def placed(course):
    return {
        file.relative_to(course.submitted).as_posix(): file.read_bytes() for file in course.submitted.rglob("*.ipynb")
    }


def kept(course):
    return sorted(file.read_bytes() for file in (course.private / "collected").rglob("*.ipynb"))


# Layouts


@pytest.mark.parametrize(
    ("layout", "path", "keys", "file", "late"),
    [
        ("canvas", "lovelaceada_4711_90210_add-up.ipynb", ("4711", "lovelaceada"), "add-up.ipynb", False),
        ("canvas", "lovelaceada_LATE_4711_90210_add-up-2.ipynb", ("4711", "lovelaceada"), "add-up-2.ipynb", True),
        ("canvas", "all/lovelaceada_4711_90210_work/deep/add-up.ipynb", ("4711", "lovelaceada"), "add-up.ipynb", False),
        ("moodle", f"{MOODLE}/add-up.ipynb", ("1001", "Ada Lovelace"), "add-up.ipynb", False),
        ("moodle", f"{MOODLE}add-up.ipynb", ("1001", "Ada Lovelace"), "add-up.ipynb", False),
        ("gradescope", "export/submission_77/add-up.ipynb", ("77",), "add-up.ipynb", False),
        ("nbgrader", "ada+01-demo+2026-11-20 09:30:00.123456 UTC+abc/add-up.ipynb", ("ada",), "add-up.ipynb", False),
        ("folders", "ada/01-demo/add-up.ipynb", ("ada",), "add-up.ipynb", False),
        ("folders", "submitted/ada/01-demo/add-up.ipynb", ("ada",), "add-up.ipynb", False),
    ],
)
def test_names_of_every_platform_are_read(layout, path, keys, file, late):
    parts = tuple(path.split("/"))
    found = LAYOUTS[layout](parts)
    assert (found.keys, found.file, found.is_late) == (keys, file, late)
    first = next(read for read in LAYOUTS.values() if read(parts) is not None)
    assert first is LAYOUTS[layout]


def test_exchange_tells_the_time():
    found = LAYOUTS["nbgrader"](("ada+01-demo+2026-11-20 09:30:00.123456 UTC", "add-up.ipynb"))
    assert found.when == datetime(2026, 11, 20, 9, 30, 0, 123456, tzinfo=UTC)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4))
def test_any_path_is_read_or_not(parts):
    for read in LAYOUTS.values():
        read(tuple(parts))


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("add-up.ipynb", "add-up"),
        ("add-up-1.ipynb", "add-up"),
        ("add-up (2).IPYNB", "add-up"),
        ("l-2024.ipynb", "l-2024"),
    ],
)
def test_second_downloads_keep_their_name(file, stem):
    assert stem_of(file) == stem


def test_pattern_of_ones_own():
    read = of_pattern(r"group\d/(?P<student>\w+)-(?P<file>.+)$")
    assert read(("group1", "ada-add-up.ipynb")).keys == ("ada",)
    assert read(("group1", "ada-add-up.ipynb")).file == "add-up.ipynb"
    assert read(("elsewhere",)) is None
    for wrong in ("(", "ada"):
        with pytest.raises(CertbookError, match="--pattern"):
            of_pattern(wrong)


# Roster


def roster(tmp_path, text):
    file = tmp_path / "roster.csv"
    file.write_text(text, encoding="utf-8")
    return read_roster(file)


def test_roster_knows_students_by_all_their_names(tmp_path):
    found = roster(
        tmp_path, "id,canvas,email,first_name,last_name\nada,4711,ada@x.org,Ada,Lovelace\nzoe,4712,z@x.org,Zoë,Ada\n"
    )
    assert found.find(["4711"]) == ("ada", "")
    assert found.find(["nobody", "LovelaceAda"]) == ("ada", "")
    assert found.find(["Zoe Ada"]) == ("zoe", "")
    assert found.find(["ADA@x.org"]) == ("ada", "")
    assert found.find(["ghost"]) == (None, "'ghost' is not in the roster")


def test_names_of_two_students_are_said(tmp_path):
    found = roster(tmp_path, "id,name\na1,Sam Smith\na2,Sam Smith\n")
    assert found.find(["Sam Smith"]) == (None, "'Sam Smith' may be a1 or a2")
    assert found.find(["a2"]) == ("a2", "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name\nAda\n", "needs a column 'id'"),
        ("", "needs a column 'id'"),
        ("id\nada\nADA\n", r"roster.csv:3: 'ADA' stands in line 2 already"),
        ("id\n../ada\n", r"roster.csv:2: '../ada' is no student id"),
        ("id,name\n,Ada\n", r"roster.csv:2: '' is no student id"),
    ],
)
def test_roster_with_a_fault_names_its_line(tmp_path, text, problem):
    with pytest.raises(CertbookError, match=problem):
        roster(tmp_path, text)


# Taking in


def test_a_canvas_download_with_a_roster(course, tmp_path):
    archive = zipped(
        tmp_path / "submissions.zip",
        {
            "lovelaceada_4711_1_add-up.ipynb": notebook("one"),
            "lovelaceada_LATE_4711_2_add-up-1.ipynb": notebook("one"),
            "lovelaceada_4711_3_multiply.ipynb": notebook("two", "multiply"),
            "ghost_9_4_add-up.ipynb": notebook("three"),
            "hoppergrace_12_5_essay.pdf": b"%PDF",
        },
    )
    known = roster(tmp_path, "id,canvas\nada,4711\ngrace,12\n")
    found = take(course, archive, roster=known)
    assert sorted((one.student, one.lab, one.state) for one in found) == [
        ("", "", "stranger"),
        ("ada", "add-up", "earlier"),
        ("ada", "add-up", "new"),
        ("ada", "multiply", "new"),
    ]
    assert set(placed(course)) == {"ada/01-demo/add-up.ipynb", "ada/01-demo/multiply.ipynb"}
    assert (course.submitted / "ada/01-demo/timestamp.txt").read_text() == "2026-11-20 09:30:00.000000 UTC"
    assert any(one.is_late for one in found)


def test_again_is_the_same_and_a_newer_one_keeps_the_older(course, tmp_path):
    first = zipped(tmp_path / "a.zip", {"ada/01-demo/add-up.ipynb": notebook("first")})
    second = zipped(tmp_path / "b.zip", {"ada/01-demo/add-up.ipynb": notebook("second")}, (2026, 11, 21, 8, 0, 0))
    assert [one.state for one in take(course, first)] == ["new"]
    assert [one.state for one in take(course, first)] == ["same"]
    assert [one.state for one in take(course, second)] == ["newer"]
    assert placed(course) == {"ada/01-demo/add-up.ipynb": notebook("second")}
    assert kept(course) == [notebook("first")]
    assert [one.state for one in take(course, first)] == ["earlier"]
    assert placed(course) == {"ada/01-demo/add-up.ipynb": notebook("second")}
    assert kept(course) == [notebook("first")]


def test_of_twins_in_one_take_the_latest_counts_and_all_are_kept(course, tmp_path):
    early = zipped(tmp_path / "a.zip", {"ada/add-up.ipynb": notebook("early")}, (2026, 11, 1, 8, 0, 0))
    late = zipped(tmp_path / "b.zip", {"ada/add-up.ipynb": notebook("late")}, (2026, 11, 2, 8, 0, 0))
    found = take(course, late, early)
    assert [one.state for one in found] == ["earlier", "new"]
    assert all("one of 2 files" in one.note for one in found)
    assert placed(course) == {"ada/01-demo/add-up.ipynb": notebook("late")}
    assert kept(course) == [notebook("early")]


def test_another_lab_of_the_domain_does_not_make_this_one_late(course, tmp_path):
    zipped(tmp_path / "m.zip", {"ada/multiply.ipynb": notebook("m", "multiply")}, (2026, 11, 9, 8, 0, 0))
    zipped(tmp_path / "a.zip", {"ada/add-up.ipynb": notebook("a")}, (2026, 11, 1, 8, 0, 0))
    zipped(tmp_path / "b.zip", {"ada/add-up.ipynb": notebook("b")}, (2026, 11, 2, 8, 0, 0))
    for name in "mab":
        take(course, tmp_path / f"{name}.zip")
    assert placed(course)["ada/01-demo/add-up.ipynb"] == notebook("b")
    assert "2026-11-09" in (course.submitted / "ada/01-demo/timestamp.txt").read_text()


def test_a_wrong_name_is_known_by_its_cells(course, tmp_path):
    archive = zipped(
        tmp_path / "a.zip",
        {
            "ada/Untitled.ipynb": notebook("x", "multiply"),
            "bob/final.ipynb": notebook("x", "holiday"),
            "cy/add-up.ipynb": b"{",
        },
    )
    found = {one.student: one for one in take(course, archive)}
    assert (found["ada"].lab, found["ada"].note) == ("multiply", "is called 'Untitled', and by its cells is multiply")
    assert (found["bob"].state, found["cy"].state) == ("no lab", "no lab")
    assert "labs are: add-up, multiply" in found["bob"].note
    assert "is no notebook" in found["cy"].note


def test_dry_run_does_nothing(course, tmp_path):
    archive = zipped(tmp_path / "a.zip", {"ada/add-up.ipynb": notebook()})
    assert [one.state for one in take(course, archive, dry_run=True)] == ["new"]
    assert not course.submitted.exists()
    assert not course.private.exists()


def test_folders_nested_archives_and_gradescope(course, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("work/add-up.ipynb", notebook("inner"))
        archive.writestr("deeper.zip", b"PK\5\6" + b"\0" * 18)
    folder = tmp_path / "moodle" / MOODLE
    folder.mkdir(parents=True)
    (folder / "hand-in.zip").write_bytes(inner.getvalue())
    found = take(course, tmp_path / "moodle")
    assert sorted((one.student, one.state) for one in found) == [("", "refused"), ("1001", "new")]
    people = "submission_5:\n  :submitters:\n  - :name: Grace Hopper\n    :sid: grace\n    :email: g@x.org\n"
    export = zipped(tmp_path / "g.zip", {"submission_metadata.yml": people, "submission_5/add-up.ipynb": notebook("g")})
    assert [(one.student, one.state) for one in take(course, export)] == [("grace", "new")]


def test_hostile_archives_cost_only_themselves(course, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "LARGEST_FILE", 10_000)
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada/add-up.ipynb", notebook())
        archive.writestr("../../evil/add-up.ipynb", notebook("evil"))
        archive.writestr("/etc/add-up.ipynb", notebook("evil"))
        archive.writestr("bob/add-up.ipynb", b" " * 1_000_000)
        link = zipfile.ZipInfo("cy/add-up.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    found = take(course, file)
    assert [one.state for one in found].count("refused") == 4
    assert set(placed(course)) == {"ada/01-demo/add-up.ipynb"}
    assert not list(tmp_path.rglob("evil"))


def test_links_in_a_folder_are_refused(course, tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(notebook("secret"))
    folder = tmp_path / "in" / "ada"
    folder.mkdir(parents=True)
    (folder / "add-up.ipynb").symlink_to(secret)
    assert [(one.state, one.note) for one in take(course, tmp_path / "in")] == [
        ("refused", "is a link or no plain file")
    ]


def test_a_bomb_as_a_whole_is_refused_and_nothing_is_taken(course, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MOST_MEMBERS", 3)
    good = zipped(tmp_path / "good.zip", {"ada/add-up.ipynb": notebook()})
    bomb = zipped(tmp_path / "bomb.zip", {f"a{n}/add-up.ipynb": notebook() for n in range(5)})
    with pytest.raises(CertbookError, match="unpacks to more than"):
        take(course, good, bomb)
    assert not course.submitted.exists()


def test_names_that_are_not_utf8_are_taken(course, tmp_path):
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = "Zo\xeb Q_77_assignsubmission_file_/add-up.ipynb"
        archive.writestr(info, notebook("z"))
    known = roster(tmp_path, "id,name\nzoe,Zoë Q\n")
    assert [(one.student, one.state) for one in take(course, file, roster=known)] == [("zoe", "new")]


def test_a_full_disk_loses_nothing(course, tmp_path, monkeypatch):
    first = zipped(tmp_path / "a.zip", {"ada/add-up.ipynb": notebook("first")})
    take(course, first)
    second = zipped(tmp_path / "b.zip", {"ada/add-up.ipynb": notebook("second")}, (2026, 11, 21, 8, 0, 0))
    from certbook.grading.collecting import taking

    def full(path, data, durable=False):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(taking, "replace_whole", full)
        with pytest.raises(CertbookError, match="No space left"):
            take(course, second)
    assert placed(course) == {"ada/01-demo/add-up.ipynb": notebook("first")}


def test_command(course, tmp_path):
    archive = zipped(tmp_path / "a.zip", {"ada/add-up.ipynb": notebook(), "add-up.ipynb": notebook("whose?")})
    command = [sys.executable, "-m", "certbook", "collect", str(archive), "--course", str(course.root)]

    def run(*words):
        done = subprocess.run([*command, *words], capture_output=True, text=True, timeout=120, check=False)
        return done.returncode, done.stdout, done.stderr

    code, out, _ = run("--dry-run")
    assert (code, out.splitlines()[-1]) == (1, "would be: 1 taken in, 1 not taken")
    code, out, _ = run("--json")
    assert code == 1
    assert [one["state"] for one in json.loads(out)] == ["new", "stranger"]
    code, out, err = run("--layout", "blackboard")
    assert (code, out) == (2, "")
    assert "there are: nbgrader, moodle, canvas, gradescope, folders" in err
    assert run("--domain", "none-such")[0] == 2
