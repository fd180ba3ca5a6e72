"""A choice is remembered, a wrong one refused, and a damaged file kept aside."""

import pytest
from lane_course import make_lane_course

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner import choice
from certbook.learner.choice import Choice


@pytest.fixture
def course(tmp_path):
    return make_lane_course(tmp_path / "course")


def test_nothing_is_chosen_until_it_is(course):
    library, desk = course
    assert choice.read(desk) == Choice(None, None)
    choice.write(desk, library, "demo-lane", "demo-exam")
    assert choice.read(desk) == Choice("demo-lane", "demo-exam")
    choice.write(desk, library, "demo-lane", None)
    assert choice.read(desk) == Choice("demo-lane", None)


@pytest.mark.parametrize(
    ("lane", "certification", "problem"),
    [
        ("astronaut", None, "no lane is called 'astronaut'; there are: demo-lane, whole-lane"),
        ("demo-lane", "none-such", "no certification is called 'none-such'; there are: demo-exam"),
    ],
)
def test_a_wrong_choice_is_one_line_and_changes_nothing(course, lane, certification, problem):
    library, desk = course
    choice.write(desk, library, "whole-lane", "demo-exam")
    with pytest.raises(CertbookError, match=problem):
        choice.write(desk, library, lane, certification)
    assert choice.read(desk) == Choice("whole-lane", "demo-exam")


def test_the_tour_is_remembered_beside_the_choice(course):
    library, desk = course
    assert not choice.is_tour_seen(desk)
    choice.tour_seen(desk)
    choice.write(desk, library, "demo-lane", None)
    assert choice.is_tour_seen(desk)
    assert choice.read(desk).lane == "demo-lane"


def test_what_the_content_has_no_more_is_not_chosen_and_not_lost(course):
    library, desk = course
    choice.write(desk, library, "demo-lane", "demo-exam")
    (library.root.modules / "lanes.yml").unlink()
    later = Library(library.root)
    assert choice.read(desk).as_far_as_known(later) == Choice(None, "demo-exam")
    assert choice.read(desk).lane == "demo-lane"


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"lane": 7, "certification": ""}'])
def test_a_damaged_file_is_no_choice(course, content):
    _, desk = course
    desk.record.mkdir(exist_ok=True)
    (desk.record / "choice.json").write_bytes(content)
    assert choice.read(desk) == Choice(None, None)
    assert [path for path in desk.record.glob("choice.json*") if path.read_bytes() == content]
