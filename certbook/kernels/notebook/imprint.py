"""Tell in a millisecond that nothing of what the guard watches was touched, without touching it.

To compare Python objects is to count references to them, and in a fork each page that a count stands on is copied:
the guard's own comparison costs a fork far more than its instructions. CPython gives a dictionary a new version with
every change, and keeps a function's code, defaults and keyword defaults side by side; these few words of memory are
read where they lie. Equal words mean that nothing changed. Others mean no more than that the guard has to look.

Made in the warm parent. Where the interpreter keeps no such words (`is_known` tries), there is no imprint.
"""

from __future__ import annotations

import ctypes
import sys
import types
from collections.abc import Iterable
from typing import Any

_WORD = ctypes.sizeof(ctypes.c_void_p)
_HEAD = 2 * _WORD  # a reference count and a type
_DICT_WORDS = 4  # entries in use, version, keys, values


class Imprint:
    """The words of memory of some things, which have to stay alive as long as this does."""

    def __init__(self, places: Iterable[memoryview]) -> None:
        self._places = [(place, place.tolist()) for place in places]

    @classmethod
    def of_dicts(cls, spaces: Iterable[dict[str, Any]]) -> Imprint:
        """Return the imprint of dictionaries as they are now."""
        return cls(_words(id(space) + _HEAD, _DICT_WORDS) for space in spaces)

    @classmethod
    def of_functions(cls, functions: Iterable[types.FunctionType]) -> Imprint:
        """Return the imprint of functions' code and defaults as they are now."""
        offset = _code_offset()
        return cls(_words(id(function) + offset, 3) for function in functions)

    def now(self) -> list[list[int]]:
        """Return the words as they are now."""
        return [place.tolist() for place, _ in self._places]

    def differing(self) -> list[int]:
        """Return the numbers, from 0, of the things whose words differ from what they were."""
        return [number for number, (place, words) in enumerate(self._places) if place.tolist() != words]


def is_known() -> bool:
    """Whether this interpreter keeps the words that an imprint reads where it looks for them."""
    if sys.implementation.name != "cpython" or object.__basicsize__ != _HEAD:
        return False
    return _code_offset() > 0 and _every_change_shows()


def dict_of_class(owner: type) -> dict[str, Any]:
    """Return the dictionary behind a class's read-only view of it."""
    import gc

    return next(held for held in gc.get_referents(vars(owner)) if isinstance(held, dict))


def _every_change_shows() -> bool:
    first = object()
    space: dict[str, object] = {"name": first}
    words = _words(id(space) + _HEAD, _DICT_WORDS)
    seen = {tuple(words)}
    space["name"] = object()
    seen.add(tuple(words))
    space["name"] = first  # back, and still another version
    seen.add(tuple(words))
    space["other"] = first
    seen.add(tuple(words))
    return len(seen) == 4


def _code_offset() -> int:
    """Return where in a function its code, its defaults and its keyword defaults lie; 0 where that is not found."""

    def probe(one: object = None, *, other: object = None) -> tuple[object, object]:
        return one, other

    wanted = [id(probe.__code__), id(probe.__defaults__), id(probe.__kwdefaults__)]
    words = _words(id(probe), types.FunctionType.__basicsize__ // _WORD).tolist()
    starts = [start for start in range(len(words) - 2) if words[start : start + 3] == wanted]
    return starts[0] * _WORD if len(starts) == 1 else 0


def _words(address: int, number: int) -> memoryview:
    size = number * _WORD
    return memoryview((ctypes.c_char * size).from_address(address)).cast("B").cast("P")
