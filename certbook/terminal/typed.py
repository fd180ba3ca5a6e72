"""Lines as they are typed, with a limit on the waiting; on a terminal and through a pipe."""

from __future__ import annotations

import math
import os
import re
import select
import sys

from certbook.errors import CertbookError
from certbook.learner.exam.scoring import Answer
from certbook.learner.exam.views import Asked, Place

_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")
END = None  # nobody types any more


class TypedLines:
    """Standard input line by line; what has been read and not asked for yet is kept."""

    def __init__(self) -> None:
        self._kept = b""
        self._over = False

    def read(self, seconds: float) -> str | None:
        """Return the next line, "" where none came in time, END where the input has ended."""
        self._over = self._over or sys.stdin is None  # a program that was started without one
        while b"\n" not in self._kept and not self._over:
            if os.name != "nt" and not select.select([sys.stdin], [], [], max(seconds, 0.0))[0]:
                return ""
            data = os.read(sys.stdin.fileno(), 4096)
            self._over = not data or b"\x04" in data
            self._kept += data
        line, found, self._kept = self._kept.partition(b"\n")
        if not found and not line.strip(b"\x04 \r"):
            return END
        return line.decode("utf-8", "replace").strip() or " "


def answer_of(asked: Asked, text: str) -> Answer:
    """Return the answer that somebody typed by the numbers on the page; raises CertbookError with what to type."""
    words = text.replace(",", " ").split() if asked.kind != "number" else [text.strip()]
    if asked.kind == "number":
        return [_number(words[0], asked)]
    if asked.kind == "match":
        if len(words) != len(asked.left):
            raise CertbookError(f"type {len(asked.left)} numbers, one for each line, - for one that stays open")
        return [None if word == "-" else _place(word, asked.options) for word in words]
    places = [_place(word, asked.choices) for word in words]
    if asked.kind == "one" and len(places) != 1:
        raise CertbookError("type one number")
    if asked.kind == "order" and sorted(places) != sorted(float(one.place) for one in asked.choices):
        raise CertbookError(f"type all {len(asked.choices)} numbers in your order, such as 2 1 3")
    if len(set(places)) != len(places):
        raise CertbookError("type each number once")
    return [*places]


def typed_of(asked: Asked) -> str:
    """Return a question's answer by the numbers on the page, "" where there is none."""
    if asked.answer is None:
        return ""
    if asked.kind == "number":
        return f"{asked.answer[0]:g}"
    lines = asked.options if asked.kind == "match" else asked.choices
    shown = {float(one.place): str(number) for number, one in enumerate(lines, start=1)}
    return " ".join("-" if place is None else shown.get(place, "?") for place in asked.answer)


def _place(word: str, lines: tuple[Place, ...]) -> float:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= len(lines):
        raise CertbookError(f"'{word}' is none of the numbers 1 to {len(lines)}")
    return float(lines[int(word) - 1].place)


def _number(word: str, asked: Asked) -> float:
    digits = word.removesuffix("%").removesuffix(asked.unit).strip()
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    try:
        number = float(digits)  # a comma that may be meant as a point is refused: 1,5 is not 15
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise CertbookError(f"'{word}' is no number; type one, in {asked.unit}, with a point for the fraction")
    return number
