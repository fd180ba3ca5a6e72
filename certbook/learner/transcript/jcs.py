"""JSON in its one canonical form (RFC 8785, JCS), so that equal values have equal bytes and can be signed."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

_EXACT = 2**53  # beyond, a number of JSON is not the same everywhere
_ESCAPES = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


def canonical(value: Any) -> bytes:
    """Return a JSON value's canonical bytes.

    Raises ValueError where it has none: numbers that are not finite or whole ones beyond 2^53, half characters.
    """
    return _text(value).encode("utf-8")


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_text, value))}]"
    if isinstance(value, dict):
        # By UTF-16 code units, as the RFC asks: beyond the first plane that is another order than Python's.
        names = sorted(value, key=lambda name: str(name).encode("utf-16-be"))
        return "{" + ",".join(f"{_string(name)}:{_text(value[name])}" for name in names) + "}"
    raise ValueError(f"{type(value).__name__} is no JSON value")


def _string(text: str) -> str:
    if not isinstance(text, str):
        raise ValueError("a name in an object must be text")
    return '"' + "".join(_ESCAPES.get(ord(c)) or (c if c >= " " else f"\\u{ord(c):04x}") for c in text) + '"'


def _number(value: float) -> str:
    """Return a number as ECMAScript writes it: the shortest digits that say the same double."""
    if isinstance(value, int) and abs(value) > _EXACT:
        raise ValueError(f"{value}: too large to be the same number everywhere")
    double = float(value)
    if not math.isfinite(double):
        raise ValueError("a number that is not finite is no JSON")
    if double == 0:
        return "0"
    sign, found, power = Decimal(repr(double)).as_tuple()
    assert isinstance(power, int)
    digits = "".join(map(str, found)).lstrip("0")
    power += len(digits) - len(digits := digits.rstrip("0"))
    return ("-" if sign else "") + _placed(digits, len(digits) + power)


def _placed(digits: str, point: int) -> str:
    """Put the point, or the exponent, where ECMAScript does: `point` counts the digits before it."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
