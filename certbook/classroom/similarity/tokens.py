"""Python as a row of tokens in which names, numbers, texts, layout and comments make no difference."""

from __future__ import annotations

import builtins
import io
import keyword
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

_LARGEST = 100_000  # characters of an answer that are looked at: nobody writes more by hand
_DROPPED = {
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT),
    *(tokenize.ENCODING, tokenize.ENDMARKER, tokenize.ERRORTOKEN),
}
_KNOWN = {*keyword.kwlist, *vars(builtins)}
_LEXEMES = re.compile(r"#[^\n]*|[^\W\d]\w*|\d[\w.]*|\"[^\"\n]*\"|'[^'\n]*'|[^\s\w]")


@dataclass(frozen=True)
class Token:
    """What a token is compared by, and the line that it stands in, from 1."""

    kind: str
    line: int


def tokens_of(source: str) -> list[Token]:
    """Return the tokens of an answer; of one that is no Python, as good as they can be told.

    A name of one's own is a name like any other, so that renaming changes nothing; keywords, built-in names and what
    stands behind a dot, such as a library's functions, are what makes one program differ from another, and stay.
    Docstrings go, as comments do.
    """
    source = source[:_LARGEST]
    try:
        return list(_python(source))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return list(_lexed(source))


def _python(source: str) -> Iterator[Token]:
    before, begins = "", True
    for kind, text, (line, _), _, _ in tokenize.generate_tokens(io.StringIO(source).readline):
        if kind in _DROPPED:
            begins = begins or kind in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
            continue
        if not (kind == tokenize.STRING and begins):
            yield Token(_kind(kind, text, before), line)
        before, begins = text, False


def _kind(kind: int, text: str, before: str) -> str:
    if kind == tokenize.NUMBER:
        return "0"
    if kind == tokenize.NAME:
        return text if text in _KNOWN or before == "." else "name"
    return text if kind == tokenize.OP else "text"


def _lexed(source: str) -> Iterator[Token]:
    before = ""
    for number, line in enumerate(source.splitlines(), start=1):
        for text in _LEXEMES.findall(line):
            if text.startswith("#"):
                continue
            if text[0].isdigit():
                yield Token("0", number)
            elif text[0] in "\"'" and len(text) > 1:
                yield Token("text", number)
            elif text[0].isalpha() or text[0] == "_":
                yield Token(text if text in _KNOWN or before == "." else "name", number)
            else:
                yield Token(text, number)
            before = text
