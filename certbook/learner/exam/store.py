"""The open sitting on the disk: its events, appended as they happen; moved aside when its line is in the record."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from certbook.learner.desk import Desk
from certbook.learner.exam.record import FOLDER
from certbook.learner.exam.sitting import Event, Sitting, of_events, parse_event
from certbook.learner.files import one_at_a_time, said_plainly, time_name
from certbook.learner.journal import Journal

_ID = re.compile(r"[0-9TZ-]{8,32}-[0-9a-f]{4,8}")


def write(desk: Desk, name: str, event: Event) -> None:
    """Append an event to a sitting's file, whole and on the disk."""
    _journal(_open(desk) / f"{name}.jsonl").append(event.line())


def read(desk: Desk, name: str) -> Sitting | None:
    """Return an open sitting by its id, None where there is none of this name."""
    if not is_id(name):
        return None
    file = _open(desk) / f"{name}.jsonl"
    return of_events(_journal(file).entries()) if file.exists() else None


def open_sittings(desk: Desk) -> tuple[Sitting, ...]:
    """Return the sittings that have not been put into the record, oldest first.

    A file that tells of no start (its first line is damaged) is kept aside under another name.
    """
    found = []
    for file in sorted(_open(desk).glob("*.jsonl")) if _open(desk).is_dir() else []:
        if not is_id(file.stem):
            continue
        sitting = of_events(_journal(file).entries())
        if sitting is None:
            with said_plainly(file), contextlib.suppress(FileNotFoundError):
                os.replace(file, file.with_name(f"{file.name}.damaged-{time_name()}"))
            continue
        found.append(sitting)
    return tuple(found)


def close(desk: Desk, name: str) -> None:
    """Move a sitting's events away from the open ones; its line in the record is what counts now."""
    target = desk.record / FOLDER / "ended"
    file = _open(desk) / f"{name}.jsonl"
    with said_plainly(file):
        target.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            os.replace(file, target / file.name)
        with contextlib.suppress(OSError):  # on some systems it stays while somebody reads; it is empty
            file.with_suffix(".lock").unlink()


@contextlib.contextmanager
def alone(desk: Desk) -> Iterator[None]:
    """Wait for other processes that begin or end a sitting of this desk."""
    (desk.record / FOLDER).mkdir(parents=True, exist_ok=True)
    with one_at_a_time(desk.record / FOLDER / "exams.lock"):
        yield


def is_id(name: str) -> bool:
    """Whether a name can be a sitting's: never a path."""
    return _ID.fullmatch(name) is not None


def _open(desk: Desk) -> Path:
    return desk.record / FOLDER / "open"


@cache
def _journal(file: Path) -> Journal[Event]:
    return Journal(file, parse_event)
