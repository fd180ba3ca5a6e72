"""Every screen of the extension, in both themes, as axe-core judges it."""

import re

import pytest
from learner_page import THEMES, answer, check, choose_lane, learners_lab, open_lab, wear

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

expect = pytest.importorskip("playwright.sync_api", reason="playwright is in the extra `test`").expect
Axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in the extra `test`").Axe
expect.set_options(timeout=30_000)
FORGETS_LAST = "def total(numbers):\n    return sum(numbers[:-1])"


class Judge:
    """Runs axe-core on parts of a page, and remembers what is serious."""

    def __init__(self, page):
        self.page = page
        self.found = []

    def look(self, screen, *selectors):
        for selector in selectors:
            expect(self.page.locator(selector).first).to_be_visible()
        include = {"include": [[selector] for selector in selectors]}
        for violation in Axe().run(self.page, include).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                nodes = [f"{node['html'][:160]} {node.get('failureSummary', '')}" for node in violation["nodes"]]
                self.found.append((screen, violation["id"], nodes))


@pytest.mark.parametrize("theme", THEMES)
def test_no_screen_has_a_serious_violation(theme, tmp_path, monkeypatch, page):
    judge = Judge(page)
    with learners_lab(tmp_path / "course", monkeypatch) as server:
        wear(server, theme)
        page.goto(server.address)
        for step in ("Your lane", "Check", "Results and hints", "Dashboard"):
            expect(page.get_by_role("dialog", name=step, exact=True)).to_be_visible()
            judge.look(f"tour: {step}", ".cb-Tour")
            page.locator(".cb-Tour .cb-mod-primary").click()
        expect(page.locator(".cb-Tour")).to_have_count(0)
        assert page.locator(f"body[data-jp-theme-name='{theme}']").count() == 1

        judge.look("sidebar without a lane", "#certbook-overview")
        page.get_by_role("button", name="Choose your lane").first.click()
        judge.look("choice of a lane", ".jp-Dialog-content")
        choose_lane(page)
        judge.look("sidebar with a lane", "#certbook-overview")

        open_lab(page)
        judge.look("a lab that was never checked", "#certbook-results", ".cb-CheckButton")
        answer(page, "def total", FORGETS_LAST)
        results = check(page)
        expect(results.locator("[data-task=total]")).to_have_attribute("data-outcome", "wrong")
        results.get_by_role("button", name=re.compile("Next hint")).first.click()
        expect(results.get_by_role("listitem")).to_have_count(1)
        for summary in results.locator("details:not([open]) > summary").all():
            summary.click()
        judge.look("results", "#certbook-results", ".cb-CheckButton")

        page.get_by_role("button", name="Dashboard", exact=True).click()
        expect(page.locator(".cb-Drawing svg")).to_have_count(2)
        page.locator(".cb-Board summary").last.click()
        judge.look("dashboard with charts", ".cb-Board")
        for button in page.get_by_role("button", name=re.compile("Show as table")).all():
            button.click()
        expect(page.locator(".cb-Drawing")).to_have_count(0)
        judge.look("dashboard with tables", ".cb-Board")

        page.route("**/certbook/api/dashboard*", lambda route: route.abort())
        page.get_by_role("button", name="Refresh", exact=True).click()
        expect(page.locator(".cb-Board .cb-Notice")).to_be_visible()
        judge.look("dashboard without a server", ".cb-Board")
    assert judge.found == []
