"""Where a watched lab is shown: a terminal that is drawn anew, or lines one below the other."""

from __future__ import annotations

from typing import Protocol

from rich.console import Console
from rich.text import Text

from certbook.watch.view import View

_WIDEST = 110


class Screen(Protocol):
    """Shows a view whenever something in it has changed."""

    def show(self, view: View) -> None:
        """Show it."""


class Drawn:
    """A terminal: wiped and drawn anew, so that what is on it is always the state of things."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, view: View) -> None:
        """Draw the view; the action and the keys come last, where the eye is and where a small window ends."""
        width = min(self._console.width, _WIDEST)
        lines = [*view.heading(), *view.body(width), Text()]
        if view.notice:
            lines.append(Text(view.notice))
        lines += [Text(view.following_action(), "bold"), Text(view.keys(), "dim")]
        self._console.clear()
        self._console.print(Text("\n").join(lines), soft_wrap=False)


class Lines:
    """Not a terminal: what is new, below what was there."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last: list[str] = []

    def show(self, view: View) -> None:
        """Print what differs from the last time: nothing while a check is under way."""
        if view.is_checking:
            return
        width = min(self._console.width, _WIDEST)
        said = [*view.heading(), *view.body(width), *([view.notice] if view.notice else [])]
        lines = [*map(str, said), view.following_action(), view.keys()]
        if lines != self._last:
            self._last = lines
            self._console.print("\n".join([*lines, ""]), soft_wrap=True)
