"""What a submission's process says while a cell runs: its shell's outputs, and what is written to its own streams."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import socket
import time
from collections.abc import Callable

from certbook.kernels.outputs import OutputBox

_LAST_OUTPUT = 2.0  # seconds for what a cell wrote before it ended
_LARGEST_OUTPUT = 8_000_000  # bytes of one line on the output socket; what is longer is dropped


class Voice:
    """Two lines to listen to, without ever waiting: the shell's messages, and the process's standard streams."""

    def __init__(self, outputs: socket.socket, raw: int) -> None:
        outputs.setblocking(False)
        self._outputs, self._raw = outputs, raw
        self._box, self._tail, self._ended = OutputBox(0), b"", ""

    @property
    def ears(self) -> tuple[tuple[socket.socket | int, Callable[[], None]], ...]:
        """What to listen to, and what to call when there is something to hear."""
        return ((self._outputs, self._gather), (self._raw, self._gather_raw))

    def attend(self, box: OutputBox) -> None:
        """Put what the next cell says in a box."""
        self._box, self._ended = box, ""

    def hear_out(self, cell_id: str) -> None:
        """Take what is still on its way when a cell has replied."""
        until = time.monotonic() + _LAST_OUTPUT
        with selectors.DefaultSelector() as selector:
            selector.register(self._outputs, selectors.EVENT_READ)
            while self._ended != cell_id and (left := until - time.monotonic()) > 0:
                if selector.select(left):
                    self._gather()
        self._gather_raw()

    def close(self) -> None:
        """Listen no more."""
        self._outputs.close()
        os.close(self._raw)

    def _gather(self) -> None:
        try:
            part = self._outputs.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        lines = (self._tail + part).split(b"\n")
        self._tail = lines.pop()
        if len(self._tail) > _LARGEST_OUTPUT:
            self._tail = b""
            self._box.overflow()
        for line in lines:
            with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
                message = json.loads(line)
                if message["msg_type"] == "end":
                    self._ended = message["content"]["id"]
                else:
                    self._box.take(message)

    def _gather_raw(self) -> None:
        """Take what was written to the process's own file handles, as programs that it starts do."""
        with contextlib.suppress(BlockingIOError):
            part = os.read(self._raw, 1 << 16)
            if part:
                text = part.decode("utf-8", "replace")
                self._box.take({"msg_type": "stream", "content": {"name": "stdout", "text": text}})


def voice() -> tuple[Voice, list[int]]:
    """Return a voice to listen to, and the handles of the process that is to speak: its outputs, its streams."""
    heard, spoken = socket.socketpair()
    raw, written = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    os.set_blocking(written, True)
    return Voice(heard, raw), [spoken.detach(), written]
