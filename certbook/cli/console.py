"""Where commands print: results on standard output, what goes on meanwhile on standard error."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from certbook.errors import CertbookError
from certbook.files import replace_whole

out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, emoji=False)


@contextmanager
def status(doing: str) -> Iterator[Callable[[str], None]]:
    """Show what is being worked on, where someone watches."""
    with err.status(f"{doing} …") as line:
        yield lambda what: line.update(f"{doing} {what} …")


@contextmanager
def progress_bar(doing: str) -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar with the time left, where someone watches; call it with done, total and what was done last."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[what]}"), console=err, transient=True) as bar:
        task = bar.add_task(doing, total=None, what="")
        yield lambda done, total, what: bar.update(task, completed=done, total=total, what=what)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; a narrow terminal wraps cells, it never drops them."""
    view = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=True)
    for number, name in enumerate(columns):
        view.add_column(name, no_wrap=number == 0)
    for row in rows:
        view.add_row(*row)
    Console(highlight=False, markup=False, emoji=False).print(view)


def wrapped(text: str, indent: int) -> None:
    """Print prose folded to the width of the terminal, indented; a learner's own text cannot steer the terminal."""
    text = "".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)
    width = max(min(out.width, 110), 40)
    print(textwrap.fill(text, width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2)))


def write_out(path: Path, text: str) -> None:
    """Write what `--out` asks for, whole or not at all.

    Raises CertbookError where it cannot be written, or where something else than a file is there: it would be replaced.
    """
    if path.exists() and not path.is_file():
        raise CertbookError(f"{path}: is no file; choose another name for --out")
    try:
        replace_whole(path, text)
    except OSError as error:
        raise CertbookError(f"{path}: cannot be written ({error.strerror}); choose another place for --out") from None


def print_json(value: Any) -> None:
    """Print a value as JSON, for other programs."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
