"""Bad content is refused with file, line and key."""

import shutil
from pathlib import Path

import pytest

from certbook.content.lab import read_lab
from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.errors import ContentError

COURSE = Path(__file__).parents[2] / "course"
LAB = COURSE / "modules" / "01-demo" / "labs" / "add-up.py"


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


BROKEN = {
    # name: (what stands there, what stands there instead, what the error says, the line named by this piece of text)
    "unknown role": ('role="answer" key="total"', 'role="anwser" key="total"', "unknown role 'anwser'", "anwser"),
    "duplicate key": ('key="total_fresh"', 'key="total_type"', "duplicate key 'total_type'", None),
    "task without a check": (
        'task="average" points=',
        'task="total" points=',
        "the task has no check",
        '# %% [markdown] role="task" key="average"',
    ),
    "check of no task": ('task="total" points=1', 'task="totl" points=1', "no task is called 'totl'", "totl"),
    "check without a message": (
        ', explain(\n    called="average([2, 4])", got=result, wanted="a float", look="the kind of division"\n)',
        "",
        "a check without a message",
        "assert type(result) is float\n",
    ),
    "check that cannot fail": (
        'assert type(result) is float, explain(\n    called="average([2, 4])"',
        'print(type(result) is float, explain(\n    called="average([2, 4])"',
        "not Python",
        None,
    ),
    "code in a prose cell": (
        "# Write `average(numbers)`",
        "answer = average([1, 2])\n# Write `average(numbers)`",
        "code fell into a prose cell",
        "answer = average([1, 2])",
    ),
    "unclosed solution region": (
        "    return sum(numbers)\n    ### END SOLUTION",
        "    return sum(numbers)",
        "unclosed solution region",
        "    ### BEGIN SOLUTION\n    return sum(numbers)\n\n",
    ),
    "unclosed hidden region": (
        '    misconception="add.starts_at_one",\n)\n### END HIDDEN TESTS',
        '    misconception="add.starts_at_one",\n)',
        "unclosed hidden-test region",
        None,
    ),
    "points that are no whole number": ("points=3", "points=2.5", "points must be a whole number above 0", None),
    "points of nothing": (
        "points=1\nresult = total",
        "points=0\nresult = total",
        "points must be a whole number",
        None,
    ),
    "hints missing": ("# 3. Python has a built-in whose name says it.\n", "", "a ladder of exactly three hints", None),
    "no hidden check": (
        "### BEGIN HIDDEN TESTS\nbase =",
        "base =",
        "a hidden-test region ends that never began",
        None,
    ),
    "visible code in a hidden check": (
        "### BEGIN HIDDEN TESTS\nbase =",
        "secret = 1\n### BEGIN HIDDEN TESTS\nbase =",
        "visible code in a hidden check",
        None,
    ),
    "bare comparison": (
        "3 if result == base + 0.5 else 1",
        "result == base + 0.5",
        "ends in a bare comparison",
        "result == base + 0.5\n",
    ),
    "star import": ("from certbook.lab import explain, fresh_rng", "from certbook.lab import *", "star import", None),
    "global seeding": ("NUMBERS = [1, 2, 4]", "import random\nrandom.seed(1)", "global seeding", "random.seed(1)"),
    "no seed": ("SEED = 2026", "SED = 2026", "must set SEED", None),
    "no skill": (' skill="adding"', "", "names the skill", None),
    "unknown attribute": (
        'key="story" points=2',
        'key="story" points=2 color="red"',
        "unknown attribute 'color'",
        None,
    ),
    "unknown header key": ("# minutes: 10", "# minuts: 10", "[minuts]", "# minuts: 10"),
    "open header": ("# artefact: total.json\n# ---", "# artefact: total.json", "never closed", None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_lab_is_refused_with_its_place(name, tmp_path):
    old, new, says, piece = BROKEN[name]
    text = LAB.read_text()
    assert old in text, "the example lab changed: mend this test"
    broken = text.replace(old, new)
    file = tmp_path / "broken.py"
    file.write_text(broken)
    with pytest.raises(ContentError) as error:
        read_lab(file, "01-demo")
    message = str(error.value)
    assert says in message
    assert message.startswith(f"{file}:")
    assert "\n" not in message
    if piece is not None:
        assert error.value.line == line_of(broken, piece)


@pytest.fixture
def course(tmp_path):
    shutil.copytree(COURSE, tmp_path / "course")
    return tmp_path / "course"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_unknown_skill_names_lab_and_line(course):
    lab = course / "modules/01-demo/labs/add-up.py"
    edit(lab, 'skill="adding"', 'skill="subtracting"')
    with pytest.raises(ContentError, match=r"add-up\.py:\d+ \[total\]: unknown skill 'subtracting'"):
        _ = Library(ContentRoot(course, True)).modules


def test_unknown_key_in_module_names_line(course):
    file = course / "modules/01-demo/module.yml"
    edit(file, "hours: 0.5", "hours: 0.5\nhuors: 1")
    with pytest.raises(ContentError, match=r"module\.yml:5 \[huors\]: unknown key; known are: id, title"):
        _ = Library(ContentRoot(course, True)).modules


def test_unknown_exam_domain_is_refused(course):
    edit(course / "modules/01-demo/module.yml", "domain: 1", "domain: 9")
    with pytest.raises(ContentError, match="demo-exam has no domain 9"):
        _ = Library(ContentRoot(course, True)).modules


def test_mistake_names_real_checks(course):
    edit(course / "modules/01-demo/answers/add-up/wrong/counts.py", "total_fresh", "total_frsh")
    library = Library(ContentRoot(course, True))
    with pytest.raises(ContentError, match="'add-up' has no check 'total_frsh'"):
        library.mistakes(library.labs[0])


def test_question_with_two_right_choices_is_refused(course):
    file = course / "modules/01-demo/questions.yml"
    edit(file, "misconception: add.starts_at_one", "right: true")
    library = Library(ContentRoot(course, True))
    with pytest.raises(ContentError, match="exactly one right choice, this one has 2"):
        library.bank(library.modules[0])


def test_broken_yaml_names_its_line(course):
    file = course / "modules/01-demo/questions.yml"
    file.write_text(file.read_text() + "- id: [\n")
    library = Library(ContentRoot(course, True))
    with pytest.raises(ContentError, match=r"questions\.yml:\d+: not YAML"):
        library.bank(library.modules[0])
