"""The same learner in Notebook 7, and in JupyterLab behind a base URL as JupyterHub has one."""

import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from urllib.request import urlopen

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT
from lab_server import Running
from learner_page import answer, arrive, check, choose_lane, learners_lab, make_learners_course, open_lab

from certbook.learner.jupyter import CONFIG, EXTENSIONS

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

expect = pytest.importorskip("playwright.sync_api", reason="playwright is in the extra `test`").expect
expect.set_options(timeout=30_000)
BEHIND = "--ServerApp.base_url=/user/ann/"  # as JupyterHub starts a server


def test_jupyterlab_behind_a_base_url(tmp_path, monkeypatch, page):
    with learners_lab(tmp_path / "course", monkeypatch, "--", BEHIND) as server:
        assert server.base.endswith("/user/ann")
        sidebar = arrive(page, server)
        page.get_by_role("button", name="Choose your lane").first.click()
        choose_lane(page)
        open_lab(page)
        answer(page, "def total", RIGHT["total"])
        expect(check(page).locator("[data-task=total]")).to_have_attribute("data-outcome", "passed")
        sidebar.get_by_role("button", name="Dashboard").click()
        expect(page.locator(".cb-Board").get_by_role("heading", name=re.compile("Readiness for"))).to_be_visible()


@contextmanager
def running_notebook(root, environment):
    """Run Notebook 7 on the desk of a course, with the extension found where an installed package puts it."""
    make_learners_course(root, environment)
    desk = root / "workspace"
    subprocess.run([sys.executable, "-m", "certbook", "lab", str(desk), "--fill-only"], check=True)
    running = started(desk) or started(desk)  # a server of its own that did not come up is not what is tested here
    assert running is not None
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.wait(timeout=60)


def started(desk):
    """Start Notebook 7 and wait until it answers; None, with what it said printed, where it ended instead."""
    command = [
        *(sys.executable, "-m", "jupyter", "notebook", "--no-browser", "--allow-root", f"--ServerApp.root_dir={desk}"),
        *(f"--{app}.extra_labextensions_path={EXTENSIONS}" for app in ("LabApp", "JupyterNotebookApp")),
        *("--ServerApp.port=0", BEHIND),
    ]
    process = subprocess.Popen(
        command,
        cwd=desk,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "JUPYTER_CONFIG_PATH": str(CONFIG)},
    )
    said = ""
    for line in process.stderr:
        said += line
        if found := re.search(r"(http://127\.0\.0\.1:\d+/user/ann)/tree\?token=(\w+)", line):
            threading.Thread(target=lambda: print(process.stderr.read()), daemon=True).start()
            if answers(found[1], process):
                return Running(process, f"{found[1]}/lab?token={found[2]}", said)
            break
    print(f"jupyter notebook ended with {process.wait(timeout=60)} and said:\n{said}")
    return None


def answers(base, process):
    """Wait until a server that has told its address takes connections there; False where it ended instead."""
    while process.poll() is None:
        with suppress(OSError), urlopen(f"{base}/api", timeout=5):
            return True
        time.sleep(0.2)
    return False


def test_notebook_7_has_check_results_and_dashboard(tmp_path, monkeypatch, page):
    with running_notebook(tmp_path / "course", monkeypatch) as server:
        page.goto(f"{server.base}/notebooks/{ASSIGNMENT}/{LAB}.ipynb?token={server.token}")
        page.locator(".cb-mod-check:visible").wait_for()
        page.locator(".jp-CodeCell .cm-content:visible").first.wait_for()
        answer(page, "def total", RIGHT["total"])
        results = check(page)
        expect(results.locator("[data-task=total]")).to_have_attribute("data-outcome", "passed")
        failed = results.locator("[data-task=average]")
        failed.get_by_role("button", name=re.compile("Next hint")).click()
        expect(failed.get_by_role("listitem")).to_have_count(1)
        page.keyboard.press("ControlOrMeta+Shift+c")
        page.locator(".lm-CommandPalette-input:visible").fill("Certbook dashboard")
        page.keyboard.press("Enter")
        expect(page.locator(".cb-Board")).to_be_visible()
