"""Checks through the server: begun, followed, joined, cancelled, and cut off."""

import json
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from classroom import LAB, RIGHT
from extension_server import running_server

pytestmark = pytest.mark.kernel

WRONG = {**RIGHT, "total": "def total(numbers):\n    return sum(numbers[:-1])"}
ENDLESS = {**RIGHT, "average": "while True:\n    pass"}
SECRET = "fresh_rng(SEED"  # stands in every hidden check, and nowhere else


def begun(server):
    status, check = server.ask("POST", f"labs/{LAB}/checks")
    assert status == 202, check
    return check


def in_answer(server, check, step):
    """Wait until a check is at a step."""
    until = time.monotonic() + 90
    while step not in check["step"]:
        assert check["state"] in ("waiting", "running"), check
        assert time.monotonic() < until, check
        check = server.get(f"checks/{check['id']}?after={check['done']}")
    return check


def records(place):
    """Return all that a check may have recorded."""
    files = [place.root / "gradebook.db", *(place.root / "autograded").rglob("*.ipynb")]
    return [str(path) for path in files if path.exists()] + place.attempts()


def isolated(pid):
    """Return the command lines of the processes below one that run a submission."""
    done = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in done.stdout.splitlines()]
    below, found = {str(pid)}, []
    for own, parent, command in sorted(rows, key=lambda row: int(row[0])):
        if parent in below:
            below.add(own)
            found.append(command)
    return [command for command in found if "forkserver" in command][1:]  # the first is the warm parent


def test_a_check_is_followed_step_by_step_and_its_result_stays(server, place):
    # Slow enough for its steps to be seen: who asks hears of the newest one, and a busy machine may skip the others.
    place.answer(
        {**WRONG, "total": "import time\ndef total(numbers):\n    time.sleep(1)\n    return sum(numbers[:-1])"}
    )
    check = begun(server)
    assert check["result"] is None
    told = server.follow(check)
    steps = [one["step"] for one in told]
    done = [one["done"] for one in told]
    assert done == sorted(done)
    assert len(set(done)) == len(set(steps))
    assert any(step.startswith("checking task 1 of 2: the sum") for step in steps), steps
    assert told[-1]["state"] == "done", told[-1]
    assert told[-1]["done"] == told[-1]["total"]
    result = told[-1]["result"]
    assert (result["verdict"], result["score"], result["max_score"], result["passed"]) == ("graded", 5, 7, False)
    total, average = result["tasks"]
    assert (total["outcome"], total["misconceptions"], total["rungs"]) == ("wrong", ["add.forgets_last"], 3)
    assert total["cell"] == f"{LAB}-total"
    assert total["failing_cell"] is None, "a sealed check is no cell of the learner's"
    assert average["outcome"] == "passed"
    assert result["next_task"] == "total"
    assert SECRET not in json.dumps(result)
    assert server.get(f"labs/{LAB}/result") == {**result, "from_record": True}

    place.answer({**RIGHT, "total": "def total(numbers):\n    return 'many'"})
    assert server.check()["result"]["tasks"][0]["failing_cell"] == f"{LAB}-total_type"

    server.ask("POST", f"labs/{LAB}/tasks/total/hints")
    assert len(server.get(f"labs/{LAB}/result")["tasks"][0]["hints"]) == 1

    place.answer(RIGHT)
    passed = server.check()["result"]
    assert passed["passed"]
    assert passed["next_task"] is None
    assert [one["answered"] for one in passed["written"]] == [True]
    again = server.check()["result"]
    assert again == {**passed, "from_record": True}
    (lab,) = server.get("overview")["domains"][0]["labs"]
    assert (lab["state"], lab["score"]) == ("passed", 7)
    dashboard = server.get("dashboard")
    assert [one["id"] for one in dashboard["mistakes"]] == ["add.forgets_last"]
    assert dashboard["mistakes"][0]["places"][0]["mended"] is True
    assert dashboard["passed_labs"] == 1
    assert len(place.attempts()) == 3


def test_two_tabs_that_check_at_once_share_one_check(server, place):
    place.answer(RIGHT)
    with ThreadPoolExecutor(4) as tabs:
        checks = list(tabs.map(lambda _: begun(server), range(4)))
        assert len({check["id"] for check in checks}) == 1
        ends = list(tabs.map(lambda check: server.follow(check)[-1], checks))
    assert {end["state"] for end in ends} == {"done"}
    assert len(place.attempts()) == 1


