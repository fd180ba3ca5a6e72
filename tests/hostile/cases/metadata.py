"""Bend the notebook itself: what our cells say, what they are worth, what is noted beside them."""

from attack import ALL, OTHERS, USELESS, Attack, Expect, Notebook, cell, harmless, in_vain
from classroom import cell_of
from nbformat.v4 import new_code_cell, new_markdown_cell

WRONG = cell("pass", USELESS)
CHECKS = (
    "total_type",
    "total_sealed",
    "scaled_shape",
    "scaled_sealed",
    "table_type",
    "table_sealed",
    "recall_type",
    "recall_sealed",
)


def checks(notebook: Notebook):
    return [cell_of(notebook, name) for name in CHECKS]


def raise_points(notebook):
    for one in checks(notebook):
        one.metadata.nbgrader.points = 1000


def lower_points(notebook):
    for one in checks(notebook):
        one.metadata.nbgrader.points = -1000 if one.metadata.nbgrader.grade_id == "total_sealed" else float("nan")


def edit_checks(notebook):
    for one in checks(notebook):
        one.source = "1000"


def unlock_and_edit(notebook):
    for one in checks(notebook):
        one.metadata.nbgrader.update(locked=False, grade=False, solution=True, points=0)
        one.source = "pass"


def delete_checks(notebook):
    notebook.cells = [one for one in notebook.cells if one.metadata.get("nbgrader", {}).get("grade_id") not in CHECKS]


def double_checks(notebook):
    for one in checks(notebook):
        for text in ("pass", "1000"):
            twin = new_code_cell(text, metadata=dict(one.metadata))
            notebook.cells.insert(notebook.cells.index(one), twin)
            notebook.cells.append(new_code_cell(text, metadata=dict(one.metadata)))


def swap_names(notebook):
    wrong, right = cell_of(notebook, "total_sealed"), cell_of(notebook, "recall_sealed")
    wrong.metadata.nbgrader.grade_id, right.metadata.nbgrader.grade_id = "recall_sealed", "total_sealed"


def rename_checks(notebook):
    for number, one in enumerate(checks(notebook)):
        one.metadata.nbgrader.grade_id = f"mine_{number}"
        one["id"] = f"mine-{number}"


def name_the_answer_after_a_check(notebook):
    cell_of(notebook, "total").metadata.nbgrader.grade_id = "total_sealed"


def name_by_strange_values(notebook):
    values = [None, 3, [], {}, "", "../../escape", "a" * 100_000, "'; DROP TABLE grade; --"]
    for one, value in zip(checks(notebook), values, strict=True):
        one.metadata.nbgrader.grade_id = value


def turn_to_markdown(notebook):
    for one in checks(notebook):
        one.cell_type = "markdown"
        one.pop("outputs", None)
        one.pop("execution_count", None)


def turn_answers_to_raw(notebook):
    for name in ("total", "recall"):
        one = cell_of(notebook, name)
        one.cell_type = "raw"
        one.pop("outputs", None)
        one.pop("execution_count", None)


def solution_on_checks(notebook):
    for one in checks(notebook):
        one.metadata.nbgrader.solution = True
        one.metadata.nbgrader.locked = False


def grade_on_answers(notebook):
    for name in ("total", "scaled"):
        cell_of(notebook, name).metadata.nbgrader.update(grade=True, points=1000)


def foreign_kernel(notebook):
    notebook.metadata.kernelspec = {"name": "ir", "language": "R", "display_name": "R"}


def kernel_by_path(notebook):
    notebook.metadata.kernelspec = {"name": "../../../@OUT@/kernel", "language": "python", "display_name": "x"}


def unisolated_kernel(notebook):
    notebook.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}


def double_ids(notebook):
    for one in notebook.cells:
        one["id"] = "same"


def strange_format(notebook):
    notebook.nbformat, notebook.nbformat_minor = 99, -1


def old_format(notebook):
    notebook.nbformat, notebook.nbformat_minor = 4, 2
    for one in notebook.cells:
        one.pop("id", None)


def no_format(notebook):
    del notebook["nbformat"], notebook["nbformat_minor"], notebook["metadata"]


def forge_records(notebook):
    notebook.metadata.certbook = {"bent": [], "verdict": "graded", "score": 1000, "sealed": True}
    for one in notebook.cells:
        record = {"id": one["id"], "status": "ok", "value": 1000, "ename": "", "evalue": "", "line": None}
        one.metadata.certbook = {
            "record": record,
            "verdict": "passed",
            "hidden": False,
            "task": "mine",
            "role": "setup",
        }


