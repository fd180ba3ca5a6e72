"""A notebook in isolated processes: what its cells and checks may do to it, and what becomes of the others."""

from __future__ import annotations

import base64

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from certbook.kernels.client import ForkServer
from certbook.kernels.isolation.layers import missing
from certbook.kernels.notebook.plan import Limits
from certbook.kernels.notebook.run import FIRST_MODULES, LAST_MODULES, plan_of, run_notebook

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(bool(missing()), reason="this machine does not grant every layer of isolation"),
]

OURS, ANSWER, CHECK = "ours", "answer", "check"
QUICK = Limits(cell_seconds=3.0, notebook_seconds=30.0, cell_bytes=10_000)
SETUP = (OURS, "import numpy as np\ndef helper(x):\n    return x + 1")
FINE = (CHECK, "assert helper(1) == 2")


@pytest.fixture(scope="module")
def server():
    with ForkServer([*FIRST_MODULES, *LAST_MODULES]) as server:
        yield server


@pytest.fixture
def ran(server, tmp_path):
    """Run cells of a kind and a source; return the result and the records in their order."""

    def run(*cells, limits=QUICK):
        notebook = new_notebook(cells=[new_code_cell(source, metadata={"kind": kind}) for kind, source in cells])
        plan = plan_of(notebook, limits, lambda c: c.metadata.kind == CHECK, lambda c: c.metadata.kind == OURS, ["f"])
        result = run_notebook(notebook, plan, tmp_path, server)
        return result, [result.records[cell["id"]] for cell in notebook.cells], notebook

    return run


def statuses(records):
    return [record.status for record in records]


def test_cells_leave_outputs_in_their_order_and_checks_records(ran):
    result, records, notebook = ran(
        SETUP,
        (ANSWER, "print('first')\ndisplay('second')\n4"),
        (CHECK, "assert helper(1) == 2\n0.5"),
        (CHECK, "assert helper(1) == 3, 'three was wanted'"),
    )
    assert statuses(records) == ["ok", "ok", "ok", "error"]
    assert records[2].value == 0.5
    assert (records[3].ename, records[3].evalue, records[3].line) == ("AssertionError", "three was wanted", 1)
    said = [output.get("text") or output.data["text/plain"] for output in notebook.cells[1].outputs]
    assert [line.strip().strip("'") for line in said] == ["first", "second", "4"]
    assert result.tampered == []


@pytest.mark.parametrize(
    "end", ["import os; os._exit(0)", "import os; os.kill(os.getpid(), 9)", "import os; os.abort()"]
)
def test_what_ends_its_process_costs_itself_alone(ran, end):
    body = end.replace("import os; ", "")
    _, records, _ = ran(
        SETUP,
        (ANSWER, f"import os\ndef f():\n    {body}"),
        (CHECK, "f()"),
        (CHECK, "assert callable(f)"),
        (ANSWER, end),
        FINE,
        (ANSWER, "print('goes on')"),
    )
    assert statuses(records) == ["ok", "ok", "died", "ok", "died", "ok", "ok"]


def test_an_endless_cell_and_an_endless_check_cost_themselves_alone(ran):
    _, records, _ = ran(
        SETUP,
        (
            ANSWER,
            "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
        ),
        (CHECK, "helper(1)"),
        (ANSWER, "def f():\n    while True:\n        pass"),
        (CHECK, "f()"),
        FINE,
    )
    assert statuses(records) == ["ok", "timeout", "ok", "ok", "timeout", "ok"]


def test_the_time_of_the_whole_notebook_is_bounded(ran):
    limits = Limits(cell_seconds=2.0, notebook_seconds=3.0)
    slow = (ANSWER, "import time\ntime.sleep(1.7)")
    _, records, _ = ran(SETUP, slow, slow, slow, slow, limits=limits)
    assert statuses(records)[:2] == ["ok", "ok"]
    assert statuses(records)[-1] == "timeout"
    assert "3 s were over" in records[-1].evalue


