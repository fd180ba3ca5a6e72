"""Take submissions in: decide for every file what becomes of it, then put it in place; nothing is overwritten."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from certbook.errors import CertbookError
from certbook.files import locked, replace_whole
from certbook.grading.collecting.labs import Lab, Labs, labs_of
from certbook.grading.collecting.layouts import LAYOUTS, Layout, Origin, gradescope
from certbook.grading.collecting.people import people_of
from certbook.grading.collecting.roster import Roster, id_without_roster
from certbook.grading.collecting.sources import Found, Member, Refused, members
from certbook.grading.course import Course

State = Literal["new", "newer", "same", "earlier", "stranger", "no lab", "refused"]
_STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"  # the form that nbgrader reads


@dataclass(frozen=True)
class Taken:
    """What became of one file.

    `state`: new; newer, in the place of one that is kept; same as what is there; earlier than it, and kept beside; or
    not taken: nobody's, no lab, or refused. `note` says why, or what is odd.
    """

    shown: str
    state: State
    student: str = ""
    assignment: str = ""
    lab: str = ""
    when: datetime | None = None
    is_late: bool = False
    note: str = ""
    data: bytes = b""

    @property
    def is_placed(self) -> bool:
        """Whether the file is in the course now, as the one that is graded or as an earlier attempt."""
        return self.state in ("new", "newer", "same", "earlier")


@dataclass(frozen=True)
class How:
    """How files are read: a layout by name or of one's own (None tries all), a roster, one assignment, a dry run."""

    layout: Layout | None = None
    roster: Roster | None = None
    assignment: str | None = None
    dry_run: bool = False


def collect(
    course: Course, paths: Sequence[Path], how: How, show: Callable[[int, str], None] = lambda *_: None
) -> tuple[Taken, ...]:
    """Take in all notebooks of zips and folders, and return what became of each, in the order of students.

    Of several files of one student and lab the latest counts; the others are kept as earlier attempts. Raises
    CertbookError where a path or a whole archive cannot be read: then nothing was taken.
    """
    labs = labs_of(course)
    found = [one for path in paths for one in _with_people(path)]
    read = []
    for number, (one, layouts) in enumerate(found, start=1):
        read += _read(one, layouts, labs, how)
        show(number, one.shown)
    decided = list(_decided(course, read))
    if how.dry_run:
        return tuple(replace(one, data=b"") for one in decided)
    with locked(course.private / "collect.lock"):
        return tuple(_placed(course, one) for one in decided)


def _placed(course: Course, one: Taken) -> Taken:
    """Put a file where its state says; raises CertbookError where the disk does not take it."""
    try:
        _place(course, one)
    except OSError as error:
        raise CertbookError(
            f"{course.submitted / one.student}: {error.strerror or error}; what was there is there, and "
            f"nothing is lost: the same command goes on from here"
        ) from None
    return replace(one, data=b"")


def _with_people(path: Path) -> Iterator[tuple[Found, tuple[Layout, ...]]]:
    """Yield a path's files, each with the layouts to try; Gradescope's metadata file tells its people."""
    every = list(members(path))
    people = people_of(one for one in every if isinstance(one, Member))
    layouts = tuple(
        (lambda parts: gradescope(parts, people)) if read is gradescope else read for read in LAYOUTS.values()
    )
    for one in every:
        yield one, layouts


def _read(one: Found, layouts: Iterable[Layout], labs: Labs, how: How) -> list[Taken]:
    if isinstance(one, Refused):
        return [Taken(one.shown, "refused", note=one.reason)]
    if not one.name.lower().endswith(".ipynb"):
        return []
    origin = _origin(one, layouts, how)
    if origin is None:
        return [Taken(one.shown, "stranger", note="nothing in its path tells whose it is; give --layout or --pattern")]
    student, why = _student(origin, how.roster)
    if student is None:
        return [Taken(one.shown, "stranger", when=origin.when, is_late=origin.is_late, note=why)]
    lab, note = labs.find(origin.file, one.data, how.assignment)
    if lab is None:
        return [Taken(one.shown, "no lab", student, when=origin.when, is_late=origin.is_late, note=note)]
    when = origin.when or one.modified
    return [Taken(one.shown, "new", student, lab.assignment, lab.name, when, origin.is_late, note, one.data)]


