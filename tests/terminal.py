"""A program on a real terminal (a pty) for tests: type keys, wait for what its screen says."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

_WIPED = "\x1b[2J"
_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A running `certbook` on a pty; `screen` is what has been drawn since the screen was last wiped."""

    def __init__(self, arguments: list[str], cwd: Path, rows: int = 24, columns: int = 90) -> None:
        self.owner, self.side = pty.openpty()
        fcntl.ioctl(self.side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.modes = termios.tcgetattr(self.side)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "certbook", *arguments],
            stdin=self.side,
            stdout=self.side,
            stderr=self.side,
            cwd=cwd,
            env={**_without_a_size(os.environ), "TERM": "xterm-256color"},
            preexec_fn=_lead_this_terminal,
        )
        self._said = b""

    @property
    def screen(self) -> str:
        text = self._said.decode("utf-8", "replace").replace("\r\n", "\n")
        return _STEERING.sub("", text.rpartition(_WIPED)[2])

    @property
    def everything(self) -> str:
        return self._said.decode("utf-8", "replace")

    @property
    def is_as_found(self) -> bool:
        return termios.tcgetattr(self.side) == self.modes

    def press(self, keys: str) -> None:
        os.write(self.owner, keys.encode())

    def wait_for(self, *wanted: str, without: tuple[str, ...] = (), seconds: float = 60.0) -> str:
        """Return the screen once it says all that is wanted and nothing of `without`."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            screen = self.screen
            if all(words in screen for words in wanted) and not any(words in screen for words in without):
                return screen
            if not self._listen() and self.process.poll() is not None:
                break
        raise AssertionError(f"waited {seconds:.0f} s for {wanted} without {without}; the screen says:\n{self.screen}")

    def settle(self, seconds: float) -> str:
        """Return the screen after some time in which nothing is awaited."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._listen()
        return self.screen

    def end(self, seconds: float = 30.0) -> int:
        """Wait for the program's end, reading on: a full terminal would hold it up."""
        until = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < until:
            self._listen()
        code = self.process.wait(timeout=1)
        while self._listen():
            pass
        return code

    def _listen(self) -> bool:
        """Read what there is; whether there was anything."""
        if not select.select([self.owner], [], [], 0.05)[0]:
            return False
        with contextlib.suppress(OSError):
            self._said += os.read(self.owner, 65536)
        return True

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        for handle in (self.owner, self.side):
            os.close(handle)


def _without_a_size(environment: Mapping[str, str]) -> dict[str, str]:
    """Leave out what would count before the size that the terminal itself has."""
    return {name: value for name, value in environment.items() if name not in ("COLUMNS", "LINES")}


def _lead_this_terminal() -> None:
    """Make the terminal the program's own, so that Ctrl-C and Ctrl-Z typed there reach it as signals."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def on_terminal(*arguments: str, cwd: Path, rows: int = 24, columns: int = 90) -> Iterator[Terminal]:
    """Run `certbook ARGUMENTS` on a terminal of its own and end it behind."""
    terminal = Terminal([*arguments], cwd, rows, columns)
    try:
        yield terminal
    finally:
        terminal.close()