def test_a_fork_bomb_is_ended(ran):
    bomb = "import os, time\nfor _ in range(200):\n    if os.fork() == 0:\n        time.sleep(60)\n        os._exit(0)"
    # Cells and checks that last are looked at again: what the bomb left behind must not count against them.
    lasting = "import time\ntime.sleep(0.6)"
    result, records, notebook = ran(SETUP, (ANSWER, bomb), FINE, (ANSWER, lasting), (CHECK, lasting))
    assert statuses(records) == ["ok", "died", "ok", "ok", "ok"]
    assert result.causes == {notebook.cells[1]["id"]: "processes"}


def test_what_a_check_leaves_behind_does_not_count_against_the_next(ran):
    leave = (
        "import os, time\ndef leave(n):\n    for _ in range(n):\n"
        "        if os.fork() == 0:\n            time.sleep(60)\n            os._exit(0)\n    time.sleep(0.3)"
    )
    result, records, _ = ran(SETUP, (ANSWER, leave), (CHECK, "leave(40)"), (ANSWER, "y = 2"), (CHECK, "leave(40)"))
    assert statuses(records) == ["ok"] * 5
    assert result.causes == {}


def test_what_serves_the_checks_outlives_one_that_is_run_again(ran):
    serve = (
        "import subprocess, sys\nfrom pathlib import Path\n"
        "service = subprocess.Popen([sys.executable, '-S', '-c', 'import time; time.sleep(60)'])\n"
        "Path('pid').exists() or Path('pid').write_text(str(service.pid))"
    )
    alive = "import os\nstate = open(f'/proc/{pid}/stat').read().split()[2]\nassert state in 'SR', state"
    _, records, _ = ran(
        SETUP,
        (ANSWER, serve),
        (ANSWER, "def end():\n    import os\n    os._exit(1)"),
        (CHECK, "end()"),
        FINE,
        (ANSWER, "y = 2"),
        (CHECK, "pid = open('pid').read()\n" + alive),
    )
    assert statuses(records) == ["ok", "ok", "ok", "died", "ok", "ok", "ok"], records[-1].evalue


DEFINES = (ANSWER, "def g(n: int = 1) -> list[int]:\n    return [n]")


def test_checks_share_a_snapshot_where_they_would_notice_nothing(ran):
    """What a check leaves in a module is found by the next one where they share a snapshot, and only there."""
    leave = (CHECK, "import json\njson.left = 1")
    look = (CHECK, "import json\nassert not hasattr(json, 'left')")
    shared = ran(SETUP, leave, DEFINES, look)[1]
    apart = [ran(SETUP, leave, (ANSWER, code), look)[1] for code in ("print(1)", "helper = 1", "json = None", "[]")]
    assert statuses(shared) == ["ok", "ok", "ok", "error"]
    assert [statuses(records) for records in apart] == [["ok"] * 4] * 4


def test_a_name_that_comes_later_is_not_there_for_the_checks_before(ran):
    for look in ("g(1)", "assert 'g' in globals()", "eval('g')", "f()"):
        records = ran(SETUP, (ANSWER, "def f():\n    return g(1)"), (CHECK, look), DEFINES, (CHECK, "g(1)"))[1]
        assert statuses(records) == ["ok", "ok", "error", "ok", "ok"], look


def test_the_checks_of_each_place_begin_as_if_they_were_the_first(ran):
    again = "a = random.random()\nrandom.seed(1)\nb = random.random()\nassert a == b, (a, b)"
    _, records, _ = ran(
        (OURS, "import numpy as np, os, random\nfrom pathlib import Path\nrandom.seed(1)\nnp.random.seed(1)"),
        (CHECK, "kept = random.random(), np.random.random()\nos.mkdir('sub')\nos.chdir('sub')"),
        DEFINES,
        (CHECK, f"assert Path.cwd().name != 'sub'\n{again}"),
        (ANSWER, "def h():\n    return 1"),
        (CHECK, again.replace("random.", "np.random.")),
        (ANSWER, "def i():\n    return 1"),
        (CHECK, "assert 'ke' + 'pt' not in globals()"),
    )
    assert statuses(records) == ["ok"] * 8, [record.evalue for record in records]


