"""A class's gradebook may be on a PostgreSQL server: the same rows and reports, one clear line without it."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, make_classroom
from gradebook_rows import rows_of
from sqlalchemy import text

from certbook.build.nbgrader_log import without_database_warnings
from certbook.errors import CertbookError
from certbook.grading.bookkeeper import Bookkeeper
from certbook.grading.course import Course, can_isolate
from certbook.grading.pipeline import Way, grade
from certbook.grading.registration import ensure_registered
from certbook.grading.running import HowToRun, run
from certbook.grading.staging import take
from certbook.kernels.names import ISOLATED_KERNEL
from certbook.kernels.notebook.plan import Limits

pytest_plugins = ("postgres",)
pytestmark = pytest.mark.kernel

DUE, HANDED_IN = datetime(2026, 2, 3, 12, 0), datetime(2026, 2, 3, 14, 0)
ANSWERS = {
    "full": RIGHT,
    "blank": {},
    "partly": {**RIGHT, "average": "def average(numbers):\n    return sum(numbers) / len(numbers) + 0.25"},
    "größe 'quoted' %s": {"total": RIGHT["total"]},
}


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    classroom = make_classroom(tmp_path_factory.mktemp("built") / "course")
    for student, answers in ANSWERS.items():
        classroom.hand_in(student, answers)
    with (classroom.root / "nbgrader_config.py").open("a") as stream:
        stream.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    return classroom


@pytest.fixture(scope="module")
def graded(classroom):
    """Each student's notebook after its run: what two gradebooks are given."""
    how = HowToRun(ISOLATED_KERNEL if can_isolate() else "python3", Limits())
    notebooks = {}
    for student in ANSWERS:
        notebooks[student] = take(classroom.course, ASSIGNMENT, student, LAB).notebook
        run(notebooks[student], classroom.folder(student), how)
    return notebooks


@pytest.fixture
def on_server(classroom, postgres):
    return replace(classroom.course, database=postgres)


@pytest.fixture(autouse=True)
def _quiet():
    with without_database_warnings():
        yield


def save_all(course, graded):
    """Save a class: one is late, one missing, one was tampered with; a person grades, and all are saved again."""
    ensure_registered(course, ASSIGNMENT)
    with course.gradebook() as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate=DUE)
    for _ in range(2):
        with Bookkeeper(course, ASSIGNMENT) as books:
            for student, notebook in graded.items():
                books.save(student, LAB, notebook, HANDED_IN if student == "partly" else None)
            books.save("forger", LAB, tampered(graded["full"]), None)
            books.save_zero("absent", LAB, None)
        with course.gradebook() as book:
            book.find_grade("story", LAB, ASSIGNMENT, "full").manual_score = 1.5
            book.find_comment("total", LAB, ASSIGNMENT, "full").manual_comment = "see me"
            book.db.commit()


def tampered(notebook):
    notebook = notebook.copy()
    facts = {**notebook.metadata.certbook, "verdict": "tampered", "message": "forges \0 records"}
    notebook.metadata = type(notebook.metadata)({**notebook.metadata, "certbook": facts})
    return notebook


def test_a_class_has_the_same_rows_on_both_databases(classroom, graded, on_server, tmp_path):
    on_disk = replace(classroom.course, database=f"sqlite:///{tmp_path / 'gradebook.db'}")
    save_all(on_disk, graded)
    save_all(on_server, graded)
    rows = rows_of(on_server)
    assert rows == rows_of(on_disk)
    assert rows["submitted_notebook"][ASSIGNMENT, LAB, "partly"]["late_submission_penalty"] == 5
    assert rows["submitted_assignment"][ASSIGNMENT, "partly"]["timestamp"] == HANDED_IN
    assert rows["grade"][ASSIGNMENT, LAB, "full", "story"]["manual_score"] == 1.5
    assert len(rows["student"]) == len(ANSWERS) + 2


def test_the_whole_way_of_a_class_and_what_the_formgrader_asks(classroom, on_server):
    report = grade(on_server, ASSIGNMENT, way=Way(workers=1, weaker=True))
    assert {one.student: one.score for one in report.submissions} == {
        "full": 7,
        "blank": 0,
        "partly": 5,
        "größe 'quoted' %s": 3,
    }
    with on_server.gradebook() as book:
        book.add_assignment("02-other")
        assert {one["student"]: one["score"] for one in book.submission_dicts(ASSIGNMENT)}["full"] == 7
        assert {one["id"]: one["score"] for one in book.student_dicts()}["partly"] == 5
        assert {one["student"]: one["failed_tests"] for one in book.notebook_submission_dicts(LAB, ASSIGNMENT)}["blank"]
        assert book.find_submission(ASSIGNMENT, "full").to_dict()["needs_manual_grade"]
    assert not (classroom.root / "gradebook.db").exists()


