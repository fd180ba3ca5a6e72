"""`certbook certs`: the certifications, compared, and one with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, table, wrapped
from certbook.cli.options import DeskOption, JsonOption
from certbook.errors import CertbookError

if TYPE_CHECKING:
    from certbook.learner.catalog.card import Card


_WIDE = 100  # columns of a terminal from which the level has room


@app.command()
def certs(
    names: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="The certification to show.")] = None,
    lane: Annotated[str | None, typer.Option("--lane", metavar="NAME", help="Only those that fit a lane.")] = None,
    compare: Annotated[bool, typer.Option("--compare", help="Set the named ones side by side.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show retired ones too.")] = False,
    desk: DeskOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare certifications by cost, time, format and credibility, or show one with its facts and sources."""
    from certbook.learner.catalog.card import cards

    wanted = list(dict.fromkeys(names or []))
    if compare and len(wanted) < 2:
        raise CertbookError("--compare needs two certifications or more, such as: --compare aws-mla-c02 gcp-pmle")
    if len(wanted) > 1 and not compare:
        raise CertbookError("show one certification at a time, or add --compare to set them side by side")
    found = cards(wanted, lane, every, desk)
    if as_json:
        values = [one.values() for one in found]
        print_json(values[0] if len(wanted) == 1 else {"certifications": values})
    elif compare:
        _compare(found)
    elif wanted:
        _show(found[0])
    else:
        _list(found)


def _list(found: list[Card]) -> None:
    columns = ["id", "USD", "hours", "gap", "lab", "status", "marks"]
    rows = [[one.exam.id, one.price, *one.hours_and_gap, one.lab, one.short_status, one.marks] for one in found]
    if out.width >= _WIDE:
        columns.insert(1, "level")
        for row, one in zip(rows, found, strict=True):
            row.insert(1, one.level)
    table(columns, rows)
    wrapped("hours: ours, for the modules ahead of you; gap: the share of the exam that nothing here teaches yet.", 0)
    wrapped("lab: whether anything is built. marks: credibility, how many criteria are strong/fair/weak/unknown.", 0)
    wrapped("? is unknown. Reasons and sources: certbook certs ID", 0)


def _compare(found: list[Card]) -> None:
    rows: list[tuple[str, ...]] = [
        ("status", *(one.exam.status for one in found)),
        ("level", *(one.level for one in found)),
        ("cost in USD", *(one.cost for one in found)),
        ("study time", *(one.time.text for one in found)),
        ("questions", *(one.fact("questions") for one in found)),
        ("minutes", *(one.fact("minutes") for one in found)),
        ("format", *(one.fact("formats") for one in found)),
        ("hands-on", *(one.practical for one in found)),
        ("facts as of", *(one.as_of for one in found)),
    ]
    for place, judged in enumerate(found[0].credibility):
        rows.append((judged.criterion, *(f"{c.credibility[place].mark}: {c.credibility[place].reason}" for c in found)))
    table(("", *(one.exam.id for one in found)), rows)
    for one in found:
        if one.successor:
            wrapped(f"{one.exam.id} cannot be sat any more; {one.successor}.", 0)


def _show(card: Card) -> None:
    from certbook.learner.catalog.coverage import CAVEAT

    exam = card.exam
    out.print(f"{exam.name} ({exam.id})\nvendor: {exam.vendor}, exam code: {exam.exam_code or 'unknown'}\n")
    for name, fact in card.facts():
        keys = f" [{', '.join(fact.sources)}]" if fact.sources else ""
        note = f" ({fact.note})" if fact.note else ""
        wrapped(f"{name}: {card.fact(name)}{note}{keys}", 0)
    if card.successor:
        wrapped(f"it cannot be sat any more; {card.successor}", 0)
    out.print(f"\ndomains ({exam.blueprint.trust}) [{', '.join(exam.blueprint.sources) or 'no source'}]")
    for one in card.covers:
        weight = "weight unknown" if one.weight is None else f"{one.weight:g}%"
        wrapped(f"{one.number}. {one.name} ({weight}): {one.text}", 2)
    if exam.blueprint.note:
        wrapped(exam.blueprint.note, 2)
    wrapped(f"study time: {card.time.text}. {CAVEAT}", 0)
    out.print("\ncredibility")
    for judged in card.credibility:
        wrapped(f"{judged.criterion}: {judged.mark}; {judged.reason} ({judged.fact})", 2)
    if exam.disputed:
        wrapped(f"\nthe sources disagree on: {', '.join(exam.disputed)}", 0)
    out.print(f"\nsources, read on {exam.read_on}")
    for key, source in exam.sources.items():
        wrapped(f"[{key}] {source.line}; {source.trust}", 2)
