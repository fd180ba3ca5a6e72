"""Hints open one rung at a time, and stay open."""

import json

import pytest
from classroom import TESTS

from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.errors import CertbookError
from certbook.learner.desk import Desk
from certbook.learner.hints import open_hint, opened_rungs

LAB = Library(ContentRoot(TESTS / "course", is_clone=True)).find_lab("add-up")
RUNGS = LAB.tasks[0].hints


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "desk", tmp_path / "course")


def test_each_call_opens_the_next_and_the_last_is_shown_again(desk):
    shown = [open_hint(desk, LAB, "total") for _ in range(4)]
    assert [hint.rung for hint in shown] == [1, 2, 3, 3]
    assert [hint.text for hint in shown] == [*RUNGS, RUNGS[2]]
    assert opened_rungs(desk, LAB) == {"total": 3, "average": 0}


def test_a_task_goes_by_key_or_number(desk):
    assert open_hint(desk, LAB, "2").task == "average"
    assert open_hint(desk, LAB, "average").rung == 2


def test_an_opened_rung_is_read_again_without_opening_another(desk):
    open_hint(desk, LAB, "total")
    open_hint(desk, LAB, "total")
    assert open_hint(desk, LAB, "total", rung=1).text == RUNGS[0]
    assert opened_rungs(desk, LAB)["total"] == 2


@pytest.mark.parametrize(("rung", "problem"), [(2, "comes after hint 1"), (0, "hints 1 to 3"), (4, "hints 1 to 3")])
def test_a_rung_out_of_reach_opens_nothing(desk, rung, problem):
    with pytest.raises(CertbookError, match=problem):
        open_hint(desk, LAB, "total", rung)
    assert opened_rungs(desk, LAB)["total"] == 0


@pytest.mark.parametrize("name", ["nope", "0", "3", ""])
def test_an_unknown_task_names_those_that_there_are(desk, name):
    with pytest.raises(CertbookError, match="there are: 1 total, 2 average"):
        open_hint(desk, LAB, name)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"add-up/total": "many"}', b'{"add-up/total": null}'])
def test_a_damaged_memory_begins_anew(desk, content):
    desk.record.mkdir(parents=True)
    (desk.record / "hints.json").write_bytes(content)
    assert open_hint(desk, LAB, "total").rung == 1
    assert json.loads((desk.record / "hints.json").read_bytes())["add-up/total"] == 1
