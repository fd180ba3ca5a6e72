"""`certbook report`: what a class scored, misunderstood and needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, status, write_out
from certbook.cli.options import CourseOption, JsonOption


@app.command()
def report(
    domain: Annotated[str, typer.Argument(help="The domain, such as 04-classification, or a course's assignment.")],
    file: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The page; else DOMAIN-report.html.")
    ] = None,
    pseudonymous: Annotated[bool, typer.Option("--pseudonymous", help="Made-up ids in place of students'.")] = False,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a page on a graded class: points, tasks, known mistakes, who may need help, answers that are alike."""
    from certbook.classroom.report.make import report_values
    from certbook.classroom.report.page import page_of
    from certbook.classroom.which import course_and_assignment

    where, assignment = course_and_assignment(course, domain)
    with status("reading"):
        values = report_values(where, assignment, pseudonymous)
    if as_json:
        print_json(values)
        return
    page = file or Path(f"{assignment}-report.html")
    write_out(page, page_of(values))
    out.print(f"{page}: {values['students']} students")
    for line in values["problems"]:
        out.print(line)
