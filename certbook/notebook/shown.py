"""Values that show themselves: HTML where a client renders it, plain text elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

MARKS = {"passed": "✓", "wrong": "✗", "error": "!", "not attempted": "·"}

# Colours come from the client's theme: what is ours has none, so that it reads in light and dark alike.
_BOX = "border-left: 3px solid; padding: 0.1em 0 0.1em 0.9em; margin: 0.3em 0; max-width: 60em"
_PRE = "white-space: pre-wrap; margin: 0.3em 0 0.3em 1.4em; padding: 0; background: none; color: inherit"


class Shown:
    """What a call in a cell returns; a subclass has its text and its HTML."""

    def _text(self) -> str:
        raise NotImplementedError

    def _html(self) -> str:
        raise NotImplementedError

    def __repr__(self) -> str:
        return self._text()

    def _repr_html_(self) -> str:
        return f'<div style="{_BOX}">{self._html()}</div>'

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self._repr_html_()}


class Line(Shown):
    """One line of prose."""

    def __init__(self, words: str) -> None:
        self.words = words

    def _text(self) -> str:
        return plain(self.words)

    def _html(self) -> str:
        return paragraph(self.words)


def plain(text: str) -> str:
    """Return a text that cannot steer a terminal: a learner's own values stand in it."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def indented(text: str) -> list[str]:
    """Return a text's lines, set in by four."""
    return [f"    {line}" for line in plain(text).splitlines()]


def paragraph(words: str) -> str:
    """Return a paragraph of HTML."""
    return f'<p style="margin: 0.2em 0">{escape(plain(words))}</p>'


def code(text: str) -> str:
    """Return what a check or a program said, with its line breaks, as HTML."""
    return f'<pre style="{_PRE}">{escape(plain(text))}</pre>'


def prose(text: str) -> str:
    """Return prose of several lines as HTML, set in like `code`."""
    return f'<div style="{_PRE}">{escape(plain(text))}</div>'


def strong(words: str) -> str:
    """Return words with weight, as a paragraph of HTML."""
    return f'<p style="margin: 0.2em 0"><b>{escape(plain(words))}</b></p>'


def folded(title: str, body: str, is_open: bool) -> str:
    """Return a part that folds, in HTML; one without a body only has its title."""
    if not body:
        return f'<div style="margin: 0.2em 0 0.2em 1.1em">{escape(plain(title))}</div>'
    state = " open" if is_open else ""
    summary = f'<summary style="cursor: pointer">{escape(plain(title))}</summary>'
    return f'<details style="margin: 0.2em 0"{state}>{summary}{body}</details>'


def rows(table: Iterable[tuple[str, ...]], heads: tuple[str, ...]) -> str:
    """Return a table in HTML; the first cell of a row is its name."""
    cell = 'style="text-align: left; padding: 0.1em 1em 0.1em 0"'
    style = 'style="font-size: inherit; border-collapse: collapse; margin: 0.2em 0 0.2em 1.1em"'
    head = "".join(f'<th scope="col" {cell}>{escape(name)}</th>' for name in heads)
    lines = [
        f'<tr><th scope="row" {cell}>{escape(plain(name))}</th>'
        + "".join(f"<td {cell}>{escape(plain(value))}</td>" for value in values)
        + "</tr>"
        for name, *values in table
    ]
    return f"<table {style}><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
