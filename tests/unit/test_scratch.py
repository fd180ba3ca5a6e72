"""Temporary folders: gone with the block, with the process, or with the next process."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from certbook.scratch import scratch_folder, sweep

WORKS = """
import sys, time
from certbook.scratch import scratch_folder
with scratch_folder("run") as folder:
    (folder / "answers.txt").write_text("a learner's")
    print(folder, flush=True)
    if sys.argv[1] == "stay":
        time.sleep(60)
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def start(how):
    return subprocess.Popen([sys.executable, "-c", WORKS, how], stdout=subprocess.PIPE, text=True)


def grow_old(folder):
    earlier = time.time() - 3600
    os.utime(folder, (earlier, earlier))


def test_a_folder_is_gone_behind_its_block():
    with scratch_folder("run") as folder:
        assert folder.is_dir()
        assert not list(folder.iterdir())
        assert folder.parent.stat().st_mode & 0o077 == 0
    assert not folder.exists()


def test_a_process_that_ends_leaves_nothing(place):
    with start("go") as process:
        folder = Path(process.stdout.readline().strip())
    assert folder.is_relative_to(place)
    assert not list(place.iterdir())


def test_what_a_killed_process_left_is_removed_and_what_a_living_one_holds_is_not(place):
    with start("stay") as killed, start("stay") as living:
        left, kept = (Path(process.stdout.readline().strip()) for process in (killed, living))
        killed.kill()
        killed.wait()
        assert (left / "answers.txt").exists()
        sweep()
        assert left.exists(), "it was made just now: its owner may not hold it yet"
        grow_old(left.parent)
        grow_old(kept.parent)
        sweep()
        assert not left.parent.exists()
        assert (kept / "answers.txt").exists()
        living.kill()
