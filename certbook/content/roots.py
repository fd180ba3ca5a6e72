"""Where the content lies: in a clone beside the package, or inside the installed package."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import certbook
from certbook.errors import CertbookError


@dataclass(frozen=True)
class ContentRoot:
    """A folder that holds `modules/` and what is built from it."""

    path: Path
    is_clone: bool

    @property
    def modules(self) -> Path:
        """What authors type."""
        return self.path / "modules"

    @property
    def notebooks(self) -> Path:
        """Built lessons."""
        return self.path / "notebooks"

    @property
    def source(self) -> Path:
        """Built labs with solutions and hidden tests."""
        return self.path / "source"

    @property
    def release(self) -> Path:
        """Built labs as the learner gets them."""
        return self.path / "release"


def find_content() -> ContentRoot:
    """Return the content that `CERTBOOK_CONTENT` names, of the clone that the package runs from, or of the wheel."""
    if named := os.environ.get("CERTBOOK_CONTENT"):
        if not (Path(named) / "modules").is_dir():
            raise CertbookError(f"{named}: no modules/ folder there; CERTBOOK_CONTENT must name a folder that has one")
        return ContentRoot(Path(named).resolve(), is_clone=True)
    package = Path(certbook.__file__).resolve().parent
    packed = package / "_content"
    if (packed / "modules").is_dir():
        return ContentRoot(packed, is_clone=False)
    clone = package.parent
    if (clone / "modules").is_dir():
        return ContentRoot(clone, is_clone=True)
    raise CertbookError(f"{package}: no modules/ beside or inside the package; reinstall certbook")
