"""What a submission's processes take together, counted from outside: memory, processes, bytes on disk.

The limits of single processes (setrlimit) say nothing of a hundred of them, and none of them binds root.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from certbook.kernels.isolation.policy import Limits

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_PATIENCE = 10.0  # seconds for what is being killed to be gone, on a machine that others keep busy too
_EMPTY_LOOKS = 2  # one can miss the children of a process that ends while it is being taken
_ENDED = ("Z", "X")  # states of processes that are only waited for
_PAUSE = 0.001  # seconds between two looks at what is being killed, longer each time


class Toll:
    """Counts of the processes below one; made before /proc shows nothing but the submission's own namespace."""

    def __init__(self, limits: Limits) -> None:
        self._proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
        self._limits = limits
        self._passed = 0.0  # the last rough count that the exact one found harmless
        self.floor = 0  # bytes that each process shares with the warm parent

    def measure_floor(self, pid: int) -> None:
        """Take a process that has run nothing yet for what each of them has anyway."""
        self.floor = self.size_of(pid)

    def exceeded(self, root: int, folders: list[Path], disk: bool) -> str:
        """Return what the processes below `root` have too much of: `processes`, `memory`, `disk`, or nothing."""
        below = list(self.below(root))
        if len(below) > self._limits.processes:
            return "processes"
        if self._uses_too_much(below):
            return "memory"
        if disk and sum(map(_bytes_in, folders)) > self._limits.bytes_of_folder:
            return "disk"
        return ""

    def _uses_too_much(self, pids: list[int]) -> bool:
        """Whether processes use more memory than allowed; the exact count is dear and taken only where it may be so."""
        rough = sum(max(self.size_of(pid) - self.floor, 0) for pid in pids)
        most = self._limits.bytes_in_use
        if rough <= max(most, self._passed * 1.1):
            return False
        if sum(self._proportional(pid) for pid in pids) > most:
            return True
        self._passed = rough
        return False

    def is_settled(self, pid: int, size: int) -> bool:
        """Whether a process has no other threads, no children, and not much more memory than its size was."""
        grown = self.size_of(pid) - size
        return grown < self._limits.bytes_in_use // 4 and len(self._threads(pid)) == 1 and not self._children(pid)

    def below(self, root: int) -> Iterator[int]:
        """Yield the processes that descend from one; also those that ended and nobody waits for: they have a number."""
        for child in self._children(root):
            yield child
            yield from self.below(child)

    def purge(self, root: int, spare: set[int], ended: int = 0) -> None:
        """Kill what descends from a process, however fast it multiplies, but not those to spare and what is theirs.

        `ended` is a process to kill with all that is its own, though it descends from one that is spared.
        """
        until, pause, empty = time.monotonic() + _PATIENCE, _PAUSE, 0
        while empty < _EMPTY_LOOKS and time.monotonic() < until:
            doomed = self._doomed(root, spare)
            if ended and ended not in spare:
                doomed += [pid for pid in (ended, *self._doomed(ended, spare)) if self._state(pid) not in _ENDED]
            for pid in doomed:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            empty = 0 if doomed else empty + 1
            if doomed:
                time.sleep(pause)
                pause = min(2 * pause, 0.05)

    def _doomed(self, root: int, spare: set[int]) -> list[int]:
        found = []
        for child in self._children(root):
            if child not in spare:
                if self._state(child) not in _ENDED:
                    found.append(child)
                found += self._doomed(child, spare)
        return found

    def _state(self, pid: int) -> str:
        return self._read(f"{pid}/stat").rpartition(")")[2].strip()[:1] or "Z"

    def _children(self, pid: int) -> list[int]:
        # The system lists children by the thread that made them.
        return [int(child) for thread in self._threads(pid) for child in self._read(f"{thread}/children").split()]

    def _threads(self, pid: int) -> list[str]:
        try:
            handle = os.open(f"{pid}/task", os.O_RDONLY | os.O_DIRECTORY, dir_fd=self._proc)
        except OSError:
            return []
        try:
            return [f"{pid}/task/{thread}" for thread in os.listdir(handle)]
        except OSError:
            return []
        finally:
            os.close(handle)

    def size_of(self, pid: int) -> int:
        """Return the bytes of memory that a process has in use, also those that it shares."""
        pages = self._read(f"{pid}/statm").split()
        return int(pages[1]) * _PAGE if len(pages) > 1 else 0

    def _proportional(self, pid: int) -> int:
        for line in self._read(f"{pid}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
        return 0

    def _read(self, name: str) -> str:
        try:
            handle = os.open(name, os.O_RDONLY, dir_fd=self._proc)
        except OSError:
            return ""
        with os.fdopen(handle, encoding="ascii", errors="replace") as file, contextlib.suppress(OSError):
            return file.read()
        return ""


def _bytes_in(folder: Path) -> int:
    """Return the bytes that a folder's files take on disk."""
    total = 0
    for place, _folders, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_blocks * 512
    return total
