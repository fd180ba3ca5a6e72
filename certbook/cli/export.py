"""`certbook export`: grades for a spreadsheet, for Canvas or for Moodle."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from certbook.cli import app
from certbook.cli.console import err, out, write_out
from certbook.cli.options import CourseOption
from certbook.errors import CertbookError


@app.command()
def export(
    domain: Annotated[str, typer.Argument(help="The domain, such as 04-classification, or a course's assignment.")],
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="csv, canvas or moodle.")] = "csv",
    file: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write here; else print it.")] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="CSV", help="The platform's own export, to be filled in.")
    ] = None,
    column: Annotated[str, typer.Option("--column", metavar="NAME", help="The platform's column; else DOMAIN.")] = "",
    roster: Annotated[Path | None, typer.Option("--roster", metavar="CSV", help="Who the students are.")] = None,
    course: CourseOption = None,
) -> None:
    """Write the grades of a domain; exit 1 where a student is not in the platform's export."""
    from certbook.classroom.exporting.forms import FORMS, filled_in
    from certbook.classroom.exporting.grades import grades_of
    from certbook.classroom.which import course_and_assignment
    from certbook.grading.collecting.roster import read_roster

    if to not in FORMS:
        raise CertbookError(f"no form is called '{to}'; there are: {', '.join(FORMS)}")
    if into is not None and to == "csv":
        raise CertbookError("--into fills in a platform's export; say which platform's: --to canvas or --to moodle")
    if file is not None and into is not None and file.resolve() == into.resolve():
        raise CertbookError(f"{into}: would be overwritten; give --out another name")
    where, assignment = course_and_assignment(course, domain)
    grades, people = grades_of(where, assignment), read_roster(roster) if roster is not None else None
    name = column or assignment
    table = filled_in(into, name, grades, people, to) if into is not None else FORMS[to](name, grades, people)
    if file is None:
        out.print(table.to_csv(), end="")
    else:
        write_out(file, table.to_csv())
        out.print(f"{file}: {len(grades)} students")
    still_open = sum(one.is_open for one in grades)
    if still_open:
        err.print(
            f"{still_open} of {len(grades)} have written answers that nobody has graded yet: they count nothing so far"
        )
    for line in table.left_out:
        err.print(line)
    if table.left_out:
        raise typer.Exit(1)
