"""Results show themselves: escaped, the first failure first and open, one next action."""

from datetime import datetime
from html.parser import HTMLParser

import pytest
from classroom import TESTS

from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.grading.report import GradeReport, NotebookGrade, TaskGrade, WrittenGrade
from certbook.learner.checking import Checked
from certbook.learner.hints import Hint
from certbook.learner.progress import Part, Progress
from certbook.notebook.results import CheckShown, HintShown, ProgressShown, TasksShown
from certbook.notebook.saved import Saved
from certbook.notebook.shown import Line

LAB = Library(ContentRoot(TESTS / "course", is_clone=True)).find_lab("add-up")
NOW = datetime(2026, 3, 4, 12, 0, 0)
NASTY = "<script>alert(1)</script> & \x1b[2J\x07\nsecond line"
POINTS = {"passed": 3.0, "wrong": 1.0, "error": 0.0, "not attempted": 0.0}


class Reader(HTMLParser):
    """Reads HTML: the tags, the texts, and whether every tag is closed in its turn."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.text = [], [], ""
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def shown(first, second, message="that was wrong", answered=True, following="", **saved):
    tasks = tuple(
        TaskGrade(task.key, task.title, outcome, POINTS[outcome], 3.0, message)
        for task, outcome in zip(LAB.tasks, (first, second), strict=True)
    )
    written = (WrittenGrade("story", "In your own words", None, 2.0, answered),)
    score = sum(task.score for task in tasks)
    grade = NotebookGrade("learner", LAB.name, "graded", score, 7.0, 0.1, "", (), tasks, written)
    checked = Checked(LAB, GradeReport("01-demo", (grade,), ()))
    return CheckShown(checked, "01-demo/add-up.ipynb", Saved(NOW, **saved), NOW, following)


@pytest.mark.parametrize("outcome", ["wrong", "error"])
def test_the_first_failure_comes_first_and_is_the_one_that_is_open(outcome):
    value = shown("passed", outcome)
    lines = repr(value).splitlines()
    assert "Task 2" in lines[2]
    assert outcome in lines[2]
    assert lines[3:5] == ["    that was wrong", '    a hint: hint("average")']
    assert "Task 1" in lines[5]
    html = Reader(value._repr_html_())
    (details,) = [attributes for tag, attributes in html.tags if tag == "details"]
    assert "open" in details
    assert html.text.index("Task 2") < html.text.index("Task 1")


def test_two_failures_one_is_open():
    tags = Reader(shown("wrong", "error")._repr_html_()).tags
    assert ["open" in attributes for tag, attributes in tags if tag == "details"] == [True, False]


@pytest.mark.parametrize(
    ("value", "following"),
    [
        (shown("wrong", "passed"), "Next: mend task 1 (total), save the notebook, then check()"),
        (shown("not attempted", "error"), "Next: mend task 2 (average), save the notebook, then check()"),
        (shown("passed", "not attempted"), "Next: write task 2 (average), save the notebook, then check()"),
        (shown("passed", "passed", answered=False), "Next: write your answer to “In your own words”"),
        (shown("passed", "passed", following="01-demo/other.ipynb"), "Next: open 01-demo/other.ipynb"),
        (shown("passed", "passed"), "Next: nothing is left, every lab is passed"),
    ],
)
def test_there_is_one_next_action(value, following):
    assert repr(value).splitlines()[-1] == following
    assert repr(value).count("Next:") == 1
    text = Reader(value._repr_html_()).text
    assert text.endswith(following)
    assert text.count("Next:") == 1


def test_every_outcome_is_a_word_in_both_forms():
    for outcome in POINTS:
        value = shown(outcome, "passed")
        assert f"the sum: {outcome}, " in repr(value)
        assert f"the sum: {outcome}, " in Reader(value._repr_html_()).text


def test_what_a_learner_wrote_steers_neither_page_nor_terminal():
    value = shown("wrong", "error", message=NASTY)
    for one in (value, Line(NASTY), HintShown(LAB, Hint("add-up", "total", 1, 3, NASTY))):
        html = one._repr_html_()
        assert "<script" not in html
        assert "script" not in [tag for tag, _ in Reader(html).tags]
        assert "<script>alert(1)</script> & " in Reader(html).text
        assert "\x1b" not in repr(one) + html
        assert "\x07" not in repr(one) + html


def test_no_colour_of_ours_stands_in_the_page():
    values = (shown("wrong", "not attempted"), TasksShown(LAB, {"total": 1, "average": 0}))
    for attributes in [attributes for value in values for _, attributes in Reader(value._repr_html_()).tags]:
        style = attributes.get("style") or ""
        colours = [part for part in style.split(";") if "color" in part or "background" in part]
        assert all(part.strip() in ("color: inherit", "background: none") for part in colours)


def test_both_forms_are_offered_to_the_client():
    value = shown("wrong", "passed")
    bundle = value._repr_mimebundle_()
    assert bundle == {"text/plain": repr(value), "text/html": value._repr_html_()}


def test_an_unsaved_answer_is_named_and_so_is_the_time():
    lines = repr(shown("wrong", "passed", behind=("total", "average"))).splitlines()
    assert lines[1] == "graded: 01-demo/add-up.ipynb, saved at 12:00:00, 0 s ago"
    assert lines[2].startswith("not what you last ran: task 1 (total), task 2 (average). If you changed it since, save")
    assert "not saved since" in repr(shown("wrong", "passed", lacks_caller=True))


def test_the_last_hint_says_so():
    assert 'hint("total") opens the next one' in repr(HintShown(LAB, Hint("add-up", "total", 2, 3, "try")))
    assert "this was the last one" in repr(HintShown(LAB, Hint("add-up", "total", 3, 3, "try")))


def test_progress_opens_the_domain_of_the_next_lab():
    def part(name, state):
        return Part(name, name.title(), 1.0, 4.0, state)

    domains = (
        (part("one", "passed"), (part("a", "passed"),)),
        (part("two", "in progress"), (part("b", "in progress"),)),
    )
    value = ProgressShown(Progress(domains, (), 3))
    tags = Reader(value._repr_html_()).tags
    assert ["open" in attributes for tag, attributes in tags if tag == "details"] == [False, True]
    assert repr(value).splitlines()[-1] == "Next: go on with B (b)"
