"""`certbook watch`: grade a lab on every save, and show what to do next."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out
from certbook.cli.options import DeskOption


@app.command()
def watch(
    lab: Annotated[str | None, typer.Argument(help="The lab; without it the one to go on with.")] = None,
    desk: DeskOption = None,
) -> None:
    """Grade your notebook on every save and show the first failure; keys: h hint, l list, r again, n next, q quit."""
    from certbook.content.library import Library
    from certbook.learner.desk import find_desk
    from certbook.learner.progress import progress
    from certbook.watch.keys import keyboard
    from certbook.watch.loop import Watch
    from certbook.watch.screen import Drawn, Lines

    library = Library.open()
    place = find_desk(library.root, desk)
    if lab is None:
        part = progress(place, library).next_lab
        if part is None:
            out.print("every lab is passed; name one to watch it: certbook watch LAB")
            return
        lab = part.name
    found = library.find_lab(lab)
    drawn = sys.stdin.isatty() and out.is_terminal and not out.is_dumb_terminal
    with keyboard(single=drawn) as keys:
        Watch(place, library, found, keys, Drawn(out) if drawn else Lines(out)).run()
