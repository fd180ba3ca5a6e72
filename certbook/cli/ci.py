"""`certbook ci`: grade a learner's or a class's repository in continuous integration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, progress_bar
from certbook.cli.options import JsonOption


@app.command()
def ci(
    repository: Annotated[Path, typer.Argument(metavar="[DIR]", help="The repository.")] = Path("."),
    summary: Annotated[Path | None, typer.Option(metavar="FILE", help="Append Markdown, as a job summary.")] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JUnit XML.")] = None,
    badge: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write an SVG with the share of the points.")
    ] = None,
    executed: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Run each notebook by papermill, and put it here.")
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Name a class's students: only where the log is private.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 while a task is open.")] = False,
    isolated: Annotated[
        bool, typer.Option("--isolated", help="Refuse to run where a layer of isolation is missing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Grade all labs of a repository and write what comes of it; nothing else in it changes."""
    from certbook.classroom.continuous.badge import badge_of
    from certbook.classroom.continuous.junit import junit_of
    from certbook.classroom.continuous.run import run_ci
    from certbook.classroom.continuous.summary import summary_of
    from certbook.content.library import Library
    from certbook.files import replace_whole

    library = Library.open()
    with progress_bar("grading") as show:
        result = run_ci(repository, library, executed, isolated, show)
    text = summary_of(result, library, names)
    if summary is not None:
        with summary.open("a", encoding="utf-8") as stream:
            stream.write(text)
    if junit is not None:
        replace_whole(junit, junit_of(result, names))
    if badge is not None:
        replace_whole(badge, badge_of(result.share))
    if as_json:
        print_json(result.to_json())
    else:
        out.print(text, end="")
    if strict and not result.all_passed:
        raise typer.Exit(1)
