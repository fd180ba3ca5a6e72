"""Progress is what the gradebook says; a gradebook that cannot be read is one line, and stays as it is."""

import shutil
import sqlite3
import threading

import pytest
from classroom import ASSIGNMENT, LAB, make_classroom

from certbook.build.nbgrader_log import without_database_warnings
from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.errors import CertbookError
from certbook.grading.registration import ensure_registered
from certbook.learner.checking import course_of
from certbook.learner.desk import make_desk
from certbook.learner.progress import progress

ALL = {"total_type": 1, "total_fresh": 2, "average_type": 1, "average_fresh": 3}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return make_classroom(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture
def desk(built, tmp_path):
    shutil.copytree(built.root, tmp_path / "course")
    return make_desk(ContentRoot((tmp_path / "course").resolve(), is_clone=True), student="ada")


@pytest.fixture
def library(desk):
    return Library(ContentRoot(desk.course, is_clone=True))


def give(desk, library, scores, manual=None):
    """Write grades as nbgrader does."""
    course = course_of(desk, library.root)
    ensure_registered(course, ASSIGNMENT)
    with without_database_warnings(), course.gradebook() as book:
        book.update_or_create_student(desk.student)
        book.update_or_create_submission(ASSIGNMENT, desk.student)
        for name, score in scores.items():
            book.find_grade(name, LAB, ASSIGNMENT, desk.student).auto_score = score
        book.find_grade("story", LAB, ASSIGNMENT, desk.student).manual_score = manual
        book.db.commit()


def lab_of(reached):
    ((_, (lab,)),) = reached.domains
    return lab


def test_without_a_gradebook_nothing_is_begun(desk, library):
    reached = progress(desk, library)
    lab = lab_of(reached)
    assert (lab.state, lab.score, lab.max_score) == ("not begun", 0.0, 7.0)
    assert reached.next_lab.name == LAB
    assert not (desk.course / "gradebook.db").exists()


def test_points_go_to_lab_domain_and_skill(desk, library):
    give(desk, library, {**ALL, "average_fresh": 1})
    reached = progress(desk, library)
    assert (lab_of(reached).state, lab_of(reached).score) == ("in progress", 5.0)
    assert {skill.name: (skill.score, skill.max_score) for skill in reached.skills} == {
        "adding": (3.0, 3.0),
        "averaging": (2.0, 4.0),
    }


def test_a_lab_is_passed_by_its_automatic_points_and_written_answers_stand_apart(desk, library):
    give(desk, library, ALL)
    reached = progress(desk, library)
    assert (lab_of(reached).state, reached.next_lab) == ("passed", None)
    assert [(answer.score, answer.max_score, answer.answered) for answer in reached.written] == [(None, 2.0, True)]
    give(desk, library, ALL, manual=2)
    reached = progress(desk, library)
    assert lab_of(reached).score == 7.0
    assert [answer.score for answer in reached.written] == [2.0]


def test_another_students_points_are_not_mine(desk, library):
    give(desk, library, ALL)
    other = make_desk(library.root, student="bob")
    assert lab_of(progress(other, library)).state == "not begun"


def test_what_a_person_gave_counts_before_the_automatic_points(desk, library):
    give(desk, library, {**ALL, "total_fresh": 0})
    with course_of(desk, library.root).gradebook() as book:
        book.find_grade("total_fresh", LAB, ASSIGNMENT, "ada").manual_score = 2
        book.db.commit()
    assert lab_of(progress(desk, library)).state == "passed"


def test_json_has_all_of_it(desk, library):
    give(desk, library, ALL)
    found = progress(desk, library).to_json()
    assert found["domains"][0]["labs"][0] == {
        "name": LAB,
        "title": "Add up",
        "score": 7.0,
        "max_score": 7.0,
        "state": "passed",
    }
    assert found["written"][0]["lab"] == LAB
    assert found["next"] is None


def corrupt(file):
    file.write_bytes(b"SQLite format 3\0" + b"\7" * 5000)


def no_database(file):
    file.write_bytes(b"a letter to my landlord" * 100)


def of_another_version(file):
    with sqlite3.connect(file) as book:
        book.execute("ALTER TABLE grade RENAME COLUMN auto_score TO score")


def of_something_else(file):
    file.unlink()
    with sqlite3.connect(file) as book:
        book.execute("CREATE TABLE diary (entry)")


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (corrupt, "is damaged; move it away"),
        (no_database, "is damaged; move it away"),
        (of_another_version, "another version of nbgrader; run: nbgrader db upgrade"),
        (of_something_else, "another version of nbgrader; run: nbgrader db upgrade"),
    ],
)
def test_a_gradebook_that_cannot_be_used_is_one_line_and_stays(desk, library, damage, problem):
    give(desk, library, ALL)
    file = desk.course / "gradebook.db"
    damage(file)
    before = file.read_bytes()
    with pytest.raises(CertbookError, match=problem) as told:
        progress(desk, library)
    assert str(told.value).startswith(str(file))
    assert "\n" not in str(told.value)
    assert file.read_bytes() == before


def test_a_locked_gradebook_is_one_line(desk, library, monkeypatch):
    give(desk, library, ALL)
    monkeypatch.setattr("certbook.learner.gradebook._PATIENCE", 0.2)
    other = sqlite3.connect(desk.course / "gradebook.db")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CertbookError, match="another program is writing"):
        progress(desk, library)
    other.rollback()
    other.close()
    assert lab_of(progress(desk, library)).state == "passed"


def test_a_gradebook_whose_tables_are_just_being_made_is_waited_for(desk, library):
    give(desk, library, ALL)
    file = desk.course / "gradebook.db"
    made = file.rename(file.with_name("made.db"))
    sqlite3.connect(file).executescript("CREATE TABLE course (id INTEGER)").connection.close()

    def finish():
        with sqlite3.connect(made) as whole, sqlite3.connect(file) as begun:
            whole.backup(begun)

    later = threading.Timer(0.3, finish)
    later.start()
    assert lab_of(progress(desk, library)).state == "passed"
    later.join()


def test_reading_changes_nothing(desk, library):
    give(desk, library, ALL)
    file = desk.course / "gradebook.db"
    before = file.read_bytes(), sorted(path.name for path in desk.course.iterdir())
    progress(desk, library)
    assert (file.read_bytes(), sorted(path.name for path in desk.course.iterdir())) == before


def test_a_folder_with_signs_that_mean_something_in_addresses_is_read(built, tmp_path):
    shutil.copytree(built.root, tmp_path / "a course? 100% #1")
    desk = make_desk(ContentRoot((tmp_path / "a course? 100% #1").resolve(), is_clone=True), student="ada")
    library = Library(ContentRoot(desk.course, is_clone=True))
    (desk.course / "gradebook.db").write_bytes(b"")
    with pytest.raises(CertbookError, match="another version"):
        progress(desk, library)
