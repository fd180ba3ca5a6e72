"""Temporary folders that do not stay: what a killed process left behind, the next one removes."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from certbook.files import is_free, locked

_PREFIX = "certbook-scratch-"
_LOCK = ".in-use"  # held by the process that works here, and by nobody once it has ended, however it did
_YOUNG = 60.0  # seconds: a folder that was made just now may not be held yet
_held = contextlib.ExitStack()


@contextlib.contextmanager
def scratch_folder(kind: str) -> Iterator[Path]:
    """Yield an empty folder that only this user can enter, and remove it behind, even what cannot be removed whole.

    It lies in a folder of this process's own, which says by a lock that it is in use.
    """
    place = _folder_of(os.getpid())
    with tempfile.TemporaryDirectory(prefix=f"{kind}-", dir=place, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def sweep() -> None:
    """Remove this user's scratch folders that no living process holds."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            found = folder.lstat()
            is_ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
            if is_ours and time.time() - found.st_mtime > _YOUNG and is_free(folder / _LOCK):
                shutil.rmtree(folder, ignore_errors=True)


@cache
def _folder_of(process: int) -> Path:
    """Make the folder of a process; a fork gets one of its own."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    _held.enter_context(locked(folder / _LOCK))
    atexit.register(_remove, folder, process)
    return folder


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:  # a fork runs its parent's hooks too
        shutil.rmtree(folder, ignore_errors=True)
