"""`certbook report` on graded notebooks as they lie in a course: what it writes, and what it says of what is wrong."""

import json
import sys

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, fill, make_classroom

from certbook.cli import main
from certbook.grading.course import Course
from certbook.grading.scoring import is_automatic, task_of

COLLECTED = ("20261101T080000Z.ipynb", "20261103T080000Z-2.ipynb")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return make_classroom(tmp_path_factory.mktemp("command") / "course")


@pytest.fixture
def course(built, tmp_path):
    """A course with the sources alone, into which graded notebooks are put."""
    root = tmp_path / "course"
    place = root / "source" / ASSIGNMENT
    place.mkdir(parents=True)
    (place / f"{LAB}.ipynb").write_bytes((built.root / "source" / ASSIGNMENT / f"{LAB}.ipynb").read_bytes())
    (root / "submitted").mkdir()
    return root


def put_graded(built, root, student, answers=RIGHT, failing=None):
    """Write a notebook as a grading leaves it: `failing` maps a task to what its checks raised."""
    notebook = fill(built.source(), answers)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        record = {"id": cell["id"], "status": "ok"}
        said = (failing or {}).get(task_of(cell)) if is_automatic(cell) else None
        if said is not None:
            record |= {"status": "error", "ename": said[0], "evalue": said[1]}
        cell.metadata.setdefault("certbook", {})["record"] = record
    path = root / "autograded" / student / ASSIGNMENT / f"{LAB}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


@pytest.fixture
def run(monkeypatch, capsys, course):
    def run_command(*arguments, assignment=ASSIGNMENT):
        monkeypatch.setattr(sys, "argv", ["certbook", "report", assignment, "--course", str(course), *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run_command


def test_points_tasks_and_outcomes(built, course, run):
    put_graded(built, course, "ada")
    put_graded(built, course, "bob", failing={"total": ("AssertionError", "gave 3")})
    put_graded(built, course, "eve", {}, dict.fromkeys(("total", "average"), ("NotImplementedError", "")))
    code, out, _ = run("--json")
    values = json.loads(out)
    assert code == 0
    assert (values["students"], values["labs"][0]["verdicts"]) == (3, {"graded": 3})
    items = {item["task"]: item for item in values["items"]}
    assert items["average"]["difficulty"] == pytest.approx(2 / 3)
    assert items["total"]["difficulty"] == pytest.approx(1 / 3)
    assert [round(items[task]["omitted"], 3) for task in ("total", "average")] == [0.333, 0.333]
    assert [(one["task"], one["example"], one["students"]) for one in values["clusters"]] == [
        ("total", "gave 3", ["bob"])
    ]
    assert [one["student"] for one in values["needy"]] == ["eve"]


def test_what_was_handed_in_before_counts_in_the_days(built, course, run):
    put_graded(built, course, "ada")
    stamp = course / "submitted" / "ada" / ASSIGNMENT / "timestamp.txt"
    stamp.parent.mkdir(parents=True)
    stamp.write_text("2026-11-03 09:00:00 UTC\n", encoding="utf-8")
    kept = course / ".certbook" / "collected" / "ada" / ASSIGNMENT / LAB
    kept.mkdir(parents=True)
    for name in COLLECTED:
        (kept / name).write_text("{}", encoding="utf-8")
    values = json.loads(run("--json")[1])
    assert values["days"] == {"2026-11-01": 1, "2026-11-03": 2}
    assert values["attempts"] == {"3": 1}


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[" * 100_000, b'{"cells": [{}]}', b"\xff\xfe", b'{"cells": [], "metadata": {"certbook": 5}}'],
)
def test_a_damaged_notebook_is_named_and_left_out(built, course, run, content):
    put_graded(built, course, "ada")
    put_graded(built, course, "zed").write_bytes(content)
    code, out, err = run("--out", str(course / "page.html"))
    assert (code, err) == (0, "")
    assert out.splitlines()[1:] == [f"autograded/zed/{ASSIGNMENT}/{LAB}.ipynb: is damaged and left out; grade it again"]
    assert "is damaged and left out" in (course / "page.html").read_text(encoding="utf-8")
    code, out, _ = run("--pseudonymous", "--out", str(course / "page.html"))
    assert code == 0
    assert "zed" not in out + (course / "page.html").read_text(encoding="utf-8")


def test_half_a_character_in_an_answer_and_a_message_is_no_obstacle(built, course, run):
    path = put_graded(built, course, "ada", {**RIGHT, "total": "x = '@@'"}, {"total": ("AssertionError", "gave @@")})
    path.write_text(path.read_text(encoding="utf-8").replace("@@", "\\ud800"), encoding="utf-8")
    assert run("--out", str(course / "page.html"))[0] == 0
    assert json.loads(run("--json")[1])["clusters"][0]["example"] == "gave ?"


def test_what_a_learner_wrote_is_text_on_the_page(built, course, run):
    put_graded(built, course, "<i>ada", failing={"total": ("AssertionError", "<script>alert(1)</script>")})
    run("--out", str(course / "page.html"))
    html = (course / "page.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(("assignment", "said"), [("nonsense", "no assignment is called"), (ASSIGNMENT, "is graded")])
def test_nothing_to_report_on_is_one_line(course, run, assignment, said):
    code, out, err = run(assignment=assignment)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_what_out_names_is_written_whole_or_not_at_all(built, course, run):
    put_graded(built, course, "ada")
    code, _, err = run("--out", str(course))
    assert (code, err.count("\n")) == (2, 1)
    assert "is no file" in err
    code, _, err = run("--out", str(course / "autograded" / "ada" / ASSIGNMENT / f"{LAB}.ipynb" / "page.html"))
    assert (code, err.count("\n")) == (2, 1)
    assert "cannot be written" in err


def test_an_unusable_gradebook_is_one_line(built, course, run):
    put_graded(built, course, "ada")
    (course / "gradebook.db").write_text("no database", encoding="utf-8")
    code, _, err = run("--pseudonymous")
    assert (code, err.count("\n")) == (2, 1)
    assert "gradebook cannot be used" in err


def test_who_is_enrolled_and_handed_nothing_in_is_named(built, course, run):
    put_graded(built, course, "ada")
    assert json.loads(run("--json")[1])["absent"] == []
    assert not (course / "gradebook.db").exists()  # none is made by looking
    with Course.of_clone(course).gradebook() as book:
        book.add_student("hedy", first_name="Hedy")
        book.add_student("ada")
    code, said, _ = run("--json")
    assert (code, json.loads(said)["absent"]) == (0, ["hedy"])
    run("--out", str(course / "page.html"))
    assert "Nothing handed in: hedy." in (course / "page.html").read_text(encoding="utf-8")
    _, said, _ = run("--json", "--pseudonymous")
    assert "hedy" not in said.lower()
    assert len(json.loads(said)["absent"]) == 1
