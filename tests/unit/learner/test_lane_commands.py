"""`certbook lane` and `certbook dashboard` as a learner types them."""

import json
import subprocess
import sys

import pytest
from lane_course import attempt, log, make_lane_course


@pytest.fixture
def course(tmp_path, monkeypatch):
    library, desk = make_lane_course(tmp_path / "course")
    monkeypatch.setenv("CERTBOOK_CONTENT", str(library.root.path))
    monkeypatch.setenv("CERTBOOK_DESK", str(desk.path))
    return library, desk


def certbook(*words):
    command = [sys.executable, "-m", "certbook", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr


def test_a_lane_is_listed_chosen_and_remembered(course):
    code, listed, _ = certbook("lane")
    assert code == 0
    assert "  demo-lane " in listed
    assert "choose one: certbook lane NAME" in listed
    code, shown, _ = certbook("lane", "demo-lane", "--cert", "demo-exam")
    assert code == 0
    assert "M09  20%  Something for later (not here yet)" in shown
    assert "certification: Demonstration exam (active)" in shown
    assert "* demo-lane " in certbook("lane")[1]
    certbook("lane", "whole-lane")
    chosen = json.loads(certbook("lane", "--json")[1])
    assert (chosen["lane"], chosen["certification"]) == ("whole-lane", None)


def test_an_unknown_name_is_one_line(course):
    for words in (("lane", "astronaut"), ("lane", "--cert", "none-such")):
        code, out, err = certbook(*words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert "there are: " in err


def test_the_dashboard_in_a_terminal(course):
    _, desk = course
    certbook("lane", "demo-lane", "--cert", "demo-exam")
    log(desk, attempt(1, total=0, average=4, named={"total": ["add.forgets_last"]}), attempt(0, total=1, average=4))
    code, shown, err = certbook("dashboard")
    assert code == 0, err
    for part in (
        "readiness for Demonstration exam: ",
        "nothing here teaches it yet",
        "this week, ",
        "mistakes\n",
        "open",
    ):
        assert part in shown
    found = json.loads(certbook("dashboard", "--json")[1])
    assert found["readiness"]["formula"].startswith("Readiness = Σ")
    assert found["attempts"] == 2
