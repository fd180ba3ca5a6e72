"""What a learner sees: their desk in JupyterLab, and nothing that belongs to an instructor."""

import pytest
from classroom import ASSIGNMENT, LAB, make_classroom
from lab_server import running_lab

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path, monkeypatch):
    root = make_classroom(tmp_path / "course").root
    monkeypatch.setenv("CERTBOOK_CONTENT", str(root))
    with running_lab(root / "workspace") as server:
        yield server


def test_the_desk_opens_a_lab_runs_and_no_menu_is_nbgraders(server, page):
    page.goto(server.address)
    page.get_by_role("dialog", name="Your lane").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="File Browser").click()
    page.get_by_role("listitem").filter(has_text=ASSIGNMENT).dblclick()
    page.get_by_role("listitem").filter(has_text=f"{LAB}.ipynb").dblclick()
    page.get_by_role("paragraph").filter(has_text="Numbers come in, one number").wait_for()
    menus = page.locator(".lm-MenuBar-itemLabel").all_inner_texts()
    assert "File" in menus
    assert "Nbgrader" not in menus
    for name in ("Validate", "Create Assignment", "Formgrader"):
        assert page.get_by_text(name, exact=True).count() == 0
    assert page.get_by_text("Would you like to get notified about official Jupyter news?").count() == 0
