"""`certbook exam`: a practice exam against the clock, and what became of those before."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, table, wrapped
from certbook.cli.options import DeskOption, JsonOption
from certbook.errors import CertbookError

if TYPE_CHECKING:
    from certbook.content.library import Library
    from certbook.learner.desk import Desk
    from certbook.learner.exam.views import ExamResult, ExamRoom


@app.command()
def exam(
    scope: Annotated[str | None, typer.Argument(help="A certification or a domain; else the exam you chose.")] = None,
    questions: Annotated[int | None, typer.Option("--questions", metavar="N", help="How many.")] = None,
    minutes: Annotated[float | None, typer.Option("--minutes", metavar="M", help="How long.")] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="S", help="Draw by this seed: the same for the same past.")
    ] = None,
    end: Annotated[bool, typer.Option("--end", help="End the open one.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="What can be sat, and what was sat.")] = False,
    result: Annotated[bool, typer.Option("--result", help="The latest result with all reasons.")] = False,
    of: Annotated[str | None, typer.Option("--of", metavar="ID", help="The sitting of --result.")] = None,
    items: Annotated[bool, typer.Option("--items", help="How each question has done so far.")] = False,
    desk: DeskOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sit a practice exam, or go on with the open one; drawn by the blueprint's weights, timed."""
    from certbook.content.library import Library
    from certbook.learner.desk import find_desk
    from certbook.learner.exam import room

    library = Library.open()
    place, now = find_desk(library.root, desk), datetime.now(UTC)
    if items:
        _items(place, library, as_json)
    elif listed:
        _list(room.room(place, library, now), as_json)
    elif result or of is not None:
        _result(room.result(place, library, now, of), as_json, with_reasons=True)
    elif end:
        _result(room.end(place, library, now, _open_id(place, library)), as_json)
    else:
        name = _begin(place, library, scope, questions, minutes, seed)
        if as_json:
            print_json(_plain(room.view(place, library, now, name)))
        else:
            _sit(place, library, name)


def _begin(
    desk: Desk, library: Library, scope: str | None, questions: int | None, minutes: float | None, seed: int | None
) -> str:
    """Return the id of the sitting to go on with, or of a new one."""
    from certbook.learner import choice
    from certbook.learner.exam import room

    now = datetime.now(UTC)
    open_one = room.open_sitting(desk, library, now)
    if open_one is not None and (scope, questions, minutes, seed) == (None, None, None, None):
        return open_one.id
    if open_one is not None:
        left = round(open_one.seconds_left / 60)
        raise CertbookError(
            f"'{open_one.title}' is open, with {left} minutes left; go on with it: certbook exam; or end it: "
            f"certbook exam --end"
        )
    scope = scope or choice.read(desk).as_far_as_known(library).certification
    if scope is None:
        raise CertbookError("no exam is chosen; name one: certbook exam 04-classification, or certbook lane --cert ID")
    return room.start(desk, library, now, scope, questions, minutes, seed).id


def _open_id(desk: Desk, library: Library) -> str:
    from certbook.learner.exam import room

    open_one = room.open_sitting(desk, library, datetime.now(UTC))
    if open_one is None:
        raise CertbookError("no practice exam is open; begin one: certbook exam SCOPE")
    return open_one.id


def _sit(desk: Desk, library: Library, name: str) -> None:
    from certbook.terminal.page import Pages
    from certbook.terminal.sitting import TerminalSitting
    from certbook.terminal.typed import TypedLines

    found = TerminalSitting(desk, library, name, Pages(), TypedLines()).run()
    if found is not None:
        _result(found, as_json=False)
        out.print("all reasons: certbook exam --result")


def _result(found: ExamResult, as_json: bool, with_reasons: bool = False) -> None:
    from certbook.terminal.page import Pages

    if as_json:
        print_json(_plain(found))
        return
    pages = Pages()
    for one in found.questions if with_reasons else ():
        pages.answered(one, len(found.questions))
    pages.result(found)


def _list(found: ExamRoom, as_json: bool) -> None:
    if as_json:
        print_json(_plain(found))
        return
    if found.open is not None:
        out.print(f"open: {found.open.title}, {found.open.seconds_left / 60:.0f} minutes left: certbook exam\n")
    table(
        ("exam", "questions", "minutes", "title"),
        [(one.scope, str(one.questions), f"{one.minutes:g}", one.title) for one in found.offers],
    )
    for past in found.past:
        wrapped(f"{past.started[:10]}  {past.score:.0%} of {past.questions}  {past.title} ({past.id})", indent=2)


def _items(desk: Desk, library: Library, as_json: bool) -> None:
    from certbook.learner.exam.items import item_statistics

    found = item_statistics(desk, library)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    table(
        ("question", "asked", "right", "seconds", "most chosen wrong answer"),
        [
            (one.id, str(one.asked), f"{one.share_right:.0%}", f"{one.median_seconds:.0f}", one.common_wrong or "")
            for one in found
        ],
    )


def _plain(value: Any) -> Any:
    """Return a value of the learner layer as JSON can hold it."""
    from dataclasses import is_dataclass

    from pydantic import BaseModel

    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
