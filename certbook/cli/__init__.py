"""The command line: one thin file per command, which parses, calls and shows."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from certbook.errors import CertbookError
from certbook.kernels.grammar import without_slow_grammar

app = typer.Typer(
    name="certbook",
    help="A self-study workbook for people moving into AI jobs: labs in JupyterLab, autograded, proven.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _root() -> None:
    """A self-study workbook for people moving into AI jobs: labs in JupyterLab, autograded, proven."""


def main() -> None:
    """Run the command line; an error that the user can mend is one line on stderr and exit code 2."""
    from certbook.cli import commands  # noqa: F401  importing registers every command

    try:
        with without_slow_grammar():
            app()
    except CertbookError as error:
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False).print(f"certbook: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        print("certbook: stopped", file=sys.stderr)
        sys.exit(130)
