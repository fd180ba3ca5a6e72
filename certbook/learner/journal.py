"""A file of JSON lines that only grows: appended whole, and read again only from where it has grown."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Generic, TypeVar

from certbook.learner.files import one_at_a_time, said_plainly, time_name, write_another, write_whole

Entry = TypeVar("Entry")

_TAIL = 128  # bytes before the place where reading goes on; where they have changed, it begins anew


class Journal(Generic[Entry]):
    """One journal as this process knows it; `parse` returns None for a line that is damaged.

    Damaged lines are copied to a file beside the journal and taken out of it. `generation` grows whenever the entries
    are not those of before with new ones behind: the file was written anew, or went.
    """

    def __init__(self, file: Path, parse: Callable[[bytes], Entry | None]) -> None:
        self._file, self._parse = file, parse
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._tail = b""
        self._entries: tuple[Entry, ...] = ()
        self.generation = 0

    def append(self, line: str) -> None:
        """Write one more line, whole; one that a crash cut off before it keeps to itself."""
        with self._alone(), said_plainly(self._file), open(self._file, "ab+") as stream:
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - 1))
            unfinished = stream.read(1) not in (b"", b"\n")
            stream.write(("\n" * unfinished + line + "\n").encode())
            stream.flush()
            os.fsync(stream.fileno())

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries, oldest first."""
        with self._lock:
            facts = self._facts()
            if facts is None and self._seen is not None:
                self._forget()
            if facts != self._seen:
                with self._alone():
                    self._read()
            return self._entries

    def _read(self) -> None:
        with said_plainly(self._file), open(self._file, "rb") as stream:
            data = self._appended(stream)
            if data is None:
                self._forget()
                stream.seek(0)
                data = stream.read()
        lines = [line for line in data.splitlines(keepends=True) if line.strip()]
        parsed = [self._parse(line) for line in lines]
        damaged = [line for line, entry in zip(lines, parsed, strict=True) if entry is None]
        tail = self._set_aside(damaged) if damaged else self._tail + data
        self._entries += tuple(entry for entry in parsed if entry is not None)
        self._seen, self._tail = self._facts(), tail[-_TAIL:]

    def _appended(self, stream: IO[bytes]) -> bytes | None:
        """Return what was written behind what is known; None where the file is not the known one with more behind."""
        facts = os.fstat(stream.fileno())
        if self._seen is None or facts.st_ino != self._seen[0] or facts.st_size <= self._seen[1]:
            return None
        stream.seek(self._seen[1] - len(self._tail))
        data = stream.read()
        return data[len(self._tail) :] if data.startswith(self._tail) else None

    def _set_aside(self, damaged: list[bytes]) -> bytes:
        """Take lines out of the journal, keep them beside it, and return what is left."""
        write_another(self._file.parent, f"{self._file.stem}-damaged-{time_name()}", ".jsonl", b"".join(damaged))
        lines = self._file.read_bytes().splitlines(keepends=True)
        left = b"".join(line for line in lines if line not in damaged)
        write_whole(self._file, left)
        return left

    def _forget(self) -> None:
        self._seen, self._tail, self._entries = None, b"", ()
        self.generation += 1

    def _facts(self) -> tuple[int, int, int] | None:
        with said_plainly(self._file):
            try:
                facts = self._file.stat()
            except FileNotFoundError:
                return None
            return facts.st_ino, facts.st_size, facts.st_mtime_ns

    def _alone(self) -> AbstractContextManager[None]:
        return one_at_a_time(self._file.with_suffix(".lock"))
