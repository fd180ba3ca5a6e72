"""A class by nbgrader's exchange, with docs/jupyterhub's configuration: handed out, in, collected, graded."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, fill, make_classroom

from certbook.grading.course import COURSE_ID, can_isolate

pytest_plugins = ("postgres",)
pytestmark = [
    pytest.mark.kernel,
    pytest.mark.timeout(900),  # a dozen of nbgrader's commands, each of which imports all of it
    pytest.mark.skipif(not can_isolate(), reason="this machine cannot isolate kernels"),
]

SETUP = Path(__file__).parents[2] / "docs" / "jupyterhub"
PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True)
class Hub:
    """An institution in a folder: what everybody's server sees, the grading account's course, learners' homes."""

    root: Path
    database: str

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def inbound(self) -> Path:
        return self.root / "exchange" / COURSE_ID / "inbound"

    def run(self, folder: Path, *command: str, expected: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "JUPYTER_CONFIG_PATH": str(self.root / "etc"),
            "CERTBOOK_EXCHANGE": str(self.root / "exchange"),
            **more,
        }
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=240
        )
        assert done.returncode == expected, done.stdout + done.stderr
        return done

    def as_grader(self, *command: str, expected: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.course, *command, expected=expected, **{"CERTBOOK_GRADEBOOK": self.database, **more})

    def as_learner(self, name: str, *command: str, expected: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a learner's command on their desk."""
        desk = self.desk(name)
        data = str(desk.parent / "data")  # nbgrader keeps what was handed in there
        more = {"CERTBOOK_DESK": str(desk), "JUPYTER_DATA_DIR": data}
        return self.run(desk.parent, *command, expected=expected, **more)

    def desk(self, name: str) -> Path:
        desk = self.root / "home" / name / "certbook"
        desk.mkdir(parents=True, exist_ok=True)
        return desk

    def works(self, name: str, answers: dict[str, str]) -> None:
        path = self.desk(name) / ASSIGNMENT / f"{LAB}.ipynb"
        nbformat.write(fill(nbformat.read(path, as_version=4), answers), path)

    def fetches(self, name: str) -> None:
        self.as_learner(name, "nbgrader", "fetch_assignment", ASSIGNMENT)

    def submits(self, name: str, expected: int = 0) -> None:
        # On a hub the account's name is the learner's; here all run as one.
        self.as_learner(name, "nbgrader", "submit", ASSIGNMENT, "--student", name, expected=expected)

    def grades(self) -> dict[str, float]:
        graded = self.as_grader(sys.executable, "-m", "certbook", "grade", ASSIGNMENT, "--course", ".", "--json")
        return {one["student"]: one["score"] for one in json.loads(graded.stdout)["submissions"]}


def make_hub(root: Path, database: str = "") -> Hub:
    make_classroom(root / "course")
    shutil.copy(SETUP / "course" / "nbgrader_config.py", root / "course")
    (root / "etc").mkdir()
    shutil.copy(SETUP / "nbgrader_config.py", root / "etc")
    (root / "exchange").mkdir()
    (root / "exchange").chmod(0o1777)
    return Hub(root, database or f"sqlite:///{root / 'course' / 'book-of-the-hub.db'}?timeout=60")


def release(hub: Hub) -> None:
    hub.as_grader("nbgrader", "generate_assignment", ASSIGNMENT, "--force")
    hub.as_grader("nbgrader", "release_assignment", ASSIGNMENT)


def round_trip(hub: Hub) -> None:
    """Two learners fetch, work and hand in; all is collected and graded."""
    release(hub)
    for name, answers in {"ada": RIGHT, "bob": {}}.items():
        hub.fetches(name)
        hub.works(name, answers)
        hub.submits(name)
    hub.as_grader("nbgrader", "collect", ASSIGNMENT)


@pytest.fixture
def hub(tmp_path):
    return make_hub(tmp_path / "hub")


@pytest.fixture(scope="module")
def after_class(tmp_path_factory):
    """A hub on which two learners have been graded."""
    hub = make_hub(tmp_path_factory.mktemp("after") / "hub")
    round_trip(hub)
    return hub, hub.grades()


def test_what_is_fetched_and_handed_in_is_collected_and_graded_into_the_gradebook_of_the_environment(after_class):
    hub, scores = after_class

    assert scores["bob"] == 0
    assert scores["ada"] > 0
    with sqlite3.connect(hub.course / "book-of-the-hub.db") as book:
        assert {row[0] for row in book.execute("select id from student")} == {"ada", "bob"}
    assert not (hub.course / "gradebook.db").exists()
    assert not list((hub.root / "home").rglob("*.db")), "a learner's commands make no gradebook"


def test_what_learners_can_fetch_holds_no_solution_and_no_sealed_check(after_class):
    hub, _ = after_class
    outbound = hub.root / "exchange" / COURSE_ID / "outbound"
    assert [path.name for path in outbound.rglob("*") if path.is_file()] == [f"{LAB}.ipynb"]
    text = (outbound / ASSIGNMENT / f"{LAB}.ipynb").read_text(encoding="utf-8")
    source = (hub.course / "source" / ASSIGNMENT / f"{LAB}.ipynb").read_text(encoding="utf-8")
    for word in ("BEGIN HIDDEN TESTS", "BEGIN SOLUTION"):
        assert word in source
        assert word not in text


def test_certbook_collects_from_the_exchange_too_and_of_two_attempts_grades_the_later(hub):
    release(hub)
    hub.fetches("ada")
    hub.submits("ada")  # as it was fetched
    hub.works("ada", RIGHT)
    hub.submits("ada")

    taken = hub.as_grader(sys.executable, "-m", "certbook", "collect", str(hub.inbound), "--course", ".", "--json")

    assert {(one["student"], one["lab"]) for one in json.loads(taken.stdout)} == {("ada", LAB)}
    assert len(json.loads(taken.stdout)) == 2
    assert hub.grades()["ada"] > 0


def test_feedback_goes_back_by_the_exchange(after_class):
    hub, _ = after_class
    hub.as_grader(sys.executable, "-m", "certbook", "feedback", ASSIGNMENT, "--course", ".")
    hub.as_grader("nbgrader", "release_feedback", ASSIGNMENT)
    hub.as_learner("ada", "nbgrader", "fetch_feedback", ASSIGNMENT, "--student", "ada")

    pages = list((hub.desk("ada") / ASSIGNMENT / "feedback").rglob("*.html"))
    assert [page.name for page in pages] == [f"{LAB}.html"]


def test_a_hand_in_that_is_too_big_is_refused_before_it_is_copied(hub):
    release(hub)
    hub.fetches("ada")
    (hub.desk("ada") / ASSIGNMENT / "big.bin").write_bytes(bytes(21_000_000))

    hub.submits("ada", expected=1)

    assert not [path for path in hub.inbound.rglob("*") if path.is_file()]


@pytest.mark.parametrize("command", [["nbgrader", "autograde", ASSIGNMENT], ["nbgrader", "export"]])
def test_without_the_address_of_the_gradebook_nothing_is_written_to_another_one(hub, command):
    done = hub.as_grader(*command, expected=1, CERTBOOK_GRADEBOOK="")
    assert "CERTBOOK_GRADEBOOK is not set" in done.stdout + done.stderr
    assert not list(hub.root.rglob("*.db"))


def test_the_same_round_trip_on_postgresql(tmp_path, postgres):
    hub = make_hub(tmp_path / "hub", postgres)
    round_trip(hub)
    first = hub.grades()
    assert first["bob"] == 0 < first["ada"]
    assert not list(hub.root.rglob("*.db"))

    hub.as_grader("nbgrader", "export", "--to", "grades.csv")
    with (hub.course / "grades.csv").open(newline="") as stream:
        assert {row["student_id"]: float(row["score"]) for row in csv.DictReader(stream)} == first
