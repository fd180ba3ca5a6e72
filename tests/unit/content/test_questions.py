"""The reader of question banks: five kinds, sets with figures, and what it refuses."""

import pytest
import yaml

from certbook.content.questions import MatchQuestion, read_bank
from certbook.errors import ContentError

STEM = "A clinic asks which of its scans to read first, and why."
EXPLAIN = "Read first what the score puts first."


def base(kind, **more):
    return {
        "id": f"q-{kind}",
        "kind": kind,
        "skill": "order",
        "level": "apply",
        "stem": STEM,
        "explain": EXPLAIN,
    } | more


def choice(text, right=False):
    return {"text": text, "why": "since it is"} | ({"right": True} if right else {"misconception": "mixed.up"})


PAIRS = [{"left": one, "right": two, "why": "by definition"} for one, two in (("a", "x"), ("b", "y"), ("c", "x"))]
TRAPS = [{"value": one, "misconception": "mixed.up", "why": "the other way round"} for one in (2, 3)]
FIGURE = {"caption": "Scans by week, both clinics", "columns": ["week", "scans"], "rows": [[1, 20], [2, 30]]}
RIGHT = {
    "one": base("one", choices=[choice("a", True), choice("b"), choice("c")]),
    "many": base("many", choices=[choice("a", True), choice("b"), choice("c", True), choice("d")]),
    "order": base("order", steps=[{"text": one, "why": "needs it"} for one in "abc"], misconception="mixed.up"),
    "match": base("match", pairs=PAIRS, others=["z"], misconception="mixed.up"),
    "number": base("number", answer=1.0, tolerance=0.1, unit="scans", why="one scan", traps=TRAPS),
}


def bank(folder, *entries):
    file = folder / "questions.yml"
    file.write_text(yaml.safe_dump(list(entries)))
    return read_bank(file, {"order"}, {"mixed.up"})


def test_all_kinds_are_read(tmp_path):
    items = bank(tmp_path, *RIGHT.values())
    assert [item.question.kind for item in items] == list(RIGHT)
    assert all(item.question.misconceptions for item in items)


def test_options_of_a_match_stand_once_each(tmp_path):
    (item,) = bank(tmp_path, RIGHT["match"])
    assert isinstance(item.question, MatchQuestion)
    assert item.question.options == ("x", "y", "z")


def test_set_shares_its_scenario(tmp_path):
    shared = {"id": "clinic", "title": "Two clinics", "stem": STEM * 2, "figures": [FIGURE]}
    items = bank(tmp_path, shared | {"questions": [RIGHT["one"], RIGHT["number"]]})
    assert [item.scenario.id for item in items] == ["clinic", "clinic"]
    assert items[0].scenario.figures[0].rows[1] == [2, 30]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (base("essay"), "question q-essay: kind is 'essay'; known are: one, many, order, match, number"),
        (RIGHT["one"] | {"skill": "flying"}, "unknown skill 'flying'"),
        (RIGHT["order"] | {"misconception": "odd"}, "unknown misconception 'odd'"),
        (RIGHT["many"] | {"choices": [*RIGHT["many"]["choices"][:3], choice("e", True)]}, "has 3 right of 4"),
        (RIGHT["one"] | {"choices": [choice("a", True), choice("b"), choice("b")]}, "two choices read the same"),
        (RIGHT["match"] | {"others": ["x"]}, "is the right side of a pair"),
        (RIGHT["number"] | {"tolerance": 0.6}, "within twice the tolerance"),
        (RIGHT["one"] | {"figure": FIGURE | {"rows": [[1, 2], [3]]}}, "has 1 cells for 2"),
        (
            RIGHT["one"] | {"figure": FIGURE | {"chart": {"mark": "bar", "x": "week", "y": "cats"}}},
            "names the column 'cats'",
        ),
        ({"id": "lonely", "title": "x", "stem": STEM * 2, "questions": [RIGHT["one"]]}, "two or more questions"),
    ],
)
def test_incomplete_question_is_refused(tmp_path, entry, problem):
    with pytest.raises(ContentError, match=problem):
        bank(tmp_path, entry)


def test_two_questions_of_one_id_are_refused(tmp_path):
    with pytest.raises(ContentError, match="q-one: the id is taken"):
        bank(tmp_path, RIGHT["one"], RIGHT["one"])
