"""`certbook grade`: grade what a class has handed in for a domain."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, progress_bar, table
from certbook.cli.options import CourseOption, JsonOption

if TYPE_CHECKING:
    from certbook.grading.report import GradeReport


@app.command()
def grade(
    domain: Annotated[str, typer.Argument(help="The domain, such as 04-classification, or a course's assignment.")],
    course: CourseOption = None,
    student: Annotated[list[str] | None, typer.Option("--student", help="Only this student; may be repeated.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Submissions at once; one more than cores.")] = None,
    scheduler: Annotated[str, typer.Option(help="Grade on a Dask cluster: tcp://host:port.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Grade again what has not changed since.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was interrupted.")] = False,
    weaker: Annotated[
        bool, typer.Option("--weaker-isolation", help="Run submissions though a layer of isolation is missing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Grade submitted/*/DOMAIN into nbgrader's gradebook; exit 1 if a notebook could not be graded."""
    from certbook.classroom.which import course_and_assignment
    from certbook.grading.pipeline import Way
    from certbook.grading.pipeline import grade as grade_class
    from certbook.grading.report import Tally

    where, assignment = course_and_assignment(course, domain)
    tally = Tally()
    with progress_bar("grading") as show:
        way = Way(workers, scheduler, force, resume, weaker)
        report = grade_class(
            where,
            assignment,
            student or None,
            on_progress=lambda done, total, last: show(done, total, f"{tally}  {last}"),
            way=way,
            on_grade=tally.add,
        )
    if as_json:
        print_json(report.to_json())
    else:
        _show(report)
    if not report.all_graded:
        raise typer.Exit(1)


def _show(report: GradeReport) -> None:
    table(
        ("student", "lab", "status", "points", "s"),
        [
            (one.student, one.notebook, one.status, f"{one.score:g} of {one.max_score:g}", f"{one.seconds:.1f}")
            for one in report.submissions
        ],
    )
    for one in report.submissions:
        if one.message:
            out.print(one.message)
        for line in one.bent:
            out.print(f"{one.student}/{one.notebook}: {line}")
    for line in report.notes:
        out.print(line)
    counted = Counter(one.status for one in report.submissions)
    others = "".join(f", {number} {status}" for status, number in sorted(counted.items()) if status != "graded")
    out.print(f"{counted['graded']} of {len(report.submissions)} notebooks graded{others}")
