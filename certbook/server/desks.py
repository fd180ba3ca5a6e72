"""Which desk a Jupyter server serves: the one that it is rooted in, or the only one below its root.

`certbook lab` roots its server in a desk. A JupyterHub roots it in the home folder, where a desk lies somewhere below.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from certbook.content.roots import ContentRoot
from certbook.learner.desk import ENVIRONMENT_NAME, MARKER, Desk, find_desk
from certbook.server.problems import Refused

_DEPTH = 3  # folders below the root in which a desk is looked for
_MOST_FOLDERS = 2_000  # a home folder may hold anything
_LOOK_AGAIN = 2.0  # seconds


class Desks:
    """Finds the desk of a server's root folder, and finds it again when it was moved."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._known: Path | None = None
        self._looked = float("-inf")
        self._below: list[Path] = []

    def find(self, content: ContentRoot) -> Desk:
        """Return the desk.

        The first of these counts: the marker in the root or nearest above it, CERTBOOK_DESK where that lies below the
        root, the only desk below the root. Raises Refused (404) where there is none, or more than one below.
        """
        if self._known is None or not (self._known / MARKER).is_file():
            self._known = self._above() or self._named() or self._only_one_below()
        return find_desk(content, self._known)

    def shown(self, place: Path) -> str:
        """Return a path as JupyterLab names it, relative to the root."""
        return Path(os.path.relpath(place, self.root)).as_posix()

    def _above(self) -> Path | None:
        return next((folder for folder in (self.root, *self.root.parents) if (folder / MARKER).is_file()), None)

    def _named(self) -> Path | None:
        named = os.environ.get(ENVIRONMENT_NAME)
        place = Path(named).expanduser().resolve() if named else None
        fits = place is not None and place.is_relative_to(self.root) and (place / MARKER).is_file()
        return place if fits else None

    def _only_one_below(self) -> Path:
        if time.monotonic() - self._looked > _LOOK_AGAIN:
            self._below, self._looked = list(_desks_below(self.root)), time.monotonic()
        if len(self._below) == 1:
            return self._below[0]
        if not self._below:
            raise Refused(
                404, f"{self.root}: no Certbook desk here; make one in a terminal: certbook lab --fill-only DIR"
            )
        names = ", ".join(self.shown(path) for path in self._below)
        raise Refused(
            404, f"{self.root}: several desks here ({names}); open one: certbook lab DIR, or name it in CERTBOOK_DESK"
        )


def _desks_below(root: Path) -> Iterator[Path]:
    """Yield the desks below a folder, the nearest first; hidden folders and links are left out."""
    level, seen = [root], 0
    for _ in range(_DEPTH):
        below = [folder for parent in level for folder in _folders(parent)]
        seen += len(below)
        yield from (folder for folder in below if (folder / MARKER).is_file())
        if seen > _MOST_FOLDERS:
            return
        level = below


def _folders(parent: Path) -> list[Path]:
    try:
        with os.scandir(parent) as entries:
            named = [entry for entry in entries if not entry.name.startswith((".", "__"))]
            return sorted(Path(entry.path) for entry in named if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []
