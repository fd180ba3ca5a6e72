"""`certbook grade`: grade what a class has handed in for a domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from certbook.cli import app
from certbook.cli.console import err, out, print_json

if TYPE_CHECKING:
    from certbook.grading.report import GradeReport


@app.command()
def grade(
    domain: Annotated[str, typer.Argument(help="The domain, such as 04-classification or classification.")],
    student: Annotated[list[str] | None, typer.Option("--student", help="Only this student; may be repeated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Grade submitted/*/DOMAIN into nbgrader's gradebook; exit 1 if a notebook could not be graded."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from certbook.content.library import Library
    from certbook.grading.course import Course
    from certbook.grading.pipeline import grade as grade_class

    library = Library.open()
    module = library.find_module(domain)
    course = Course.of_clone(library.root.path)
    columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None)
        report = grade_class(
            course,
            module.name,
            students=student or None,
            on_progress=lambda done, total, what: bar.update(task, completed=done, total=total, description=what),
        )
    if as_json:
        print_json(report.to_json())
    else:
        _show(report)
    if not report.all_graded:
        raise typer.Exit(1)


def _show(report: GradeReport) -> None:
    from rich.table import Table

    table = Table("student", "lab", "status", "points", "s", title=report.assignment)
    for one in report.submissions:
        points = f"{one.score:g} of {one.max_score:g}"
        table.add_row(one.student, one.notebook, one.status, points, f"{one.seconds:.1f}")
    out.print(table)
    for one in report.submissions:
        if one.message:
            out.print(one.message)
        for line in one.bent:
            out.print(f"{one.student}/{one.notebook}: {line}")
    for line in report.notes:
        out.print(line)
    graded = sum(one.status == "graded" for one in report.submissions)
    out.print(f"{graded} of {len(report.submissions)} notebooks graded")
