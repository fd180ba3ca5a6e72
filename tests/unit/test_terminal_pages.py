"""Pages of questions: prose folded to the terminal, lists and tables as they are."""

import random

import pytest

from certbook.content.library import Library
from certbook.content.questions import Figure
from certbook.learner.exam.blueprint import whole_bank
from certbook.learner.exam.drawing import shown_places
from certbook.learner.exam.scoring import explanations, key_of
from certbook.learner.exam.views import AnsweredQuestion, asked_view
from certbook.terminal.page import Pages, unfolded

LIBRARY = Library.open()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("one\ntwo\n", "one two"),
        ("one  \ntwo", "one two"),
        ("one\n\ntwo\nthree", "one\n\ntwo three"),
        ("as follows:\n- one\n- two\nand on", "as follows:\n- one\n- two and on"),
        ("as follows:\n1. one\n2. two", "as follows:\n1. one\n2. two"),
        ("code:\n    x = 1\n    y = 2", "code:\n    x = 1\n    y = 2"),
        ("the rows of\n`person` and\n-3 degrees", "the rows of `person` and -3 degrees"),
        ("a table:\n| a | b |", "a table:\n| a | b |"),
        ("sold in\n2019 and after", "sold in 2019 and after"),
    ],
)
def test_line_breaks_of_an_author_do_not_show(text, folded):
    assert unfolded(text) == folded


def test_a_figure_has_its_caption_whole_and_its_numbers_right(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "80")
    figure = Figure(caption="Scrap after each day of the week", columns=["d", "n"], rows=[["Mo", 5], ["Tu", 10]])
    Pages().figure(figure)
    lines = capsys.readouterr().out.splitlines()
    assert figure.caption in lines
    assert [line.rstrip()[-2:] for line in lines if line.strip().startswith(("Mo", "Tu"))] == [" 5", "10"]


def test_a_skipped_question_of_a_result_says_so_and_asks_for_nothing(capsys):
    entry = next(iter(whole_bank(LIBRARY).values()))
    question = entry.item.question
    asked = asked_view(entry, 1, "a domain", (0, 1, 2, 3))
    reasons = explanations(question, None)
    Pages().answered(AnsweredQuestion(asked, False, key_of(question), reasons, question.explain, 3.0), 1)
    said = capsys.readouterr().out
    assert "\nnot answered\n" in said
    assert "type the number" not in said


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_every_question_of_the_bank_fits_the_terminal(monkeypatch, capsys, width):
    monkeypatch.setenv("COLUMNS", width)

    for entry in whole_bank(LIBRARY).values():
        places = shown_places(entry.item.question, random.Random(1))
        Pages().question(asked_view(entry, 1, "a domain", places), 1)
    assert max(map(len, capsys.readouterr().out.splitlines())) <= int(width)
