"""`certbook feedback`: nbgrader's feedback pages for a class."""

from __future__ import annotations

from typing import Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, progress_bar
from certbook.cli.options import CourseOption, JsonOption


@app.command()
def feedback(
    domain: Annotated[str, typer.Argument(help="The domain, such as 04-classification, or a course's assignment.")],
    course: CourseOption = None,
    student: Annotated[list[str] | None, typer.Option("--student", help="Only this student; may be repeated.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Students at once; as many as cores.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Write a page for each graded notebook, without sealed checks; exit 1 if one could not be made."""
    from dataclasses import asdict

    from certbook.classroom.feedback import write_feedback
    from certbook.classroom.which import course_and_assignment

    where, assignment = course_and_assignment(course, domain)
    with progress_bar("feedback") as show:
        made = write_feedback(where, assignment, student or None, workers, show)
    if as_json:
        print_json([asdict(one) for one in made])
    else:
        for one in made:
            if one.problem:
                out.print(one.problem)
        out.print(f"{where.feedback}: {sum(one.pages for one in made)} pages of {len(made)} students")
    if any(one.problem for one in made):
        raise typer.Exit(1)
