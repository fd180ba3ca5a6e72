"""Import nbformat without the grammar of web addresses that its validator would build: a second of each process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_PACKAGE = "rfc3987_syntax"


@contextmanager
def without_slow_grammar() -> Iterator[None]:
    """Let nbformat be imported as if that package were missing: it does without, and no notebook schema asks for it.

    Whoever imports the package afterwards finds it as it is installed.
    """
    absent = _PACKAGE not in sys.modules
    if absent:
        sys.modules[_PACKAGE] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules[_PACKAGE]
