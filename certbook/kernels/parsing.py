"""Python's parser for processes with threads."""

from __future__ import annotations

import ast
import threading

# Some releases of Python 3.11 and 3.12 keep the depth of the tree that they build in one place for all threads, and
# raise SystemError ("AST constructor recursion depth mismatch") where two build at once: CPython's issue 106905.
_ONE_AT_A_TIME = threading.Lock()


def parse(source: str) -> ast.Module:
    """Return the tree of a source, whatever other threads parse; raises what `ast.parse` raises."""
    with _ONE_AT_A_TIME:
        return ast.parse(source)
