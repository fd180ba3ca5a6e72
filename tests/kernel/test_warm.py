"""Forks of a warm process: every job fresh, none can harm the next."""

import time

import pytest

from certbook.kernels.client import ForkServer
from certbook.kernels.warm import Job, WarmRunner

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def runner():
    with WarmRunner() as runner:
        yield runner


def run(runner, *sources, seconds=30.0):
    return runner.run(Job(tuple((f"c{n}", source) for n, source in enumerate(sources)), seconds))


def test_cells_share_a_namespace_and_an_error_stops_only_its_cell(runner):
    records = run(runner, "x = 2", "raise ValueError('no')", "x * 1.5")
    assert [record.status for record in records] == ["ok", "error", "ok"]
    assert (records[1].ename, records[1].evalue, records[1].line) == ("ValueError", "no", 1)
    assert records[2].value == 3.0


def test_values_that_are_no_points_are_none(runner):
    values = [
        record.value
        for record in run(runner, "True", "'3'", "float('nan')", "None", "x = 3", "__import__('numpy').float64(2)")
    ]
    assert values == [None, None, -1.0, None, None, 2.0]  # NaN is no points, not full points


def test_nothing_is_left_for_the_next_job(runner):
    run(runner, "import builtins; builtins.left = 1; left_here = 1")
    assert [r.ename for r in run(runner, "left", "left_here")] == ["NameError", "NameError"]


def test_each_job_has_an_empty_folder(runner):
    run(runner, "open('note.txt', 'w').write('x')")
    assert run(runner, "import os\nlen(os.listdir('.'))")[0].value == 0


def test_endless_loop_ends_at_the_limit_and_says_so(runner):
    began = time.monotonic()
    records = run(runner, "1", "while True: pass", seconds=1.0)
    assert {record.status for record in records} == {"timeout"}
    assert time.monotonic() - began < 10


def test_process_that_ends_itself_is_died(runner):
    assert {r.status for r in run(runner, "import os; os._exit(0)", "1")} == {"died"}
    assert run(runner, "1")[0].status == "ok"


def test_classes_of_the_notebook_can_be_pickled(runner):
    assert run(runner, "class Thing: pass", "import pickle\nlen(pickle.loads(pickle.dumps([Thing()])))")[1].value == 1.0


def test_syntax_error_names_its_line(runner):
    record = run(runner, "x = 1\ny = (")[0]
    assert (record.status, record.ename, record.line) == ("error", "SyntaxError", 2)


def test_cells_do_not_inherit_the_runners_own_future_imports(runner):
    record = run(runner, "def f(x: int): pass\nlen(f.__annotations__) if f.__annotations__['x'] is int else 0")[0]
    assert record.value == 1


def test_a_file_beside_the_owner_is_not_what_is_preloaded(tmp_path, monkeypatch):
    (tmp_path / "pandas.py").write_text("raise SystemExit('a learner has called a file so')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with ForkServer(["pandas"]) as server:
        assert server.alive
