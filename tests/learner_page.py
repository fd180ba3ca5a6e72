"""A learner in JupyterLab: a course with a lane, a desk, and what one does there with mouse and keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import pytest
from classroom import LAB, make_classroom
from extension_server import LANES
from lab_server import Running, running_lab

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

THEMES = ("JupyterLab Light", "JupyterLab Dark")


@contextmanager
def learners_lab(root: Path, environment: pytest.MonkeyPatch, *arguments: str) -> Iterator[Running]:
    """Run `certbook lab` on the desk of a course that offers a lane."""
    make_learners_course(root, environment)
    with running_lab(root / "workspace", *arguments) as server:
        yield server


def make_learners_course(root: Path, environment: pytest.MonkeyPatch) -> None:
    make_classroom(root)
    (root / "modules" / "lanes.yml").write_text(LANES)
    environment.setenv("CERTBOOK_CONTENT", str(root))


def ask(server: Running, method: str, path: str, body: object = None) -> object:
    """Ask the server below its address with its token; return the JSON of its answer."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(f"{server.base}/{path}", data, {"Authorization": f"token {server.token}"}, method=method)
    with urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"null")


def wear(server: Running, theme: str) -> None:
    """Set the theme that pages have from now on."""
    ask(server, "PUT", "lab/api/settings/@jupyterlab/apputils-extension:themes", {"raw": json.dumps({"theme": theme})})


def arrive(page: Page, server: Running) -> Locator:
    """Load JupyterLab on a new desk, leave the tour, and return the sidebar."""
    page.goto(server.address)
    page.get_by_role("dialog", name="Your lane").wait_for()
    page.keyboard.press("Escape")
    return page.locator("#certbook-overview")


def choose_lane(page: Page) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("Lane")).select_option("demo-lane")
    dialog.get_by_label(re.compile("Certification")).select_option("demo-exam")
    dialog.get_by_role("button", name="Choose").click()
    page.get_by_role("heading", name="Demonstration lane").wait_for()


def open_lab(page: Page) -> None:
    """Open the lab from the sidebar and wait until it can be checked and written in."""
    page.locator(f"[data-lab={LAB}]").click()
    page.locator(".cb-mod-check:visible").wait_for()
    page.locator(".jp-CodeCell .cm-content:visible").first.wait_for()
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()  # the kernel is here


def answer(page: Page, start: str, text: str) -> None:
    """Type an answer over the cell that starts so."""
    cell_of(page, start).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def cell_of(page: Page, start: str) -> Locator:
    return page.locator(".jp-CodeCell .cm-content:visible").filter(has_text=start).first


def check(page: Page) -> Locator:
    """Press Check and return the panel with the results."""
    page.locator(".cb-mod-check:visible").click()
    return page.locator("#certbook-results")
