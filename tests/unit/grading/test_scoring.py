"""Points come from records alone, and what did not provably pass scores nothing."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from certbook.grading.scoring import points_of, score_notebook
from certbook.kernels.record import CellRecord, as_points, not_run


def check(name="f_check", task="f", points=3, hidden=False):
    facts = {"grade": True, "solution": False, "grade_id": name, "points": points}
    cell = new_code_cell("assert f()", metadata={"nbgrader": facts, "certbook": {"task": task, "hidden": hidden}})
    cell["id"] = name
    return cell


def answer(name="f"):
    facts = {"grade": False, "solution": True, "grade_id": name}
    cell = new_code_cell("def f(): return 1", metadata={"nbgrader": facts})
    cell["id"] = name
    return cell


def score(*records, cells=None):
    return score_notebook(new_notebook(cells=cells or [answer(), check()]), records)


@pytest.mark.parametrize(
    ("record", "points"),
    [
        (CellRecord("f_check", "ok"), 3),
        (CellRecord("f_check", "ok", value=1.5), 1.5),
        (CellRecord("f_check", "ok", value=0.0), 0),
        (CellRecord("f_check", "ok", value=3.0), 3),
        (CellRecord("f_check", "ok", value=-1.0), 0),
        (CellRecord("f_check", "ok", value=4.0), 0),
        (CellRecord("f_check", "error", ename="AssertionError"), 0),
        (not_run("f_check", "timeout"), 0),
        (not_run("f_check", "died"), 0),
        (not_run("f_check"), 0),
    ],
)
def test_a_record_is_worth(record, points):
    assert points_of(check(), record) == points


def test_a_check_without_a_record_scores_nothing():
    (task,) = score(CellRecord("f", "ok"))
    assert (task.score, task.outcome) == (0, "error")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5", 1.5),
        ("3", 3.0),
        ("np.float64(0.5)", 0.5),
        ("np.float32(0.0)", 0.0),
        ("False", 0.0),
        ("np.False_", 0.0),
        ("True", None),
        ("'bad'", None),
        ("", None),
        ("nan", -1.0),
        ("inf", -1.0),
        ("np.float64(nan)", -1.0),
    ],
)
def test_a_printed_result_is_read_as_points(text, value):
    assert as_points(text) == value


@pytest.mark.parametrize(
    ("record", "outcome", "said"),
    [
        (CellRecord("f_check", "ok"), "passed", ""),
        (CellRecord("f_check", "ok", value=1.0), "wrong", "1 of 3 points"),
        (CellRecord("f_check", "ok", value=9.0), "error", "not between 0 and 3"),
        (CellRecord("f_check", "error", "AssertionError", "look here"), "wrong", "look here"),
        (CellRecord("f_check", "error", "NotImplementedError"), "not attempted", "not attempted"),
        (CellRecord("f_check", "error", "KeyError", "'x'"), "error", "KeyError: 'x'"),
        (not_run("f_check", "timeout"), "error", "time ran out"),
        (not_run("f_check", "died"), "error", "process died"),
    ],
)
def test_an_outcome_says_why(record, outcome, said):
    (task,) = score(CellRecord("f", "ok"), record)
    assert task.outcome == outcome
    assert said in task.message


def test_an_answer_that_does_not_run_is_named_as_the_reason():
    (task,) = score(
        CellRecord("f", "error", "SyntaxError", "invalid syntax", line=2),
        CellRecord("f_check", "error", "NameError", "name 'f' is not defined"),
    )
    assert task.outcome == "error"
    assert "SyntaxError" in task.message
    assert "line 2" in task.message
    assert "NameError" not in task.message


def test_a_task_is_as_good_as_its_first_failing_check():
    cells = [answer(), check("one", points=1), check("two", points=2, hidden=True)]
    (task,) = score(CellRecord("one", "ok"), CellRecord("two", "error", "AssertionError", "no"), cells=cells)
    assert (task.score, task.max_score, task.outcome, task.message) == (1, 3, "wrong", "no")
    assert [part.hidden for part in task.checks] == [False, True]


def test_syntax_error_names_the_learners_line_and_no_file_of_the_kernel():
    cells = [
        new_code_cell("x", id="a", metadata={"nbgrader": {"solution": True, "grade": False, "grade_id": "t"}}),
        new_code_cell(
            "x",
            id="c",
            metadata={
                "nbgrader": {"solution": False, "grade": True, "grade_id": "t_check", "points": 1},
                "certbook": {"task": "t"},
            },
        ),
    ]
    evalue = "expected ':' (321896044.py, line 3)"
    records = [
        CellRecord(id="a", status="error", ename="SyntaxError", evalue=evalue, line=3),
        CellRecord(id="c", status="error", ename="NameError", evalue="name 't' is not defined"),
    ]
    (task,) = score_notebook(new_notebook(cells=cells), records)
    assert task.message == "your answer's cell does not run: SyntaxError: expected ':' in line 3 of the cell"
