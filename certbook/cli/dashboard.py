"""`certbook dashboard`: where you stand, and what to do this week."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from certbook.cli import app
from certbook.cli.console import out, print_json, wrapped
from certbook.cli.options import DeskOption, JsonOption

if TYPE_CHECKING:
    from certbook.learner.dashboard import Dashboard, GoalCard
    from certbook.learner.readiness import Readiness

_SHOWN = 8  # lines of a list


@app.command()
def dashboard(desk: DeskOption = None, as_json: JsonOption = False) -> None:
    """Show how ready you are, this week's plan, what is due again, weak skills and mistakes."""
    from datetime import UTC, datetime

    from certbook.content.library import Library
    from certbook.learner import dashboard as learner
    from certbook.learner.desk import find_desk

    library = Library.open()
    found = learner.dashboard(find_desk(library.root, desk), library, datetime.now(UTC))
    if as_json:
        readiness = {**asdict(found.readiness), "formula": found.readiness.formula} if found.readiness else None
        print_json({**asdict(found), "readiness": readiness})
    else:
        _show(found)


def _show(found: Dashboard) -> None:
    out.print(f"{found.lane_title or 'no lane chosen: certbook lane'}; {found.passed_labs} of {found.labs} labs passed")
    if found.readiness is not None:
        _show_readiness(found.readiness)
    if found.goal is not None:
        _show_goal(found.goal)
    out.print(f"\nthis week, {sum(item.minutes for item in found.plan)} minutes")
    for item in found.plan:
        wrapped(f"{item.minutes:>3} min  {item.kind}: {item.title} ({item.lab or item.path}): {item.reason}", indent=2)
    if found.reviews:
        out.print("\ndue again")
    for review in found.reviews[:_SHOWN]:
        wrapped(f"{review.due[:10]}  {review.lab} {review.task}: {review.reason}", indent=2)
    if found.weakest:
        out.print("\nweakest skills")
    for skill in found.weakest:
        wrapped(f"{_share(skill.mastery):>4}  {skill.skill}: {skill.title} ({skill.lab})", indent=2)
    if found.mistakes:
        out.print("\nmistakes")
    for mistake in found.mistakes[:_SHOWN]:
        state = "mended" if all(place.mended for place in mistake.places) else "open"
        wrapped(f"{state:6}  {mistake.belief} ({', '.join(place.lab for place in mistake.places)})", indent=2)


def _show_readiness(found: Readiness) -> None:
    likely = "" if found.value is None else f", likely between {_share(found.low)} and {_share(found.high)}"
    out.print(f"\nreadiness for {found.name}: {_share(found.value)}{likely}")
    for domain in found.domains:
        weight = "" if domain.weight is None else f"{domain.weight:g}%"
        gap = "; nothing here teaches it yet" if domain.gaps else ""
        out.print(f"  {_share(domain.mastery):>7} of {weight:>5}  {domain.name}{gap}")
    for note in found.notes:
        wrapped(note, indent=2)


def _show_goal(goal: GoalCard) -> None:
    if goal.days_left < 0:
        out.print(f"\nthe exam day, {goal.exam_day}, has passed; set another: certbook plan --date DATE")
    else:
        days = f"{goal.days_left} day{'s' * (goal.days_left != 1)}"
        out.print(f"\nexam on {goal.exam_day}, in {days}, with {goal.hours_per_week:g} hours a week: certbook plan")


def _share(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.0%}"
