"""The learner's folder, the desk: where it is, whose it is and which course folder belongs to it.

In a clone the desk is `workspace/` and the course folder is the clone itself, so that an instructor's tools see the
same gradebook. Any other desk carries its own course folder in `.certbook/course`.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from certbook.content.roots import ContentRoot
from certbook.errors import DeskError
from certbook.learner.files import said_plainly, write_json

STATE = ".certbook"
MARKER = Path(STATE, "desk.json")
MARKER_VERSION = 1
ENVIRONMENT_NAME = "CERTBOOK_DESK"
DEFAULT_STUDENT = "learner"
# A name is a folder below submitted/ and a pattern to nbgrader, so it keeps to what both take as it is.
_STUDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


@dataclass(frozen=True)
class Desk:
    """One learner's desk: `path` holds their files, `course` their attempts and gradebook."""

    path: Path
    course: Path
    student: str = DEFAULT_STUDENT

    @property
    def state(self) -> Path:
        """What certbook remembers about the desk."""
        return self.path / STATE

    @property
    def record(self) -> Path:
        """What certbook remembers about the learner's work: attempts and hints."""
        return self.course / STATE

    def notebook(self, domain: str, name: str) -> Path:
        """Return where a lab or lesson of a domain lies on the desk."""
        return self.path / domain / f"{name}.ipynb"


def make_desk(content: ContentRoot, given: Path | None = None, student: str | None = None) -> Desk:
    """Return the desk for `certbook lab`, marking a new one; an existing one keeps its marker and its name.

    Args:
        content: the clone or the installed package.
        given: the folder that the user named; without it the desk that the other commands would find, or the clone's.
        student: the learner's name from now on.
    """
    path = given if given is not None else _known_place(content) or default_place(content)
    if path is None:
        raise DeskError("outside a clone a desk needs a folder; name one: certbook lab DIR")
    path = path.expanduser().resolve()
    _refuse_unfit(path, content)
    desk = _read(path, content) or Desk(path, _course_of(path, content))
    if student is not None:
        desk = replace(desk, student=_fit_student(student))
    _mark(desk)
    return desk


def find_desk(content: ContentRoot, given: Path | None = None) -> Desk:
    """Return the desk that a command works on.

    The first of these counts: the folder given, CERTBOOK_DESK, the marker nearest above the current folder, the clone's
    `workspace/`. Raises DeskError where there is none.
    """
    path = given if given is not None else _known_place(content)
    if path is None:
        raise DeskError("no desk here yet; make one: certbook lab DIR, or name yours with --desk DIR")
    path = path.expanduser().resolve()
    desk = _read(path, content)
    if desk is None:
        raise DeskError(f"{path}: not a desk; {_remedy(path, content)}")
    return desk


def default_place(content: ContentRoot) -> Path | None:
    """Return where the desk of a clone is; an installed package has no such place."""
    return content.path / "workspace" if content.is_clone else None


def _known_place(content: ContentRoot) -> Path | None:
    if named := os.environ.get(ENVIRONMENT_NAME):
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    return default_place(content)


def _remedy(path: Path, content: ContentRoot) -> str:
    return "make it: certbook lab" if path == default_place(content) else f"make it one: certbook lab {path}"


def _course_of(path: Path, content: ContentRoot) -> Path:
    return content.path if path == default_place(content) else path / STATE / "course"


def _read(path: Path, content: ContentRoot) -> Desk | None:
    file = path / MARKER
    with said_plainly(file):
        try:
            facts: Any = json.loads(file.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except ValueError:
            facts = None
    if not isinstance(facts, dict) or not isinstance(facts.get("version"), int):
        raise DeskError(f"{file}: damaged; delete this one file, then run: certbook lab {path}")
    if facts["version"] > MARKER_VERSION:
        raise DeskError(f"{file}: made by a newer certbook; update this one: pip install --upgrade certbook")
    return Desk(path, _course_of(path, content), _fit_student(str(facts.get("student", DEFAULT_STUDENT))))


def _mark(desk: Desk) -> None:
    file = desk.path / MARKER
    facts: dict[str, Any] = {"version": MARKER_VERSION, "created": datetime.now(UTC).isoformat(timespec="seconds")}
    if file.is_file():
        facts = json.loads(file.read_bytes())
    if facts.get("student") != desk.student:
        write_json(file, {**facts, "student": desk.student})


def _refuse_unfit(path: Path, content: ContentRoot) -> None:
    if path.exists() and not path.is_dir():
        raise DeskError(f"{path}: a file, not a folder; name a folder: certbook lab DIR")
    place = default_place(content)
    inside = path.is_relative_to(content.path)
    if inside and (place is None or not path.is_relative_to(place)):
        where = "leave DIR out to use workspace/" if place is not None else "name another folder: certbook lab DIR"
        raise DeskError(f"{path}: belongs to certbook itself; {where}")


def _fit_student(name: str) -> str:
    if not _STUDENT.fullmatch(name):
        raise DeskError(f"'{name}' cannot be a learner's name: use letters, digits, '.', '_' and '-', 64 at most")
    return name
