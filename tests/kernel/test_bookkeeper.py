"""The one writer of the gradebook writes what `nbgrader autograde` writes, row by row, and quickly."""

import os
import shutil
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, Classroom, cell_of, make_classroom
from gradebook_rows import rows_of
from sqlalchemy import event

from certbook.build.nbgrader_log import without_database_warnings
from certbook.errors import CertbookError
from certbook.grading.bookkeeper import Bookkeeper
from certbook.grading.course import can_isolate
from certbook.grading.preparing import LabSource, prepare
from certbook.grading.registration import ensure_registered
from certbook.grading.running import HowToRun, run
from certbook.grading.staging import take
from certbook.kernels.names import ISOLATED_KERNEL
from certbook.kernels.notebook.plan import Limits
from certbook.kernels.record import CellRecord

pytestmark = pytest.mark.kernel

SECOND = "second"  # a lab that most do not hand in
DUE = datetime(2026, 2, 3, 12, 0)
HONEST = {
    "full": RIGHT,
    "blank": {},
    "half": {"total": RIGHT["total"]},
    "partly": {**RIGHT, "average": "def average(numbers):\n    return sum(numbers) / len(numbers) + 0.25"},
    "raises": {**RIGHT, "average": "def average(numbers):\n    return numbers['mean']"},
    "syntax": {**RIGHT, "total": "def total(numbers)\n    return 1"},
}
PENALTY = """
from nbgrader.plugins import BasePlugin

class OnePointAnHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return None if student_id == "excused" else round(total_seconds_late / 3600)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return registered(add_second_lab(make_classroom(tmp_path_factory.mktemp("built") / "course")))


@pytest.fixture
def classroom(built, tmp_path):
    return copy_of(built, tmp_path / "course")


@pytest.fixture(autouse=True)
def _quiet():
    with without_database_warnings():
        yield


def add_second_lab(classroom):
    first = classroom.course.notebooks(ASSIGNMENT)[LAB]
    first.with_name(f"{SECOND}.ipynb").write_bytes(first.read_bytes())
    return classroom


def copy_of(classroom, root):
    shutil.copytree(classroom.root, root)
    return Classroom(root)


def registered(classroom):
    ensure_registered(classroom.course, ASSIGNMENT)
    return classroom


def set_due(classroom, due=DUE):
    with classroom.course.gradebook() as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate=due)


def time_of(classroom, student, stamp):
    (classroom.folder(student) / "timestamp.txt").write_text(stamp)


def use_plugin(classroom, code=PENALTY):
    module = f"late_{uuid.uuid4().hex}"  # one process imports a name once
    (classroom.root / f"{module}.py").write_text(code)
    configure(classroom, f"c.AssignLatePenalties.plugin_class = '{module}.OnePointAnHour'")


def configure(classroom, line):
    with (classroom.root / "nbgrader_config.py").open("a") as stream:
        stream.write(f"{line}\n")


def run_and_save(classroom, students, labs=(LAB, SECOND)):
    """Grade as the pipeline does, but one by one: read, run, save."""
    how = HowToRun(ISOLATED_KERNEL if can_isolate() else "python3", Limits())
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        for student in students:
            for lab in labs:
                submitted = take(classroom.course, ASSIGNMENT, student, lab)
                if submitted.notebook is None:
                    books.save_zero(student, lab, submitted.handed_in)
                else:
                    run(submitted.notebook, classroom.folder(student), how)
                    books.save(student, lab, submitted.notebook, submitted.handed_in)


def autograde(classroom):
    """Grade as an instructor does who knows nbgrader only."""
    program = str(Path(sys.executable).with_name("nbgrader"))
    done = subprocess.run(
        [program, "autograde", ASSIGNMENT, "--force"],
        cwd=classroom.root,
        env={**os.environ, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def passed(classroom, answers=RIGHT, status="ok", lab=LAB):
    """Return a prepared notebook whose checks all ended in one way, as if it had run."""
    source = LabSource.read(classroom.course.notebooks(ASSIGNMENT)[lab])
    notebook = prepare(source, classroom_answers(classroom, answers))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata.setdefault("certbook", {})["record"] = CellRecord(cell["id"], status).to_json()
    notebook.metadata["certbook"].update(verdict="graded", message="")
    return notebook


def classroom_answers(classroom, answers):
    notebook = classroom.released()
    for name, text in answers.items():
        cell_of(notebook, name).source = text
    return notebook


def save(classroom, notebook, student="alice", handed_in=None, lab=LAB):
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        return books.save(student, lab, notebook, handed_in)


def judged(notebook, verdict, message):
    notebook.metadata.certbook.update(verdict=verdict, message=message)
    return notebook


def scores(classroom, student="alice", lab=LAB):
    rows = rows_of(classroom.course)["grade"]
    return {name: row["auto_score"] for (_, of_lab, who, name), row in rows.items() if (of_lab, who) == (lab, student)}


def comments(classroom, student="alice", lab=LAB):
    rows = rows_of(classroom.course)["comment"]
    return {
        name: row["auto_comment"] for (_, of_lab, who, name), row in rows.items() if (of_lab, who) == (lab, student)
    }


def row(classroom, table, *key):
    return rows_of(classroom.course)[table][(ASSIGNMENT, *key)]


def give(classroom, student, **scores_by_cell):
    """Give points, a comment and extra credit as a person does in the formgrader."""
    with classroom.course.gradebook() as book:
        for name, score in scores_by_cell.items():
            grade = book.find_grade(name, LAB, ASSIGNMENT, student)
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = score, 0.5, False
        book.find_comment("total", LAB, ASSIGNMENT, student).manual_comment = "see me"
        book.db.commit()


def test_an_honest_class_has_the_rows_that_nbgrader_gives(built, tmp_path):
    ours, theirs = copy_of(built, tmp_path / "ours"), copy_of(built, tmp_path / "theirs")
    for classroom in (ours, theirs):
        set_due(classroom)
        use_plugin(classroom)
        for student, answers in HONEST.items():
            classroom.hand_in(student, answers)
        classroom.hand_in("half", {}, name=f"{SECOND}.ipynb")
        for student in ("late", "excused", "hopeless"):
            classroom.hand_in(student, RIGHT)
        time_of(classroom, "full", "2026-02-03 11:59:00 UTC")
        time_of(classroom, "late", "2026-02-03 14:00:00 UTC")
        time_of(classroom, "excused", "2026-02-03 14:00:00 UTC")
        time_of(classroom, "hopeless", "2026-03-03 14:00:00 UTC")
    students = [*HONEST, "late", "excused", "hopeless"]

    run_and_save(ours, students)
    autograde(theirs)

    assert rows_of(ours.course) == rows_of(theirs.course)
    notebooks = rows_of(ours.course)["submitted_notebook"]
    penalties = [notebooks[ASSIGNMENT, LAB, who]["late_submission_penalty"] for who in ("late", "hopeless", "full")]
    assert penalties == [2, 7, None]
    assert scores(ours, "partly")["average_fresh"] == 1
    assert comments(ours, "half") == {"total": None, "average": "No response.", "story": "No response."}

    # The second time around, after people have been at work; one student hands in better, one worse.
    for classroom in (ours, theirs):
        give(classroom, "full", story=1.5, total_fresh=0.5)
        give(classroom, "late", story=0.0)
        with classroom.course.gradebook() as book:
            book.grant_extension(ASSIGNMENT, "late", hours=1)
        classroom.hand_in("blank", RIGHT)
        classroom.hand_in("partly", {})
    run_and_save(ours, students)
    autograde(theirs)
    assert rows_of(ours.course) == rows_of(theirs.course)
    assert row(ours, "grade", LAB, "full", "total_fresh")["needs_manual_grade"] is True
    assert row(ours, "submitted_notebook", LAB, "late")["late_submission_penalty"] == 1


def test_saving_twice_changes_nothing(classroom):
    save(classroom, passed(classroom), handed_in=DUE)
    before = rows_of(classroom.course, ids=True)
    save(classroom, passed(classroom), handed_in=DUE)
    assert rows_of(classroom.course, ids=True) == before


def test_a_manual_score_stays_and_asks_to_be_looked_at_again(classroom):
    save(classroom, passed(classroom))
    give(classroom, "alice", story=1.5, total_type=0.25)
    written = save(classroom, passed(classroom, {**RIGHT, "story": "Another story."}))
    assert written.manual_scores == {"story": 1.5}
    assert written.answered == {"story"}
    for name, manual, auto in (("story", 1.5, None), ("total_type", 0.25, 1.0)):
        grade = row(classroom, "grade", LAB, "alice", name)
        assert (grade["manual_score"], grade["extra_credit"], grade["auto_score"]) == (manual, 0.5, auto)
        assert grade["needs_manual_grade"] is True
    assert row(classroom, "comment", LAB, "alice", "total")["manual_comment"] == "see me"


def test_a_check_without_a_record_of_success_scores_nothing(classroom):
    save(classroom, passed(classroom))
    worse = passed(classroom)
    del cell_of(worse, "total_type").metadata.certbook["record"]
    cell_of(worse, "total_fresh").metadata.certbook.record["status"] = "not_run"
    cell_of(worse, "average_type").metadata.certbook.record["id"] = "of-another-cell"
    cell_of(worse, "average_fresh").metadata.certbook.record["value"] = 100.0
    save(classroom, worse)
    assert {name: score for name, score in scores(classroom).items() if score} == {}


def test_a_score_does_not_outlive_its_cell(classroom):
    save(classroom, passed(classroom))
    without = passed(classroom)
    without.cells = [
        cell for cell in without.cells if cell.metadata.get("nbgrader", {}).get("grade_id") != "total_type"
    ]
    save(classroom, without)
    grade = row(classroom, "grade", LAB, "alice", "total_type")
    assert (grade["auto_score"], grade["needs_manual_grade"]) == (None, True)


def test_a_cell_that_the_gradebook_does_not_know_is_one_clear_line(classroom):
    strange = passed(classroom)
    cell_of(strange, "total_type").metadata.nbgrader.grade_id = "total_other"
    with pytest.raises(CertbookError, match="cell 'total_other': is not in the gradebook"):
        save(classroom, strange)
    assert rows_of(classroom.course)["student"] == {}


def test_a_notebook_that_was_tampered_with_scores_nothing_and_says_so_until_it_is_clean(classroom):
    save(classroom, passed(classroom))
    give(classroom, "alice", story=2.0)
    reason = "reads the checks: no automatic points; a person has to look at this notebook"
    save(classroom, judged(passed(classroom, {"average": RIGHT["average"]}), "tampered", reason))
    assert scores(classroom) == dict.fromkeys(
        ("total_type", "total_fresh", "average_type", "average_fresh", "story"), 0
    )
    said = comments(classroom)
    assert reason in said["total"].splitlines()[0]
    assert said["total"].splitlines()[1] == "No response."
    assert (said["average"], said["story"]) == (None, "No response.")
    assert row(classroom, "comment", LAB, "alice", "total")["manual_comment"] == "see me"
    assert row(classroom, "grade", LAB, "alice", "story")["manual_score"] == 2.0

    save(classroom, passed(classroom))
    assert comments(classroom) == dict.fromkeys(("total", "average", "story"))
    assert sum(filter(None, scores(classroom).values())) == 7


@pytest.mark.parametrize("verdict", ["timeout", "memory", "crashed"])
def test_a_bad_end_is_told_and_costs_only_the_cells_that_it_hit(classroom, verdict):
    save(classroom, judged(passed(classroom), verdict, "cell 'total': why \0 \ud800 " + "x" * 100_000))
    said = comments(classroom)["total"]
    assert "cell 'total': why" in said
    assert verdict in said
    assert "\0" not in said
    assert len(said) < 2000
    assert sum(filter(None, scores(classroom).values())) == 7


def test_a_zero_takes_the_points_but_none_that_a_person_gave(classroom):
    use_plugin(classroom)
    set_due(classroom)
    late = DUE + timedelta(hours=4)
    save(classroom, judged(passed(classroom), "crashed", "why"), handed_in=late)
    assert row(classroom, "submitted_notebook", LAB, "alice")["late_submission_penalty"] == 4
    graded = classroom.course.autograded / "alice" / ASSIGNMENT / f"{LAB}.ipynb"
    graded.parent.mkdir(parents=True)
    graded.write_text("{}")
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        written = books.save_zero("alice", LAB, late)
    assert not graded.exists()
    assert (written.manual_scores, written.answered, written.late_penalty) == ({"story": None}, frozenset(), None)
    assert set(scores(classroom).values()) == {0}
    assert set(comments(classroom).values()) == {None}
    assert not any(
        grade["needs_manual_grade"] for key, grade in rows_of(classroom.course)["grade"].items() if key[1] == LAB
    )

    give(classroom, "alice", story=1.0)
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        written = books.save_zero("alice", LAB, late)
    assert written.manual_scores == {"story": 1.0}
    assert written.late_penalty == 1.5  # no more than there is: 1 and half a point of extra credit


def test_a_missing_notebook_has_every_row_of_a_submission(classroom):
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        books.save_zero("alice", LAB, None)
    rows = rows_of(classroom.course)
    assert {lab for _, lab, _ in rows["submitted_notebook"]} == {LAB, SECOND}
    assert set(scores(classroom).values()) == {0}
    assert set(scores(classroom, lab=SECOND).values()) == {None}


def test_a_timestamp_is_kept_where_the_next_has_none_and_is_utc(classroom):
    save(classroom, passed(classroom), handed_in=datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC))
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        assert books.written("alice", LAB) == {"story": None}
        books.save("alice", LAB, passed(classroom), None)
        assert row(classroom, "submitted_assignment", "alice")["timestamp"] == datetime(2026, 2, 3, 4, 5, 6)
        books.save("alice", SECOND, passed(classroom), datetime(2026, 2, 4))
    assert row(classroom, "submitted_assignment", "alice")["timestamp"] == datetime(2026, 2, 4)


def test_what_is_saved_is_known_lab_by_lab(classroom):
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        assert books.saved() == set()
        assert books.written("alice", LAB) == {}
        books.save("alice", LAB, passed(classroom), None)
        books.save_zero("bob", SECOND, None)
        assert books.saved() == {("alice", LAB), ("bob", SECOND)}
    assert {student for (student,) in rows_of(classroom.course)["student"]} == {"alice", "bob"}
    with classroom.course.gradebook() as book:  # a check that was added later has no score yet
        book.find_grade("total_type", LAB, ASSIGNMENT, "alice").auto_score = None
        book.db.commit()
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        assert books.saved() == {("bob", SECOND)}


def test_a_save_that_fails_leaves_nothing_and_the_next_one_works(classroom):
    use_plugin(classroom, PENALTY.replace("return None if", "return 1 / 0 if"))
    set_due(classroom)
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        with pytest.raises(CertbookError, match="late-penalty plugin fails: ZeroDivisionError") as caught:
            books.save("excused", LAB, passed(classroom), DUE + timedelta(hours=1))
        with pytest.raises(CertbookError, match="cannot be saved in the gradebook"):
            books.save("no-utf8-\udcff", LAB, passed(classroom), None)
        books.save("bob", LAB, passed(classroom), None)
    assert "\n" not in str(caught.value)
    assert [*rows_of(classroom.course)["student"]] == [("bob",)]


def test_a_plugin_that_there_is_not_and_an_unknown_name_are_one_clear_line(classroom):
    with pytest.raises(CertbookError, match="99-nowhere: is not in the gradebook"):
        Bookkeeper(classroom.course, "99-nowhere").__enter__()
    with (
        Bookkeeper(classroom.course, ASSIGNMENT) as books,
        pytest.raises(CertbookError, match="01-demo/nothing: is not"),
    ):
        books.save_zero("alice", "nothing", None)
    configure(classroom, "c.AssignLatePenalties.plugin_class = 'nowhere.Nothing'")
    with pytest.raises(CertbookError, match=r"nbgrader_config\.py: the late-penalty plugin fails") as caught:
        Bookkeeper(classroom.course, ASSIGNMENT).__enter__()
    assert "\n" not in str(caught.value)
    assert str(classroom.root) not in sys.path


def test_a_large_class_costs_a_save_no_more(classroom):
    """Counted, not timed: what the database is asked does not grow, and each question is answered by an index."""
    statements = []
    with Bookkeeper(classroom.course, ASSIGNMENT) as books:
        engine = books._book.engine
        event.listen(engine, "before_cursor_execute", lambda *of: statements.append((of[2], of[3])))
        counts = []
        for number in range(30):
            statements.clear()
            books.save(f"student-{number}", LAB, passed(classroom), None)
            counts.append(len(statements))
        statements.clear()
        books.save("student-7", LAB, passed(classroom, {}), DUE)
        asked = [*statements]
        assert not len(books._book.db().identity_map)
    assert len(set(counts)) == 1
    assert len(asked) <= 10
    with classroom.course.gradebook() as book:
        plans = [
            line[3]
            for text, values in asked
            for line in book.db.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", flat(values))
        ]
    assert plans
    assert not [plan for plan in plans if plan.startswith("SCAN")], plans


def flat(values):
    return values[0] if isinstance(values, list) else values
