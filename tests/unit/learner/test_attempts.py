"""Handing in and logging: every different attempt is kept, and no line of the log is dropped."""

import json
import os
import shutil
import threading

import pytest
from classroom import RIGHT, fill, make_classroom

from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.errors import CertbookError
from certbook.grading.report import NotebookGrade, TaskGrade
from certbook.learner import attempts
from certbook.learner.checking import course_of
from certbook.learner.desk import make_desk


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return make_classroom(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture
def content(built, tmp_path):
    shutil.copytree(built.root, tmp_path / "course")
    return ContentRoot((tmp_path / "course").resolve(), is_clone=True)


@pytest.fixture
def lab(content):
    return Library(content).find_lab("add-up")


@pytest.fixture
def desk(content, lab):
    desk = make_desk(content, student="ada")
    place = desk.notebook(lab.module, lab.name)
    place.parent.mkdir(parents=True)
    shutil.copy(content.release / lab.module / place.name, place)
    return desk


def grade(message="", score=1.0):
    task = TaskGrade("total", "Task 1", "wrong", score, 3.0, message)
    return NotebookGrade("ada", "add-up", "graded", score, 7.0, 0.1, "", (), (task,), ())


def test_handing_in_copies_the_notebook_and_the_time(desk, content, lab):
    copy = attempts.hand_in(desk, course_of(desk, content), lab)
    assert copy == content.path / "submitted/ada/01-demo/add-up.ipynb"
    assert copy.read_bytes() == desk.notebook(lab.module, lab.name).read_bytes()
    from nbgrader.utils import parse_utc

    assert parse_utc((copy.parent / "timestamp.txt").read_text(encoding="utf-8").strip()) is not None


def test_every_earlier_different_attempt_is_kept(desk, content, lab, built):
    course, place = course_of(desk, content), desk.notebook(lab.module, lab.name)
    versions = []
    for answer in ("pass", "pass", RIGHT["total"], "return 1"):
        text = json.dumps(fill(built.released(), {"total": answer}))
        place.write_text(text, encoding="utf-8")
        versions.append(text)
        attempts.hand_in(desk, course, lab)
    kept = (desk.record / "attempts/01-demo/add-up").glob("*.ipynb")
    assert {path.read_text(encoding="utf-8") for path in kept} == {versions[0], versions[2]}


def damage(place, content):
    if content is None:
        place.unlink()
    elif content == "folder":
        place.unlink()
        place.mkdir()
    else:
        place.write_text(content, encoding="utf-8")


def other_kernel(notebook):
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
    return json.dumps(notebook)


@pytest.mark.parametrize(
    ("content_of", "problem"),
    [
        (lambda built: None, "is missing; put it back: certbook lab"),
        (lambda built: "", "is empty; save it"),
        (lambda built: json.dumps(built.released())[:900], "is cut off or damaged; save it"),
        (lambda built: "# my notes", "is no notebook; save it"),
        (lambda built: "[]", "is no notebook: it has no cells; save it"),
        (lambda built: "folder", "is a folder, not a notebook"),
        (lambda built: json.dumps({**built.released(), "cells": []}), "none of the cells of 'add-up' is in it"),
        (lambda built: other_kernel(built.released()), "kernel for 'r'; choose Python 3"),
    ],
    ids=["missing", "empty", "truncated", "text", "no cells", "folder", "another lab", "other kernel"],
)
def test_what_cannot_be_graded_is_one_line_and_keeps_what_was_handed_in(desk, content, lab, built, content_of, problem):
    course, place = course_of(desk, content), desk.notebook(lab.module, lab.name)
    before = attempts.hand_in(desk, course, lab).read_bytes()
    damage(place, content_of(built))
    with pytest.raises(CertbookError) as told:
        attempts.hand_in(desk, course, lab)
    assert problem in str(told.value)
    assert str(place) in str(told.value)
    assert "\n" not in str(told.value)
    assert (course.submitted / "ada/01-demo/add-up.ipynb").read_bytes() == before


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("total([1]) gave 0\nwanted: the sum\nlook: the last number [add.forgets_last]", ["add.forgets_last"]),
        ("f([1, 2]) gave [3, 4]\nlook: there", []),
        ("x[add.forgets_last] gave 1\nlook: there", []),
        ("", []),
    ],
)
def test_misconceptions_are_read_from_the_end_of_a_line(desk, message, found):
    assert attempts.record(desk, grade(message)).misconceptions.get("total", []) == found


def test_the_log_is_read_as_it_was_written(desk):
    written = [attempts.record(desk, grade(score=score)) for score in (0.0, 1.0)]
    assert list(attempts.attempts(desk)) == written


@pytest.mark.parametrize("damaged", [b'{"time": "20', b"\xff\xfe\n", b"[1]\n", b'{"lab": "x"}\n'])
def test_a_damaged_line_is_set_aside_and_the_rest_stays(desk, damaged):
    log = desk.record / "attempts.jsonl"
    first = attempts.record(desk, grade(score=0.0))
    with open(log, "ab") as stream:
        stream.write(damaged)
    second = attempts.record(desk, grade(score=1.0))
    assert attempts.attempts(desk) == (first, second)
    (aside,) = desk.record.glob("attempts-damaged-*.jsonl")
    assert aside.read_bytes().strip() == damaged.strip()
    assert attempts.attempts(desk) == (first, second)
    assert len(list(desk.record.glob("attempts-damaged-*.jsonl"))) == 1


def test_two_writers_lose_nothing(desk):
    def write():
        for _ in range(20):
            attempts.record(desk, grade())

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(attempts.attempts(desk)) == 80


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read anything")
def test_a_notebook_that_may_not_be_read_is_one_line(desk, content, lab):
    desk.notebook(lab.module, lab.name).chmod(0)
    with pytest.raises(CertbookError, match="cannot be read"):
        attempts.hand_in(desk, course_of(desk, content), lab)