def test_what_a_check_bends_is_seen_before_the_checks_of_another_place(ran):
    bend = "import copy\ndef f():\n    copy.deepcopy = lambda value: 7"
    result, records, _ = ran(
        SETUP, (ANSWER, bend), (CHECK, "f()"), DEFINES, (CHECK, "assert copy.deepcopy([1]) == [1]")
    )
    assert statuses(records) == ["ok"] * 5
    assert result.tampered == ["copy.deepcopy was replaced"]


def test_an_alarm_set_in_one_place_does_not_ring_in_another(ran):
    alarm = "import signal\ndef ring(*_):\n    raise SystemExit\ndef f():\n    signal.signal(signal.SIGALRM, ring)\n"
    set_it = "    signal.setitimer(signal.ITIMER_REAL, 0.3)"
    wait = "import time\nfor _ in range(6):\n    time.sleep(0.1)"
    records = ran(SETUP, (ANSWER, alarm + set_it), (CHECK, "f()"), DEFINES, (CHECK, wait))[1]
    assert statuses(records) == ["ok"] * 5


@pytest.mark.parametrize(
    "leave",
    [
        "import threading, time\n    threading.Thread(target=time.sleep, args=(9,)).start()",
        "import os\n    os.fork() or os._exit(__import__('time').sleep(9))",
    ],
)
def test_checks_that_leave_something_running_share_their_snapshot_with_no_other_place(ran, leave):
    look = "import json\nassert not hasattr(json, 'left')"
    leaves = f"def f():\n    {leave}"
    records = ran(SETUP, (ANSWER, leaves), (CHECK, "import json\njson.left = 1\nf()"), DEFINES, (CHECK, look))[1]
    assert statuses(records) == ["ok"] * 5


def test_a_full_disk_is_noticed(ran):
    fill = "for n in range(6):\n    with open(f'part{n}', 'wb') as file:\n        file.write(bytes(150_000_000))"
    limits = Limits(cell_seconds=60.0, notebook_seconds=90.0)
    result, records, notebook = ran(SETUP, (ANSWER, fill + "\nimport time\ntime.sleep(30)"), FINE, limits=limits)
    assert statuses(records) == ["ok", "died", "ok"]
    assert result.causes == {notebook.cells[1]["id"]: "disk"}


@pytest.mark.parametrize(
    "bend", ["helper = lambda x: 2", "abs = lambda x: 1", "np = None", "isinstance = lambda *a: True"]
)
def test_names_that_are_not_the_answers_own_are_put_back(ran, bend):
    check = "assert helper(1) == 2 and abs(-3) == 3 and np.array([1])[0] == 1 and not isinstance(1, str)"
    result, records, _ = ran(SETUP, (ANSWER, bend), (CHECK, check))
    assert statuses(records) == ["ok", "ok", "ok"]
    assert result.tampered == []


def test_names_that_the_answer_defines_are_its_own(ran):
    _, records, _ = ran(
        (OURS, "def f():\n    raise NotImplementedError"),
        (ANSWER, "def f():\n    return 7"),
        (CHECK, "assert f() == 7"),
    )
    assert statuses(records) == ["ok", "ok", "ok"]


BENT = {
    "a builtin": "import builtins\nbuiltins.abs = lambda x: 0",
    "an assertion's helper": "np.testing.assert_allclose = lambda *a, **k: None",
    "a method": "import pandas as pd\npd.DataFrame.equals = lambda *a: True",
    "a function's code": "def g(*a, **k): pass\nnp.testing.assert_equal.__code__ = g.__code__",
    "a module": "import sys, types\nsys.modules['math'] = types.ModuleType('math')",
    "our explanations": "import certbook.lab\ncertbook.lab.explain = lambda *a, **k: ''",
}


