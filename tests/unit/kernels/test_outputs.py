"""Outputs are what nbformat would make of the same messages, and nothing that no notebook could hold."""

import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import output_from_msg

from certbook.kernels.notebook.run import FIRST_MODULES, LAST_MODULES
from certbook.kernels.outputs import CUT, OutputBox, error_output

SHOWN = [
    ("stream", {"name": "stderr", "text": "careful\n"}),
    ("display_data", {"data": {"text/html": "<b>1</b>", "image/png": "iVBO"}, "metadata": {"isolated": True}}),
    ("display_data", {"data": {"application/vnd.vega.v5+json": {"mark": [1, None]}}, "metadata": {}, "transient": {}}),
    ("display_data", {"data": {"text/plain": ["two\n", "lines"]}, "metadata": {}}),
    ("execute_result", {"data": {"application/json": [1], "text/plain": "[1]"}, "metadata": {}, "execution_count": 3}),
    ("error", {"ename": "ValueError", "evalue": "no", "traceback": ["line 1", "line 2"]}),
]
FORGED = [
    ("stream", {"name": "stdout"}),
    ("stream", {"name": "stdout", "text": 7}),
    ("stream", ["stdout"]),
    ("display_data", {"data": {"text/plain": 7}, "metadata": {}}),
    ("display_data", {"data": {"application/geo": {}}, "metadata": {}}),
    ("display_data", {"data": {"text/plain": ["a", 1]}, "metadata": {}}),
    ("display_data", {"data": {"text/plain": "a"}, "metadata": "none"}),
    ("execute_result", {"data": "1", "metadata": {}, "execution_count": 1}),
    ("error", {"ename": "E", "evalue": "", "traceback": "one text"}),
    ("status", {"execution_state": "busy"}),
]


def outputs_of(*messages):
    box = OutputBox(1000)
    for kind, content in messages:
        box.take({"msg_type": kind, "content": content})
    return box.close()


@pytest.mark.parametrize(("kind", "content"), SHOWN)
def test_what_a_kernel_shows_becomes_what_nbformat_makes_of_it(kind, content):
    (output,) = outputs_of((kind, content))
    expected = output_from_msg({"header": {"msg_type": kind}, "content": content})
    assert output == expected
    assert type(output) is dict


@pytest.mark.parametrize(("kind", "content"), FORGED)
def test_what_no_notebook_could_hold_is_dropped_and_costs_nothing_else(kind, content):
    before, after = SHOWN[0], SHOWN[-1]
    assert len(outputs_of(before, (kind, content), after)) == 2


def test_whatever_is_kept_makes_a_valid_notebook():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    long = ("display_data", {"data": {"text/plain": "x" * 2000}, "metadata": {}})
    strange = ("execute_result", {"data": {}, "metadata": {}, "execution_count": -4})
    kept = [*outputs_of(*SHOWN, *FORGED, long, strange), error_output("DeadKernelError", "gone", ["gone"])]
    notebook.cells[0].outputs = [nbformat.from_dict(output) for output in kept]
    nbformat.validate(notebook)
    assert CUT in kept[-2]["text"]
    assert kept[-3]["execution_count"] is None


def test_a_warm_process_of_submissions_carries_no_notebook_validators():
    modules = [*FIRST_MODULES, "sklearn", *LAST_MODULES]
    code = (
        f"import sys\nfor name in {modules!r}:\n    __import__(name)\n"
        "print(*({'nbformat', 'jsonschema', 'fastjsonschema'} & {*sys.modules}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert ran.stdout.split() == []
