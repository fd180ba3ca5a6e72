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

_SHORTEST = 4  # letters and digits of a made-up id; more where two would be the same


class Pseudonyms:
    """Made-up ids of some students, and texts in which they stand for the real ones and for names and addresses."""

    def __init__(self, secret: bytes, students: Iterable[str], others: Iterable[tuple[str, str]] = ()) -> None:
        """Make up ids.

        Args:
            secret: what they are made with.
            students: the real ids.
            others: whatever else says who somebody is, such as a name, with the student's id.
        """
        self._ids = _made_up(secret, sorted(set(students)))
        words = {**dict.fromkeys(self._ids, ""), **{word: "" for word, _ in others if len(word) > 1}}
        owner = {**dict(others), **{student: student for student in self._ids}}
        self._by_word = {word.casefold(): self._ids[owner[word]] for word in words if owner[word] in self._ids}
        longest_first = sorted(map(re.escape, words), key=len, reverse=True)
        self._words = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE) if words else None

    def __getitem__(self, student: str) -> str:
        return self._ids[student]

    def hide(self, value: Any) -> Any:
        """Return a value, of JSON's kinds, in which no text says who a student is."""
        if isinstance(value, str):
            return self._words.sub(lambda found: self._by_word[found[0].casefold()], value) if self._words else value
        if isinstance(value, dict):
            return {self.hide(key): self.hide(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.hide(one) for one in value]
        return value


def secret_of(course: Course) -> bytes:
    """Return a course's secret, made on first use; who has it can tell who is who."""
    file: Path = course.private / "pseudonyms.key"
    if not file.is_file():
        replace_whole(file, secrets.token_bytes(32), durable=True)
        file.chmod(0o600)
    return file.read_bytes()


def _made_up(secret: bytes, students: list[str]) -> dict[str, str]:
    codes = {student: _code(secret, student) for student in students}
    length = _SHORTEST
    while len({code[:length] for code in codes.values()}) < len(codes):
        length += 1
    return {student: f"student {code[:length]}" for student, code in codes.items()}


def _code(secret: bytes, student: str) -> str:
    digest = hmac.new(secret, student.encode("utf-8", "surrogateescape"), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").lower()
