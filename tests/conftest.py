"""What every test stands on: a clean environment, folders of its own, and a Chromium where one is needed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

# Before NumPy is imported by any test: one thread each, so that two test processes do not fight over two cores.
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
os.environ.update(THREADS, MPLBACKEND="Agg")

import pytest  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_APPS = (  # macOS keeps programs off the path
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Quiet on a machine without a network, and able to start as root or in a container.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def clean(environment: pytest.MonkeyPatch, folder: Path) -> None:
    """Drop what the developer's shell or another test has set, and root Jupyter's and our own files in a folder.

    Caches (matplotlib's fonts, say) stay where they are: they cost seconds to make and change no result.
    """
    for name in [*os.environ]:
        if name.startswith(("CERTBOOK_", "NBGRADER_")) or name in ("PYTHONPATH", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH"):
            environment.delenv(name)
    for name, value in {**THREADS, "MPLBACKEND": "Agg"}.items():
        environment.setenv(name, value)
    for name, part in {
        "XDG_DATA_HOME": "share",
        "JUPYTER_CONFIG_DIR": "jupyter/config",
        "JUPYTER_DATA_DIR": "jupyter/data",
        "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
        "IPYTHONDIR": "ipython",
    }.items():
        environment.setenv(name, str(folder / part))


def pytest_configure() -> None:
    # A shell that runs the tests in the background hands down that Ctrl-C is ignored; what the tests start must not be.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _clean_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give fixtures that outlive one test the same clean environment."""
    with pytest.MonkeyPatch.context() as environment:
        clean(environment, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(autouse=True)
def _clean_test(
    _clean_session: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each test its own; the short name keeps socket paths below the system's limit."""
    clean(monkeypatch, tmp_path_factory.mktemp("h"))


def find_chromium() -> Path | None:
    """Return a Chromium or Chrome that starts, or None."""
    candidates = [*filter(None, map(shutil.which, CHROMIUM_NAMES)), *filter(os.path.exists, CHROMIUM_APPS)]
    for candidate in candidates:
        answer = subprocess.run([candidate, "--version"], capture_output=True, timeout=30, check=False)
        if answer.returncode == 0:
            return Path(candidate)
    return None


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Return the Chromium of this machine; without one skip, or fail where CI promised one."""
    found = find_chromium()
    if found is not None:
        return found
    reason = f"no Chromium on this machine (looked for {', '.join(CHROMIUM_NAMES)}); Debian: apt install chromium"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}. With CI=true that is a failure.", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Return one headless browser for the whole run; a page of its own for each test comes from `page`."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is in the extra `test`")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return an empty page in a profile of its own, in the size of a laptop."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask every test that is marked `browser` for a Chromium before it starts anything else."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.fixturenames.insert(0, "chromium")  # type: ignore[attr-defined]