@pytest.mark.parametrize("name", BENT)
def test_replaced_functions_are_put_back_and_told(ran, name):
    result, records, _ = ran(
        SETUP,
        (ANSWER, BENT[name]),
        (CHECK, "np.testing.assert_allclose(1.0, 2.0)"),
        (CHECK, "import math\nassert abs(-1) == 1 and math.floor(1.5) == 1"),
    )
    assert statuses(records)[2:] == ["error", "ok"]
    assert len(result.tampered) == 1
    assert "replaced" in result.tampered[0]


def test_what_is_bent_within_a_check_is_told(ran):
    bend = "def f():\n    np.testing.assert_allclose = lambda *a, **k: None"
    result, _, _ = ran(SETUP, (ANSWER, bend), (CHECK, "f()\nnp.testing.assert_allclose(1.0, 2.0)"))
    assert result.tampered


LOOKING = {
    "a frame": "import sys\n    return sys._getframe(1).f_locals",
    "the stack": "import inspect\n    return inspect.stack()",
    "a traceback's frame": "try:\n        1 / 0\n    except Exception as e:\n        return e.__traceback__.tb_frame",
    "a generator's frame": "return (i for i in [1]).gi_frame",
    "all objects": "import gc\n    return gc.get_objects()",
    "memory": "return open('/proc/self/mem', 'rb')",
    "C": "import ctypes\n    return ctypes.CDLL(None)",
    "a trace": "import sys\n    sys.settrace(lambda *a: None)",
}


@pytest.mark.parametrize("name", LOOKING)
def test_looking_into_the_grader_is_refused_and_told(ran, name):
    source = f"def f():\n    {LOOKING[name]}"
    result, records, _ = ran(SETUP, (ANSWER, source), (CHECK, "wanted = 42\nassert f() is None, 'looked'"))
    assert records[2].status == "error"
    assert records[2].ename == "PermissionError"
    assert len(result.tampered) == 1


def test_printing_a_traceback_is_no_looking(ran):
    honest = (
        "import traceback, logging, warnings\n"
        "try:\n"
        "    1 / 0\n"
        "except ZeroDivisionError:\n"
        "    traceback.print_exc()\n"
        "    logging.exception('x')\n"
        "warnings.warn('w')"
    )
    result, records, _ = ran(SETUP, (ANSWER, honest), FINE)
    assert statuses(records) == ["ok", "ok", "ok"]
    assert result.tampered == []


def test_a_forged_reply_scores_nothing(ran):
    forge = (
        "import os, json, struct\n"
        "def f():\n"
        "    record = {'id': 'x', 'status': 'ok'}\n"
        "    said = json.dumps({'nonce': '', 'record': record, 'bent': [], 'canaries': []}).encode()\n"
        "    for handle in range(3, 64):\n"
        "        try:\n"
        "            os.write(handle, struct.pack('!I', len(said)) + said)\n"
        "        except OSError:\n"
        "            pass\n"
        "    os._exit(0)"
    )
    result, records, _ = ran(SETUP, (ANSWER, forge), (CHECK, "f()\nassert False"), FINE)
    assert records[2].status != "ok"
    assert result.tampered
    assert records[3].status == "ok"


def test_what_a_check_tells_a_function_gets_nowhere(ran):
    secret = "wanted_4711"
    keep = (
        "import sys, os, mmap\n"
        "shared, kept = mmap.mmap(-1, 100), []\n"
        "def f(x):\n"
        "    kept.append(x)\n"
        "    shared.write(x.encode())\n"
        "    open('kept.txt', 'w').write(x)\n"
        "    print(x)\n"
        "    return x"
    )
    tell = "import os\nprint(kept, shared[:100], os.path.exists('kept.txt'))"
    result, records, notebook = ran(SETUP, (ANSWER, keep), (CHECK, f"assert f('{secret}')"), (ANSWER, tell))
    assert statuses(records) == ["ok"] * 4
    shown = str(notebook.cells[3].outputs)
    assert secret not in shown
    assert base64.b64encode(secret.encode()).decode() not in shown
    assert "False" in shown
    assert not (result.outputs[notebook.cells[2]["id"]])


