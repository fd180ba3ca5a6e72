"""`certbook portfolio`: a passed lab as a folder worth publishing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, status, wrapped
from certbook.cli.options import DeskOption, JsonOption

if TYPE_CHECKING:
    from certbook.learner.portfolio.make import Work


@app.command()
def portfolio(
    name: Annotated[str, typer.Argument(metavar="LAB|DOMAIN", help="A lab, or a domain of which every lab is passed.")],
    folder: Annotated[Path, typer.Option("--out", metavar="DIR", help="The portfolio's folder.")],
    desk: DeskOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a passed lab as a folder to publish: your words, its numbers, notebook, figures, code; and a front page."""
    from certbook.content.library import Library
    from certbook.learner.desk import find_desk
    from certbook.learner.portfolio.make import labs_named, make

    library = Library.open()
    place = find_desk(library.root, desk)
    target = folder.expanduser().resolve()
    with status("running") as tell:
        works, own = make(place, library, labs_named(library, name), target, tell)
    if as_json:
        print_json({"path": str(target), "works": [work.to_json() for work in works], "kept": list(own)})
        return
    for work in works:
        _show(work)
    for page in own:
        out.print(f"{target / page}: yours, so it stays as it is; delete it to have it written anew")
    out.print(f"front page: {target / 'index.html'}")


def _show(work: Work) -> None:
    out.print(f"{work.placed.path}: {len(work.files)} files")
    if work.placed.backup is not None:
        out.print(f"  the earlier one: {work.placed.backup}")
    for kept in work.placed.kept:
        out.print(f"  kept, since you changed it: {kept}")
    for note in work.notes:
        out.print(f"  {note}")
    for line in work.todo:
        wrapped(f"to write: {line}", indent=2)
