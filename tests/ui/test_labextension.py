"""The built JupyterLab extension is what its sources give, and is fit to be committed."""

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "ui"
BUILT = ROOT / "certbook" / "labextension" / "certbook"
LIMIT = 300_000
NODE = 18


def test_the_built_extension_is_small_and_carries_no_source_maps():
    files = [file for file in BUILT.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < LIMIT
    assert not [file for file in files if file.suffix == ".map"]


def test_the_built_extension_loads_the_entry_that_lies_there():
    package = json.loads((BUILT / "package.json").read_text())
    assert (BUILT / package["jupyterlab"]["_build"]["load"]).is_file()


def test_no_file_names_a_registry():
    for file in [SOURCES / "yarn.lock", SOURCES / ".yarnrc.yml", SOURCES / "package.json", BUILT / "package.json"]:
        assert not re.search(r"https?://(?!vega\.github\.io)", file.read_text()), file


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the sources with what they are built with, apart from the clone."""
    if reason := _missing_node():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}. With CI=true that is a failure.", pytrace=False)
        pytest.skip(reason)
    copy = tmp_path_factory.mktemp("clone") / "ui"
    shutil.copytree(SOURCES, copy, ignore=shutil.ignore_patterns("node_modules", "lib", ".yarn"))
    _run(copy, "install", "--immutable")
    return copy


def _missing_node():
    node = shutil.which("node")
    if node is None:
        return f"no Node on this machine; Debian: apt install nodejs (version {NODE} or newer)"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return None if int(version.lstrip("v").split(".")[0]) >= NODE else f"Node {version.strip()} is older than {NODE}"


def _run(folder, *arguments):
    scripts = Path(sys.executable).parent
    ran = subprocess.run(
        [scripts / "jlpm", *arguments],
        cwd=folder,
        env={**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout[-4000:]


@pytest.mark.node
@pytest.mark.timeout(900)
def test_a_rebuild_gives_the_same_bytes(copy):
    _run(copy, "build")
    rebuilt = copy.parent / "certbook" / "labextension" / "certbook"
    assert _files(rebuilt) == _files(BUILT), "run: make ui"
    _, different, unread = filecmp.cmpfiles(rebuilt, BUILT, _files(BUILT), shallow=False)
    assert (different, unread) == ([], []), "run: make ui"


@pytest.mark.node
@pytest.mark.timeout(900)
def test_the_sources_are_clean_and_their_own_tests_pass(copy):
    _run(copy, "lint")
    _run(copy, "test")


def _files(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
