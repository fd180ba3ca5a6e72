"""Who handed a file in, and when, as the names of platforms' downloads tell it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from certbook.errors import CertbookError

# nbgrader's exchange: student+assignment+time of day[+random].
_EXCHANGE = re.compile(
    r"(?P<key>[^+]+)\+(?P<assignment>[^+]+)\+(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?[^+]*)(?:\+.*)?"
)
# Moodle: "Ada Lovelace_12345_assignsubmission_file_", a folder or, without the last part, the file itself.
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<key>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?")
# Canvas: "lovelaceada_LATE_4711_90210_tumour-triage-1.ipynb": login name, late, user, attachment, file.
_CANVAS = re.compile(r"(?P<key>[^_/]+?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<attachment>\d+)_(?P<file>.+)")
_GRADESCOPE = re.compile(r"submission_(?P<key>\d+)")
_AGAIN = re.compile(r"(?:-\d{1,2}| ?\(\d{1,2}\))$")  # what platforms and browsers put behind a second file of one name


@dataclass(frozen=True)
class Origin:
    """What names tell: `keys` by which the student may be known, the file's own name, the time and whether late."""

    layout: str
    keys: tuple[str, ...]
    file: str
    when: datetime | None = None
    is_late: bool = False


Layout = Callable[[tuple[str, ...]], Origin | None]


def exchange(parts: tuple[str, ...]) -> Origin | None:
    """Read nbgrader's inbound folders, also as `zip_collect` and ngshare leave them."""
    for part in parts[:-1]:
        if found := _EXCHANGE.fullmatch(part):
            return Origin("nbgrader exchange", (found["key"],), parts[-1], _time(found["time"]))
    return None


def moodle(parts: tuple[str, ...]) -> Origin | None:
    """Read Moodle's "download all submissions", with folders or without."""
    for place, part in enumerate(parts):
        if found := _MOODLE.fullmatch(part):
            file = found["file"] if place == len(parts) - 1 and found["file"] else parts[-1]
            return Origin("moodle", (found["key"], found["name"]), file)
    return None


def canvas(parts: tuple[str, ...]) -> Origin | None:
    """Read Canvas's "download submissions"; an archive that was handed in has its name in the folder's place."""
    for place, part in enumerate(parts):
        if found := _CANVAS.fullmatch(part):
            file = found["file"] if place == len(parts) - 1 else parts[-1]
            return Origin("canvas", (found["user"], found["key"]), file, is_late=bool(found["late"]))
    return None


def gradescope(parts: tuple[str, ...], people: Mapping[str, tuple[str, ...]] = {}) -> Origin | None:
    """Read Gradescope's export; `people` are the keys of each submission out of its metadata file."""
    for part in parts[:-1]:
        if found := _GRADESCOPE.fullmatch(part):
            return Origin("gradescope", people.get(part, (found["key"],)), parts[-1])
    return None


def folders(parts: tuple[str, ...]) -> Origin | None:
    """Read `student/…/lab.ipynb`, as nbgrader's `submitted/` lies."""
    if len(parts) < 2:
        return None
    inner = parts[1:] if parts[0] == "submitted" and len(parts) > 2 else parts
    return Origin("folders", (inner[0],), parts[-1])


def of_pattern(pattern: str) -> Layout:
    """Return a layout of one's own: a regular expression over the whole path with a group `student`.

    Groups `file` and `time` are optional. Raises CertbookError where it is none.
    """
    try:
        wanted = re.compile(pattern)
    except re.error as error:
        raise CertbookError(f"--pattern is no regular expression: {error}") from None
    if "student" not in wanted.groupindex:
        raise CertbookError("--pattern needs a group named student: (?P<student>…)")

    def read(parts: tuple[str, ...]) -> Origin | None:
        found = wanted.search("/".join(parts))
        if found is None or not found["student"]:
            return None
        named = found.groupdict()
        when = _time(named["time"]) if named.get("time") else None
        return Origin("pattern", (found["student"],), named.get("file") or parts[-1], when)

    return read


LAYOUTS: dict[str, Layout] = {
    "nbgrader": exchange,
    "moodle": moodle,
    "canvas": canvas,
    "gradescope": gradescope,
    "folders": folders,
}


def stem_of(file: str) -> str:
    """Return a notebook's name without its suffix and without what a second download adds to it."""
    stem = file[: -len(".ipynb")] if file.lower().endswith(".ipynb") else file
    return _AGAIN.sub("", stem.strip()).strip()


def _time(text: str) -> datetime | None:
    text = text.strip().removesuffix("UTC").strip()
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
