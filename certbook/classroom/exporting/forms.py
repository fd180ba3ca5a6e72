"""Grades as tables: a plain one, and those that Canvas and Moodle take in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from certbook.classroom.exporting.grades import DomainGrade, Person
from certbook.errors import CertbookError
from certbook.grading.collecting.roster import Roster, plain, read_table

Row = dict[str, str]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take a text for a program
_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_CANVAS_KEYS = ("ID", "SIS User ID", "SIS Login ID", "Student")
_CANVAS_POINTS = "points possible"
_MOODLE = ("Email address", "ID number", "Username", "First name", "Last name")
_MOODLE_KEYS = _MOODLE[:3]
# What a roster may call these columns.
_ALSO: dict[str, tuple[str, ...]] = {
    "ID": ("canvas_id", "canvas_user_id", "user_id"),
    "SIS User ID": ("sis_user_id", "sis_id"),
    "SIS Login ID": ("sis_login_id", "login", "username"),
    "Section": ("section",),
    "Email address": ("email", "e-mail", "mail"),
    "ID number": ("idnumber", "id_number"),
    "Username": ("username", "login"),
}


@dataclass(frozen=True)
class Table:
    """A table to be written, and one line for each student or row that found no counterpart."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()

    def to_csv(self) -> str:
        """Return it as CSV."""
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, self.columns, restval="")
        writer.writeheader()
        writer.writerows(self.rows)
        return stream.getvalue()


def plain_table(domain: str, grades: Iterable[DomainGrade]) -> Table:
    """Return one row for each notebook of each student; no cell begins a formula."""
    columns = (
        *("domain", "lab", "student", "last_name", "first_name", "email", "handed_in"),
        *("points", "late_penalty", "score", "max_points", "open"),
    )
    rows = [
        {
            "domain": _text(domain),
            "lab": _text(lab.lab),
            "student": _text(one.person.id),
            "last_name": _text(one.person.last_name),
            "first_name": _text(one.person.first_name),
            "email": _text(one.person.email),
            "handed_in": lab.handed_in.isoformat(sep=" ", timespec="seconds") if lab.handed_in else "",
            "points": _number(lab.points),
            "late_penalty": _number(lab.late_penalty),
            "score": _number(lab.score),
            "max_points": _number(lab.max_points),
            "open": "yes" if lab.is_open else "",
        }
        for one in grades
        for lab in one.labs
    ]
    return Table(columns, tuple(rows))


def canvas_table(name: str, grades: Sequence[DomainGrade], roster: Roster | None) -> Table:
    """Return what Canvas's gradebook imports: a row of points possible, then one for each student."""
    first = {"Student": "    Points Possible", name: _number(max(one.max_points for one in grades))}
    rows = [{**_row(one.person, _CANVAS, roster), name: _number(one.score)} for one in grades]
    for row, one in zip(rows, grades, strict=True):
        row["Student"] = _sorted_name(one.person) or row["Student"] or one.person.id
        row["SIS Login ID"] = row["SIS Login ID"] or one.person.id
    return Table((*_CANVAS, name), (first, *rows))


def moodle_table(name: str, grades: Sequence[DomainGrade], roster: Roster | None) -> Table:
    """Return what Moodle's grade import takes: who it is by e-mail address, number and user name, and the score."""
    rows = [{**_row(one.person, _MOODLE, roster), name: _number(one.score)} for one in grades]
    for row, one in zip(rows, grades, strict=True):
        row["Email address"] = row["Email address"] or one.person.email
        row["Username"] = row["Username"] or one.person.id
        row["First name"] = row["First name"] or one.person.first_name
        row["Last name"] = row["Last name"] or one.person.last_name
    return Table((*_MOODLE, name), tuple(rows))


def filled_in(file: Path, column: str, grades: Sequence[DomainGrade], roster: Roster | None, platform: str) -> Table:
    """Return a platform's own export with one column filled in; its other cells and its rows stay as they are.

    Args:
        file: a gradebook as Canvas or Moodle exports it.
        column: its column; `Lab 1` finds Canvas's `Lab 1 (4711)`. One that is not there is added at the end.
        grades: who is not found in the file is left out, and named.
        roster: tells whom the platform means by its names; without one they have to be the students' ids.
        platform: canvas or moodle: which columns say who it is.

    Raises CertbookError where the file is no such export, or where two rows or two columns may be meant.
    """
    columns, rows = read_table(file)
    keys = [key for key in (_CANVAS_KEYS if platform == "canvas" else _MOODLE_KEYS) if key in columns]
    if not keys:
        wanted = ", ".join(_CANVAS_KEYS if platform == "canvas" else _MOODLE_KEYS)
        raise CertbookError(f"{file}: is no gradebook of {platform.title()}; it has none of the columns {wanted}")
    target = _column(file, columns, column)
    by_student = {plain(one.person.id): one for one in grades}
    found: dict[str, int] = {}
    made = []
    for line, row in enumerate(rows, start=2):
        one = _owner(row, keys, by_student, roster)
        if one is not None:
            if one.person.id in found:
                raise CertbookError(f"{file}:{line}: '{one.person.id}' stands in line {found[one.person.id]} already")
            found[one.person.id] = line
        score = {target: _number(one.score)} if one is not None else {}
        if target not in columns and plain(row.get("Student", "")) == plain(_CANVAS_POINTS):
            score = {target: _number(max(one.max_points for one in grades))}
        made.append({**row, **score})
    missing = [f"{one.person.id}: is not in {file.name}" for one in grades if one.person.id not in found]
    return Table(tuple(dict.fromkeys((*columns, target))), tuple(made), tuple(missing))


FORMS: dict[str, Callable[[str, Sequence[DomainGrade], Roster | None], Table]] = {
    "csv": lambda name, grades, _roster: plain_table(name, grades),
    "canvas": canvas_table,
    "moodle": moodle_table,
}


def _column(file: Path, columns: Sequence[str], wanted: str) -> str:
    found = [name for name in columns if name == wanted or name.startswith(f"{wanted} (")]
    if len(found) > 1:
        raise CertbookError(f"{file}: '{wanted}' may be {' or '.join(found)}; give the whole name: --column")
    return found[0] if found else wanted


def _owner(
    row: Row, keys: Sequence[str], by_student: dict[str, DomainGrade], roster: Roster | None
) -> DomainGrade | None:
    for key in filter(None, (row.get(key, "").strip() for key in keys)):
        student = roster.find([key])[0] if roster is not None else key
        one = by_student.get(plain(student)) if student else None
        if one is not None:
            return one
    return None


def _row(person: Person, columns: Sequence[str], roster: Roster | None) -> Row:
    said = roster.rows.get(person.id, {}) if roster else {}
    facts = {plain(name): value for name, value in said.items() if name.lower() != "id"}  # which is nbgrader's
    return {
        column: next((facts[plain(name)] for name in (column, *_ALSO.get(column, ())) if facts.get(plain(name))), "")
        for column in columns
    }


def _sorted_name(person: Person) -> str:
    return ", ".join(filter(None, (person.last_name, person.first_name)))


def _number(value: float) -> str:
    return f"{round(value, 4):.12g}"


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
