"""Put a portfolio's files in place all at once; what somebody has changed there is theirs and stays.

Each folder holds `.portfolio.json`, which says what was written there; a file that is another one since, or that stands
nowhere in it, is somebody's own.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from certbook.errors import CertbookError
from certbook.learner.files import read_json_object, said_plainly, time_name, write_whole

MANIFEST = ".portfolio.json"
BACKUPS = ".backups"  # hosts of plain files leave such folders out
Files = dict[str, bytes]
_MADE_BY_RUNNING = {"__pycache__", ".venv", ".ipynb_checkpoints"}  # left in the backup


@dataclass(frozen=True)
class Placed:
    """Where a folder lies now, where the earlier one was put, and which files of the learner's own were kept."""

    path: Path
    backup: Path | None
    kept: tuple[str, ...]


def place(out: Path, name: str, files: Files, facts: dict[str, Any]) -> Placed:
    """Write a folder beside its place and rename it; an earlier one is put into `.backups/`.

    Raises CertbookError where something stands there that no portfolio made.
    """
    target = out / name
    own = _own(target)
    if _is_same(target, {path: data for path, data in files.items() if path not in own}):
        return Placed(target, None, tuple(own))
    with said_plainly(target):
        out.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=out, prefix=f".{name}.", suffix=".new"))
        try:
            for path, data in files.items():
                _write(beside / path, data)
            for path in own:
                _write(beside / path, (target / path).read_bytes())
            marks = {path: _mark(data) for path, data in files.items()}
            text = json.dumps({"version": 1, "entry": facts, "files": marks}, ensure_ascii=False, indent=1)
            _write(beside / MANIFEST, (text + "\n").encode())
            beside.chmod(0o755)
            backup = _put_away(out, target) if target.exists() else None
            try:
                os.rename(beside, target)
            except OSError:
                if backup is not None:
                    os.rename(backup, target)
                raise
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return Placed(target, backup, tuple(own))


def place_file(out: Path, name: str, data: bytes) -> bool:
    """Write a file at the top of a portfolio; one that somebody changed stays, and False is returned."""
    manifest = read_json_object(out / MANIFEST)
    marks = manifest.get("files", {})
    file = out / name
    with said_plainly(file):
        there = file.read_bytes() if file.is_file() else None
    if there is not None and _mark(there) != marks.get(name):
        return False
    write_whole(file, data)
    text = json.dumps({"version": 1, "files": {**marks, name: _mark(data)}}, indent=1) + "\n"
    write_whole(out / MANIFEST, text.encode())
    return True


def entries(out: Path) -> list[dict[str, Any]]:
    """Return what each folder of a portfolio says of itself, by name."""
    found = [read_json_object(file).get("entry") for file in sorted(out.glob(f"*/{MANIFEST}"))]
    return [one for one in found if isinstance(one, dict)]


def kept_texts(target: Path) -> dict[str, str]:
    """Return the pages of a folder that the learner has changed, as they stand there."""
    return {path: (target / path).read_text("utf-8", "replace") for path in _own(target) if path.endswith(".md")}


def refuse_foreign(out: Path, name: str) -> None:
    """Raise CertbookError where a folder of this name was made by something else."""
    target = out / name
    if out.exists() and not out.is_dir():
        raise CertbookError(f"{out}: a file, not a folder; name a folder: --out DIR")
    if target.exists() and not (target / MANIFEST).is_file():
        raise CertbookError(f"{target}: was not made by certbook portfolio; move it away or name another --out")


def _own(target: Path) -> list[str]:
    if not target.exists():
        return []
    refuse_foreign(target.parent, target.name)
    marks = read_json_object(target / MANIFEST).get("files", {})
    with said_plainly(target):
        there = [path for path in sorted(target.rglob("*")) if path.is_file() and not path.is_symlink()]
        found = {path.relative_to(target): path for path in there if path.name != MANIFEST}
        names = {name.as_posix(): path for name, path in found.items() if not _MADE_BY_RUNNING & {*name.parts}}
        return [name for name, path in names.items() if _mark(path.read_bytes()) != marks.get(name)]


def _is_same(target: Path, files: Files) -> bool:
    return target.is_dir() and all(
        (target / path).is_file() and (target / path).read_bytes() == data for path, data in files.items()
    )


def _put_away(out: Path, target: Path) -> Path:
    folder = out / BACKUPS
    folder.mkdir(exist_ok=True)
    number, stem = 1, f"{target.name}-{time_name()}"
    while (place := folder / (stem if number == 1 else f"{stem}-{number}")).exists():
        number += 1
    os.rename(target, place)
    return place


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
