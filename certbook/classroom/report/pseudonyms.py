"""Made-up ids for students: the same ones in every report of a course, and no way back without its secret."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from certbook.files import replace_whole
from certbook.grading.course import Course

_SHORTEST = 6  # letters and digits of a made-up id: in a class of a thousand, two are the same once in two thousand
_SHORTEST_NUMBER = 5  # digits of a number that can say who somebody is; a shorter one is any number of a program
_LETTER = r"[^\W_]"  # an underscore joins words, it hides none


class Pseudonyms:
    """Made-up ids of some students, and texts in which they stand for the real ones and for names and addresses."""

    def __init__(self, secret: bytes, students: Iterable[str], others: Iterable[tuple[str, str]] = ()) -> None:
        """Make up ids.

        Args:
            secret: what they are made with.
            students: the real ids.
            others: whatever else says who somebody is, such as a name, with the student's id.
        """
        owners = {word: student for word, student in others if len(word) > 1}
        self._ids = _made_up(secret, sorted({*students, *owners.values()}))
        owners |= {student: student for student in self._ids}
        self._by_word = {word.casefold(): self._ids[owner] for word, owner in owners.items()}
        self._anywhere = _pattern(self._by_word)
        self._in_texts = _pattern(word for word in self._by_word if not _is_any_number(word))

    def __getitem__(self, student: str) -> str:
        return self._ids[student]

    def all_of(self, students: Iterable[str]) -> list[str]:
        """Return the ids of some students in an order of their own: the real one would tell."""
        return sorted(self._ids[student] for student in students)

    def hide(self, text: str) -> str:
        """Return a text of anybody's, such as a program or a message, in which nothing says who a student is.

        Ids that are small numbers stay: they would be found in every program, and say nothing there.
        """
        return self._replaced(self._in_texts, text)

    def hide_place(self, text: str) -> str:
        """Return a line that names files, in which no part of a path says who a student is."""
        return self._replaced(self._anywhere, text)

    def _replaced(self, words: re.Pattern[str] | None, text: str) -> str:
        return words.sub(lambda found: self._by_word.get(found[0].casefold(), "a student"), text) if words else text


def hidden(values: dict[str, Any], names: Pseudonyms) -> dict[str, Any]:
    """Return a report's plain values in which nothing says who a student is."""
    mistakes = [{**one, "students": names.all_of(one["students"])} for one in values["mistakes"]["found"]]
    clusters = [
        {**one, "students": names.all_of(one["students"]), "example": names.hide(one["example"])}
        for one in values["clusters"]
    ]
    rows = [{**row, "student": names[row["student"]]} for row in values["rows"]]
    return {
        **values,
        "pseudonymous": True,
        "mistakes": {**values["mistakes"], "found": mistakes},
        "clusters": clusters,
        "needy": [{**one, "student": names[one["student"]]} for one in values["needy"]],
        "absent": names.all_of(values["absent"]),
        "alike": [{**one, "pair": _hidden_pair(one["pair"], names)} for one in values["alike"]],
        "rows": sorted(rows, key=lambda row: str(row["student"])),  # the real order would tell
        "problems": [names.hide_place(line) for line in values["problems"]],
    }


def secret_of(course: Course) -> bytes:
    """Return a course's secret, made on first use; who has it can tell who is who."""
    file: Path = course.private / "pseudonyms.key"
    if not file.is_file():
        replace_whole(file, secrets.token_bytes(32), durable=True)
        file.chmod(0o600)
    return file.read_bytes()


def _hidden_pair(pair: dict[str, Any], names: Pseudonyms) -> dict[str, Any]:
    first, second = sorted(("first", "second"), key=lambda side: names[pair[side]])
    passages = [
        {"task": one["task"], "first": names.hide(one[first]), "second": names.hide(one[second])}
        for one in pair["passages"]
    ]
    return {**pair, "first": names[pair[first]], "second": names[pair[second]], "passages": passages}


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=len, reverse=True)
    if not longest_first:
        return None
    # What is long and has a digit is an id and no word of a language: it is found within words too.
    parts = (
        re.escape(word)
        if len(word) >= _SHORTEST_NUMBER and any(map(str.isdigit, word))
        else rf"(?<!{_LETTER}){re.escape(word)}(?!{_LETTER})"
        for word in longest_first
    )
    return re.compile("|".join(parts), re.IGNORECASE)


def _is_any_number(word: str) -> bool:
    return word.isdigit() and len(word) < _SHORTEST_NUMBER


def _made_up(secret: bytes, students: list[str]) -> dict[str, str]:
    codes = {student: _code(secret, student) for student in students}
    length = _SHORTEST
    while len({code[:length] for code in codes.values()}) < len(codes):
        length += 1
    return {student: f"student {code[:length]}" for student, code in codes.items()}


def _code(secret: bytes, student: str) -> str:
    digest = hmac.new(secret, student.encode("utf-8", "surrogateescape"), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").lower()