def test_a_check_works_on_the_files_as_they_were_at_its_place(ran):
    _, records, _ = ran(
        (ANSWER, "open('note.txt', 'w').write('one')"),
        (CHECK, "assert open('note.txt').read() == 'one'\nopen('note.txt', 'w').write('checked')"),
        (ANSWER, "seen = open('note.txt').read()\nopen('note.txt', 'w').write('two')"),
        (CHECK, "assert seen == 'one' and open('note.txt').read() == 'two'"),
    )
    assert statuses(records) == ["ok"] * 4


def test_random_numbers_go_on_where_the_answer_left_them(ran):
    _, records, _ = ran(
        (ANSWER, "import random\nimport numpy as np\nrandom.seed(1)\nnp.random.seed(1)"),
        (CHECK, "assert random.random() == random.Random(1).random()"),
        (CHECK, "assert np.random.rand() == np.random.RandomState(1).rand()"),
    )
    assert statuses(records) == ["ok", "ok", "ok"]


def test_a_service_that_an_answer_started_serves_the_checks(ran):
    serve = (
        "import threading, socketserver, http.server\n"
        "server = socketserver.TCPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)\n"
        "threading.Thread(target=server.serve_forever, daemon=True).start()\n"
        "port = server.server_address[1]"
    )
    check = "import urllib.request\nassert urllib.request.urlopen(f'http://127.0.0.1:{port}/', timeout=5).status == 200"
    _, records, _ = ran((ANSWER, serve), (CHECK, check))
    assert statuses(records) == ["ok", "ok"]


def test_names_of_a_check_that_the_lab_needs_later_are_there(ran):
    _, records, _ = ran(
        (CHECK, "table = [1, 2]"),
        (CHECK, "assert table == [1, 2]"),
        (OURS, "total = sum(table)"),
        (CHECK, "assert total == 3"),
    )
    assert statuses(records) == ["ok"] * 4


def test_magics_and_await_work_in_cells_and_checks(ran):
    _, records, _ = ran(
        (ANSWER, "import asyncio\nasync def f():\n    return 3\nx = await f()\n%time 1"),
        (CHECK, "%time 1\nassert x == 3 and await f() == 3"),
    )
    assert statuses(records) == ["ok", "ok"]


def test_what_a_program_prints_is_an_output(ran):
    program = "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'print(6 * 7)'], check=True)"
    _, records, notebook = ran((ANSWER, program))
    assert statuses(records) == ["ok"]
    assert "42" in notebook.cells[0].outputs[0].text


def test_floods_of_every_kind_are_cut(ran):
    flood = (
        "print('x' * 1_000_000)\n"
        "display({'text/plain': 'p', 'image/png': 'A' * 20_000_000}, raw=True)\n"
        "import os\nos.write(1, b'y' * 1_000_000)\n"
        "print('z' * 1_000_000)"
    )
    _, records, notebook = ran((ANSWER, flood), (CHECK, "assert True"))
    assert statuses(records) == ["ok", "ok"]
    assert len(str(notebook.cells[0].outputs)) < 30_000


def test_a_figure_is_shown_where_the_answer_itself_imports_matplotlib(ran):
    _, records, notebook = ran(
        SETUP, (ANSWER, "import matplotlib.pyplot as plt\nplt.plot([1, 2]); None"), limits=Limits()
    )
    assert statuses(records) == ["ok", "ok"]
    assert "image/png" in notebook.cells[1].outputs[-1].data


def test_the_graders_own_modules_are_not_among_a_submissions(ran):
    _, records, _ = ran(SETUP, (ANSWER, "import sys\nassert not [m for m in sys.modules if 'certbook.kernels' in m]"))
    assert statuses(records) == ["ok", "ok"]