def test_a_cancelled_check_ends_its_processes_and_records_nothing(server, place):
    place.answer(ENDLESS)
    check = in_answer(server, begun(server), "running task 2 of 2")
    began = time.monotonic()
    status, ended = server.ask("DELETE", f"checks/{check['id']}")
    assert (status, ended["state"]) == (200, "cancelled"), ended
    assert time.monotonic() - began < 10
    assert ended["result"] is None
    until = time.monotonic() + 20
    while isolated(server.process.pid):
        assert time.monotonic() < until, isolated(server.process.pid)
        time.sleep(0.2)
    assert not place.attempts()
    assert not list((place.root / "autograded").rglob("*.ipynb"))
    assert server.get(f"labs/{LAB}/result") is None
    assert server.ask("DELETE", f"checks/{check['id']}")[1]["state"] == "cancelled"
    place.answer(RIGHT)
    assert server.check()["result"]["passed"]


def test_a_notebook_that_cannot_be_graded_is_a_problem_and_the_last_result_stays(server, place):
    place.answer(RIGHT)
    assert server.check()["state"] == "done"
    good = place.notebook.read_bytes()
    for bad in (b"", good[:200], b'{"cells": []}'):
        place.notebook.write_bytes(bad)
        ended = server.check()
        assert ended["state"] == "failed"
        assert ended["problem"]["remedy"]
        assert len(ended["problem"]["message"].splitlines()) == 1
    place.notebook.unlink()
    assert "missing" in server.check()["problem"]["message"]
    assert server.get(f"labs/{LAB}/result")["passed"]
    assert len(place.attempts()) == 1


def test_a_check_waits_for_that_of_a_terminal_and_can_be_cancelled_meanwhile(server, place):
    fcntl = pytest.importorskip("fcntl")
    place.answer(RIGHT)
    lock = place.root / ".certbook" / "check.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("a+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        check = begun(server)
        assert check["state"] == "waiting"
        assert server.ask("DELETE", f"checks/{check['id']}")[1]["state"] == "cancelled"
        second = begun(server)
        assert second["id"] != check["id"]
        assert server.get(f"checks/{second['id']}")["state"] == "waiting"
    assert server.follow(second)[-1]["result"]["passed"]
    assert len(place.attempts()) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["terminated", "killed"])
def test_a_server_that_ends_in_the_middle_leaves_nothing_half_recorded(place, tmp_path, number):
    place.answer(ENDLESS)
    with running_server(place.desk, tmp_path / "server.log") as server:
        in_answer(server, begun(server), "running task 2 of 2")
        server.process.send_signal(number)
        server.process.wait(timeout=30)
    assert not place.attempts()
    assert not list((place.root / "autograded").rglob("*.ipynb"))
    place.answer(RIGHT)
    with running_server(place.desk, tmp_path / "server.log") as server:
        assert server.get("overview")["domains"][0]["labs"][0]["state"] == "not begun"
        assert server.check()["result"]["passed"]
    assert len(place.attempts()) == 1
    assert "Traceback" not in (tmp_path / "server.log").read_text()


def test_a_machine_without_isolation_says_so_grades_and_cancels_all_the_same(place, tmp_path):
    refuse = tmp_path / "refuse.py"  # namespaces are refused below this process, whatever the machine grants
    refuse.write_text(
        "import os, sys\n"
        "from certbook.kernels.isolation import linux\n"
        "linux.refuse_calls(('unshare',))\n"
        "os.execv(sys.executable, [sys.executable, *sys.argv[2:]])\n"
    )
    if not Path("/proc/self/ns/user").exists():
        pytest.skip("only Linux has layers to refuse")
    log = tmp_path / "server.log"
    with running_server(place.desk, log, before=(sys.executable, str(refuse))) as server:
        place.answer(ENDLESS)
        check = in_answer(server, begun(server), "running task 2 of 2")
        time.sleep(1)
        assert server.ask("DELETE", f"checks/{check['id']}")[1]["state"] == "cancelled"
        assert not place.attempts()
        place.answer(WRONG)
        ended = server.check()
        assert (ended["state"], ended["result"]["score"]) == ("done", 5), ended
        assert "namespaces" in server.get("overview")["weaker_isolation"]
