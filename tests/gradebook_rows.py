"""What a gradebook holds of a class, by names instead of ids: two gradebooks can be compared."""

from __future__ import annotations

from typing import Any

from nbgrader import api
from sqlalchemy import select

from certbook.grading.course import Course

Rows = dict[str, dict[tuple[str, ...], dict[str, Any]]]

_OF_A_CLASS = (api.Student, api.SubmittedAssignment, api.SubmittedNotebook, api.Grade, api.Comment)


def rows_of(course: Course, ids: bool = False) -> Rows:
    """Return the rows of the tables that grading writes, each by the names that tell it from the others."""
    with course.gradebook() as book:
        connection = book.db.connection()
        tables = {
            kind.__tablename__: [dict(row) for row in connection.execute(select(kind.__table__)).mappings()]
            for kind in (*_OF_A_CLASS, api.Assignment, api.Notebook, api.BaseCell)
        }
    named = _Names(tables)
    return {
        kind.__tablename__: {
            named.key(kind.__tablename__, row): row if ids else _without_ids(row) for row in tables[kind.__tablename__]
        }
        for kind in _OF_A_CLASS
    }


def _without_ids(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id" and not name.endswith("_id")}


class _Names:
    def __init__(self, tables: dict[str, list[dict[str, Any]]]) -> None:
        self._by_id = {table: {row["id"]: row for row in rows} for table, rows in tables.items()}

    def key(self, table: str, row: dict[str, Any]) -> tuple[str, ...]:
        if table == "student":
            return (row["id"],)
        if table == "submitted_assignment":
            return (self._by_id["assignment"][row["assignment_id"]]["name"], row["student_id"])
        if table == "submitted_notebook":
            assignment, student = self.key(
                "submitted_assignment", self._by_id["submitted_assignment"][row["assignment_id"]]
            )
            return (assignment, self._by_id["notebook"][row["notebook_id"]]["name"], student)
        handed_in = self.key("submitted_notebook", self._by_id["submitted_notebook"][row["notebook_id"]])
        return (*handed_in, self._by_id["base_cell"][row["cell_id"]]["name"])