def _origin(one: Member, layouts: Iterable[Layout], how: How) -> Origin | None:
    tried = (how.layout,) if how.layout is not None else layouts
    return next((found for read in tried if (found := read(one.parts)) is not None), None)


def _student(origin: Origin, roster: Roster | None) -> tuple[str | None, str]:
    if roster is not None:
        return roster.find(origin.keys)
    student = id_without_roster(origin.keys)
    return student, "" if student else f"'{origin.keys[0]}' is no student id; give --roster with its id"


def _decided(course: Course, read: Iterable[Taken]) -> Iterator[Taken]:
    """Yield each file with its state: the latest of a student's files for a lab counts, as against what is there."""
    mine: dict[tuple[str, Lab], list[Taken]] = {}
    others = []
    for one in read:
        if one.state == "new":
            mine.setdefault((one.student, Lab(one.assignment, one.lab)), []).append(one)
        else:
            others.append(one)
    for (student, lab), files in sorted(
        mine.items(), key=lambda item: (item[0][0], item[0][1].assignment, item[0][1].name)
    ):
        files.sort(key=lambda one: one.when or datetime.min.replace(tzinfo=UTC))
        there = _there(course, student, lab)
        for place, one in enumerate(files):
            yield _against(one, there, is_last=place == len(files) - 1, count=len(files))
    yield from others


def _against(one: Taken, there: tuple[bytes, datetime] | None, is_last: bool, count: int) -> Taken:
    twins = f"one of {count} files for this lab" if count > 1 else ""
    note = "; ".join(part for part in (one.note, twins) if part)
    if there is not None and one.data == there[0]:
        return replace(one, state="same", note=note)
    if not is_last:
        return replace(one, state="earlier", note=note)
    if there is None:
        return replace(one, state="new", note=note)
    stamp = there[1]
    if stamp is not None and one.when is not None and one.when < stamp:
        return replace(
            one, state="earlier", note="; ".join(part for part in (note, f"there is one of {stamp:%F %T}") if part)
        )
    return replace(one, state="newer", note=note)


def _there(course: Course, student: str, lab: Lab) -> tuple[bytes, datetime] | None:
    file = course.submitted / student / lab.assignment / f"{lab.name}.ipynb"
    if not file.is_file():
        return None
    return file.read_bytes(), _time_of(file)


def _time_of(file: Path) -> datetime:
    """Return when the file that is there was handed in.

    That is its own time, which is set when it is taken in. Whoever copied it there made it younger than the folder's
    stamp, which is the latest of all labs: so the earlier of the two counts.
    """
    own = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    stamp = _read_stamp(file.with_name("timestamp.txt"))
    return min(own, stamp) if stamp is not None else own


def _read_stamp(file: Path) -> datetime | None:
    try:
        return datetime.strptime(file.read_text(encoding="utf-8").strip(), _STAMP).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None


def _place(course: Course, one: Taken) -> None:
    """Put a file where its state says; what it takes the place of is kept first."""
    folder = course.submitted / one.student / one.assignment
    file = folder / f"{one.lab}.ipynb"
    if one.state == "earlier":
        _keep(course, one.student, one.assignment, one.lab, one.when, one.data)
    elif one.state in ("new", "newer"):
        if file.is_file() and file.read_bytes() != one.data:
            _keep(course, one.student, one.assignment, one.lab, _time_of(file), file.read_bytes())
        replace_whole(file, one.data, durable=True)
        if one.when is not None:
            os.utime(file, (one.when.timestamp(), one.when.timestamp()))
            _stamp(folder / "timestamp.txt", one.when)


def _stamp(file: Path, when: datetime) -> None:
    """Write when an assignment was handed in: the latest of its labs."""
    before = _read_stamp(file)
    latest = max(when.astimezone(UTC), before) if before is not None else when.astimezone(UTC)
    replace_whole(file, latest.strftime(_STAMP).encode())


def _keep(course: Course, student: str, assignment: str, lab: str, when: datetime | None, data: bytes) -> None:
    """Keep an attempt beside the course's submissions, under its time; another of the same time gets a number."""
    folder = course.private / "collected" / student / assignment / lab
    name = f"{when:%Y-%m-%dT%H%M%SZ}" if when is not None else "unknown"
    number = 1
    while True:
        file = folder / (f"{name}.ipynb" if number == 1 else f"{name}-{number}.ipynb")
        if not file.exists():
            replace_whole(file, data, durable=True)
            return
        if file.read_bytes() == data:
            return
        number += 1
