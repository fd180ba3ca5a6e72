"""`certbook review`: what comes back today, questions asked here and tasks to do again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, wrapped
from certbook.cli.options import DeskOption, JsonOption

if TYPE_CHECKING:
    from certbook.learner.reviews import Review


@app.command()
def review(
    listed: Annotated[bool, typer.Option("--list", help="List what is due, and ask nothing.")] = False,
    desk: DeskOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer the questions that are due, and see which tasks are to be done again."""
    from certbook.content.library import Library
    from certbook.learner.desk import find_desk
    from certbook.learner.exam.room import due_questions
    from certbook.learner.reviews import reviews
    from certbook.learner.standing import standing
    from certbook.terminal.page import Pages
    from certbook.terminal.review import ask_due
    from certbook.terminal.typed import TypedLines

    library = Library.open()
    place, now = find_desk(library.root, desk), datetime.now(UTC)
    tasks, questions = reviews(standing(place, library, now)), due_questions(place, library, now)
    if as_json:
        due = [{"id": one.asked.id, "module": one.module, "due": one.due, "reason": one.reason} for one in questions]
        print_json({"tasks": [asdict(one) for one in tasks], "questions": due})
        return
    _show_tasks(tasks)
    if not questions:
        out.print("no question is due")
    elif listed:
        for one in questions:
            wrapped(f"{one.due[:10]}  {one.asked.id} ({one.module}): {one.reason}", indent=2)
    else:
        answered = ask_due(place, library, Pages(), TypedLines())
        out.print(f"{answered} of {len(questions)} answered")


def _show_tasks(tasks: tuple[Review, ...]) -> None:
    if tasks:
        out.print("tasks to do again, each from a blank cell")
    for one in tasks:
        wrapped(f"{one.due[:10]}  {one.lab} {one.task} ({one.path}): {one.reason}", indent=2)
