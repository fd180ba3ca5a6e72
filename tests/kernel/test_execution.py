"""A notebook runs within its limits, and a cell that misbehaves costs only itself."""

import os
import time

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from certbook.errors import MissingPart
from certbook.kernels.execution import execute
from certbook.kernels.notebook.plan import Limits

pytestmark = pytest.mark.kernel


def run(tmp_path, *sources, checks=(), **limits):
    notebook = new_notebook(cells=[new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)])
    records = execute(notebook, tmp_path, Limits(**{"cell_seconds": 2, **limits}), lambda cell: cell["id"] in checks)
    return records, notebook.cells


def texts(cell):
    return "".join(str(output.get("text") or output.get("data") or output.get("ename")) for output in cell.outputs)


def test_records_say_how_each_cell_ended(tmp_path):
    records, cells = run(
        tmp_path,
        "x = 1",
        "x / 2",
        "import numpy as np; np.float64(0.25)",
        "False",
        "float('nan')",
        "y = 0\nx / y",
        "def broken(:\n    pass",
        "import warnings; warnings.warn('mind'); assert x == 1",
        "input()",
        "",
        "raise SystemExit",
    )
    assert [record.status for record in records] == [
        *["ok"] * 5,
        "error",
        "error",
        "ok",
        "error",
        "not_run",
        "error",
    ]
    assert [record.value for record in records[:5]] == [None, 0.5, 0.25, 0.0, -1.0]
    assert (records[5].ename, records[5].line) == ("ZeroDivisionError", 2)
    assert (records[6].ename, records[6].line) == ("SyntaxError", 1)
    assert records[8].ename == "StdinNotImplementedError"
    assert "mind" in texts(cells[7])
    assert [record.id for record in records] == [cell["id"] for cell in cells]


def test_an_endless_loop_costs_its_cell(tmp_path):
    records, cells = run(tmp_path, "x = 1", "while True: pass", "x")
    assert [record.status for record in records] == ["ok", "timeout", "ok"]
    assert records[2].value == 1
    assert "CellTimeoutError" in texts(cells[1])


@pytest.mark.parametrize(
    ("killer", "status"),
    [
        ("import os; os._exit(1)", "died"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "died"),
        ("import collections, itertools; collections.deque(itertools.repeat(1), maxlen=0)", "timeout"),
        ("import time\nwhile True:\n    try: time.sleep(9)\n    except KeyboardInterrupt: pass", "timeout"),
    ],
)
def test_a_killer_costs_itself_and_the_rest_goes_on_in_a_new_kernel(tmp_path, killer, status):
    counted = "open('checked', 'a').write('x')"
    records, cells = run(tmp_path, "x = 20", counted, killer, "y = x + 1", "y", checks=("c1",))
    assert [record.status for record in records] == ["ok", "ok", status, "ok", "ok"]
    assert records[4].value == 21
    assert (tmp_path / "checked").read_text() == "x", "checks are not repeated"
    assert texts(cells[2])


def test_a_cell_that_kills_only_the_second_kernel_is_dropped_in_the_repetition(tmp_path):
    trap = "import os\nif os.path.exists('seen'): os._exit(1)\nopen('seen', 'w').close()"
    records, _ = run(tmp_path, "x = 3", trap, "import os; os._exit(1)", "x")
    assert [record.status for record in records] == ["ok", "ok", "died", "ok"]
    assert records[3].value == 3


def test_the_whole_notebook_has_a_limit(tmp_path):
    began = time.monotonic()
    # The limit counts the kernel's start, which a busy machine makes slow: it must leave room for the first cell.
    records, _ = run(tmp_path, "x = 1", *["while True: pass"] * 6, notebook_seconds=25, cell_seconds=20)
    assert time.monotonic() - began < 90  # six cells of 20 s would take two minutes
    assert [record.status for record in records] == ["ok", *["timeout"] * 6]
    assert "were over" in records[-1].evalue


def test_outputs_are_kept_below_a_size_whatever_their_kind(tmp_path):
    records, cells = run(
        tmp_path,
        "print('a' * 3_000_000)",
        "from IPython.display import HTML, display; display(HTML('y' * 3_000_000))",
        "display({'application/json': ['z' * 3_000_000]}, raw=True)",
        "for number in range(100_000): print(number)",
        "raise ValueError('e' * 3_000_000)",
        "0.5",
        cell_bytes=10_000,
        cell_seconds=20,
    )
    assert all(len(str(cell.outputs)) < 20_000 for cell in cells)
    assert all("left out" in texts(cell) for cell in cells[:4])
    assert records[5].value == 0.5
    assert len(records[4].evalue) <= 2000


def test_points_are_read_when_the_room_for_outputs_is_used_up(tmp_path):
    records, cells = run(tmp_path, "print('a' * 5000)", "1.5", notebook_bytes=100)
    assert records[1].value == 1.5
    assert "1.5" not in texts(cells[1])


def test_figures_are_kept_for_the_grader(tmp_path):
    _, cells = run(tmp_path, "import matplotlib.pyplot as plt; plt.plot([1, 2]); None", cell_seconds=60)
    assert "image/png" in texts(cells[0])


def test_no_kernel_is_left_behind(tmp_path):
    run(tmp_path, "import os; open('pid', 'w').write(str(os.getpid()))")
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_prose_is_left_alone_and_a_missing_kernel_is_one_clear_line(tmp_path):
    notebook = new_notebook(cells=[new_markdown_cell("# hello"), new_code_cell("1")])
    with pytest.raises(MissingPart, match="'no-such-kernel' is not installed"):
        execute(notebook, tmp_path, Limits(), lambda cell: False, "no-such-kernel")
