"""The standing spare: after a kernel was started, the next one of its kind is forked in advance and waits.

A spare has its processes and, where it is to be isolated, its namespaces. Everything that depends on the request
(folder, environment, connection file), and everything that starts a thread, comes when it is taken: Landlock and
seccomp hold for the thread that enters them, so an isolated kernel must be alone until then.
"""

from __future__ import annotations

import contextlib
import threading
import time

from certbook.errors import CertbookError
from certbook.kernels.client import ForkServer, Lifeline

_DELAY = 0.3  # seconds: the kernel that was just started has the machine to itself first


class Spares:
    """The spares of this process, at most one for each warm parent and kind of kernel; safe to use from threads."""

    def __init__(self, delay: float = _DELAY) -> None:
        self._delay = delay
        self._waiting: dict[tuple[ForkServer, bool], Lifeline] = {}
        self._coming: set[tuple[ForkServer, bool]] = set()
        self._lock = threading.Lock()

    def take(self, server: ForkServer, isolated: bool) -> Lifeline | None:
        """Hand out the spare, to nobody else from then on; None where none waits or it has died."""
        with self._lock:
            spare = self._waiting.pop((server, isolated), None)
        if spare is None or spare.poll() is None:
            return spare
        spare.close()
        return None

    def renew(self, server: ForkServer, isolated: bool) -> None:
        """See to it, in the background, that a spare waits."""
        kind = (server, isolated)
        with self._lock:
            if kind in self._coming:
                return
            self._coming.add(kind)
        threading.Thread(target=self._fork, args=kind, name="certbook-spare", daemon=True).start()

    def drop(self, server: ForkServer) -> None:
        """Let the spares of a warm parent go: it is to be stopped."""
        with self._lock:
            old = [self._waiting.pop(kind) for kind in list(self._waiting) if kind[0] is server]
        for spare in old:
            spare.close()

    def pids(self) -> list[int]:
        """Return the process ids of the spares that wait."""
        with self._lock:
            return [spare.pid for spare in self._waiting.values()]

    def _fork(self, server: ForkServer, isolated: bool) -> None:
        kind = (server, isolated)
        time.sleep(self._delay)
        try:
            with self._lock:
                waiting = self._waiting.get(kind)
            if waiting is not None and waiting.poll() is None:
                return
            with contextlib.suppress(CertbookError):  # without a spare the next kernel is forked when it is asked for
                spare = server.spawn({"do": "kernel", "spare": True, "isolated": isolated})
                self._keep(kind, spare)
        finally:
            with self._lock:
                self._coming.discard(kind)

    def _keep(self, kind: tuple[ForkServer, bool], spare: Lifeline) -> None:
        with self._lock:
            if kind[0].alive:
                self._waiting[kind] = spare
                return
        spare.close()
