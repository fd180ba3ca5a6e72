"""What a student handed in for one lab, read whatever was handed in; the files themselves are never changed."""

from __future__ import annotations

import hashlib
import re
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from nbformat import NotebookNode

from certbook.errors import SubmissionError
from certbook.grading.course import Course
from certbook.grading.preparing import LabSource, prepare
from certbook.grading.reading import language_of, read_submission
from certbook.grading.rebuild import is_answer

_LARGEST_FILE = 50_000_000  # bytes of a file beside the notebook
_LARGEST_FOLDER = 200_000_000  # bytes of all of them
_MOST_FILES = 2_000
_IGNORED = (".ipynb_checkpoints", "__pycache__", ".DS_Store")


@dataclass(frozen=True)
class Submitted:
    """One lab of one student: ready to be run, unreadable or missing; `message` says what to do.

    `notebook` is prepared for the run; it is None where the status is not ready.
    """

    student: str
    lab: str
    status: Literal["ready", "unreadable", "missing"]
    message: str = ""
    bent: tuple[str, ...] = ()
    found: Path | None = None
    notebook: NotebookNode | None = None
    handed_in: datetime | None = None


def students_of(course: Course, assignment: str) -> list[str]:
    """Return the students who have a folder for an assignment."""
    return sorted(folder.name for folder in _folders(course.submitted) if (folder / assignment).is_dir())


def stray_folders(course: Course, assignments: Iterable[str]) -> list[str]:
    """Return a line for everything under `submitted/` that is no student's assignment."""
    known = {*assignments}
    notes = []
    for student in _folders(course.submitted):
        if student.name in known:
            notes.append(f"submitted/{student.name}: is not graded; it should be submitted/<student>/{student.name}")
            continue
        for folder in _folders(student):
            if folder.name not in known:
                notes.append(
                    f"submitted/{student.name}/{folder.name}: is not graded: no domain is called so; "
                    f"there are: {', '.join(sorted(known))}"
                )
    return notes


def take(course: Course, assignment: str, student: str, lab: str) -> Submitted:
    """Read what a student handed in for a lab and prepare it; what cannot be read says so in the result."""
    source = course.notebooks(assignment)[lab]
    folder = course.submitted / student / assignment
    handed_in = _time_in(folder / "timestamp.txt")
    files = _Candidates(folder, course.notebooks(assignment)).of(lab)
    if not files:
        shown = _shown(course, folder / f"{lab}.ipynb")
        return Submitted(student, lab, "missing", f"{shown}: was not handed in", handed_in=handed_in)
    problems = []
    for path in files:
        try:
            prepared, bent = prepare_submission(path, source, _shown(course, path))
        except SubmissionError as error:
            problems.append(str(error))
            continue
        bent = (*problems, *bent)
        return Submitted(student, lab, "ready", bent=bent, found=path, notebook=prepared, handed_in=handed_in)
    return Submitted(student, lab, "unreadable", problems[0], found=files[0], handed_in=handed_in)


def fingerprint(course: Course, assignment: str, student: str, lab: str) -> str:
    """Return what changes when a lab's source, or anything that the student handed in, changes."""
    digest = hashlib.sha256(course.notebooks(assignment)[lab].read_bytes())
    folder = course.submitted / student / assignment
    for path in _walk(folder):
        try:
            facts = path.lstat()
            digest.update(
                f"\n{path.relative_to(folder)}\n{facts.st_size}\n{facts.st_mode}\n".encode("utf-8", "replace")
            )
            if stat.S_ISREG(facts.st_mode) and facts.st_size <= _LARGEST_FILE:
                digest.update(path.read_bytes())
            else:
                digest.update(str(facts.st_mtime_ns).encode())
        except OSError as error:
            digest.update(str(error.errno).encode())
    return digest.hexdigest()


def notes_of(course: Course, assignment: str, student: str) -> list[str]:
    """Return a line for each notebook that is no lab's, and for each file that is left out."""
    folder = course.submitted / student / assignment
    strays = _Candidates(folder, course.notebooks(assignment)).strays()
    notes = [f"{_shown(course, path)}: is no lab of {assignment}; not graded" for path in strays]
    return notes + [note for _, note in _files_beside(course, folder) if note]


