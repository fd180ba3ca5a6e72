"""`certbook lab`: fill the desk and open JupyterLab on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out

if TYPE_CHECKING:
    from certbook.learner.filling import Filed


@app.command()
def lab(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DIR] [-- ARGS]", help="Your folder; what follows -- goes to jupyter lab."),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Your name in the gradebook from now on.")] = None,
    reset: Annotated[
        list[str] | None, typer.Option("--reset", metavar="LAB", help="Put a fresh copy of LAB; yours is backed up.")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="The port to use.")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser, only print the address.")] = False,
    fill_only: Annotated[bool, typer.Option("--fill-only", help="Fill the desk, start no server.")] = False,
) -> None:
    """Fill your desk with lessons and labs and open JupyterLab there; what you changed is never overwritten."""
    from certbook.content.roots import find_content
    from certbook.learner import filling, jupyter
    from certbook.learner.desk import make_desk

    folder, extra = _split(words or [])
    content = find_content()
    desk = make_desk(content, folder, name)
    for wanted in reset or []:
        done = filling.reset(desk, content, wanted)
        out.print(f"{done.path}: fresh" + (f"; yours is in {done.backup}" if done.backup else ""))
    _show(filling.fill(desk, content), desk.path)
    if fill_only:
        return
    if port is not None:
        jupyter.refuse_taken_port(port)
    browser = jupyter.can_show_browser() and not no_browser
    arguments = jupyter.jupyter_arguments(desk, port, browser, extra)
    jupyter.run_jupyter(arguments, lambda address: out.print(f"JupyterLab: {address}\nCtrl-C ends it."))


def _split(words: list[str]) -> tuple[Path | None, list[str]]:
    """Tell the folder from what goes to jupyter lab: all of those begin with a dash, or follow one that does."""
    if words and not words[0].startswith("-"):
        return Path(words[0]), words[1:]
    return None, words


def _show(filed: tuple[Filed, ...], desk: Path) -> None:
    from certbook.learner.filling import count

    out.print(f"{desk}: " + ", ".join(f"{number} {state}" for state, number in count(filed).items()))
    for file in filed:
        if file.state == "kept":
            out.print(f"{file.path}: yours stays; a newer version is there, take it with --reset {file.path}")
