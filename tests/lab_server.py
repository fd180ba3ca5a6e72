"""A running `certbook lab` for tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Running:
    """A server that has told its address."""

    process: subprocess.Popen[str]
    address: str
    said: str

    @property
    def base(self) -> str:
        return self.address.split("/lab")[0]

    @property
    def token(self) -> str:
        return self.address.split("token=")[1]


@contextmanager
def running_lab(desk: Path, *arguments: str) -> Iterator[Running]:
    """Type `certbook lab DESK --no-browser …` and end it behind."""
    command = [sys.executable, "-m", "certbook", "lab", str(desk), "--no-browser", *arguments]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if found := re.search(r"JupyterLab: (http\S+)", line):
                yield Running(process, found[1], said)
                return
        raise AssertionError(f"certbook lab ended with {process.wait()} and said:\n{said}")
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=60)  # it ends its kernels first, which a busy machine makes slow
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process.stdout is not None:
            process.stdout.close()
