"""`certbook verify`: prove that labs and lessons are right, fair and robust."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, progress_bar, table


@app.command()
def verify(
    names: Annotated[list[str] | None, typer.Argument(help="Labs or domains; all where none is named.")] = None,
    seeds: Annotated[int, typer.Option(min=1, max=1000, help="How many seeds, the lab's own first.")] = 3,
    changed: Annotated[bool, typer.Option("--changed", help="Only what no earlier run has proven as it is.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML to this file.")] = None,
    json: Annotated[Path | None, typer.Option(help="Write the whole report as JSON to this file.")] = None,
    summary: Annotated[Path | None, typer.Option(help="Write a Markdown summary to this file.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes at a time; one a core by default.")] = None,
) -> None:
    """Prove labs and lessons; exit 1 names the lab, task, mistake and seed of what does not hold."""
    from certbook.content.library import Library
    from certbook.verify import formats
    from certbook.verify.plan import Plan, choose
    from certbook.verify.run import verify as run_verify
    from certbook.verify.unchanged import default_store

    library = Library.open()
    labs, lessons = choose(library, names or [])
    plan = Plan(labs, lessons, seeds, workers or os.cpu_count() or 1)
    with progress_bar("verifying") as show:
        report = run_verify(library, plan, show, default_store(library), only_changed=changed)
    for file, write in ((junit, formats.write_junit), (json, formats.write_json), (summary, formats.write_summary)):
        if file is not None:
            write(report, file)
    if report.labs:
        table(formats.COLUMNS, formats.lab_rows(report))
        out.print(formats.LEGEND)
    for lesson in report.lessons:
        out.print(f"lesson {lesson['lesson']}: {'ok' if lesson['ok'] else 'NOT OK'}, {lesson['seconds']:.1f} s")
    if report.unchanged:
        out.print(f"unchanged since their proof: {', '.join(report.unchanged)}")
    for line in report.findings:
        out.print(line)
    if not report.ok:
        raise typer.Exit(1)
