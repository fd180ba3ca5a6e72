"""`certbook hint`: open the next rung of a task's ladder of hints."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, wrapped
from certbook.cli.options import DeskOption, JsonOption, LabArgument


@app.command()
def hint(
    lab: LabArgument,
    task: Annotated[str | None, typer.Argument(help="Its key or number; without it the tasks are listed.")] = None,
    rung: Annotated[int | None, typer.Option("--rung", help="Show this rung again.")] = None,
    desk: DeskOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the next hint of a task: a nudge, the idea, almost the answer."""
    from certbook.content.library import Library
    from certbook.learner import hints
    from certbook.learner.desk import find_desk

    library = Library.open()
    found = library.find_lab(lab)
    place = find_desk(library.root, desk)
    if task is None:
        opened = hints.opened_rungs(place, found)
        if as_json:
            print_json({"lab": found.name, "opened": opened})
            return
        for number, one in enumerate(found.tasks, start=1):
            out.print(f"{number} {one.key:24} {opened[one.key]} of {len(one.hints)} hints opened")
        return
    shown = hints.open_hint(place, found, task, rung)
    if as_json:
        print_json(asdict(shown))
        return
    out.print(f"{shown.lab} {shown.task}: hint {shown.rung} of {shown.rungs}")
    wrapped(shown.text, indent=2)
    if shown.rung < shown.rungs:
        out.print(f"for the next: certbook hint {shown.lab} {shown.task}")
