"""The contract as TypeScript.

`python -m certbook.server.typescript ui/src/contract.ts` brings the user interface in step; without a file the text
goes to the standard output.
"""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from certbook.server import contract

_HEAD = """\
// Generated from certbook/server/contract.py by `python -m certbook.server.typescript`. Do not edit.
// Times are ISO 8601 in UTC; a `path` is relative to the server's root; a mastery is a share between 0 and 1, or null.
"""
_PLAIN: dict[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}
_WIDEST = 80


def typescript() -> str:
    """Return the whole contract as the text of a TypeScript module."""
    return "\n".join([_HEAD, *_aliases(), *_interfaces()])


def _named() -> dict[Any, str]:
    """Return the contract's named unions of words."""
    return {value: name for name, value in vars(contract).items() if get_origin(value) is Literal}


def _aliases() -> Iterator[str]:
    for union, name in _named().items():
        line = f"export type {name} = {_words(union)};"
        if len(line) > _WIDEST:
            line = f"export type {name} =\n  | " + "\n  | ".join(map(_word, get_args(union))) + ";"
        yield f"{line}\n"


def _interfaces() -> Iterator[str]:
    for name, value in vars(contract).items():
        is_message = inspect.isclass(value) and issubclass(value, contract.Message)
        if is_message and value is not contract.Message:
            fields = "".join(f"  {key}: {_type(field.annotation)};\n" for key, field in value.model_fields.items())
            yield f"{_comment(value)}export interface {name} {{\n{fields}}}\n"


def _comment(value: type[contract.Message]) -> str:
    lines = inspect.getdoc(value).splitlines() if value.__doc__ else []  # type: ignore[union-attr]
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


def _type(annotation: Any) -> str:
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _named().get(annotation) or _words(annotation)
    if origin is list:
        inner = _type(arguments[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin in (Union, types.UnionType):
        return " | ".join(dict.fromkeys(map(_type, arguments)))  # whole and broken numbers are one type
    if inspect.isclass(annotation) and issubclass(annotation, contract.Message):
        return annotation.__name__
    raise TypeError(f"{annotation}: no TypeScript for this yet")


def _words(union: Any) -> str:
    return " | ".join(map(_word, get_args(union)))


def _word(word: str) -> str:
    return f"'{word}'"


def main(arguments: list[str]) -> None:
    """Write the text to the file that is named, or to the standard output."""
    if arguments:
        Path(arguments[0]).write_text(typescript(), encoding="utf-8")
    else:
        sys.stdout.write(typescript())


if __name__ == "__main__":
    main(sys.argv[1:])
