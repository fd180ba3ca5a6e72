"""What a repository holds: a learner's notebooks, or what a class handed in; laid out apart and only read."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.grading.course import Course

LEARNER = "learner"  # who a repository's only learner is called
_OURS_TO_WRITE = {"autograded", "feedback", "release", ".certbook", ".git"}


@dataclass(frozen=True)
class Found:
    """A repository's work, ready to be graded in a folder of its own.

    `labs` are the notebooks that are there by domain: in a class, all of its labs.
    """

    course: Course
    is_class: bool
    labs: dict[str, tuple[str, ...]]


def lay_out(repository: Path, folder: Path, library: Library) -> Found:
    """Lay a repository's work out in an empty folder as nbgrader wants it.

    `submitted/<student>/<domain>/` makes it a class's, `<domain>/<lab>.ipynb` a learner's. A class with a `source/` of
    its own is graded by that one.

    Raises CertbookError where neither is there.
    """
    if not repository.is_dir():
        raise CertbookError(f"{repository}: is no folder")
    return _class(repository, folder, library) or _learner(repository, folder, library) or _nothing(repository, library)


def _class(repository: Path, folder: Path, library: Library) -> Found | None:
    from certbook.grading.adopting import course_in

    if not (repository / "submitted").is_dir():
        return None
    own = (repository / "source").is_dir()
    if own:
        for entry in repository.iterdir():
            if entry.name not in _OURS_TO_WRITE and not entry.name.startswith("gradebook.db"):
                _copy(entry, folder / entry.name)
        course = course_in(folder)
    else:
        _copy(repository / "submitted", folder / "submitted")
        course = Course(folder, library.root.source)
    handed_in = {path.name for path in course.submitted.glob("*/*") if path.is_dir()}
    domains = sorted(name for name in handed_in if course.notebooks(name))
    return Found(course, True, {name: tuple(course.notebooks(name)) for name in domains}) if domains else None


def _learner(repository: Path, folder: Path, library: Library) -> Found | None:
    course = Course(folder, library.root.source)
    labs: dict[str, tuple[str, ...]] = {}
    for module in library.modules:
        there = [lab.name for lab in module.labs if (repository / module.name / f"{lab.name}.ipynb").is_file()]
        for name in there:
            target = course.submitted / LEARNER / module.name / f"{name}.ipynb"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(repository / module.name / f"{name}.ipynb", target)
        if there:
            labs[module.name] = tuple(there)
    return Found(course, False, labs) if labs else None


def _nothing(repository: Path, library: Library) -> Found:
    example = library.modules[0]
    raise CertbookError(
        f"{repository}: holds neither a learner's labs ({example.name}/{example.labs[0].name}.ipynb) "
        f"nor a class's (submitted/<student>/{example.name}/)"
    )


def _copy(entry: Path, target: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.copytree(entry, target, symlinks=True)
    elif entry.is_file() and not entry.is_symlink():
        shutil.copyfile(entry, target)
