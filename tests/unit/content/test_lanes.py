"""Lanes name what there is, in an order that can be studied; anything else is one line with file and key."""

import pytest
import yaml
from lane_course import EXAM, LANES, make_lane_course

from certbook.content.library import Library
from certbook.errors import ContentError


@pytest.fixture
def library(tmp_path):
    return make_lane_course(tmp_path / "course")[0]


def with_lane(library, **changed):
    lanes = {"demo-lane": {**LANES["demo-lane"], **changed}}
    (library.root.modules / "lanes.yml").write_text(yaml.safe_dump(lanes))
    return Library(library.root)


def test_lanes_come_in_the_order_of_the_file(library):
    assert list(library.lanes) == ["demo-lane", "whole-lane"]
    assert library.planned["M09"].title == "Something for later"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"certifications": ["none-such"]}, r"\[demo-lane.certifications.0\]: unknown certification 'none-such'"),
        ({"modules": [{"id": "M77", "weight": 1}]}, r"\[demo-lane.modules.0\]: no module and no line of catalog.yml"),
        ({"modules": [{"id": "M02", "weight": 1}, {"id": "M03", "weight": 1}]}, "M02 needs M03, which comes after it"),
        ({"modules": [{"id": "M01", "weight": 0}]}, "demo-lane.modules.0.weight"),
        ({"modules": [{"id": "M01", "weight": 1}] * 2}, "'M01' stands here twice"),
        ({"modules": []}, "demo-lane.modules"),
        ({"titel": "x"}, r"\[demo-lane.titel\]: unknown key"),
    ],
)
def test_a_lane_that_cannot_be_is_one_line_with_file_and_key(library, changed, problem):
    with pytest.raises(ContentError, match=problem) as told:
        _ = with_lane(library, **changed).lanes
    assert str(told.value).startswith(str(library.root.modules / "lanes.yml"))


def test_a_content_root_without_lanes_has_none(library):
    for name in ("lanes.yml", "catalog.yml"):
        (library.root.modules / name).unlink()
    assert Library(library.root).lanes == {}
    (library.root.modules / "lanes.yml").write_text("- demo-lane\n")
    with pytest.raises(ContentError, match="is no mapping"):
        _ = Library(library.root).lanes


def test_a_module_that_is_written_is_planned_no_more(library):
    (library.root.modules / "catalog.yml").write_text("M09: Later\nM01: Written since\n")
    assert list(Library(library.root).planned) == ["M09"]


def test_a_module_may_serve_an_exam_domain_with_some_of_its_skills(library):
    file = library.root.modules / "01-demo" / "module.yml"
    facts = yaml.safe_load(file.read_text())
    for skills, problem in ((["adding"], None), (["flying"], "unknown skill 'flying' for demo-exam")):
        facts["serves"] = [{"certification": EXAM["id"], "domain": 1, "skills": skills}]
        file.write_text(yaml.safe_dump(facts))
        if problem is None:
            assert Library(library.root).modules[0].facts.serves[0].skills == ["adding"]
        else:
            with pytest.raises(ContentError, match=problem):
                _ = Library(library.root).modules
