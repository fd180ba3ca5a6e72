"""A learner's day in JupyterLab: choose a lane, open a lab, fail a check, take a hint, mend it, reload."""

import re
import time

import pytest
from classroom import LAB, RIGHT
from learner_page import answer, arrive, check, choose_lane, learners_lab, open_lab

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

expect = pytest.importorskip("playwright.sync_api", reason="playwright is in the extra `test`").expect
expect.set_options(timeout=30_000)
WRONG = RIGHT["total"].replace("sum(numbers)", "len(numbers)")


@pytest.fixture
def server(tmp_path, monkeypatch):
    with learners_lab(tmp_path / "course", monkeypatch) as server:
        yield server


def readiness(page):
    """Open the dashboard and return the readiness that it shows, in percent."""
    page.get_by_role("button", name="Dashboard", exact=True).click()
    figure = page.locator(".cb-Board .cb-Figure")
    expect(figure).to_contain_text("likely between")
    return int(re.findall(r"(\d+)%", figure.inner_text())[0])


def mastery(page):
    """Return the mastery of the first exam domain that the dashboard's table shows, in percent."""
    board = page.locator(".cb-Board")
    table = board.get_by_role("table", name="Readiness by exam domain")
    if not table.is_visible():
        board.get_by_role("button", name="Show as table").first.click()
    row = table.get_by_role("row").nth(1)
    return int(re.findall(r"(\d+)%", row.get_by_role("cell").nth(1).inner_text())[0])


def test_the_whole_day(server, page):
    page.goto(server.address)
    tour = page.get_by_role("dialog", name="Your lane")
    expect(tour).to_be_visible()
    page.keyboard.press("Escape")
    expect(tour).to_have_count(0)

    page.get_by_role("button", name="Choose your lane").first.click()
    choose_lane(page)
    page.locator(".cb-Domain .cb-Row").first.click()
    expect(page.get_by_role("tab", name="lesson.ipynb")).to_be_visible()

    open_lab(page)
    answer(page, "def total", WRONG)
    total = check(page).locator("[data-task=total]")
    expect(total).to_have_attribute("data-outcome", "wrong")
    expect(total).to_have_attribute("open", "")
    total.get_by_role("button", name=re.compile("Next hint")).click()
    expect(total.get_by_role("listitem")).to_have_count(1)
    ready, mastered = readiness(page), mastery(page)

    total.get_by_role("button", name=re.compile("Show the cell")).click()
    expect(page.locator(".jp-Cell.jp-mod-active:visible")).to_contain_text("def total")
    answer(page, "def total", RIGHT["total"])
    page.keyboard.press("ControlOrMeta+Alt+Enter")
    expect(total).to_have_attribute("data-outcome", "passed")
    risen = readiness(page)
    assert risen > ready
    assert mastery(page) > mastered

    time.sleep(2)  # JupyterLab keeps its layout a moment after the last change, and tells nobody when
    page.reload()
    expect(page.locator("[data-task=total]")).to_have_attribute("data-outcome", "passed")
    expect(page.locator("[data-task=total] li")).to_have_count(1)
    expect(page.get_by_role("heading", name="Demonstration lane")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert readiness(page) == risen
    expect(page.locator(f"[data-lab={LAB}]")).to_contain_text("3 of 7")


def test_a_notebook_that_is_no_lab_has_no_check_button(server, page):
    page.goto(server.address)
    page.keyboard.press("Escape")
    page.locator(".cb-Domain .cb-Row").first.click()
    expect(page.get_by_role("tab", name="lesson.ipynb")).to_be_visible()
    expect(page.locator(".jp-NotebookPanel-toolbar")).to_be_visible()
    assert page.locator(".cb-mod-check").count() == 0


def test_two_clicks_check_once(server, page):
    asked = []
    page.on("request", lambda one: asked.append(one.url) if one.method == "POST" and "/checks" in one.url else None)
    arrive(page, server)
    open_lab(page)
    page.locator(".cb-mod-check").dblclick()
    expect(page.locator(".cb-Verdict")).to_be_visible()
    assert len(asked) == 1


def test_a_server_without_the_extension_says_what_to_install(server, page):
    page.route("**/certbook/api/**", lambda route: route.fulfill(status=404, body="<html>404</html>"))
    page.goto(server.address)
    page.get_by_role("tab", name="Certbook", exact=True).first.click()
    expect(page.locator("#certbook-overview")).to_contain_text("pip install certbook")


def test_a_lost_server_is_said_and_a_button_tries_again(server, page):
    page.route("**/certbook/api/overview*", lambda route: route.abort())
    page.goto(server.address)
    page.get_by_role("tab", name="Certbook", exact=True).first.click()
    sidebar = page.locator("#certbook-overview")
    expect(sidebar).to_contain_text("does not answer")
    page.unroute("**/certbook/api/overview*")
    sidebar.get_by_role("button", name="Try again").click()
    expect(sidebar.locator(f"[data-lab={LAB}]")).to_be_visible()
