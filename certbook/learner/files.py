"""Files that are never half there: written beside and renamed, numbered instead of overwritten, one writer a time."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from certbook.errors import DeskError
from certbook.files import locked, pour, replace_whole

_ADVICE = {
    errno.EROFS: "the disk is read-only; choose another folder: certbook lab DIR",
    errno.EACCES: "you may not write here; mend its permissions or choose another folder: certbook lab DIR",
    errno.EPERM: "you may not write here; mend its permissions or choose another folder: certbook lab DIR",
    errno.ENOSPC: "no space is left on the disk; free some, then run the command again",
    errno.EDQUOT: "your share of the disk is used up; free some space, then run the command again",
    errno.EFBIG: "the system allows no file of this size; raise the limit, then run the command again",
    errno.ENOTDIR: "a file stands where a folder should be; move it away or choose another folder: certbook lab DIR",
    errno.EEXIST: "a file stands where a folder should be; move it away or choose another folder: certbook lab DIR",
    errno.EISDIR: "a folder stands where a file should be; move it away, then run the command again",
}


@contextlib.contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn an error of the file system into one line that names the file and what to do."""
    try:
        yield
    except OSError as error:
        reason = _ADVICE.get(error.errno or 0, f"{error.strerror or error}; nothing of yours was changed")
        raise DeskError(f"{path}: {reason}") from None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it: readers see the old content or the new, never a part."""
    with said_plainly(path):
        replace_whole(path, data, durable=True)


def write_another(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """Write a new file, under a number where the name is taken, and return its path; nothing is ever overwritten."""
    number = 1
    while True:
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        with said_plainly(path):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                stream = open(path, "xb")  # noqa: SIM115  closed by the `with` below, which also undoes a half write
            except FileExistsError:
                number += 1
                continue
            try:
                with stream:
                    pour(stream, data)
            except BaseException:
                with contextlib.suppress(OSError):
                    path.unlink()
                raise
            return path


def read_if_there(path: Path) -> bytes | None:
    """Return a file's content, None where there is no file."""
    with said_plainly(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def write_json(path: Path, value: Any) -> None:
    """Write a value as JSON, whole or not at all."""
    write_whole(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def read_json_object(path: Path) -> dict[str, Any]:
    """Return the object that a file of ours holds, `{}` where it is missing.

    A damaged file is renamed, not dropped: it may hold what somebody wants to mend by hand.
    """
    with said_plainly(path):
        data = read_if_there(path)
        if data is None:
            return {}
        try:
            value = json.loads(data)
        except ValueError:
            value = None
        if isinstance(value, dict):
            return value
        os.replace(path, path.with_name(f"{path.name}.damaged-{time_name()}"))
        return {}


def time_name() -> str:
    """Return the time in UTC as a part of file names, for every file system."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Wait for other processes that hold the same lock file, then hold it."""
    held = contextlib.ExitStack()
    with said_plainly(path):
        held.enter_context(locked(path))
    with held:  # what goes wrong in the block is not this file's error
        yield
