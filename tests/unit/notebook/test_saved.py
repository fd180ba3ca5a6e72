"""Whether a notebook's file is behind what was run."""

import json
import os
from datetime import datetime, timedelta

import pytest

from certbook.notebook.saved import Saved, look

NOW = datetime(2026, 3, 4, 12, 0, 0)
ONE, TWO = "def total(n):\n    return 1", "def total(n):\n    return 2"


@pytest.fixture
def notebook(tmp_path):
    """Return a function that saves a notebook of an answer and other code cells."""

    def save(answer, *others):
        cells = [{"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "total"}}, "source": answer}]
        cells += [{"cell_type": "code", "metadata": {}, "source": text.splitlines(keepends=True)} for text in others]
        path = tmp_path / "lab.ipynb"
        path.write_text(json.dumps({"cells": cells}))
        return path

    return save


@pytest.mark.parametrize(
    ("saved", "ran", "behind"),
    [
        ([ONE], [ONE], ()),
        ([ONE], [TWO, ONE], ()),
        ([ONE], [ONE, TWO], ("total",)),
        ([ONE], [TWO + "\n"], ("total",)),
        ([ONE + "\n"], [ONE], ()),
        ([ONE, TWO], [ONE, TWO], ()),  # a cell of the learner's own, saved like the answer
        ([ONE], [], ()),
        ([ONE], ["%%time\n" + TWO, "def other(): pass"], ()),
        (["raise NotImplementedError()"], [ONE], ()),
    ],
)
def test_a_saved_answer_is_behind_where_another_was_run_last(notebook, saved, ran, behind):
    assert look(notebook(*saved), ["total"], [*ran, "check()"]).behind == behind


def test_the_cell_that_calls_tells_how_old_the_file_is(notebook):
    assert look(notebook(ONE), ["total"], ["check()"]).lacks_caller
    assert not look(
        notebook(ONE, "from certbook import check\ncheck()"), [], ["from certbook import check\ncheck()"]
    ).lacks_caller
    assert not look(notebook(ONE), ["total"], []).lacks_caller


def test_the_time_is_the_files(notebook):
    path = notebook(ONE)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert look(path, [], []).time == NOW


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"cells": [1]}', b'{"cells": [{"cell_type": "code"}]}', b"\xff"]
)
def test_a_damaged_file_says_nothing_here(tmp_path, content):
    path = tmp_path / "lab.ipynb"
    path.write_bytes(content)
    assert look(path, ["total"], [ONE]).behind == ()
    assert look(tmp_path / "missing.ipynb", ["total"], [ONE]).behind == ()


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=3), "saved at 11:59:57, 3 s ago"),
        (timedelta(hours=1), "saved at 11:00:00"),
        (timedelta(days=1), "saved on 2026-03-03 12:00"),
        (timedelta(seconds=-30), "saved at 12:00:30"),  # a server whose clock is ahead
    ],
)
def test_the_age_in_words(age, words):
    assert Saved(NOW - age).words(NOW) == words
