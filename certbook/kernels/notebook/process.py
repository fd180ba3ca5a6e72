"""A process that the conductor leads, as it is seen from outside."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
from dataclasses import dataclass

from certbook.kernels.notebook.channel import Inbox
from certbook.kernels.notebook.voice import Voice


@dataclass
class Process:
    """A process of the submission's: its line and, for the one that runs cells, its voice."""

    control: socket.socket
    inbox: Inbox
    voice: Voice | None = None
    pid: int = 0
    handle: int = -1  # a pidfd: readable when the process has ended

    def introduce(self) -> None:
        """Take down who speaks on the line, once the process has said hello."""
        self.pid = self.inbox.pid or 0
        with contextlib.suppress(OSError):  # it may have ended already, which its line says too
            self.handle = os.pidfd_open(self.pid)

    @property
    def has_ended(self) -> bool:
        """Whether the process is over, whoever may still hold its line."""
        if self.handle < 0:
            return False
        with selectors.DefaultSelector() as selector:
            selector.register(self.handle, selectors.EVENT_READ)
            return bool(selector.select(0))

    def hush(self) -> None:
        """Listen no more to what it says; it may go on."""
        if self.voice is not None:
            self.voice.close()
            self.voice = None

    def close(self) -> None:
        """Let go of the process."""
        self.control.close()
        self.hush()
        if self.handle >= 0:
            os.close(self.handle)
        self.handle = -1


def line() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a line to a process: on ours the system says which process speaks."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs
