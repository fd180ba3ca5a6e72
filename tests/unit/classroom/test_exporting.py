"""Grades for spreadsheets, Canvas and Moodle: the right person's points in the right cell, and nothing else touched."""

import csv
import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certbook.classroom.exporting.forms import canvas_table, filled_in, moodle_table, plain_table
from certbook.classroom.exporting.grades import DomainGrade, LabGrade, Person, grades_of
from certbook.errors import CertbookError
from certbook.grading.collecting.roster import read_roster
from certbook.grading.course import Course

ROSTER = "id,Canvas ID,SIS User ID,SIS Login ID,Section,First name,Last name,email\n"


def graded(student, *points, penalty=0.0, first="", last="", email="", is_open=False):
    person = Person(student, first, last, email)
    labs = [LabGrade(person, f"lab{n}", p, 20.0, penalty, is_open, None) for n, p in enumerate(points)]
    return DomainGrade(person, tuple(labs))


def read(table):
    return list(csv.DictReader(io.StringIO(table.to_csv(), newline="")))


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_a_late_penalty_costs_what_it_says_and_never_more():
    assert graded("ada", 10, 15, penalty=2).score == 21
    assert graded("ada", 1, penalty=5).score == 0


def test_the_plain_table_has_a_row_for_each_notebook():
    rows = read(plain_table("04-classification", [graded("ada", 10, 12.5, is_open=True, email="ada@x.org")]))
    assert [(row["lab"], row["score"], row["max_points"], row["open"]) for row in rows] == [
        ("lab0", "10", "20", "yes"),
        ("lab1", "12.5", "20", "yes"),
    ]


def test_no_name_begins_a_formula():
    (row,) = read(plain_table("d", [graded("ada", 1, first='=HYPERLINK("x")', last="+1", email="@me")]))
    assert (row["first_name"], row["last_name"], row["email"]) == ('\'=HYPERLINK("x")', "'+1", "'@me")


def test_canvas_gets_its_columns_and_the_points_possible(tmp_path):
    roster = read_roster(write(tmp_path / "r.csv", ROSTER + "ada,4711,S1,ada@uni,A,Ada,Lovelace,\n"))
    table = canvas_table("04-classification", [graded("ada", 10, 5, first="Ada", last="Lovelace")], roster)
    assert table.columns == ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "04-classification")
    first, ada = read(table)
    assert first["Student"].strip() == "Points Possible"
    assert first["04-classification"] == "40"
    assert list(ada.values()) == ["Lovelace, Ada", "4711", "S1", "ada@uni", "A", "15"]


def test_moodle_gets_addresses(tmp_path):
    roster = read_roster(write(tmp_path / "r.csv", "id,E-Mail,ID number\nada,ada@x.org,77\n"))
    ada, bob = read(moodle_table("d", [graded("ada", 3), graded("bob", 4, email="bob@x.org")], roster))
    assert (ada["Email address"], ada["ID number"], ada["Username"], ada["d"]) == ("ada@x.org", "77", "ada", "3")
    assert (bob["Email address"], bob["d"]) == ("bob@x.org", "4")


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (98),Lab 2 (99),Final Score\n"
    "    Points Possible,,,,,40,10,(read only)\n"
    '"Lovelace, Ada",4711,S1,ada,A,,7,88.1\n'
    '"Hopper, Grace",4712,S2,grace,A,3,8,91.0\n'
    '"Student, Test",4713,,x1,A,,,\n'
)


def test_canvass_own_export_is_filled_in_and_nothing_else_is_touched(tmp_path):
    file = write(tmp_path / "canvas.csv", CANVAS)
    table = filled_in(file, "Lab 1", [graded("ada", 15), graded("eve", 2)], None, "canvas")
    before, after = list(csv.DictReader(io.StringIO(CANVAS))), read(table)
    assert after[1]["Lab 1 (98)"] == "15"
    assert after[2]["Lab 1 (98)"] == "3"
    assert table.left_out == ("eve: is not in canvas.csv",)
    for one, other in zip(before, after, strict=True):
        assert {k: v.strip() for k, v in one.items() if k != "Lab 1 (98)"} == {
            k: v for k, v in other.items() if k != "Lab 1 (98)"
        }


