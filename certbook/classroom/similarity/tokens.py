"""Python as a row of tokens in which names, numbers, texts, layout and comments make no difference."""

from __future__ import annotations

import builtins
import itertools
import keyword
import re
from typing import NamedTuple

LARGEST = 30_000  # characters of an answer that are looked at: several times what anybody writes for a whole lab

# One lexer for code that parses and code that does not, so that a stray character changes one token and not all.
# The standard library's `tokenize` gives the same row for good code (a test holds them together), gives none for much
# that is broken, and takes the square of a line's length for a line such as "x", blanks and "$": minutes for 20 kB.
# Every pattern here takes what it began, to the end of the line or the text if need be, and so never looks twice.
_LEXEMES = re.compile(
    r"""
      (?P<skip>    \#[^\n]* | \\\r?\n | [^\S\n]+ )
    | (?P<newline> \n )
    | (?P<text>    [rRbBuUfF]{0,2} (?: '''(?:[^'\\]|\\.?|'(?!''))*(?:'''|\Z) | '(?:[^'\\\n]|\\.)*'?
                                     | \"\"\"(?:[^"\\]|\\.?|"(?!""))*(?:\"\"\"|\Z) | "(?:[^"\\\n]|\\.)*"? ) )
    | (?P<number>  \.?\d (?: [eE][+-](?=\d) | [\w.] )* )
    | (?P<name>    [^\W\d]\w* )
    | (?P<sign>    \.\.\. | [*/<>]{2}=? | -> | [:=!<>+\-*/%&|^@]= | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_KEYWORDS = frozenset(keyword.kwlist)
_BUILTINS = frozenset(vars(builtins))
_DEPTH = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}


class Token(NamedTuple):
    """What a token is compared by, and the line that it begins in, from 1; lines end with a newline alone."""

    kind: str
    line: int


def tokens_of(source: str) -> list[Token]:
    """Return the tokens of an answer; of one that is no Python, as good as they can be told.

    A name of one's own is a name like any other, so that renaming changes nothing: variables, parameters, what the
    answer itself defines, and attributes of `self`. Keywords, built-in functions that are called (a variable may be
    called `sum`), classes of exceptions and what stands behind a dot, such as a library's functions, are what makes one
    program differ from another, and stay. Docstrings go, as comments do.
    """
    lexemes = _lexemes(source[:LARGEST])
    own = {text for (_, before, _), (_, text, _) in itertools.pairwise(lexemes) if before in ("def", "class")}
    texts = ["", "", *(text for _, text, _ in lexemes), ""]
    return [
        Token(_kind(sort, text, owner if dot == "." else None, after, own), line)
        for (sort, text, line), owner, dot, after in zip(lexemes, texts, texts[1:], texts[3:], strict=False)
    ]


def _lexemes(source: str) -> list[tuple[str, str, int]]:
    """Return sort, text and line of what is code."""
    found, line, depth, begins = [], 1, 0, True
    for match in _LEXEMES.finditer(source):
        sort, text = match.lastgroup or "", match.group()
        if sort == "newline":
            begins = begins or depth == 0
        elif sort != "skip":
            if not (sort == "text" and begins):
                found.append((sort, text, line))
            begins = False
            depth = max(depth + _DEPTH.get(text, 0), 0)
        line += text.count("\n")
    return found


def _kind(sort: str, text: str, owner: str | None, after: str, own: set[str]) -> str:
    """Return what a lexeme is compared by; `owner` stands before the dot before it, None where there is no dot."""
    if sort != "name":
        return {"sign": text, "number": "0"}.get(sort, "text")
    if text in _KEYWORDS:
        return text
    if owner is not None:
        return "name" if text in own or owner in ("self", "cls") else text
    return text if text in _BUILTINS and text not in own and (after == "(" or text[0].isupper()) else "name"
