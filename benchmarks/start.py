"""JupyterLab's start in a browser with Certbook's extension and without it, turn by turn.

Prints medians of the milliseconds from navigation to the restored application. Needs Chromium and the extra `test`:
`python benchmarks/start.py [REPEATS]`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

BEGINS = 2  # loads of each way that do not count: the browser's cache and the server get ready


@contextmanager
def running(folder: Path, disabled: bool) -> Iterator[str]:
    """Run `certbook lab` on a fresh desk, its extension switched off where that is asked for; yield the address."""
    settings = folder / "config"
    (settings / "labconfig").mkdir(parents=True)
    page_config = {"disabledExtensions": {"certbook": disabled}}
    (settings / "labconfig" / "page_config.json").write_text(json.dumps(page_config), encoding="utf-8")
    command = [*(sys.executable, "-m", "certbook", "lab", str(folder / "desk"), "--no-browser"), "--"]
    process = subprocess.Popen(
        [*command, "--LabApp.expose_app_in_browser=True"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "JUPYTER_CONFIG_DIR": str(settings), "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        found = next(filter(None, (re.search(r"JupyterLab: (http\S+)", line) for line in process.stdout)))
        yield found[1]
    finally:
        process.terminate()
        process.wait()


def milliseconds_to_start(page: Page, address: str) -> float:
    """Load JupyterLab and return when it was restored."""
    page.goto(f"{address}&reset")
    page.wait_for_function("window.jupyterapp !== undefined")
    return float(page.evaluate("window.jupyterapp.restored.then(() => performance.now())"))


def main(repeats: int) -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "with", disabled=False) as with_it,
        running(Path(folder) / "without", disabled=True) as without_it,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        pages = {"without": (browser.new_page(), without_it), "with": (browser.new_page(), with_it)}
        found: dict[str, list[float]] = {name: [] for name in pages}
        for turn in range(BEGINS + repeats):
            for name, (page, address) in pages.items():
                took = milliseconds_to_start(page, address)
                is_there = page.evaluate("window.jupyterapp.hasPlugin('certbook:learner')")
                assert is_there == (name == "with"), f"the extension is {'there' if is_there else 'missing'}: {name}"
                if turn >= BEGINS:
                    found[name].append(took)
        browser.close()
    medians = {name: statistics.median(times) for name, times in found.items()}
    for name, median in medians.items():
        print(f"{name:8} {median:7.0f} ms  ({min(found[name]):.0f} to {max(found[name]):.0f}, {repeats} loads)")
    print(f"the extension adds {medians['with'] - medians['without']:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
