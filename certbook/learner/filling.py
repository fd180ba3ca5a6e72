"""What lies on a desk: lessons and labs are put there once, updated while untouched, never taken from the learner."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from certbook.content.roots import ContentRoot
from certbook.errors import CertbookError, DeskError
from certbook.learner.desk import Desk
from certbook.learner.files import read_if_there, read_json_object, time_name, write_another, write_json, write_whole

State = Literal["added", "updated", "put back", "kept", "unchanged"]
_REMEMBERED = "placed.json"


@dataclass(frozen=True)
class Filed:
    """One file of the desk, by its path there, and what a filling did with it.

    `kept`: the learner changed it and a newer version exists; theirs stays.
    """

    path: str
    state: State


@dataclass(frozen=True)
class Reset:
    """A lab put back to how it began; `backup` is where the learner's own version lies, if they had one."""

    path: str
    backup: Path | None


def fill(desk: Desk, content: ContentRoot) -> tuple[Filed, ...]:
    """Put lessons and labs on the desk and return what became of each file.

    A file that differs from what was put there is the learner's and stays as it is; so does a file that was there
    before the desk was one.
    """
    remembered = _remembered(desk)
    filed = []
    try:
        for path, original in sorted(_originals(content).items()):
            filed.append(_place(desk, path, original.read_bytes(), remembered))
    finally:  # what was placed before an error is remembered, or the next filling would take it for the learner's
        _remember(desk, remembered)
    return tuple(filed)


def put(desk: Desk, content: ContentRoot, name: str) -> Filed:
    """Put one lab (or `domain/lesson`) on the desk where it is missing; one that lies there is not looked at."""
    path, original = _find(_originals(content), name)
    if (desk.path / path).exists():
        return Filed(path, "unchanged")
    remembered = _remembered(desk)
    filed = _place(desk, path, original.read_bytes(), remembered)
    _remember(desk, remembered)
    return filed


def reset(desk: Desk, content: ContentRoot, name: str) -> Reset:
    """Put a fresh copy of a lab (or of `domain/lesson`) on the desk; the learner's own goes to `backups/` first."""
    path, original = _find(_originals(content), name)
    fresh, target = original.read_bytes(), desk.path / path
    remembered = _remembered(desk)
    theirs = read_if_there(target)
    backup = None
    if theirs is not None and theirs != fresh:
        backup = write_another(
            desk.path / "backups" / Path(path).parent, f"{target.stem}-{time_name()}", ".ipynb", theirs
        )
    if theirs != fresh:
        write_whole(target, fresh)
    remembered[path] = _fingerprint(fresh)
    _remember(desk, remembered)
    return Reset(path, backup)


def _originals(content: ContentRoot) -> dict[str, Path]:
    """Return the built files by their place on a desk."""
    originals = {
        file.relative_to(top).as_posix(): file
        for top in (content.notebooks, content.release)
        for file in top.glob("*/**/*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(top).parts)
    }
    if not originals:
        raise CertbookError(f"{content.path}: no built notebooks to put on a desk; make them: certbook build")
    return originals


def _find(originals: dict[str, Path], name: str) -> tuple[str, Path]:
    """Find a lab by its name, or any file by its place on the desk."""
    place = Path(name).as_posix().removesuffix(".ipynb")
    labs = {Path(path).stem: path for path in originals if path.endswith(".ipynb") and Path(path).stem != "lesson"}
    for path in (labs.get(place), place, f"{place}.ipynb"):
        if path in originals:
            return path, originals[path]
    raise DeskError(f"no lab is called '{name}'; there are: {', '.join(sorted(labs))}")


def _place(desk: Desk, path: str, fresh: bytes, remembered: dict[str, str]) -> Filed:
    target, before = desk.path / path, remembered.get(path)
    theirs = read_if_there(target)
    if theirs is not None and _fingerprint(theirs) == _fingerprint(fresh):
        remembered[path] = _fingerprint(fresh)
        return Filed(path, "unchanged")
    if theirs is not None and _fingerprint(theirs) != before:
        return Filed(path, "unchanged" if before == _fingerprint(fresh) else "kept")
    write_whole(target, fresh)
    remembered[path] = _fingerprint(fresh)
    if theirs is not None:
        return Filed(path, "updated")
    return Filed(path, "added" if before is None else "put back")


def _fingerprint(data: bytes) -> str:
    """Return what tells whether a learner changed a file: of a notebook, its cells with their outputs.

    JupyterLab writes the kernel's version and the like into a notebook that was only opened; that is nobody's work.
    """
    try:
        cells = [_work_in(cell) for cell in json.loads(data)["cells"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return hashlib.sha256(data).hexdigest()
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()


def _work_in(cell: dict[str, Any]) -> list[Any]:
    source = cell["source"]
    text = "".join(source) if isinstance(source, list) else source
    return [cell["cell_type"], text, cell.get("outputs") or [], cell.get("attachments") or {}]


def _remembered(desk: Desk) -> dict[str, str]:
    return {path: str(value) for path, value in read_json_object(desk.state / _REMEMBERED).items()}


def _remember(desk: Desk, placed: dict[str, str]) -> None:
    if placed != _remembered(desk):
        write_json(desk.state / _REMEMBERED, dict(sorted(placed.items())))


def count(filed: Iterable[Filed]) -> dict[State, int]:
    """Return how many files each state has, leaving out the states that none has."""
    states = [file.state for file in filed]
    order: tuple[State, ...] = ("added", "updated", "put back", "kept", "unchanged")
    return {state: states.count(state) for state in order if state in states}
