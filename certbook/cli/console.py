"""Where commands print: results on standard output, what goes on meanwhile on standard error."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console

out = Console(highlight=False, markup=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False)


@contextmanager
def status(doing: str) -> Iterator[Callable[[str], None]]:
    """Show what is being worked on, where someone watches."""
    with err.status(f"{doing} …") as line:
        yield lambda what: line.update(f"{doing} {what} …")


def print_json(value: Any) -> None:
    """Print a value as JSON, for other programs."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
