"""Files that are never half there, and folders that one process at a time writes to: for every layer above."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

_LOOK = 0.1  # seconds between tries for a lock


def replace_whole(path: Path, data: bytes | str, durable: bool = False) -> None:
    """Write a file beside its place and rename it: readers see the old content or the new, never a part.

    Missing folders are made. `durable` waits until the content is on the disk. Raises OSError; then the old file stays
    and nothing lies beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as stream:
            pour(stream, data.encode("utf-8") if isinstance(data, str) else data, durable)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def pour(stream: IO[bytes], data: bytes, durable: bool = True) -> None:
    """Write data to an open file and, where it must not be lost, wait until it is on the disk."""
    stream.write(data)
    stream.flush()
    if durable:
        os.fsync(stream.fileno())


@contextlib.contextmanager
def locked(path: Path, while_waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Wait for other processes that hold the same lock file, then hold it until the block ends.

    `while_waiting` is called again and again meanwhile; what it raises ends the waiting. A process that dies lets go.
    Raises OSError where the file cannot be opened; a file system that knows no locks does not hold anybody up.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a+b") as stream:
        if while_waiting is None:
            _lock(stream)
        else:
            while not _try_lock(stream):
                while_waiting()
                time.sleep(_LOOK)
        yield  # closing the file lets go of the lock


def is_free(path: Path) -> bool:
    """Whether no process holds a lock file; also where there is none. Raises OSError where it cannot be opened."""
    if not path.exists():
        return True
    with open(path, "r+b") as stream:
        return _try_lock(stream)


def _lock(stream: IO[bytes]) -> None:
    with contextlib.suppress(OSError):
        if os.name == "nt":
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX)


def _try_lock(stream: IO[bytes]) -> bool:
    """Take the lock if nobody has it; where there are no locks it counts as taken."""
    try:
        if os.name == "nt":
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # held by another: so Unix and Windows say it
        return False
    except OSError:
        return True
    return True
