"""A copy of a submission that nbgrader can read, whatever was handed in; what was handed in is never changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import nbformat
from nbformat import NotebookNode

from certbook.errors import SubmissionError
from certbook.grading.course import Course
from certbook.grading.reading import language_of, read_submission
from certbook.grading.rebuild import is_answer, rebuild

_LARGEST_FILE = 50_000_000  # bytes of a file beside the notebook
_IGNORED = (".ipynb_checkpoints", "__pycache__", ".DS_Store")


@dataclass(frozen=True)
class Staged:
    """One notebook of one student: ready to be graded, unreadable or missing; `message` says what to do."""

    notebook: str
    status: Literal["ready", "unreadable", "missing"]
    message: str = ""
    bent: tuple[str, ...] = ()
    found: Path | None = None


@dataclass
class StagedSubmission:
    """What one student handed in for an assignment, and lines about files that nobody asked for."""

    student: str
    notebooks: list[Staged] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


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


def stage(course: Course, assignment: str, student: str, wanted: Iterable[str], target: Path) -> StagedSubmission:
    """Write well-formed copies of a student's notebooks and their files below `target/<student>/<assignment>`.

    A notebook that is not ready to be graded, or not wanted, is there as an empty file: nbgrader takes a notebook that
    is not there for missing, and sets its scores to zero.
    """
    folder = target / student / assignment
    folder.mkdir(parents=True)
    given = course.submitted / student / assignment
    sources = course.notebooks(assignment)
    submission = StagedSubmission(student)
    used = _Candidates(given, sources)
    for name, path in sources.items():
        (folder / f"{name}.ipynb").touch()
        if name in wanted:
            submission.notebooks.append(_stage_notebook(course, used, name, path, folder))
    submission.notes += [f"{_shown(course, path)}: is no lab of {assignment}; not graded" for path in used.strays()]
    submission.notes += _copy_files(course, given, folder)
    return submission


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


def _stage_notebook(course: Course, candidates: _Candidates, name: str, source: Path, folder: Path) -> Staged:
    files = candidates.of(name)
    if not files:
        shown = _shown(course, course.submitted / folder.parent.name / folder.name / f"{name}.ipynb")
        return Staged(name, "missing", f"{shown}: was not handed in")
    problems = []
    for path in files:
        try:
            notebook = read_submission(path, _shown(course, path))
            bent = check_is_lab(notebook, source, path, _shown(course, path))
        except SubmissionError as error:
            problems.append(str(error))
            continue
        notebook.metadata = NotebookNode()  # the source's is used; what was handed in may be anything
        nbformat.write(notebook, folder / f"{name}.ipynb")
        return Staged(name, "ready", bent=(*problems, *bent), found=path)
    return Staged(name, "unreadable", problems[0], found=files[0])


def check_is_lab(notebook: NotebookNode, source: Path, path: Path, shown: str) -> list[str]:
    """Return what is bent about the file itself; raises SubmissionError where no answer of the lab is in it."""
    original = nbformat.read(source, as_version=4)
    answers = sum(is_answer(cell) for cell in original.cells)
    missing = sum(line.endswith("is missing: graded as blank") for line in rebuild(original, notebook).bent)
    if answers and missing == answers:
        raise SubmissionError(f"{shown}: none of the cells of '{source.stem}' is in it; hand in that lab's notebook")
    bent = []
    if path.stem != source.stem:
        bent.append(f"file '{path.name}' was taken for '{source.name}'")
    language = language_of(notebook)
    if language and not language.startswith(("python", "ipython")):
        bent.append(f"the notebook was saved with a kernel for '{language}': graded with Python; choose Python 3")
    return bent


def _copy_files(course: Course, given: Path, folder: Path) -> list[str]:
    """Copy what lies beside the notebooks, such as data and `timestamp.txt`; return lines about what was left."""
    notes = []
    for path in _walk(given):
        if path.suffix.lower() == ".ipynb":
            continue
        try:
            if path.is_symlink() or path.stat().st_size > _LARGEST_FILE:
                notes.append(f"{_shown(course, path)}: was left out: a link, or too large")
                continue
            if path == given / "timestamp.txt" and not _is_time(path):
                notes.append(f"{_shown(course, path)}: is no time, such as 2026-01-31 12:00:00 UTC; left out")
                continue
            place = folder / path.relative_to(given)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        except OSError as error:
            notes.append(f"{_shown(course, path)}: was left out ({(error.strerror or 'cannot be read').lower()})")
    return notes


def _is_time(path: Path) -> bool:
    """Whether nbgrader can read a time from a file, as it must."""
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(path.read_text(encoding="utf-8").strip()) is not None
    except (ValueError, OverflowError):
        return False


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
