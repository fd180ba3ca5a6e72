"""The version of nbgrader's database: read in this process, and compared before anything is written."""

from __future__ import annotations

from functools import cache

from certbook.errors import CertbookError

_known: set[str] = set()  # addresses whose schema was looked at in this process


def ask_in_process() -> None:
    """Let nbgrader read its schema's version here and not by a program of its own, `alembic heads`.

    The program takes a second of each new gradebook, and prints a traceback where Ctrl-C reaches it. Called before a
    gradebook is opened.
    """
    from nbgrader import api

    api.get_alembic_version = newest_version


@cache
def newest_version() -> str:
    """Return the revision that a new gradebook is marked with."""
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    return str(ScriptDirectory(ALEMBIC_DIR).get_current_head())


def refuse_another_schema(address: str, shown: str) -> None:
    """Look at a gradebook's revision before nbgrader does, which would add its own tables to an older one.

    Args:
        address: for SQLAlchemy; one without any tables is a new gradebook.
        shown: what a person calls it.

    Raises CertbookError where the gradebook is of another revision than this nbgrader's.
    """
    from sqlalchemy import create_engine, inspect, text

    if address in _known:
        return
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            marked = "alembic_version" in tables
            found = connection.scalar(text("SELECT version_num FROM alembic_version")) if marked else None
    finally:
        engine.dispose()
    if tables and found != newest_version():
        raise CertbookError(
            f"{shown}: is a gradebook of another version of nbgrader (revision {found or 'none'}, "
            f"here {newest_version()}); it is left as it is; bring it up to date: nbgrader db upgrade"
        )
    if tables:
        _known.add(address)
