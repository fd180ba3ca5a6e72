"""The report on a class of 300: one file that needs no network, reads well in both themes, and prints."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, make_classroom

from certbook.grading.pipeline import grade

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

Axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in the extra `test`").Axe

STUDENTS = 300
FORGETS = {**RIGHT, "total": "def total(numbers):\n    return sum(numbers[:-1])"}
LONG = """def total(numbers):
    running, seen = 0, []
    for place, number in enumerate(list(numbers)):
        seen.append((place, number))
        running = running + number if place >= 0 else running
    checked = [value for _, value in sorted(seen, key=lambda pair: pair[0])]
    if len(checked) != len(seen) or any(value is None for value in checked):
        raise ValueError("a number is missing")
    return int(running) if checked else 0
"""
WORKS = {"ada": RIGHT, "bob": FORGETS, "eve": {}, "copied": {**RIGHT, "total": LONG}}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class of which four are graded for good, and the others are copies of theirs."""
    classroom = make_classroom(tmp_path_factory.mktemp("report") / "course")
    for student, answers in WORKS.items():
        classroom.hand_in(student, answers)
    (classroom.folder("gus") / f"{LAB}.ipynb").write_text("{")
    grade(classroom.course, ASSIGNMENT)
    course = classroom.course
    usual = [name for name in WORKS if name != "copied"]
    for number in range(STUDENTS - len(WORKS) - 2):
        kind = usual[number % len(usual)]
        shutil.copytree(course.autograded / kind, course.autograded / f"somebody-{number:03}")
    shutil.copytree(course.autograded / "copied", course.autograded / "copier")
    return course


def report(course, *arguments):
    command = [sys.executable, "-m", "certbook", "report", ASSIGNMENT, "--course", str(course.root), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=course.root)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def file(course):
    assert report(course, "--out", "page.html") == f"page.html: {STUDENTS} students\n"
    return course.root / "page.html"


def test_the_page_says_what_the_class_did(course, file, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert file.stat().st_size < 2_000_000
    text = page.inner_text("main")
    assert "Similarity is not guilt." in text
    assert "copied and copier" in text
    assert "the file of add-up cannot be read" in text
    values = json.loads(report(course, "--json"))
    assert len(values["rows"]) == STUDENTS
    (forgets,) = [one for one in values["mistakes"]["found"] if one["misconception"] == "add.forgets_last"]
    thirds = {number % 3 for number in range(STUDENTS)}
    assert len(forgets["students"]) > STUDENTS // (len(thirds) + 1)
    assert f"{len(forgets['students'])} of {STUDENTS} students" in text
    assert [item["task"] for item in values["items"]] == ["total", "average"]


def test_with_pseudonyms_nobody_is_named(course, page):
    report(course, "--pseudonymous", "--out", "nobody.html")
    html = (course.root / "nobody.html").read_text(encoding="utf-8")
    names = ("ada", "bob", "eve", "gus", "copier", "somebody-001")
    assert [name for name in names if re.search(rf"\b{name}\b", html)] == []
    assert "made-up names" in html
    ids = [{row["student"] for row in json.loads(report(course, "--pseudonymous", "--json"))["rows"]} for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == STUDENTS


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(file, page, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_on_a4_without_cutting_a_table_off(file, page):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})  # what A4 leaves between the margins, at 96 dots an inch
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 690
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    passages = "[...document.querySelectorAll('details:not([open]) pre')].map(one => one.checkVisibility())"
    assert set(page.evaluate(passages)) == {True}
    assert page.pdf(format="A4").startswith(b"%PDF")
