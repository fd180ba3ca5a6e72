"""tools/find-python: which interpreter .venv is made with, on machines of many kinds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "find-python"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for sh")

# What a name on the path may turn out to be: each answers as the probe of the script would.
KINDS = {
    "good": "echo 'ok /usr/bin/good'",
    "old": "echo 'old 3.10'",
    "without venv": "echo 'bare 3.11'",
    "dead shim": "echo 'no such version' >&2; exit 127",
}


@pytest.fixture
def find(tmp_path: Path):
    """Return a function that runs the script where only the named programs are on the path."""

    def run(PYTHON: str = "", **kinds: str) -> subprocess.CompletedProcess[str]:
        for name, kind in kinds.items():
            program = tmp_path / name.replace("_", ".")
            program.write_text(f"#!/bin/sh\n{KINDS[kind].replace('good', program.name)}\n", encoding="utf-8")
            program.chmod(0o755)
        environment = {"PATH": str(tmp_path), "PYTHON": PYTHON}
        return subprocess.run(["/bin/sh", str(SCRIPT)], env=environment, capture_output=True, text=True, check=False)

    return run


def test_newest_name_wins(find) -> None:
    assert find(python3_12="good", python3_11="good", python3="good").stdout == "/usr/bin/python3.12\n"


def test_old_python3_is_passed_over(find) -> None:
    assert find(python3_11="good", python3="old").stdout == "/usr/bin/python3.11\n"


def test_dead_shim_is_passed_over(find) -> None:
    assert find(python3_13="dead shim", python3_12="dead shim", python3="good").stdout == "/usr/bin/python3\n"


def test_python_without_venv_is_passed_over(find) -> None:
    assert find(python3_12="without venv", python3="good").stdout == "/usr/bin/python3\n"


def test_missing_venv_names_the_package(find) -> None:
    result = find(python3="without venv")
    assert result.returncode == 1
    assert "apt install python3-venv" in result.stderr


def test_too_old_says_what_is_here(find) -> None:
    result = find(python3="old")
    assert result.returncode == 1
    assert "needs Python 3.11 or newer" in result.stderr
    assert "python3 is 3.10" in result.stderr


def test_no_python_says_how_to_get_one(find) -> None:
    result = find()
    assert result.returncode == 1
    assert "PYTHON=/path/to/python3.12" in result.stderr


def test_given_python_is_the_only_choice(find) -> None:
    result = find(PYTHON="python3.11", python3_11="old", python3="good")
    assert result.returncode == 1
    assert "PYTHON=python3.11 is not a Python 3.11 or newer" in result.stderr


def test_real_interpreter_is_found() -> None:
    environment = {**os.environ, "PYTHON": sys.executable}
    result = subprocess.run(["/bin/sh", str(SCRIPT)], env=environment, capture_output=True, text=True, check=True)
    assert Path(result.stdout.strip()).exists()
