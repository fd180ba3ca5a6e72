"""The library, read once and read again when its files have changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from certbook.content.library import Library

_LOOK_AGAIN = 1.0  # seconds between looks at the files
_PARTS = ("*.yml", "certifications/*.yml", "[0-9][0-9]-*/module.yml", "[0-9][0-9]-*/labs/*.py")


class Shelf:
    """Holds the library; one value until a file of it changes, so that others may remember what they made of it."""

    def __init__(self) -> None:
        self._library: Library | None = None
        self._seen: tuple[tuple[str, int, int], ...] = ()
        self._looked = float("-inf")

    def library(self) -> Library:
        """Return the library as its files say; raises CertbookError where there are none, or they break a rule."""
        if self._library is None:
            self._library = Library.open()
        if time.monotonic() - self._looked > _LOOK_AGAIN:
            self._looked = time.monotonic()
            seen = tuple(_facts(self._library.root.modules))
            if seen != self._seen:
                self._library, self._seen = Library.open(), seen
        return self._library


def _facts(folder: Path) -> Iterator[tuple[str, int, int]]:
    for pattern in _PARTS:
        for path in sorted(folder.glob(pattern)):
            try:
                facts = path.stat()
            except OSError:  # it went just now, which is a change too
                continue
            yield str(path), facts.st_mtime_ns, facts.st_size
