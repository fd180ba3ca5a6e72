"""A course knows its files, and says in one line what is wrong with its gradebook or its settings."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import MissingEntry

from certbook.errors import CertbookError
from certbook.grading.course import Course


@pytest.fixture
def course(tmp_path):
    return Course.of_clone(tmp_path)


def test_folders_are_those_that_nbgrader_takes_by_default(course, tmp_path):
    from nbgrader.coursedir import CourseDirectory

    nbgrader = CourseDirectory(root=str(tmp_path))
    for name in ("source", "submitted", "autograded", "feedback"):
        folder = nbgrader.format_path(getattr(nbgrader, f"{name}_directory"), "", "")
        assert Path(folder) == getattr(course, name)


def test_a_gradebook_is_made_without_an_activated_environment(tmp_path):
    code = (
        "from certbook.grading.course import Course; from pathlib import Path\n"
        f"with Course.of_clone(Path({str(tmp_path)!r})).gradebook() as book: assert book.assignments == []"
    )
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PATH": "/usr/bin:/bin"}, check=False)
    assert done.returncode == 0
    assert (tmp_path / "gradebook.db").exists()


def test_a_damaged_gradebook_is_one_line_and_stays_as_it_is(course):
    file = course.root / "gradebook.db"
    file.write_bytes(b"SQLite format 3 it is not" * 100)
    with (
        pytest.raises(CertbookError, match=r"gradebook\.db: the gradebook cannot be used") as caught,
        course.gradebook(),
    ):
        pass
    assert "\n" not in str(caught.value)
    assert file.read_bytes() == b"SQLite format 3 it is not" * 100


def test_errors_of_the_caller_are_not_taken_for_the_gradebooks(course):
    with pytest.raises(MissingEntry), course.gradebook() as book:
        book.find_student("nobody")


def test_settings_of_the_courses_own_file_count(course):
    file = course.root / "nbgrader_config.py"
    file.write_text("c = get_config()\nc.Execute.timeout = 7\n")
    settings = course.settings()
    assert settings.Execute.timeout == 7
    assert settings.CourseDirectory.course_id == "certbook"
    file.write_text("c = get_config(\n")
    with pytest.raises(CertbookError, match=r"nbgrader_config\.py: cannot be used: SyntaxError"):
        course.settings()


def test_an_installed_packages_source_lies_apart(tmp_path):
    course = Course(tmp_path / "desk", tmp_path / "package" / "source")
    assert course.config().CourseDirectory.source_directory == str(tmp_path / "package" / "source")
    assert course.config().CourseDirectory.root == str(tmp_path / "desk")


@pytest.mark.parametrize("mark", ["724cde206c17", None])
def test_a_gradebook_of_an_older_nbgrader_is_refused_and_stays_as_it_is(course, mark):
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("CREATE TABLE student (id VARCHAR(128) NOT NULL)")
        if mark:
            database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
            database.execute("INSERT INTO alembic_version VALUES (?)", [mark])
    database.close()
    before = (course.root / "gradebook.db").read_bytes()
    line = rf"gradebook\.db: is a gradebook of another version of nbgrader \(revision {mark or 'none'}, .*db upgrade"
    with pytest.raises(CertbookError, match=line), course.gradebook():
        pass
    assert (course.root / "gradebook.db").read_bytes() == before
