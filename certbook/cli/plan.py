"""`certbook plan`: the weeks to an exam, or a lane's year."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from certbook.cli import app
from certbook.cli.console import err, out, print_json, wrapped
from certbook.cli.options import DeskOption, JsonOption
from certbook.errors import CertbookError

if TYPE_CHECKING:
    from certbook.learner.standing import Standing
    from certbook.learner.study_plan.budget import Piece
    from certbook.learner.study_plan.roadmap import Roadmap
    from certbook.learner.study_plan.schedule import StudyPlan


@app.command()
def plan(
    cert: Annotated[str | None, typer.Option("--cert", metavar="ID", help="The exam; else the one you chose.")] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The exam day, as 2027-03-01.")] = None,
    hours: Annotated[float | None, typer.Option("--hours-per-week", metavar="H", help="Hours that you have.")] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Plan what counts most where time is short.")] = False,
    year: Annotated[bool, typer.Option("--year", help="A year of a lane by quarters instead.")] = False,
    lane: Annotated[str | None, typer.Option("--lane", metavar="NAME", help="The lane of --year.")] = None,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="FILE", help="Write a calendar file.")] = None,
    days: Annotated[str, typer.Option("--days", metavar="mon,wed", help="Days of its sessions.")] = "mon,wed,sat",
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="When its sessions begin.")] = "18:30",
    page: Annotated[bool, typer.Option("--markdown", help="Print a page in Markdown.")] = False,
    desk: DeskOption = None,
    as_json: JsonOption = False,
) -> None:
    """Plan the weeks to an exam from where you stand; without options, your plan made again from today."""
    from certbook.content.library import Library
    from certbook.learner.desk import find_desk
    from certbook.learner.standing import standing

    library = Library.open()
    here = standing(find_desk(library.root, desk), library, datetime.now(UTC))
    if year:
        _plan_year(here, lane, hours, page, as_json)
        return
    found = _plan_exam(here, cert, day, hours, anyway)
    if ics is not None:
        _write_calendar(found, ics, days, at)
    if as_json:
        print_json(_plain(asdict(found)))
    elif page:
        from certbook.learner.study_plan.markdown import plan_page

        print(plan_page(found), end="")
    else:
        _show(found)


def _plan_exam(here: Standing, cert: str | None, day: str | None, hours: float | None, anyway: bool) -> StudyPlan:
    from certbook.learner.study_plan import goal as goals
    from certbook.learner.study_plan.schedule import study_plan

    kept = goals.read(here.desk, here.library)
    cert = cert or here.choice.certification or (kept.certification if kept else None)
    if cert is None:
        raise CertbookError("no exam is chosen; give --cert ID, or choose one: certbook lane --cert ID")
    of_exam = kept if kept is not None and kept.certification == cert else None
    if day is None and of_exam is None:
        raise CertbookError("no exam day is known; give --date, as 2027-03-01")
    exam_day = _day(day) if day is not None else of_exam.exam_day  # type: ignore[union-attr]
    weekly = hours if hours is not None else kept.hours_per_week if kept is not None else None
    if weekly is None:
        raise CertbookError("how many hours you have is not known; give --hours-per-week H")
    goal = goals.checked(goals.Goal(cert, exam_day, weekly), here.library)
    found = study_plan(here, goal, date.today(), anyway)
    goals.write(here.desk, goal)
    return found


def _plan_year(here: Standing, lane: str | None, hours: float | None, page: bool, as_json: bool) -> None:
    from certbook.learner.study_plan import goal as goals
    from certbook.learner.study_plan.markdown import roadmap_page
    from certbook.learner.study_plan.roadmap import roadmap

    kept = goals.read(here.desk, here.library)
    lane = lane or here.choice.lane
    if lane is None:
        raise CertbookError("no lane is chosen; give --lane NAME, or choose one: certbook lane NAME")
    weekly = hours if hours is not None else kept.hours_per_week if kept is not None else None
    if weekly is None:
        raise CertbookError("how many hours you have is not known; give --hours-per-week H")
    found = roadmap(here, lane, goals.checked_hours(weekly), date.today())
    if as_json:
        print_json(_plain(asdict(found)))
    elif page:
        print(roadmap_page(found), end="")
    else:
        _show_year(found)


def _write_calendar(found: StudyPlan, file: Path, days: str, at: str) -> None:
    from datetime import time

    from certbook.learner.files import write_whole
    from certbook.learner.study_plan.calendar import as_calendar, sessions

    try:
        begins = time.fromisoformat(at)
    except ValueError:
        raise CertbookError(f"--at is '{at}'; give a time as 18:30") from None
    held = sessions(found, [one.strip().lower()[:3] for one in days.split(",") if one.strip()], begins)
    write_whole(file, as_calendar(found, held, datetime.now(UTC)))
    err.print(f"{file}: {len(held)} sessions and the exam day", soft_wrap=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CertbookError(f"--date is '{text}'; give a day as 2027-03-01") from None


def _show(found: StudyPlan) -> None:
    out.print(f"{found.name} on {found.exam_day}: {len(found.weeks)} weeks, {found.hours_per_week:g} hours each")
    for one in found.domains:
        weight = "" if one.weight is None else f"{one.weight:g}%"
        reached = "unknown" if one.mastery is None else f"{one.mastery:.0%}"
        out.print(f"  {one.minutes / 60:>5.1f} h  weight {weight:>6}  mastery {reached:>7}  {one.name}")
    for week in found.weeks:
        out.print(f"\nweek {week.number}, {week.begins} to {week.ends}: {week.phase}")
        for piece in week.pieces:
            wrapped(_line(piece), indent=2)
    if found.left_out:
        out.print("\nleft out")
    for piece in found.left_out:
        wrapped(_line(piece), indent=2)
    for note in found.notes:
        out.print()
        wrapped(note, indent=0)


def _line(piece: Piece) -> str:
    again = ", continued" if piece.continued else ""
    return f"{piece.minutes:>4} min  {piece.kind}{again}: {piece.title} ({piece.reason})"


def _show_year(found: Roadmap) -> None:
    out.print(f"{found.title}: a year with {found.hours_per_week:g} hours a week")
    for quarter in found.quarters:
        out.print(f"\nquarter {quarter.number}, {quarter.begins} to {quarter.ends}")
        for stage in quarter.stages:
            end = f"to show: {stage.artefact}" if stage.done else "goes on in the next quarter"
            wrapped(f"{stage.hours:>5.1f} h  {stage.module} {stage.title} ({stage.reason}); {end}", indent=2)
        if not quarter.stages:
            wrapped("nothing of the lane is left: deepen what counts most, or build on a portfolio piece", indent=2)
        if quarter.exam is not None:
            exam = quarter.exam
            wrapped(f"exam within reach: {exam.name} ({exam.status}); {exam.share:.0%} of its blueprint", indent=2)
    for title, lines in (
        ("beyond this year", [f"{one.hours:>5.1f} h  {one.module} {one.title}" for one in found.beyond]),
        ("part of the lane, not here yet", list(found.missing)),
    ):
        if lines:
            out.print(f"\n{title}")
        for line in lines:
            wrapped(line, indent=2)


def _plain(value: Any) -> Any:
    """Return a value with its days as text, for JSON."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
