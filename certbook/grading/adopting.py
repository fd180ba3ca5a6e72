"""Take in a course that Certbook did not build: its settings, and its source notebooks as nbgrader would release them.

An adopted notebook is the source after nbgrader's own first steps (header and footer, instantiated tests), with a
stable id for each cell and, in `metadata.certbook.released`, what nbgrader's next steps would leave of it for
learners. So other marks for solutions, stubs and hidden tests than the usual ones are the course's business alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from certbook.errors import CertbookError
from certbook.files import replace_whole
from certbook.grading.course import Course, Folders
from certbook.grading.reading import language_of
from certbook.grading.rebuild import RELEASED

_USUAL_STRUCTURE = os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}")
_NO_WORD = re.compile(r"[^a-zA-Z0-9_-]+")
_STEPS_BEFORE = ("IncludeHeaderFooter", "InstantiateTests")
_STEPS_OF_RELEASE = ("LockCells", "ClearSolutions", "ClearHiddenTests", "ClearMarkScheme")
_VERSION = b"1"  # of the form of adopted notebooks: another one makes them anew


def course_in(folder: Path) -> Course:
    """Return the course of a folder in nbgrader's layout, with the names that its `nbgrader_config.py` gives.

    Raises CertbookError where there is no source folder, or where folders are nested in another way than nbgrader's.
    """
    course = Course.of_clone(folder)
    settings: Any = course.settings()
    names = settings.CourseDirectory
    if str(names.get("directory_structure") or _USUAL_STRUCTURE) != _USUAL_STRUCTURE:
        raise CertbookError(
            f"{course.root / 'nbgrader_config.py'}: CourseDirectory.directory_structure is not nbgrader's usual one; "
            "grade this course with: nbgrader autograde"
        )
    usual = Folders()
    folders = Folders(
        *(
            str(names.get(f"{name}_directory") or getattr(usual, name))
            for name in ("submitted", "autograded", "feedback")
        )
    )
    source = course.root / str(names.get("source_directory") or "source")
    if not source.is_dir():
        raise CertbookError(f"{folder}: is no nbgrader course; it has no {source.name}/")
    return replace(course, source=source, course_id=str(names.course_id or ""), folders=folders)


def assignment_in(course: Course, name: str) -> str:
    """Return the name of an assignment of a course; raises CertbookError with those that there are."""
    known = sorted(path.name for path in course.source.iterdir() if path.is_dir() and any(path.glob("*.ipynb")))
    if name not in known:
        raise CertbookError(
            f"{course.source}: no assignment is called '{name}'; there are: {', '.join(known) or 'none'}"
        )
    return name


def adopt(course: Course, assignment: str) -> None:
    """Make the adopted form of an assignment's notebooks that Certbook did not build, where it is not there yet.

    Called before a course is graded. Instantiating tests runs the source notebook, which is the instructor's.
    Raises CertbookError for a notebook of an older or newer nbgrader, in another language, or one that nbgrader's own
    steps refuse; the line names it.
    """
    folder = course.adopted / assignment
    sources = {path.name: path for path in sorted((course.source / assignment).glob("*.ipynb"))}
    for stale in folder.glob("*.ipynb"):
        if stale.name not in sources:
            stale.unlink()
    for name, path in sources.items():
        target = folder / name
        if is_built_by_certbook(path):
            target.unlink(missing_ok=True)
            continue
        mark = _fingerprint(course, assignment, path)
        if not _stands(target, mark):
            adopted = adopted_form(course, path)
            adopted.metadata["certbook"] = NotebookNode({"adopted": mark})
            replace_whole(target, nbformat.writes(adopted, version=4))


def is_built_by_certbook(path: Path) -> bool:
    """Whether a source notebook came out of `certbook build`; raises CertbookError where it is no notebook."""
    try:
        return "certbook" in json.loads(path.read_bytes())["metadata"]
    except (ValueError, KeyError, TypeError):
        raise CertbookError(f"{path}: is no notebook; save it again") from None


def adopted_form(course: Course, path: Path) -> NotebookNode:
    """Return a source notebook in the form that grading needs; raises CertbookError as `adopt` does."""
    from nbgrader import preprocessors

    _refuse_what_nbgrader_refuses(path)
    notebook = nbformat.read(path, as_version=4)
    language = language_of(notebook)
    if language not in ("", "python"):
        raise CertbookError(f"{path}: is written in {language}; grade it with: nbgrader autograde")
    config = course.settings()
    resources: dict[str, Any] = {"metadata": {"path": str(path.parent)}}
    with _in_course(course, path):
        for name in _STEPS_BEFORE:
            notebook, resources = getattr(preprocessors, name)(config=config).preprocess(notebook, resources)
        _give_ids(notebook)
        released = nbformat.from_dict(json.loads(json.dumps(notebook)))
        for name in _STEPS_OF_RELEASE:
            released, resources = getattr(preprocessors, name)(config=config).preprocess(released, resources)
        preprocessors.CheckCellMetadata(config=config).preprocess(released, resources)
        nbformat.validate(notebook)
    for cell, shown in zip(notebook.cells, released.cells, strict=True):
        facts = {RELEASED: shown.source, "hidden": bool(_is_graded(cell) and shown.source != cell.source)}
        cell.metadata["certbook"] = NotebookNode(facts)
    return notebook


def _is_graded(cell: NotebookNode) -> bool:
    facts = cell.metadata.get("nbgrader", {})
    return bool(facts.get("grade") and not facts.get("solution"))


def _give_ids(notebook: NotebookNode) -> None:
    """Give cells the ids that they have, or else one from their name or their place."""
    seen: set[str] = set()
    for number, cell in enumerate(notebook.cells):
        name = _NO_WORD.sub("-", str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))).strip("-")
        wanted = str(cell.get("id") or name or f"cell-{number}")[:50]
        cell["id"] = wanted if wanted not in seen else f"{wanted}-{number}"
        seen.add(cell["id"])
    notebook.nbformat_minor = max(5, notebook.nbformat_minor)


def _refuse_what_nbgrader_refuses(path: Path) -> None:
    from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError, ValidationError
    from nbgrader.nbgraderformat import read as read_checked

    try:
        read_checked(str(path), as_version=4)
    except SchemaTooOldError:
        raise CertbookError(f"{path}: is of an older nbgrader; run: nbgrader update {path.parent}") from None
    except SchemaTooNewError:
        raise CertbookError(f"{path}: is of a newer nbgrader than the one that is installed; update nbgrader") from None
    except ValidationError as error:
        raise CertbookError(f"{path}: nbgrader's metadata is wrong: {str(error).splitlines()[0]}") from None


@contextlib.contextmanager
def _in_course(course: Course, path: Path) -> Iterator[None]:
    """Work in the course's root, which nbgrader's steps take paths from; say which notebook a step refuses."""
    with contextlib.chdir(course.root):
        try:
            yield
        except CertbookError:
            raise
        except Exception as error:  # nbgrader's steps raise plain Exceptions, and run the instructor's own code
            reason = next(iter(str(error).splitlines()), "") or "see the log above"
            raise CertbookError(f"{path}: nbgrader cannot release it: {type(error).__name__}: {reason}") from error


def _fingerprint(course: Course, assignment: str, path: Path) -> str:
    """Return what changes when a source notebook or anything that its release is made of changes."""
    digest = hashlib.sha256(_VERSION + path.read_bytes())
    beside = (course.root / "autotests.yml", course.source / assignment / "autotests.yml")
    settings: Any = course.settings()
    parts = [settings.IncludeHeaderFooter.get(name) for name in ("header", "footer")]
    for file in (course.root / "nbgrader_config.py", *beside, *(course.root / str(part) for part in parts if part)):
        digest.update(b"\n" + (file.read_bytes() if file.is_file() else b""))
    return digest.hexdigest()


def _stands(target: Path, mark: str) -> bool:
    try:
        made = json.loads(target.read_text(encoding="utf-8"))
        return bool(made["metadata"]["certbook"]["adopted"] == mark)
    except (OSError, ValueError, KeyError, TypeError):
        return False
