"""Whatever a learner does to our cells, the graded notebook has them all, in order, with the learner's answers."""

import copy

import pytest
from classroom import RIGHT, cell_of, fill, make_classroom
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from certbook.grading.rebuild import as_learners_see, is_answer, rebuild


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    return make_classroom(tmp_path_factory.mktemp("rebuild") / "course")


@pytest.fixture
def source(classroom):
    return classroom.source()


@pytest.fixture
def honest(classroom):
    return fill(classroom.released(), RIGHT)


def answers_of(notebook):
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in notebook.cells if is_answer(cell)}


def ours(notebook):
    return [cell["id"] for cell in notebook.cells if not cell["id"].startswith("added-")]


def check_whole(result, source):
    """All our cells are there, once, in order, locked text as in the source."""
    assert ours(result.notebook) == [cell["id"] for cell in source.cells]
    for cell, original in zip((c for c in result.notebook.cells if c["id"] in ours(source)), source.cells, strict=True):
        if original.metadata.get("nbgrader", {}).get("locked"):
            assert cell.source == original.source
        assert cell.metadata == original.metadata


def without(notebook, name):
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") != name]


def test_honest_work_comes_through_unbent(source, honest):
    result = rebuild(source, honest)
    check_whole(result, source)
    assert answers_of(result.notebook) == RIGHT
    assert result.bent == []


def test_the_release_itself_is_blank_and_unbent(source, classroom):
    result = rebuild(source, classroom.released())
    assert result.bent == []
    assert "NotImplementedError" in answers_of(result.notebook)["total"]


def test_what_learners_see_is_what_nbgrader_released(source, classroom):
    released = {cell["id"]: cell.source for cell in classroom.released().cells}
    assert {cell["id"]: as_learners_see(cell) for cell in source.cells} == released


def test_an_answer_without_solution_marks_is_blank_as_a_whole():
    facts = {"nbgrader": {"solution": True, "grade_id": "x"}}
    assert as_learners_see(new_markdown_cell("the model answer", metadata=facts)) == "YOUR ANSWER HERE"


@pytest.mark.parametrize("name", ["total_type", "total_fresh", "setup-imports", "parameters"])
def test_deleted_cells_are_put_back(source, honest, name):
    without(honest, name)
    result = rebuild(source, honest)
    check_whole(result, source)
    assert answers_of(result.notebook) == RIGHT
    assert result.bent == [f"cell '{name}' was deleted: put back"]


def test_a_deleted_answer_is_graded_as_blank(source, honest):
    without(honest, "total")
    result = rebuild(source, honest)
    check_whole(result, source)
    assert "NotImplementedError" in answers_of(result.notebook)["total"]
    assert result.bent == ["answer 'total' is missing: graded as blank"]


@pytest.mark.parametrize("name", ["total_type", "total_fresh"])
def test_edited_checks_are_replaced(source, honest, name):
    cell_of(honest, name).source = "pass"
    result = rebuild(source, honest)
    check_whole(result, source)
    assert result.bent == [f"cell '{name}' was edited: the original is graded"]


def test_points_and_flags_of_a_submission_count_for_nothing(source, honest):
    cell_of(honest, "total_type").metadata.nbgrader.points = 100
    cell_of(honest, "total_type").metadata["certbook"] = {"record": {"id": "x", "status": "ok"}}
    check_whole(rebuild(source, honest), source)


def test_of_a_duplicated_answer_the_last_that_was_worked_on_counts(source, honest):
    copied = copy.deepcopy(cell_of(honest, "total"))
    copied.source = "def total(numbers):\n    return 0"
    honest.cells.append(copied)
    result = rebuild(source, honest)
    check_whole(result, source)
    assert answers_of(result.notebook)["total"] == copied.source
    assert "stands 2 times" in result.bent[0]


def test_a_blank_duplicate_does_not_hide_the_work(source, honest, classroom):
    honest.cells.append(copy.deepcopy(cell_of(classroom.released(), "total")))
    assert answers_of(rebuild(source, honest).notebook) == RIGHT


def test_order_is_the_sources(source, honest):
    honest.cells.reverse()
    result = rebuild(source, honest)
    check_whole(result, source)
    assert answers_of(result.notebook) == RIGHT


def test_lost_metadata_is_made_up_by_ids(source, honest):
    for cell in honest.cells:
        cell.metadata = NotebookNode()
    result = rebuild(source, honest)
    check_whole(result, source)
    assert answers_of(result.notebook) == RIGHT


def test_lost_ids_and_metadata_are_made_up_by_content(source, honest):
    for number, cell in enumerate(honest.cells):
        cell.metadata = NotebookNode()
        cell["id"] = f"x{number}"
    result = rebuild(source, honest)
    check_whole(result, source)
    found = answers_of(result.notebook)
    assert (found["total"], found["average"]) == (RIGHT["total"], RIGHT["average"])
    assert "answer 'total' had lost its name: found by its content" in result.bent


def test_a_renamed_answer_is_found_by_its_id(source, honest):
    cell_of(honest, "total").metadata.nbgrader.grade_id = "mine"
    assert answers_of(rebuild(source, honest).notebook) == RIGHT


def test_helper_cells_stay_behind_the_cell_that_they_stood_behind(source, honest):
    place = honest.cells.index(cell_of(honest, "total"))
    honest.cells.insert(place + 1, new_code_cell("helper = 1", metadata={"certbook": {"record": {"status": "ok"}}}))
    honest.cells.insert(0, new_code_cell("first = 1"))
    result = rebuild(source, honest)
    check_whole(result, source)
    texts = [cell.source for cell in result.notebook.cells]
    assert texts[0] == "first = 1"
    assert texts.index("helper = 1") == texts.index(RIGHT["total"]) + 1
    added = [cell for cell in result.notebook.cells if cell.source == "helper = 1"]
    assert added[0].metadata == {"certbook": {"role": "added"}}


def test_outputs_of_a_submission_are_dropped(source, honest):
    cell_of(honest, "total").outputs = [NotebookNode(output_type="stream", name="stdout", text="42")]
    result = rebuild(source, honest)
    assert all(cell.outputs == [] for cell in result.notebook.cells if cell.cell_type == "code")


def test_the_source_itself_is_no_bent_submission(source):
    result = rebuild(source, copy.deepcopy(source))
    assert result.bent == []
    assert answers_of(result.notebook) == answers_of(source)
