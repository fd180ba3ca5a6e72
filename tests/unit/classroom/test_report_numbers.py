"""The numbers of a class report: item statistics against what textbooks say, mistakes, clusters, help, pseudonyms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from certbook.classroom.report.clusters import clusters_of, kind_of
from certbook.classroom.report.help import who_needs_help
from certbook.classroom.report.items import cronbach_alpha, discrimination, remark
from certbook.classroom.report.mistakes import known_mistakes
from certbook.classroom.report.pseudonyms import Pseudonyms
from certbook.classroom.report.sheets import ClassRecord, Sheet
from certbook.content.answers import Mistake
from certbook.content.models import MistakeFacts
from certbook.grading.scoring import CheckScore, TaskScore
from certbook.lab import explain

MATRICES = arrays.arrays(float, st.tuples(st.integers(2, 12), st.integers(2, 6)), elements=st.integers(0, 5).map(float))


def task(key, outcome="passed", message="", failed=(), points=4.0):
    checks = tuple(
        CheckScore(name, key, 0.0 if name in failed else 2.0, 2.0, False, outcome if name in failed else "passed",
                   message if name in failed else "")
        for name in (f"{key}_form", f"{key}_fresh")
    )  # fmt: skip
    score = points if outcome == "passed" else sum(check.score for check in checks)
    return TaskScore(key, score, points, outcome, message, checks)


def sheet(student, *tasks, lab="one", status="graded"):
    return Sheet(student, lab, status, sum(t.score for t in tasks), 8.0, "", tasks)


def record(*sheets):
    labs = tuple(dict.fromkeys(one.lab for one in sheets))
    students = tuple(sorted({one.student for one in sheets}))
    return ClassRecord("01-demo", labs, students, {(one.lab, one.student): one for one in sheets})


def mistake(misconception, fails, says):
    return Mistake("m", MistakeFacts(misconception=misconception, story="s", fails=fails, says=says), {}, None)


# --- items --------------------------------------------------------------------------------------------------------


def test_alpha_of_an_example_by_hand():
    """Items [1,2,3], [2,4,3]: variances 1 and 1, totals 3, 6, 6 with variance 3: 2 / 1 * (1 - 2 / 3)."""
    assert cronbach_alpha(np.array([[1.0, 2], [2, 4], [3, 3]])) == pytest.approx(2 / 3)


def test_alpha_of_items_that_say_the_same_is_one():
    column = np.array([[1.0], [3], [4], [2]])
    assert cronbach_alpha(np.hstack([column, column, column])) == pytest.approx(1)


@pytest.mark.parametrize("scores", [[[1.0, 2]], [[1.0], [2]], [[1.0, 2], [2, 1]]])
def test_alpha_is_undefined_where_there_is_nothing_to_compare(scores):
    assert cronbach_alpha(np.array(scores)) is None


@given(MATRICES)
def test_alpha_is_the_formula_by_covariances(scores):
    """The mean covariance over the mean of the whole matrix of covariances: the same number by another way."""
    covariances = np.cov(scores, rowvar=False)
    items, alpha = scores.shape[1], cronbach_alpha(scores)
    if alpha is None:
        assert covariances.sum() == pytest.approx(0, abs=1e-9)
    else:
        between = (covariances.sum() - np.trace(covariances)) / (items * (items - 1))
        assert alpha == pytest.approx(items**2 * between / covariances.sum(), abs=1e-6)


@given(MATRICES)
def test_discrimination_leaves_the_item_itself_out(scores):
    found = discrimination(scores)
    for item, value in enumerate(found):
        rest = np.delete(scores, item, axis=1).sum(axis=1)
        if value is None:
            assert scores[:, item].std() == pytest.approx(0) or rest.std() == pytest.approx(0)
        else:
            assert value == pytest.approx(np.corrcoef(scores[:, item], rest)[0, 1], abs=1e-6)


@given(MATRICES, st.integers(0, 100))
def test_the_order_of_students_makes_no_difference(scores, seed):
    shuffled = np.random.default_rng(seed).permutation(scores)
    assert [one is None for one in discrimination(scores)] == [one is None for one in discrimination(shuffled)]
    first, second = cronbach_alpha(scores), cronbach_alpha(shuffled)
    assert first == second if first is None else first == pytest.approx(second)


def test_remarks_say_the_worst_first_and_nothing_about_a_few():
    assert "read the check" in remark(30, 0.2, -0.1, 0.5)
    assert "did not attempt" in remark(30, 0.2, 0.5, 0.5)
    assert remark(30, 0.2, 0.5, 0.0).startswith("hard")
    assert remark(30, 0.95, 0.5, 0.0).startswith("easy")
    assert remark(30, 0.6, 0.1, 0.0).startswith("says little")
    assert remark(30, 0.6, None, 0.0) == remark(30, 0.6, 0.5, 0.0) == remark(9, 0.2, -0.5, 0.9) == ""


# --- mistakes and messages ------------------------------------------------------------------------------------------


def said(got, misconception=None):
    return explain(called="f(3)", got=got, wanted="a mean", look="the divisor", misconception=misconception)


def test_a_mistake_is_known_by_its_name_or_by_its_checks_and_words():
    known = [mistake("add.starts_at_one", ["total_fresh"], "wanted: a mean")]
    sheets = [
        sheet("ada", task("total", "wrong", said(1, "add.forgets_last"), ["total_fresh"])),
        sheet("bob", task("total", "wrong", said(2), ["total_fresh"])),
        sheet("eve", task("total", "wrong", said(2), ["total_form", "total_fresh"])),
        sheet("flo", task("total", "wrong", "something else", ["total_fresh"])),
        sheet("gus", task("total", "not attempted", "", ["total_form", "total_fresh"])),
        sheet("ida", task("total")),
    ]
    found = known_mistakes(sheets, {"one": known}, {"add.forgets_last": "Forgets the last one"})
    assert [(one.misconception, one.students, one.tasks) for one in found.found] == [
        ("add.forgets_last", ("ada",), ("one total",)),
        ("add.starts_at_one", ("bob",), ("one total",)),
    ]
    assert found.found[0].belief == "Forgets the last one"
    assert (found.failed, found.explained) == (4, 2)


def test_messages_that_differ_in_values_are_one_kind():
    sheets = [sheet(name, task("total", "wrong", said(value), ["total_fresh"])) for name, value in
              (("ada", 1.5), ("bob", [1, 2]), ("eve", "'x' at 0x7f00"))]  # fmt: skip
    (one,) = clusters_of(sheets)
    assert one.students == ("ada", "bob", "eve")
    assert one.example.startswith("f(3) gave 1.5")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("name 'x' is not defined", "name 'total' is not defined", True),
        ("got 3 rows of 12.5", "got 4 rows of 7", True),
        ("index 3 is out of bounds", "key 3 is missing", False),
        (said(1), said(None), True),
        (said(1), explain(called="f(3)", got=1, wanted="a sum", look="the divisor"), False),
    ],
)
def test_kinds_of_messages(one, other, same):
    assert (kind_of(one) == kind_of(other)) is same


# --- help -----------------------------------------------------------------------------------------------------------


def test_who_needs_help_and_why():
    wrong = said(1, "add.forgets_last")
    strong = [sheet(f"s{n}", task("total"), task("mean")) for n in range(8)]
    weak = sheet("weak", task("total", "wrong", "?", ["total_form", "total_fresh"]),
                 task("mean", "not attempted", "", ["mean_form", "mean_fresh"]))  # fmt: skip
    again = sheet("again", task("total", "wrong", wrong, ["total_fresh"]), task("mean", "wrong", wrong, ["mean_fresh"]))
    lost = sheet("lost", status="unreadable")
    found = who_needs_help(record(*strong, weak, again, lost), {}, {"add.forgets_last": "Forgets the last one"})
    reasons = {one.student: " | ".join(one.reasons) for one in found}
    assert set(reasons) == {"weak", "again", "lost"}
    assert "0% of the points; the class's median is 100%" in reasons["weak"]
    assert "1 of 2 tasks not attempted" in reasons["weak"]
    assert "Forgets the last one (one total, one mean)" in reasons["again"]
    assert "the file of one cannot be read" in reasons["lost"]


def test_nobody_in_a_class_that_does_well():
    assert who_needs_help(record(*(sheet(f"s{n}", task("total"), task("mean")) for n in range(9))), {}, {}) == ()


# --- pseudonyms -----------------------------------------------------------------------------------------------------

IDS = st.lists(st.text("abcdefgh0123456789_.-", min_size=1, max_size=8), unique=True, min_size=1, max_size=20)


@given(IDS, st.binary(min_size=8, max_size=32))
def test_made_up_ids_are_different_stable_and_another_secrets_are_others(students, secret):
    first, second = Pseudonyms(secret, students), Pseudonyms(secret, reversed(students))
    assert len({first[one] for one in students}) == len(students)
    assert [first[one] for one in students] == [second[one] for one in students]
    assert all(first[one].startswith("student ") for one in students)


def test_a_new_student_changes_nobody_elses():
    few = Pseudonyms(b"secret", ["ada", "bob"])
    more = Pseudonyms(b"secret", ["ada", "bob", "eve"])
    assert (few["ada"], few["bob"]) == (more["ada"], more["bob"])


def test_no_text_says_who_somebody_is():
    hide = Pseudonyms(b"secret", ["ada", "ada2"], [("Lovelace", "ada"), ("ada@x.org", "ada")]).hide
    text = hide("Mail ada@x.org to LOVELACE, not ada2; an adage")
    assert [word for word in ("lovelace", "x.org", "ada2") if word in text.lower()] == []
    assert "an adage" in text