def test_a_column_that_is_not_there_is_added_with_its_points(tmp_path):
    table = filled_in(write(tmp_path / "c.csv", CANVAS), "Lab 3", [graded("ada", 15)], None, "canvas")
    assert table.columns[-1] == "Lab 3"
    assert [row["Lab 3"] for row in read(table)] == ["20", "15", "", ""]


def test_a_roster_tells_whom_the_platform_means(tmp_path):
    roster = read_roster(write(tmp_path / "r.csv", "id,number\nlovelace,4711\nhopper,4712\n"))
    table = filled_in(
        write(tmp_path / "c.csv", CANVAS), "Lab 1", [graded("lovelace", 1), graded("hopper", 2)], roster, "canvas"
    )
    assert [row["Lab 1 (98)"] for row in read(table)] == ["40", "1", "2", ""]
    assert table.left_out == ()


@pytest.mark.parametrize(
    ("text", "column", "line"),
    [
        ("a,b\n1,2\n", "Lab 1", "is no gradebook of Canvas; it has none of the columns ID, SIS User ID"),
        ("", "Lab 1", "is no gradebook of Canvas"),
        ("ID,Lab 1 (1),Lab 1 (2)\nada,,\n", "Lab 1", r"'Lab 1' may be Lab 1 \(1\) or Lab 1 \(2\)"),
        ("ID,Lab 1\nada,1\nada,2\n", "Lab 1", "c.csv:3: 'ada' stands in line 2 already"),
    ],
)
def test_a_file_that_cannot_be_meant_is_a_clear_line(tmp_path, text, column, line):
    with pytest.raises(CertbookError, match=line):
        filled_in(write(tmp_path / "c.csv", text), column, [graded("ada", 1)], None, "canvas")


@given(st.lists(st.tuples(st.text(min_size=1), st.floats(0, 100)), unique_by=lambda one: one[0], max_size=8))
def test_what_is_written_reads_back(people):
    grades = [graded(name, points) for name, points in people]
    rows = read(moodle_table("d", grades, None)) if grades else []
    assert [float(row["d"]) for row in rows] == pytest.approx([one.score for one in grades], abs=1e-4)


def test_grades_come_from_the_gradebook(tmp_path):
    course = Course.of_clone(tmp_path)
    with course.gradebook() as book:
        book.add_assignment("ps1", duedate=datetime(2026, 11, 1))
        book.add_notebook("p1", "ps1")
        book.add_grade_cell("check", "p1", "ps1", max_score=3, cell_type="code")
        book.add_grade_cell("story", "p1", "ps1", max_score=2, cell_type="markdown")
        for student in ("ada", "bob"):
            book.add_student(student, first_name=student.title(), last_name="L", email=f"{student}@x.org")
            book.add_submission("ps1", student, timestamp=datetime(2026, 10, 30))
        book.find_grade("check", "p1", "ps1", "ada").auto_score = 3
        story = book.find_grade("story", "p1", "ps1", "ada")
        story.manual_score, story.needs_manual_grade = 1.5, False
        check = book.find_grade("check", "p1", "ps1", "bob")
        check.auto_score, check.needs_manual_grade = 1, False
        book.find_submission_notebook("p1", "ps1", "bob").late_submission_penalty = 0.5
        book.db.commit()
    ada, bob = grades_of(course, "ps1")
    assert (ada.score, ada.max_points, ada.person) == (4.5, 5, Person("ada", "Ada", "L", "ada@x.org"))
    assert (bob.score, bob.is_open) == (0.5, True)
    with pytest.raises(CertbookError, match="ps2: the gradebook has no grades of it; run: certbook grade ps2"):
        grades_of(course, "ps2")
