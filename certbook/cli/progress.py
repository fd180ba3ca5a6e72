"""`certbook progress`: how far you are, by domain, lab and skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certbook.cli import app
from certbook.cli.console import out, print_json
from certbook.cli.options import DeskOption, JsonOption

if TYPE_CHECKING:
    from certbook.learner.progress import Part, Progress

_WIDTH = 20


@app.command()
def progress(desk: DeskOption = None, as_json: JsonOption = False) -> None:
    """Show how far you are, from the gradebook."""
    from certbook.content.library import Library
    from certbook.learner.desk import find_desk
    from certbook.learner.progress import progress as read_progress

    library = Library.open()
    reached = read_progress(find_desk(library.root, desk), library)
    if as_json:
        print_json(reached.to_json())
    else:
        _show(reached)


def _show(reached: Progress) -> None:
    for domain, labs in reached.domains:
        out.print(f"{_bar(domain)}  {domain.name}: {domain.title}")
        for lab in labs:
            out.print(f"    {_points(lab):>9}  {lab.name:20} {lab.state}")
    out.print("\nskills")
    for skill in reached.skills:
        out.print(f"{_bar(skill)}  {skill.name}: {skill.title}")
    _show_written(reached)
    following = reached.next_lab
    if following is not None:
        verb = "go on with" if following.state == "in progress" else "begin"
        out.print(f"\nnext: {verb} {following.name}, then: certbook check {following.name}")
    else:
        out.print("\neverything is passed")


def _show_written(reached: Progress) -> None:
    answers = [answer for answer in reached.written if answer.answered or answer.score is not None]
    if answers:
        out.print("\nwritten answers")
    for answer in answers:
        state = "for a person to read" if answer.score is None else f"{answer.score:g}/{answer.max_score:g}"
        out.print(f"    {answer.lab} {answer.name}: {state}")


def _bar(part: Part) -> str:
    filled = int(_WIDTH * part.score / part.max_score) if part.max_score else 0
    return f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {_points(part):>9}"


def _points(part: Part) -> str:
    return f"{part.score:g}/{part.max_score:g}"
