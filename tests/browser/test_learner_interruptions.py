"""What comes between a learner and a check: a server started again, a second tab, a busy kernel, a change of mind."""

import socket

import nbformat
import pytest
from classroom import ASSIGNMENT, LAB, RIGHT
from lab_server import running_lab
from learner_page import answer, arrive, check, learners_lab, make_learners_course, open_lab

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

expect = pytest.importorskip("playwright.sync_api", reason="playwright is in the extra `test`").expect
expect.set_options(timeout=30_000)
TOKEN = "the-same-again"
ENDLESS = "def average(numbers):\n    return 0.0\nwhile True:\n    pass"
SLOW = "def average(numbers):\n    return sum(numbers) / len(numbers)\nimport time\ntime.sleep(5)"


@pytest.fixture
def server(tmp_path, monkeypatch):
    with learners_lab(tmp_path / "course", monkeypatch) as server:
        yield server


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def attempts(root):
    log = root / ".certbook" / "attempts.jsonl"
    return len(log.read_text().splitlines()) if log.exists() else 0


def task(page, name="total"):
    return page.locator(f"#certbook-results [data-task={name}]")


def test_a_server_that_was_started_again_goes_on_with_the_same_page(tmp_path, monkeypatch, page):
    root = tmp_path / "course"
    make_learners_course(root, monkeypatch)
    again = ("--port", str(free_port()), "--", f"--IdentityProvider.token={TOKEN}")
    with running_lab(root / "workspace", *again) as server:
        arrive(page, server)
        open_lab(page)
        answer(page, "def total", RIGHT["total"])
        check(page)
        expect(task(page)).to_have_attribute("data-outcome", "passed")
    page.locator("#certbook-results").get_by_role("button", name="Check again").click()
    notice = page.locator("#certbook-results .cb-Notice")
    expect(notice).to_contain_text("does not answer")
    expect(task(page)).to_have_attribute("data-outcome", "passed")
    # JupyterLab says on its own that the server is gone, sooner or later; a learner closes that.
    gone = page.get_by_role("dialog", name="Server Connection Error")
    page.add_locator_handler(gone, lambda dialog: dialog.get_by_role("button", name="Close").click())
    with running_lab(root / "workspace", *again):
        answer(page, "def average", RIGHT["average"])
        page.locator(".cb-mod-check").click()
        expect(task(page, "average")).to_have_attribute("data-outcome", "passed")
        expect(notice).to_have_count(0)
    assert attempts(root) == 2


def test_two_tabs_on_one_lab_share_a_check(server, tmp_path, page):
    arrive(page, server)
    open_lab(page)
    answer(page, "def average", SLOW)
    page.keyboard.press("ControlOrMeta+s")
    expect(page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
    other = page.context.new_page()
    other.goto(server.address.replace("/lab", "/lab/workspaces/other"))
    other.get_by_role("tab", name="Certbook", exact=True).first.click()
    open_lab(other)
    page.locator(".cb-mod-check").click()
    expect(page.locator("#certbook-results .cb-Progress")).to_have_attribute("data-phase", "checking")
    other.locator(".cb-mod-check").click()
    for tab in (page, other):
        expect(task(tab, "average")).to_have_attribute("data-outcome", "passed")
    assert attempts(tmp_path / "course") == 1


def test_edits_in_two_tabs_are_not_lost_by_a_check(server, tmp_path, page):
    """JupyterLab asks which of the two to keep; who says neither is told that nothing was checked."""
    arrive(page, server)
    open_lab(page)
    other = page.context.new_page()
    other.goto(server.address.replace("/lab", "/lab/workspaces/other"))
    other.get_by_role("tab", name="Certbook", exact=True).first.click()
    open_lab(other)
    answer(page, "def total", RIGHT["total"])
    answer(other, "def average", RIGHT["average"])
    other.keyboard.press("ControlOrMeta+s")
    expect(other.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)

    check(page)
    dialog = page.get_by_role("dialog", name="File Changed")
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.locator("#certbook-results .cb-Notice")).to_contain_text("could not be saved")
    assert attempts(tmp_path / "course") == 0
    check(page)
    dialog.get_by_role("button", name="Overwrite").click()
    expect(task(page)).to_have_attribute("data-outcome", "passed")


def test_a_check_of_unsaved_edits_beside_a_busy_kernel_saves_them(server, tmp_path, page):
    arrive(page, server)
    open_lab(page)
    answer(page, "def total", "import time\ntime.sleep(600)")
    page.keyboard.press("ControlOrMeta+Enter")
    busy = page.locator("#jp-main-statusbar").get_by_text("| Busy")
    expect(busy).to_be_visible()
    answer(page, "time.sleep", RIGHT["total"])
    expect(page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(1)
    check(page)
    expect(task(page)).to_have_attribute("data-outcome", "passed")
    expect(busy).to_be_visible()
    notebook = nbformat.read(tmp_path / "course" / "workspace" / ASSIGNMENT / f"{LAB}.ipynb", as_version=4)
    assert RIGHT["total"] in [cell.source for cell in notebook.cells]


def test_a_cancelled_check_records_nothing_and_the_next_one_works(server, tmp_path, page):
    arrive(page, server)
    open_lab(page)
    answer(page, "def average", ENDLESS)
    results = check(page)
    expect(results.get_by_role("status")).to_contain_text("running task 2 of 2")
    results.get_by_role("button", name="Cancel").click()
    expect(results.get_by_role("status")).to_contain_text("Cancelled")
    expect(page.locator(".cb-mod-check")).to_contain_text("Check")
    assert attempts(tmp_path / "course") == 0
    answer(page, "def average", RIGHT["average"])
    check(page)
    expect(task(page, "average")).to_have_attribute("data-outcome", "passed")
    assert attempts(tmp_path / "course") == 1