def test_the_gradebook_follows_the_source(classroom, graded, on_server):
    assert ensure_registered(on_server, ASSIGNMENT)
    assert ensure_registered(on_server, ASSIGNMENT) == ()
    with Bookkeeper(on_server, ASSIGNMENT) as books:
        books.save("full", LAB, graded["full"], None)
    first = classroom.course.notebooks(ASSIGNMENT)[LAB]
    second = first.with_name("second.ipynb")
    second.write_bytes(first.read_bytes())
    try:
        ensure_registered(on_server, ASSIGNMENT)
        with Bookkeeper(on_server, ASSIGNMENT) as books:
            assert books.saved() == {("full", LAB)}
            books.save_zero("full", "second", None)
            assert books.saved() == {("full", LAB), ("full", "second")}
    finally:
        second.unlink()
    ensure_registered(on_server, ASSIGNMENT)
    assert {lab for _, lab, _ in rows_of(on_server)["submitted_notebook"]} == {LAB}


def test_nbgraders_own_version_table_is_that_of_its_migrations(on_server):
    """A gradebook that nbgrader makes is at the newest version, so `nbgrader db upgrade` has nothing to do."""
    with on_server.gradebook() as book:
        before = book.db.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    done = nbgrader(on_server.root, "db", "upgrade", f"--db={on_server.database}")
    assert done.returncode == 0, done.stderr
    with on_server.gradebook() as book:
        assert book.db.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == before


def nbgrader(root, *arguments):
    program = str(Path(sys.executable).with_name("nbgrader"))
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    return subprocess.run([program, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_what_the_server_refuses_is_one_clear_line_and_costs_nobody_else(graded, on_server):
    ensure_registered(on_server, ASSIGNMENT)
    with Bookkeeper(on_server, ASSIGNMENT) as books:
        with pytest.raises(CertbookError, match=r"cannot be saved in the gradebook .*too long") as caught:
            books.save("a" * 200, LAB, graded["full"], None)
        books.save("full", LAB, graded["full"], None)
    assert "\n" not in str(caught.value)
    assert [*rows_of(on_server)["student"]] == [("full",)]


def test_a_connection_that_breaks_costs_one_save(graded, on_server):
    ensure_registered(on_server, ASSIGNMENT)
    with Bookkeeper(on_server, ASSIGNMENT) as books:
        books.save("full", LAB, graded["full"], None)
        with on_server.gradebook() as book:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            book.db.execute(text(f"{others} AND pid <> pg_backend_pid()"))
        with pytest.raises(CertbookError, match="cannot be saved in the gradebook"):
            books.save("blank", LAB, graded["blank"], None)
        books.save("blank", LAB, graded["blank"], None)
    assert len(rows_of(on_server)["student"]) == 2


def test_a_server_that_is_not_there_is_one_clear_line(classroom, postgres_server):
    nowhere = replace(classroom.course, database="postgresql+psycopg://postgres@127.0.0.1:1/gradebook")
    with pytest.raises(CertbookError, match="the gradebook cannot be used") as caught, nowhere.gradebook():
        pass
    assert "\n" not in str(caught.value)
    missing = replace(classroom.course, database=postgres_server.address("nothing"))
    with pytest.raises(CertbookError, match='"nothing" does not exist'), missing.gradebook():
        pass


def test_an_address_in_the_courses_own_configuration_counts_for_everybody(classroom, postgres, tmp_path):
    """Certbook and nbgrader's commands write the same gradebook, and it is the one that the instructor named."""
    root = tmp_path / "course"
    shutil.copytree(classroom.root, root, ignore=shutil.ignore_patterns("autograded", ".certbook", "gradebook.db"))
    with (root / "nbgrader_config.py").open("a") as stream:
        stream.write(f"c.CourseDirectory.db_url = {postgres!r}\n")
    course = Course.of_clone(root)
    assert course.db_url == postgres
    done = nbgrader(root, "autograde", ASSIGNMENT)
    assert done.returncode == 0, done.stderr
    by_nbgrader = rows_of(course)
    assert len(by_nbgrader["student"]) == len(ANSWERS)
    grade(course, ASSIGNMENT, way=Way(workers=1, weaker=True))
    assert rows_of(course) == by_nbgrader
    assert not (root / "gradebook.db").exists()
    other = replace(course, database=f"sqlite:///{tmp_path / 'other.db'}")
    assert other.settings().CourseDirectory.db_url == other.db_url == other.database


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql+psycopg://ann:s3cret@127.0.0.1:1/gradebook", "see that the server runs"),
        ("postgresql+pg8000://ann:s3cret@127.0.0.1:1/gradebook", "pg8000"),
        ("gradebook.db", "no address of a gradebook"),
    ],
)
def test_what_is_said_of_an_address_hides_its_password(classroom, address, words):
    course = replace(classroom.course, database=address)
    with pytest.raises(CertbookError, match=words) as caught, course.gradebook():
        pass
    assert "s3cret" not in str(caught.value)
    assert "\n" not in str(caught.value)
