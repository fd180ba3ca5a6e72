"""Follow the run of one notebook from another thread: hear which cell begins, and end the run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from certbook.errors import Cancelled

NOBODY: Callable[[str], None] = lambda _cell: None  # noqa: E731


class Follower:
    """Whoever waits for a notebook: `on_cell` is called with the id of each cell that begins.

    The cells' ids come from those who lead the run, outside of any isolation; nothing that a cell does can speak here.
    """

    def __init__(self, on_cell: Callable[[str], None] = NOBODY) -> None:
        self.on_cell = on_cell
        self._cancelled = threading.Event()
        self._ends: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def cancel(self) -> None:
        """End the run, now or as soon as it begins; called from any thread."""
        with self._lock:
            self._cancelled.set()
            ends = list(self._ends)
        for end in ends:
            end()

    def go_on(self) -> None:
        """Raise Cancelled where the run is to end."""
        if self._cancelled.is_set():
            raise Cancelled("the check was cancelled; nothing was recorded")

    @contextmanager
    def ended_by(self, end: Callable[[], None]) -> Iterator[None]:
        """Let `end` be called if the run is cancelled within the block; raises Cancelled at its begin and end."""
        with self._lock:
            self.go_on()
            self._ends.append(end)
        try:
            yield
        finally:
            with self._lock:
                self._ends.remove(end)
        self.go_on()
