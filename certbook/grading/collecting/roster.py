"""Who the students are: a CSV with an `id` and, in any other columns, the names that platforms know them by."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from certbook.errors import CertbookError

ID_COLUMNS = ("id", "student_id", "student", "username", "login")
# A student's id is a folder below submitted/ and a pattern to nbgrader, so it keeps to what both take as it is.
STUDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")


@dataclass(frozen=True)
class Roster:
    """Students by every name that they go by; `twins` are names of more than one, `rows` what the CSV says of each."""

    known: Mapping[str, str] = field(default_factory=dict)
    twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    students: tuple[str, ...] = ()
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def find(self, keys: Iterable[str]) -> tuple[str | None, str]:
        """Return the student whom some keys name, and else why nobody is found."""
        tried = list(keys)
        for key in tried:
            if (name := plain(key)) in self.twins:
                return None, f"'{key}' may be {' or '.join(self.twins[name])}"
            if name in self.known:
                return self.known[name], ""
        shown = " or ".join(f"'{key}'" for key in tried)
        return None, f"{shown} is not in the roster"


def read_roster(file: Path) -> Roster:
    """Return a roster; raises CertbookError with the line of what is wrong."""
    columns, rows = read_table(file)
    id_column = next((name for name in columns if plain(name) in map(plain, ID_COLUMNS)), None)
    if id_column is None:
        raise CertbookError(
            f"{file}: the roster needs a column '{ID_COLUMNS[0]}' (or {', '.join(ID_COLUMNS[1:])}) and rows"
        )
    owners: dict[str, dict[str, None]] = {}
    lines: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        student = row[id_column]
        if not STUDENT.fullmatch(student):
            raise CertbookError(
                f"{file}:{line}: '{student}' is no student id; use letters, digits, '.', '_', '@' and '-'"
            )
        if plain(student) in lines:
            raise CertbookError(f"{file}:{line}: '{student}' stands in line {lines[plain(student)]} already")
        lines[plain(student)] = line
        for name in _names(row, columns):
            owners.setdefault(name, {})[student] = None
    known = {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}
    twins = {name: tuple(ids) for name, ids in owners.items() if len(ids) > 1}
    by_student = {row[id_column]: row for row in rows}
    for student in by_student:
        known[plain(student)] = student  # an id is its owner's, whatever else is called so
        twins.pop(plain(student), None)
    return Roster(known, twins, tuple(by_student), by_student)


def read_table(file: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return a CSV's columns and its rows without the spaces around their cells; none where it has no rows."""
    rows = list(csv.DictReader(io.StringIO(_text(file), newline="")))
    columns = [name for name in (rows[0] if rows else {}) if name]
    return columns, [{name: (row.get(name) or "").strip() for name in columns} for row in rows]


def plain(name: str) -> str:
    """Return a name as it is compared: without case, accents, spaces and signs."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in letters if sign.isalnum() and not unicodedata.combining(sign)) or name.casefold()


def id_without_roster(keys: Iterable[str]) -> str | None:
    """Return the first key that can be a student id as it is, None where none can."""
    return next((key for key in keys if STUDENT.fullmatch(key)), None)


def _names(row: Mapping[str, str], columns: Iterable[str]) -> set[str]:
    """Return all that a row's student may be called, the parts of a name joined in both orders too."""
    said = {column: row[column] for column in columns}
    found = {plain(value) for value in said.values() if len(plain(value)) > 1}
    first = next((value for column, value in said.items() if plain(column) in ("firstname", "givenname", "first")), "")
    last = next((value for column, value in said.items() if plain(column) in ("lastname", "surname", "last")), "")
    if first and last:
        found -= {plain(first), plain(last)}  # many share one of them
        found |= {plain(first + last), plain(last + first)}
    return found


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CertbookError(f"{file}: cannot be read: {error.strerror or error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what a spreadsheet writes that was told nothing
