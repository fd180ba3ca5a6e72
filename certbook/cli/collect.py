"""`certbook collect`: take submissions in from what a learning platform hands out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, status, table
from certbook.cli.options import CourseOption, JsonOption
from certbook.errors import CertbookError

if TYPE_CHECKING:
    from certbook.grading.collecting.taking import Taken

_PLACED = {
    "new": "taken in",
    "newer": "in the place of earlier ones",
    "same": "there already",
    "earlier": "kept as earlier attempts",
}


@app.command()
def collect(
    paths: Annotated[list[Path], typer.Argument(help="Zips and folders as the platform hands them out.")],
    domain: Annotated[str | None, typer.Option("--domain", metavar="NAME", help="Only this domain's labs.")] = None,
    roster: Annotated[Path | None, typer.Option("--roster", metavar="CSV", help="Who the students are.")] = None,
    layout: Annotated[str | None, typer.Option("--layout", metavar="NAME", help="Which platform's names.")] = None,
    pattern: Annotated[str | None, typer.Option("--pattern", metavar="REGEX", help="Names by (?P<student>…).")] = None,
    course: CourseOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Put a class's notebooks under submitted/, older attempts kept; exit 1 where a file was nobody's or no lab."""
    from certbook.classroom.which import course_and_assignment, course_of
    from certbook.grading.collecting.layouts import LAYOUTS, of_pattern
    from certbook.grading.collecting.roster import read_roster
    from certbook.grading.collecting.taking import How
    from certbook.grading.collecting.taking import collect as take

    if layout is not None and layout not in LAYOUTS:
        raise CertbookError(f"no layout is called '{layout}'; there are: {', '.join(LAYOUTS)}")
    if layout is not None and pattern is not None:
        raise CertbookError("--layout and --pattern say the same thing in two ways; give one of them")
    where, assignment = course_and_assignment(course, domain) if domain else (course_of(course), None)
    how = How(
        layout=LAYOUTS[layout] if layout else of_pattern(pattern) if pattern else None,
        roster=read_roster(roster) if roster is not None else None,
        assignment=assignment,
        dry_run=dry_run,
    )
    with status("reading") as say:
        found = take(where, paths, how, lambda number, shown: say(f"{number} {shown}"))
    if as_json:
        print_json([_values(one) for one in found])
    else:
        _show(found, dry_run)
    if any(not one.is_placed for one in found):
        raise typer.Exit(1)


def _show(found: tuple[Taken, ...], dry_run: bool) -> None:
    table(
        ("student", "lab", "state", "handed in", "file", "note"),
        [
            (
                one.student or "-",
                one.lab or "-",
                one.state,
                (f"{one.when:%F %H:%M}" if one.when else "-") + (" late" if one.is_late else ""),
                one.shown,
                one.note,
            )
            for one in found
        ],
    )
    counted: Counter[str] = Counter(one.state for one in found)
    told = [f"{counted[state]} {words}" for state, words in _PLACED.items() if counted[state]]
    left = sum(not one.is_placed for one in found)
    if left:
        told.append(f"{left} not taken")
    out.print(("would be: " if dry_run else "") + (", ".join(told) or "no notebook was found"))


def _values(one: Taken) -> dict[str, object]:
    return {
        "file": one.shown,
        "state": one.state,
        "student": one.student,
        "assignment": one.assignment,
        "lab": one.lab,
        "handed_in": one.when.isoformat() if one.when else None,
        "late": one.is_late,
        "note": one.note,
    }
