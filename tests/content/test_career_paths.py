"""The lanes that learners choose from."""

import pytest

from certbook.content.library import Library
from certbook.content.models import read_yaml

LIBRARY = Library.open()
NAMES = [
    "ml-engineer",
    "data-scientist",
    "nlp-engineer",
    "vision-engineer",
    "mlops-engineer",
    "solutions-architect",
    "cloud-ai",
    "generative-ai",
    "ai-product",
]


def test_there_are_nine():
    assert list(LIBRARY.lanes) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_weights_of_a_lane_are_percent_and_it_has_a_certification_that_can_be_sat(name):
    lane = LIBRARY.lanes[name]
    assert sum(step.weight for step in lane.modules) == 100
    retired = [LIBRARY.certifications[one].is_retired for one in lane.certifications]
    assert False in retired
    assert retired == sorted(retired), "what cannot be sat any more stands last"


def test_the_catalogue_names_only_what_is_not_written_and_is_asked_for():
    named = set(read_yaml(LIBRARY.root.modules / "catalog.yml"))
    assert named == set(LIBRARY.planned), "a module that is written leaves catalog.yml"
    assert named <= {step.id for lane in LIBRARY.lanes.values() for step in lane.modules}
