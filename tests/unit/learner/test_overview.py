"""The overview: a lane's domains with mastery, labs with state, gaps, what comes next."""

import pytest
import yaml
from lane_course import LANES, attempt, give, log, make_lane_course

from certbook.content.library import Library
from certbook.learner import choice
from certbook.learner.overview import overview


@pytest.fixture
def course(tmp_path):
    return make_lane_course(tmp_path / "course")


def seen(course):
    library, desk = course
    return overview(desk, library)


def state(course, lab="add-up"):
    (found,) = [one for domain in seen(course).domains for one in domain.labs if one.name == lab]
    return found.state


def test_a_new_desk_shows_all_domains_and_no_gap(course):
    found = seen(course)
    assert [domain.name for domain in found.domains] == ["01-demo", "02-multiply", "03-third"]
    assert {domain.mastery for domain in found.domains} == {None}
    assert (found.missing, found.due_reviews, found.toured, found.lane_title) == ((), 0, False, "")
    lab = found.domains[0].labs[0]
    assert (lab.path, lab.on_desk, lab.state, lab.max_score) == ("01-demo/add-up.ipynb", False, "not begun", 7.0)


def test_a_lane_has_its_own_order_and_names_what_is_missing(course):
    library, desk = course
    choice.write(desk, library, "demo-lane", "demo-exam")
    found = seen(course)
    assert [domain.name for domain in found.domains] == ["01-demo", "03-third"]
    assert [(gap.id, gap.title) for gap in found.missing] == [("M09", "Something for later")]
    assert (found.lane_title, found.certification_name) == ("Demonstration lane", "Demonstration exam")
    assert found.next_lab == "add-up"


def test_the_states_of_a_lab(course):
    _, desk = course
    log(desk, attempt(5))
    assert state(course) == "not begun"
    log(desk, attempt(4, total=0))
    assert state(course) == "in progress"
    log(desk, attempt(3, total=3))
    give(desk, "01-demo", "add-up", {"total": 3, "average": 0})
    assert state(course) == "in progress"
    log(desk, attempt(2, total=3, average=1))
    give(desk, "01-demo", "add-up", {"total": 3, "average": 1})
    assert state(course) == "to improve"
    log(desk, attempt(1, total=3, average=4))
    give(desk, "01-demo", "add-up", {"total": 3, "average": 4})
    assert state(course) == "passed"
    log(desk, attempt(0, total=3))
    give(desk, "01-demo", "add-up", {"total": 3, "average": 0})
    assert state(course) == "to improve"


def test_mastery_rises_with_what_is_answered(course):
    _, desk = course
    values = []
    for points in ({"total": 1}, {"total": 3}, {"total": 3, "average": 4}):
        log(desk, attempt(0, **points))
        values.append(seen(course).domains[0].mastery)
    assert values[0] < values[1] < values[2]
    assert seen(course).domains[1].mastery is None


def test_a_lane_that_is_gone_is_as_if_none_was_chosen(course):
    library, desk = course
    choice.write(desk, library, "demo-lane", None)
    lanes = {name: lane for name, lane in LANES.items() if name != "demo-lane"}
    (library.root.modules / "lanes.yml").write_text(yaml.safe_dump(lanes))
    found = seen((Library(library.root), desk))
    assert found.choice.lane is None
    assert len(found.domains) == 3