def copy_files(course: Course, assignment: str, student: str, target: Path) -> None:
    """Copy what lies beside the notebooks, such as data; what is left out is in `notes_of`."""
    given = course.submitted / student / assignment
    for path, note in _files_beside(course, given):
        if not note:
            place = target / path.relative_to(given)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place, follow_symlinks=False)


class _Candidates:
    """The notebooks of one folder, and which of them is which lab."""

    def __init__(self, folder: Path, labs: Iterable[str]) -> None:
        self._labs = tuple(labs)
        self._files = sorted(path for path in _entries(folder) if path.suffix.lower() == ".ipynb")

    def of(self, lab: str) -> list[Path]:
        """Return the files that may be a lab: the one of its name first, then copies of it, the newest first."""
        own = [path for path in self._files if path.stem == lab]
        copies = [path for path in self._files if path.stem != lab and self._lab_of(path) == lab]
        return own + sorted(copies, key=_age)

    def strays(self) -> list[Path]:
        """Return the files that are no lab's."""
        return [path for path in self._files if self._lab_of(path) is None]

    def _lab_of(self, path: Path) -> str | None:
        """Return the lab that a file's name is made of: `lab-Copy1`, `lab (1)`, `Lab_final`; of many, the longest."""
        stem = path.stem.lower()
        fitting = [lab for lab in self._labs if re.match(rf"{re.escape(lab.lower())}(?![a-z0-9])", stem)]
        return max(fitting, key=len, default=None)


def prepare_submission(path: Path, source: Path, shown: str) -> tuple[NotebookNode, tuple[str, ...]]:
    """Return a handed-in notebook prepared for the run, and what is bent about the file itself.

    Raises SubmissionError where it cannot be read, or no answer of the lab is in it.
    """
    if path.is_symlink():
        raise SubmissionError(f"{shown}: is a link to another file; hand in the notebook itself")
    submitted = read_submission(path, shown)
    lab = LabSource.read(source)
    prepared = prepare(lab, submitted)
    answers = sum(is_answer(cell) for cell in lab.notebook.cells)
    missing = sum(line.endswith("is missing: graded as blank") for line in prepared.metadata.certbook.bent)
    if answers and missing == answers:
        raise SubmissionError(f"{shown}: none of the cells of '{source.stem}' is in it; hand in that lab's notebook")
    bent = []
    if path.stem != source.stem:
        bent.append(f"file '{path.name}' was taken for '{source.name}'")
    language = language_of(submitted)
    if language and not language.startswith(("python", "ipython")):
        bent.append(f"the notebook was saved with a kernel for '{language}': graded with Python; choose Python 3")
    return prepared, tuple(bent)


def _files_beside(course: Course, given: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file that is no notebook, with the reason where it is left out."""
    room, left = _LARGEST_FOLDER, _MOST_FILES
    for path in _walk(given):
        if path.suffix.lower() == ".ipynb":
            continue
        try:
            facts = path.lstat()
            if not stat.S_ISREG(facts.st_mode) or facts.st_size > min(_LARGEST_FILE, room) or left <= 0:
                yield path, f"{_shown(course, path)}: was left out: no plain file, or too large"
            elif path == given / "timestamp.txt" and _time_in(path) is None:
                yield path, f"{_shown(course, path)}: is no time, such as 2026-01-31 12:00:00 UTC; left out"
            else:
                with path.open("rb"):
                    room, left = room - facts.st_size, left - 1
                yield path, ""
        except OSError as error:
            yield path, f"{_shown(course, path)}: was left out ({(error.strerror or 'cannot be read').lower()})"


def _time_in(path: Path) -> datetime | None:
    """Return the time of handing in that nbgrader's exchange wrote, None where there is none."""
    from nbgrader.utils import parse_utc

    try:
        if not path.is_file() or path.stat().st_size > 1000:
            return None
        found = parse_utc(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None
    return found if isinstance(found, datetime) else None


def _walk(folder: Path) -> Iterator[Path]:
    for path in _entries(folder):
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name not in _IGNORED)
    except OSError:
        return []


def _folders(folder: Path) -> list[Path]:
    return [path for path in _entries(folder) if path.is_dir() and not path.name.startswith(".")]


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _shown(course: Course, path: Path) -> str:
    return path.relative_to(course.root).as_posix() if path.is_relative_to(course.root) else str(path)
