"""The seven proofs hold of the example course, and each breaks when the content is broken."""

import json
import shutil
from pathlib import Path

import pytest

from certbook.build.tree import build
from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.verify.plan import Plan
from certbook.verify.run import verify
from certbook.verify.unchanged import ProofStore

pytestmark = pytest.mark.kernel
COURSE = Path(__file__).parents[1] / "course"


def open_course(folder: Path) -> Library:
    library = Library(ContentRoot(folder, True))
    build(library, library.modules, lambda _: None)
    return library


def prove(folder: Path, *, lessons: bool = False, seeds: int = 1, only_changed: bool = False):
    library = open_course(folder)
    plan = Plan(library.labs, library.modules if lessons else (), seeds, 2)
    store = ProofStore(folder / "proofs.json")
    return verify(library, plan, lambda *_: None, store, only_changed=only_changed)


@pytest.fixture
def course(tmp_path):
    shutil.copytree(COURSE, tmp_path / "course")
    return tmp_path / "course"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_good_course_is_proven_and_reports_every_promised_key(course):
    report = prove(course, lessons=True, seeds=2).to_json()
    assert report["ok"], report
    lab = report["labs"][0]
    assert set(report) >= {"ok", "lessons", "labs"}
    assert set(report["lessons"][0]) >= {"lesson", "ok", "seconds"}
    assert [run["score"] for run in lab["seeds"]] == [7, 7]
    assert lab["max_score"] == 7
    assert lab["blank_score"] == 0
    assert {m["id"]: m["lost"] for m in lab["mistakes"]}["integer-division"] == 2
    assert all(m["caught"] and m["lost"] == m["expected_lost"] for m in lab["mistakes"])
    assert [a["score"] for a in lab["alternatives"]] == [7, 7]
    assert all(check["kills"] for check in lab["checks"] if check["hidden"])
    assert all(cheat["held"] and cheat["score"] == 0 for cheat in lab["cheats"])
    json.dumps(report)


def test_unchanged_course_is_not_proven_again(course):
    first = prove(course)
    second = prove(course, only_changed=True)
    assert second.unchanged == ("add-up",)
    assert second.to_json()["labs"] == first.to_json()["labs"]
    edit(course / "modules/01-demo/labs/add-up.py", "# Numbers come in", "# Some numbers come in")
    assert prove(course, only_changed=True).unchanged == ()


LAB, WRONG = "modules/01-demo/labs/add-up.py", "modules/01-demo/answers/add-up/wrong"
BREAKS = {
    "wrong solution": (LAB, "return sum(numbers)\n", "return sum(numbers[1:])\n", "the solution fails with seed 2026"),
    "mistake that says too little": (
        f"{WRONG}/counts.py",
        "fails: [total_fresh]",
        "fails: [total_type, total_fresh]",
        "mistake 'counts' with seed 2026: check 'total_type' should fail and passes",
    ),
    "mistake that says too much": (
        f"{WRONG}/counts.py",
        "return len(numbers)",
        "return str(len(numbers))",
        "mistake 'counts' with seed 2026: check 'total_type' fails too",
    ),
    "message that nobody reads": (f"{WRONG}/counts.py", "says: the sum", "says: a sum", "no message says 'a sum"),
    "loss that is not so": (f"{WRONG}/integer-division.py", "loses: 2", "loses: 1", "loses 2 points, says 1"),
    "unfair check": (
        LAB,
        "assert total([]) == 0",
        "import inspect\nassert 'sum(' in inspect.getsource(total)",
        "right answer 'loop' loses check 'total_fresh'",
    ),
    "check that gives points to a cheat": (
        LAB,
        "assert type(result) is int, explain",
        "assert result == result, explain",
        "the cheat 'equals_everything' scores",
    ),
    "stranger's error on the blank": (
        LAB,
        "result = average([2, 4])",
        "result = averages([2, 4])",
        "fails the blank release by a stranger's error: NameError",
    ),
    "deprecation": (
        LAB,
        "NUMBERS = [1, 2, 4]",
        "NUMBERS = [1, 2, 4]\nimport warnings\nwarnings.warn('old', FutureWarning)",
        "the solution warns with seed 2026",
    ),
    "flake": (
        LAB,
        "NUMBERS = [1, 2, 4]",
        "NUMBERS = [1, 2, 4] if SEED != 1 else None",
        "with seed 1",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_broken_course_is_not_proven(name, course):
    file, old, new, says = BREAKS[name]
    edit(course / file, old, new)
    report = prove(course, seeds=2 if name == "flake" else 1)
    assert not report.ok
    assert any(says in line and line.startswith("add-up: ") for line in report.findings), report.findings


def test_hidden_check_that_catches_nothing_is_named(course):
    for file in ("integer-division.py", "divides-by-one-more.py"):
        (course / WRONG / file).unlink()
    findings = prove(course).findings
    assert any("hidden check 'average_fresh' catches no mistake" in line for line in findings)
    assert any("only 3 mistakes" in line for line in findings)


def test_lesson_that_fails_is_named(course):
    edit(course / "modules/01-demo/lesson.py", "total = 1 + 2", "total = 1 / 0")
    report = prove(course, lessons=True)
    assert any("01-demo: the lesson fails" in line and "ZeroDivisionError" in line for line in report.findings)
