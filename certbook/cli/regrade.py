"""`certbook regrade`: after a check was mended, whose points change; then the change itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, progress_bar, table
from certbook.cli.options import CourseOption, JsonOption

if TYPE_CHECKING:
    from certbook.classroom.regrading import Change


@app.command()
def regrade(
    domain: Annotated[str, typer.Argument(help="The domain, such as 04-classification, or a course's assignment.")],
    course: CourseOption = None,
    apply: Annotated[bool, typer.Option("--apply", help="Then grade what changes.")] = False,
    student: Annotated[list[str] | None, typer.Option("--student", help="Only this student; may be repeated.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Submissions at once; one more than cores.")] = None,
    weaker: Annotated[
        bool, typer.Option("--weaker-isolation", help="Run submissions though a layer of isolation is missing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Run also what has not changed since it was graded.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List whose points change if DOMAIN is graded again; exit 1 if a notebook could not be graded."""
    from certbook.classroom.regrading import changes, keep_record
    from certbook.classroom.which import course_and_assignment
    from certbook.grading.pipeline import Way, grade

    where, assignment = course_and_assignment(course, domain)
    way = Way(workers=workers, weaker=weaker, force=force)
    with progress_bar("comparing") as show:
        found = changes(where, assignment, student or None, way, show)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        _show(found)
    if apply and found:
        record = keep_record(where, assignment, found)
        with progress_bar("grading") as show:
            report = grade(where, assignment, student or None, on_progress=show, way=way)
        if not as_json:
            out.print(f"graded; what changed is in {record}")
        if not all(one.status not in ("crashed",) for one in report.submissions):
            raise typer.Exit(1)
    if any(one.broke_off for one in found):
        raise typer.Exit(1)


def _show(found: tuple[Change, ...]) -> None:
    if not found:
        out.print("nobody's points change")
        return
    table(
        ("student", "lab", "before", "after", "change", "checks"),
        [
            (
                one.student,
                one.lab,
                f"{one.before:g}",
                f"{one.after:g}",
                "broke off" if one.broke_off else f"{one.after - one.before:+g}",
                ", ".join(check.check for check in one.checks) or one.message,
            )
            for one in found
        ],
    )
    up, down = sum(one.after > one.before for one in found), sum(one.after < one.before for one in found)
    out.print(f"{len(found)} notebooks change: {up} gain, {down} lose, {len(found) - up - down} keep their sum")