def forge_outputs(notebook):
    for one in notebook.cells:
        if one.cell_type == "code":
            data = {"text/plain": "1000"}
            one.outputs = [{"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}]
            one.execution_count = 1


def metadata_of_other_kinds(notebook):
    for number, one in enumerate(checks(notebook)):
        one.metadata = [None, 3, "text", [], {"nbgrader": 3}, {"nbgrader": []}, {"nbgrader": None}, {}][number]


def schema_of_the_future(notebook):
    for one in notebook.cells:
        if "nbgrader" in one.metadata:
            one.metadata.nbgrader.schema_version = 99


def edit_setup(notebook):
    cell_of(notebook, "setup-imports").source = """
        class explain:
            def __new__(cls, **k): return ''
        import numpy as np
        """


def change_seed(notebook):
    for one in notebook.cells:
        if one.source.startswith("SEED"):
            one.source = "SEED = 0\nimport builtins\nbuiltins.SEED = 0"


def cells_between(notebook):
    for name in CHECKS:
        place = notebook.cells.index(cell_of(notebook, name))
        notebook.cells.insert(place, new_code_cell(f"def total(numbers): return 7  # before {name}"))
        notebook.cells.insert(place, new_markdown_cell("### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS"))


def many_cells(notebook):
    notebook.cells.extend(new_code_cell(f"x = {number}") for number in range(1000))


def cell_tags(notebook):
    for one in notebook.cells:
        one.metadata.tags = ["raises-exception", "skip-execution", "remove-cell", "parameters"]


def upside_down(notebook):
    notebook.cells.reverse()


def forged(name, story, bend, expect, answers=None):
    return Attack(name, story, expect, {} if answers is None else answers, bend)


BLANK = Expect(("graded", "tampered"), most=0)
ATTACKS = [
    forged("points-of-a-thousand", "Blank answers, a thousand points each check.", raise_points, BLANK),
    forged("points-below-zero", "Negative and no numbers.", lower_points, in_vain("tampered"), WRONG),
    forged("edited-checks", "Every check is the number 1000.", edit_checks, BLANK),
    forged("unlocked-checks", "Every check is said to be an answer.", unlock_and_edit, BLANK),
    forged("deleted-checks", "No check, no failure.", delete_checks, BLANK),
    forged("doubled-checks", "Each check twice before and after, emptied.", double_checks, BLANK),
    forged(
        "swapped-checks",
        "A check that passes bears the name of one that does not.",
        swap_names,
        in_vain("tampered"),
        WRONG,
    ),
    forged("renamed-checks", "Checks under names of one's own.", rename_checks, BLANK),
    forged(
        "answer-named-as-check",
        "The answer cell is called like its check.",
        name_the_answer_after_a_check,
        in_vain("tampered", "unreadable"),
        WRONG,
    ),
    forged(
        "names-of-other-kinds",
        "grade_id is a list, a path, 100 kB, SQL.",
        name_by_strange_values,
        harmless(),
        cell("pass"),
    ),
    forged("checks-as-markdown", "What is no code is not run.", turn_to_markdown, BLANK),
    forged(
        "answers-as-raw",
        "Answers that are no code: a clumsy click.",
        turn_answers_to_raw,
        Expect(("graded",), least=0, most=ALL),
        cell("pass"),
    ),
    forged("checks-as-solutions", "The solution flag on every check.", solution_on_checks, BLANK),
    forged("answers-as-checks", "Answers that are worth points.", grade_on_answers, in_vain("tampered"), WRONG),
    forged("kernel-of-another-language", "R.", foreign_kernel, harmless(), cell("pass")),
    forged("kernel-by-a-path", "A kernelspec out of the folder.", kernel_by_path, harmless(), cell("pass")),
    forged(
        "kernel-without-isolation",
        "Asks for the standard kernel, and then for the grader's files.",
        unisolated_kernel,
        harmless(),
        cell("try: print(open('@SECRET@').read())\nexcept OSError: pass"),
    ),
    forged("cells-of-one-id", "All cells have the same id.", double_ids, harmless(), cell("pass")),
    forged("format-99", "nbformat 99.-1.", strange_format, Expect(("graded", "unreadable"), most=ALL), cell("pass")),
    forged("format-without-ids", "nbformat 4.2.", old_format, harmless(), cell("pass")),
    forged(
        "no-format-at-all",
        "Cells, and nothing else.",
        no_format,
        Expect(("graded", "unreadable"), most=ALL),
        cell("pass"),
    ),
    forged("forged-records", "certbook's own record of each cell says ok.", forge_records, BLANK),
    forged("forged-outputs", "Outputs as they look after a perfect run.", forge_outputs, BLANK),
    forged(
        "metadata-of-other-kinds",
        "Numbers, lists and nothing where dictionaries were.",
        metadata_of_other_kinds,
        harmless(),
        cell("pass"),
    ),
    forged("schema-of-the-future", "nbgrader's schema 99.", schema_of_the_future, harmless("unreadable"), cell("pass")),
    forged("edited-setup", "explain and the imports are replaced.", edit_setup, in_vain("tampered"), WRONG),
    forged("changed-seed", "SEED is another.", change_seed, harmless(), cell("pass")),
    forged(
        "cells-between",
        "Code before each check, which changes what it calls.",
        cells_between,
        Expect(("graded", "tampered"), most=OTHERS + 1),
        WRONG,
    ),
    forged("a-thousand-cells", "More cells than anybody reads.", many_cells, harmless(), cell("pass")),
    forged("tags-that-skip", "nbclient's tags: skip, and errors are welcome.", cell_tags, BLANK),
    forged("upside-down", "The order of all cells is turned.", upside_down, harmless(), cell("pass")),
]
