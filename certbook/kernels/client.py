"""The owner's side of the warm parent: start it, ask it for workers, hold their lifelines."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from certbook.errors import CertbookError
from certbook.kernels.follower import NOBODY

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "AF_UNIX") and sys.platform != "darwin"
# One thread for BLAS and OpenMP: a process that is to be forked must have no other threads.
SINGLE_THREADED = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Lifeline:
    """A worker process, with the methods of `subprocess.Popen` that Jupyter's provisioners call."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self._connection, self._seen = connection, bytearray()
        self.pid = pid
        self.returncode: int | None = None
        self.reply: str | None = None
        self.ready = False
        self.on_cell: Callable[[str], None] = NOBODY
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        """Return the exit code, None while the worker runs."""
        return self._listen(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the worker's end; raises subprocess.TimeoutExpired."""
        code = self._listen(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("worker", timeout or 0.0)
        return code

    def wait_until_ready(self, timeout: float) -> bool:
        """Wait until a kernel has its sockets; False where it ended or the time is up."""
        until = time.monotonic() + timeout
        while not self.ready and self.returncode is None and time.monotonic() < until:
            self._listen(0.05, until_ready=True)
        return self.ready

    def serve(self, request: dict[str, Any]) -> None:
        """Hand a spare the request that it is to serve; that it is gone shows in `wait_until_ready`."""
        with contextlib.suppress(OSError):
            self._connection.settimeout(None)
            self._connection.sendall(json.dumps({"request": request}).encode("utf-8") + b"\n")

    def send_signal(self, number: int) -> None:
        """Send a signal to the worker and what it started."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                self._connection.settimeout(None)
                self._connection.sendall(json.dumps({"signal": int(number)}).encode() + b"\n")

    def kill(self) -> None:
        """End the worker at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the worker to end."""
        self.send_signal(signal.SIGTERM)

    def abandon(self) -> None:
        """Let go of the lifeline while another thread waits on it: that one is told that the worker ended."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the lifeline: the supervisor kills the worker if it still runs."""
        self._connection.close()

    def _listen(self, timeout: float | None, *, until_ready: bool = False) -> int | None:
        """Read messages until the worker's end, its readiness where that is asked for, or the time is up."""
        until = None if timeout is None else time.monotonic() + timeout
        with self._lock:
            while self.returncode is None and not (until_ready and self.ready):
                left = None if until is None else max(until - time.monotonic(), 0.0)
                self._connection.settimeout(left)
                try:
                    part = self._connection.recv(65536)
                except (TimeoutError, BlockingIOError):
                    return None
                except OSError:
                    part = b""
                if not part:
                    self.returncode = -signal.SIGKILL  # the supervisor itself is gone
                self.take(part)
        return self.returncode

    def take(self, part: bytes) -> None:
        """Read what came over the lifeline."""
        self._seen += part
        while b"\n" in self._seen:
            line, _, rest = self._seen.partition(b"\n")
            self._seen = bytearray(rest)
            message = json.loads(line)
            self.reply = message.get("reply", self.reply)
            self.ready = self.ready or message.get("ready", False)
            if "cell" in message:
                self.on_cell(str(message["cell"]))
            if "exit" in message:
                self.returncode = int(message["exit"])
                self._connection.close()


class ForkServer:
    """A warm parent with its preloaded modules; use it as a context manager, from any number of threads."""

    def __init__(self, modules: Iterable[str] = ()) -> None:
        self.modules = tuple(dict.fromkeys(modules))
        self._process: subprocess.Popen[str] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> ForkServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def alive(self) -> bool:
        """Whether the parent runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the parent and wait until it has imported its modules."""
        self._folder = tempfile.TemporaryDirectory(prefix="certbook-fork-")
        self._process = subprocess.Popen(
            # -P: a file of the folder that the owner works in, such as a learner's pandas.py, is not what is preloaded.
            [sys.executable, "-P", "-m", "certbook.kernels.forkserver", self._address, *self.modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={
                **_environment(),
                **SINGLE_THREADED,
                "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            },  # no word on frozen modules
            start_new_session=True,  # Ctrl-C in the terminal reaches the owner alone
        )
        assert self._process.stdout is not None
        if self._process.stdout.readline().strip() != "ready":
            raise CertbookError("the warm process did not start; run: certbook doctor")

    def stop(self) -> None:
        """End the parent; workers whose lifelines are held go on until those are let go of."""
        if self._process is not None:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
            self._process.kill()
            self._process.stdout.close()
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def spawn(self, request: dict[str, Any]) -> Lifeline:
        """Fork a worker for a request (see `supervisor` and `worker`) and return its lifeline.

        Raises CertbookError where the worker cannot begin, for one because a layer of isolation is refused.
        """
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(30)
            connection.connect(self._address)
            connection.sendall(json.dumps(request).encode("utf-8") + b"\n")
            line, rest = _first_line(connection)
        except OSError as error:
            connection.close()
            raise CertbookError(f"the warm process does not answer ({error}); try again") from None
        message = json.loads(line or '{"failed": "it ended"}')
        if "pid" not in message:
            connection.close()
            raise CertbookError(f"a worker could not begin: {message.get('failed', message)}; run: certbook doctor")
        lifeline = Lifeline(connection, int(message["pid"]))
        lifeline.take(rest)
        return lifeline

    @property
    def _address(self) -> str:
        if self._folder is None:
            raise CertbookError("the warm process is stopped; try again")
        return str(Path(self._folder.name) / "fork.sock")


_NAMES = (
    "HOME",
    "PATH",
    "LANG",
    "LANGUAGE",
    "TZ",
    "CERTBOOK_DEBUG",
    "TMPDIR",
    "VIRTUAL_ENV",
    "IPYTHONDIR",
    "MPLCONFIGDIR",
)
_FAMILIES = ("LC_", "LD_", "PYTHON", "CONDA_", "XDG_", "JUPYTER_")


def _environment() -> dict[str, str]:
    """Return what a warm parent gets of our environment: its forks can read that in /proc, whatever they are told."""
    return {name: value for name, value in os.environ.items() if name in _NAMES or name.startswith(_FAMILIES)}


def _first_line(connection: socket.socket) -> tuple[bytes, bytes]:
    seen = bytearray()
    while b"\n" not in seen:
        part = connection.recv(65536)
        if not part:
            return b"", b""
        seen += part
    line, _, rest = seen.partition(b"\n")
    return bytes(line), bytes(rest)
