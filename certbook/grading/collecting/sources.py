"""What lies in the zips and folders that were given: every file with its place, and what could not be read."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from certbook.errors import CertbookError

LARGEST_FILE = 64_000_000  # bytes of one notebook or one inner archive, unpacked
MOST_BYTES = 4_000_000_000  # of one archive, unpacked
MOST_MEMBERS = 200_000
_IGNORED = ("__MACOSX", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db")


@dataclass(frozen=True)
class Member:
    """One file: `shown` is its place as a person reads it, `parts` its folders and its name."""

    shown: str
    parts: tuple[str, ...]
    data: bytes
    modified: datetime

    @property
    def name(self) -> str:
        """The file's name."""
        return self.parts[-1]


@dataclass(frozen=True)
class Refused:
    """A file that was not taken, and why."""

    shown: str
    reason: str


Found = Member | Refused


def members(path: Path) -> Iterator[Found]:
    """Yield the files of a folder, of a zip, or the one file that was named.

    Raises CertbookError where there is nothing of that name, or where an archive as a whole is none or too large.
    """
    if path.is_dir():
        yield from _of_folder(path)
    elif not path.exists():
        raise CertbookError(f"{path}: there is no such file or folder")
    elif path.suffix.lower() == ".zip":
        yield from _of_zip(_opened(path), path.name, (), 0)
    else:
        yield from _of_file(path, path.parent)


def _of_folder(root: Path) -> Iterator[Found]:
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if name not in _IGNORED)
        for name in sorted(names):
            if name not in _IGNORED:
                yield from _of_file(Path(folder, name), root)


def _of_file(file: Path, root: Path) -> Iterator[Found]:
    parts = tuple(file.relative_to(root).parts)
    shown = str(file)
    try:
        facts = file.lstat()
        if not stat.S_ISREG(facts.st_mode):
            yield Refused(shown, "is a link or no plain file")
        elif facts.st_size > LARGEST_FILE:
            yield Refused(shown, f"is larger than {LARGEST_FILE // 1_000_000} MB")
        else:
            data, when = file.read_bytes(), datetime.fromtimestamp(facts.st_mtime, UTC)
            yield from _plain_or_zip(shown, parts, data, when, 0)
    except OSError as error:
        yield Refused(shown, f"cannot be read: {error.strerror or error}")


def _of_zip(archive: zipfile.ZipFile, shown: str, outer: tuple[str, ...], depth: int) -> Iterator[Found]:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
        raise CertbookError(f"{shown}: unpacks to more than {MOST_BYTES // 10**9} GB or {MOST_MEMBERS} files; not read")
    for info in infos:
        if info.is_dir():
            continue
        name = _name_of(info)
        place = f"{shown}: {name}"
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if any(part in _IGNORED or part.startswith("._") for part in parts):
            continue
        problem = _unfit(info, parts)
        if problem:
            yield Refused(place, problem)
            continue
        try:
            with archive.open(info) as stream:
                data = stream.read(LARGEST_FILE + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
            yield Refused(place, f"cannot be unpacked: {error}")
            continue
        if len(data) > LARGEST_FILE:
            yield Refused(place, f"is larger than {LARGEST_FILE // 1_000_000} MB")
            continue
        yield from _plain_or_zip(place, (*outer, *parts), data, _time_of(info), depth)


def _plain_or_zip(shown: str, parts: tuple[str, ...], data: bytes, when: datetime, depth: int) -> Iterator[Found]:
    """Yield a file, or the files of an archive that somebody handed in; one within such an archive is not opened."""
    if not parts[-1].lower().endswith(".zip"):
        yield Member(shown, parts, data, when)
        return
    if depth:
        yield Refused(shown, "is an archive in an archive in an archive; hand in the notebook itself")
        return
    try:
        inner = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        yield Refused(shown, "is no zip archive")
        return
    try:
        # Its name stands for a folder: platforms put the student's name there.
        yield from _of_zip(inner, shown, (*parts[:-1], parts[-1][: -len(".zip")]), depth + 1)
    except CertbookError as error:
        yield Refused(shown, str(error).removeprefix(f"{shown}: "))


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise CertbookError(f"{path}: is no zip archive that can be read ({error})") from None


def _unfit(info: zipfile.ZipInfo, parts: tuple[str, ...]) -> str:
    if not parts or ".." in parts or parts[0].startswith("/") or ":" in parts[0]:
        return "its path leads out of the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link"
    if info.flag_bits & 1:
        return "is encrypted"
    return f"is larger than {LARGEST_FILE // 1_000_000} MB" if info.file_size > LARGEST_FILE else ""


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return a member's name; archives that say nothing of their encoding mostly mean UTF-8."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def _time_of(info: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)
