"""`certbook check`: grade your notebook of a lab, with the sealed checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, status, wrapped
from certbook.cli.options import DeskOption, JsonOption, LabArgument

if TYPE_CHECKING:
    from certbook.learner.checking import Checked

_MARK = {"passed": "✓", "wrong": "✗", "error": "!", "not attempted": "·"}


@app.command()
def check(lab: LabArgument, desk: DeskOption = None, as_json: JsonOption = False) -> None:
    """Grade your notebook and show each task; exit 0 all passed, 1 not yet, 2 it could not be graded."""
    from certbook.content.library import Library
    from certbook.learner import checking
    from certbook.learner.desk import find_desk

    library = Library.open()
    found = library.find_lab(lab)
    place = find_desk(library.root, desk)
    with status("checking") as tell:
        checked = checking.check(place, library.root, found, lambda _done, _total, what: tell(what))
    if as_json:
        print_json(checked.report.to_json())
    else:
        _show(checked)
    if not checked.grade.passed:
        raise typer.Exit(1)


def _show(checked: Checked) -> None:
    grade = checked.grade
    if grade.message:
        out.print(grade.message)
    for line in grade.bent:
        out.print(f"put right: {line}")
    for number, task in enumerate(grade.tasks, start=1):
        points = f"{task.score:g} of {task.max_score:g}"
        out.print(f"{_MARK[task.outcome]} {number} {task.task:24} {points:>8}  {task.outcome}")
        if task.message and task.outcome != "not attempted":
            for line in task.message.splitlines():
                wrapped(line, indent=4)
            if task.outcome in ("wrong", "error"):
                out.print(f"    hint: certbook hint {checked.lab.name} {task.task}")
    for answer in grade.written:
        said = f"{answer.score:g} of {answer.max_score:g}" if answer.score is not None else "for a person to read"
        out.print(f"  + {answer.task:24} {'':>8}  {'written, ' if answer.answered else 'not written yet; '}{said}")
    out.print(_verdict(checked))


def _verdict(checked: Checked) -> str:
    grade, first = checked.grade, checked.first_failure
    points = f"{grade.score:g} of {grade.max_score:g} points"
    if first is None:
        return f"{points}: passed. See how far you are: certbook progress"
    return f"{points}. Next: {first.title or first.task}"
