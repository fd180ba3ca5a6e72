"""The built files of the whole repository: made beside, compared, then put in place."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from certbook.build.notebooks import build_lab, build_lesson, to_bytes
from certbook.build.release import generate_release
from certbook.content.library import Library, Module
from certbook.errors import CertbookError
from certbook.files import replace_whole

BUILT_FOLDERS = ("notebooks", "source", "release")


@dataclass(frozen=True)
class Difference:
    """One built file that is not what its text says: `missing`, `stale` or `orphan`."""

    path: Path  # relative to the content root
    state: str


def build(library: Library, modules: tuple[Module, ...], progress: Callable[[str], None]) -> tuple[Difference, ...]:
    """Bring the built folders of the modules up to date and return what changed.

    Every file is written beside its place and renamed; files that are up to date are not touched.
    """
    with tempfile.TemporaryDirectory(prefix="certbook-build-") as folder:
        changes = _differences(library, modules, Path(folder), progress)
        for change in changes:
            _put_in_place(Path(folder) / change.path, library.root.path / change.path, change.state)
    return changes


def stale_files(
    library: Library, modules: tuple[Module, ...], progress: Callable[[str], None]
) -> tuple[Difference, ...]:
    """Return what a build would change, writing nothing outside a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="certbook-build-") as folder:
        return _differences(library, modules, Path(folder), progress)


def write_source(module: Module, root: Path) -> None:
    """Write a module's source notebooks below `root/source/<module>/`."""
    folder = root / "source" / module.name
    folder.mkdir(parents=True, exist_ok=True)
    for lab in module.labs:
        (folder / f"{lab.name}.ipynb").write_bytes(to_bytes(build_lab(lab)))


def _differences(
    library: Library, modules: tuple[Module, ...], scratch: Path, progress: Callable[[str], None]
) -> tuple[Difference, ...]:
    changes: list[Difference] = []
    for module in modules:
        progress(module.name)
        _make(module, scratch)
        changes += _compare(module, scratch, library.root.path)
    return tuple(sorted(changes, key=lambda change: str(change.path)))


def _make(module: Module, scratch: Path) -> None:
    lesson = scratch / "notebooks" / module.name / "lesson.ipynb"
    lesson.parent.mkdir(parents=True)
    lesson.write_bytes(to_bytes(build_lesson(module)))
    write_source(module, scratch)
    generate_release(scratch, module.name)


def _compare(module: Module, scratch: Path, root: Path) -> list[Difference]:
    changes = []
    for top in BUILT_FOLDERS:
        made = _files(scratch / top / module.name, scratch)
        present = _files(root / top / module.name, root)
        for path in sorted(made | present):
            if path not in present:
                changes.append(Difference(path, "missing"))
            elif path not in made:
                changes.append(Difference(path, "orphan"))
            elif (scratch / path).read_bytes() != (root / path).read_bytes():
                changes.append(Difference(path, "stale"))
    return changes


def _files(folder: Path, base: Path) -> set[Path]:
    return {
        path.relative_to(base)
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


def _put_in_place(made: Path, target: Path, state: str) -> None:
    try:
        if state == "orphan":
            target.unlink()
            return
        replace_whole(target, made.read_bytes())
    except OSError as error:
        raise CertbookError(f"{target}: cannot be written ({error.strerror}); check its permissions") from None
