"""An instructor opens the formgrader in JupyterLab at the clone's root and sees the graded class."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, make_classroom

from certbook.grading.pipeline import grade

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

expect = pytest.importorskip("playwright.sync_api", reason="playwright is in the extra `test`").expect
expect.set_options(timeout=30_000)  # a page that has work to do on a busy machine
TOKEN = "class-of-three"
CLASS = {
    "ada": RIGHT,
    "ben": {**RIGHT, "average": "def average(numbers):\n    return float(sum(numbers) // len(numbers))"},
    "cleo": {"total": RIGHT["total"], "story": RIGHT["story"]},
}


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    classroom = make_classroom(tmp_path_factory.mktemp("lab") / "course")
    for student, answers in CLASS.items():
        classroom.hand_in(student, answers)
    grade(classroom.course, ASSIGNMENT)
    return classroom


@pytest.fixture(scope="module")
def lab(classroom, tmp_path_factory):
    """JupyterLab as an instructor starts it, on a free port."""
    log = tmp_path_factory.mktemp("log") / "jupyter.log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    silence_news(Path(os.environ["JUPYTER_CONFIG_DIR"]))
    root_allowed = ["--allow-root"] if os.geteuid() == 0 else []
    arguments = [
        "--no-browser",
        f"--port={port}",
        "--port-retries=0",
        f"--IdentityProvider.token={TOKEN}",
        *root_allowed,
    ]
    with log.open("w") as stream:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "lab", *arguments],
            cwd=classroom.root,
            env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/api/status?token={TOKEN}", server, log)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def silence_news(config):
    """Switch off JupyterLab's question about news: it takes the focus off a menu and lies over the formgrader."""
    (config / "labconfig").mkdir(parents=True, exist_ok=True)
    disabled = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (config / "labconfig" / "page_config.json").write_text(json.dumps(disabled))


def wait_for(url, server, log):
    for _ in range(240):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"JupyterLab did not answer:\n{log.read_text()}")


@pytest.fixture
def formgrader(page, lab):
    """The formgrader's frame, opened from JupyterLab's menu."""
    page.goto(f"{lab}/lab?token={TOKEN}")
    page.wait_for_selector("#jp-main-dock-panel", timeout=60_000)
    page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    page.get_by_role("menuitem", name="Formgrader", exact=True).click()
    return page.frame_locator("iframe[src*='formgrader']")


def test_the_graded_class_is_shown_with_its_scores(page, formgrader):
    row = formgrader.locator("tr", has_text=ASSIGNMENT)
    expect(row).to_be_visible()
    row.get_by_role("link", name="3", exact=True).click()
    for student, score in {"ada": "7 / 9", "ben": "5 / 9", "cleo": "3 / 9"}.items():
        expect(formgrader.locator("tr", has_text=student)).to_contain_text(score)


def test_autograding_from_the_formgrader_runs_our_steps(page, formgrader, classroom):
    classroom.hand_in("ben", RIGHT, lambda notebook: notebook.cells.reverse())
    formgrader.locator("tr", has_text=ASSIGNMENT).get_by_role("link", name="3", exact=True).click()
    row = formgrader.locator("tr", has_text="ben")
    row.locator(".autograde a").click()
    expect(formgrader.locator(".modal-dialog")).to_contain_text("Successfully", timeout=60_000)
    formgrader.locator(".modal-dialog").get_by_role("button", name="OK").click()
    expect(row).to_contain_text("7 / 9")


def test_a_written_answer_is_graded_by_hand(page, formgrader, classroom):
    formgrader.get_by_role("link", name="Manual Grading").click()
    formgrader.get_by_role("link", name=ASSIGNMENT, exact=True).click()
    formgrader.get_by_role("link", name=LAB, exact=True).click()
    expect(formgrader.locator("tr", has_text="Submission #").first).to_be_visible()
    formgrader.get_by_role("link", name=re.compile("Submission #")).first.click()
    expect(formgrader.get_by_text("Prices were many").first).to_be_visible()
    points = formgrader.locator("input.score:not([disabled])").last
    points.scroll_into_view_if_needed()
    points.fill("2")
    with page.expect_response(lambda response: "/formgrader/api/grade/" in response.url and response.ok):
        points.press("Tab")
    with classroom.course.gradebook() as book:
        given = [book.find_grade("story", LAB, ASSIGNMENT, student).manual_score for student in CLASS]
    assert 2.0 in given
