"""`certbook lane`: the career paths, and the one that you take."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, table
from certbook.cli.options import DeskOption, JsonOption
from certbook.errors import CertbookError

if TYPE_CHECKING:
    from certbook.content.library import Library
    from certbook.learner.choice import Choice


@app.command()
def lane(
    name: Annotated[str | None, typer.Argument(help="The lane to take; without it all are listed.")] = None,
    cert: Annotated[str | None, typer.Option("--cert", metavar="ID", help="The certification to prepare for.")] = None,
    choose: Annotated[bool, typer.Option("--choose", help="Rank the lanes by what you are after.")] = False,
    role: Annotated[str | None, typer.Option("--role", metavar="WORDS", help="With --choose: the job.")] = None,
    level: Annotated[
        str | None,
        typer.Option("--level", metavar="LEVEL", help="With --choose: foundational, associate, professional."),
    ] = None,
    cloud: Annotated[
        str | None, typer.Option("--cloud", metavar="CLOUD", help="With --choose: aws, azure, gcp, oracle.")
    ] = None,
    taste: Annotated[
        str | None, typer.Option("--taste", metavar="TASTE", help="With --choose: research, application, data.")
    ] = None,
    desk: DeskOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the lanes, or choose one, and the certification to prepare for."""
    from certbook.content.library import Library

    if choose:
        if name is not None or cert is not None:
            raise CertbookError("--choose only ranks the lanes; take one afterwards with: certbook lane NAME")
        _rank(Library.open(), role, level, cloud, taste, as_json)
        return
    if any(one is not None for one in (role, level, cloud, taste)):
        raise CertbookError("--role, --level, --cloud and --taste go with --choose")
    from certbook.learner import choice
    from certbook.learner.desk import find_desk

    library = Library.open()
    place = find_desk(library.root, desk)
    chosen = choice.read(place).as_far_as_known(library)
    if name is not None or cert is not None:
        chosen = choice.write(place, library, name or chosen.lane, cert or _still_fits(library, chosen, name))
    if as_json:
        print_json(_values(library, chosen))
    elif name is None and cert is None:
        _list(library, chosen)
    else:
        _show(library, chosen)


def _rank(
    library: Library, role: str | None, level: str | None, cloud: str | None, taste: str | None, as_json: bool
) -> None:
    from certbook.learner.catalog.choosing import CLOUDS, LEVELS, TASTES, rank, wish

    wanted = wish(role, level, cloud, taste)
    if wanted.is_empty:
        if as_json or not sys.stdin.isatty():
            raise CertbookError("say what you are after: --role, --level, --cloud or --taste; at a terminal it asks")
        asked = [
            typer.prompt(f"{question} (Enter for no wish)", default="", show_default=False)
            for question in (
                "Which job?",
                f"Which level of exam: {', '.join(LEVELS)}?",
                f"Which cloud: {', '.join(CLOUDS)}?",
                f"Which work: {', '.join(TASTES)}?",
            )
        ]
        wanted = wish(*asked)
    ranked = rank(library.lanes, library.certifications, wanted)
    if as_json:
        print_json({"wish": asdict(wanted), "lanes": [asdict(one) for one in ranked]})
        return
    table(("lane", "points", "why"), [(one.lane, str(one.points), "; ".join(one.reasons) or "-") for one in ranked])
    out.print("\ntake one: certbook lane NAME")


def _still_fits(library: Library, chosen: Choice, name: str | None) -> str | None:
    """Return the certification that was chosen before, where it goes with the lane that is chosen now."""
    if name is None or name == chosen.lane or name not in library.lanes:
        return chosen.certification
    return chosen.certification if chosen.certification in library.lanes[name].certifications else None


def _list(library: Library, chosen: Choice) -> None:
    written = {module.facts.id for module in library.modules}
    for name, one in library.lanes.items():
        there = sum(step.id in written for step in one.modules)
        mark = "*" if name == chosen.lane else " "
        out.print(f"{mark} {name:20} {one.title}: {one.summary} {there} of {len(one.modules)} modules are here.")
    if chosen.lane is None:
        out.print("\nchoose one: certbook lane NAME")
    else:
        out.print(f"\nyours: {chosen.lane}, certification: {chosen.certification or 'none'}")


def _show(library: Library, chosen: Choice) -> None:
    from certbook.learner.catalog.finding import succession

    if chosen.lane is not None:
        _show_lane(library, chosen.lane, chosen.certification)
    if chosen.certification is not None:
        facts = library.certifications[chosen.certification]
        out.print(f"certification: {facts.name} ({facts.status})")
        follows = succession(library, facts)
        if follows is not None:
            out.print(f"it cannot be sat any more; {follows}")


def _show_lane(library: Library, name: str, certification: str | None) -> None:
    one = library.lanes[name]
    titles = {module.facts.id: module.facts.title for module in library.modules}
    total = sum(step.weight for step in one.modules)
    out.print(f"{one.title}: {one.summary}")
    for step in one.modules:
        title = titles.get(step.id) or f"{library.planned[step.id].title} (not here yet)"
        out.print(f"  {step.id} {step.weight / total:>4.0%}  {title}")
    if certification is None and one.certifications:
        out.print("certifications that fit; choose one with --cert:")
        for fits in one.certifications:
            facts = library.certifications[fits]
            out.print(f"  {fits:30} {facts.name} ({facts.status})")


def _values(library: Library, chosen: Choice) -> dict[str, Any]:
    return {
        "lane": chosen.lane,
        "certification": chosen.certification,
        "lanes": [{"name": name, **one.model_dump()} for name, one in library.lanes.items()],
    }
