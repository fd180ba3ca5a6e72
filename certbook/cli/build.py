"""`certbook build`: bring the notebooks in step with the text that authors type."""

from __future__ import annotations

from typing import Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, status


@app.command()
def build(
    domains: Annotated[list[str] | None, typer.Argument(help="Domains to build; all where none is named.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if anything is stale.")] = False,
) -> None:
    """Build lessons, source labs and release labs from modules/."""
    from certbook.build.tree import build as build_tree
    from certbook.build.tree import stale_files
    from certbook.content.library import Library

    library = Library.open()
    modules = tuple(library.find_module(name) for name in domains) if domains else library.modules
    with status("building") as tell:
        changes = (stale_files if check else build_tree)(library, modules, tell)
    for change in changes:
        out.print(f"{change.state:8} {change.path}")
    if check and changes:
        out.print(f"{len(changes)} built files are not what modules/ says; run: certbook build")
        raise typer.Exit(1)
    out.print("up to date" if not changes else f"{len(changes)} files brought up to date")
