"""`certbook mistakes`: every misconception that you met, where, and whether it is mended."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from certbook.cli import app
from certbook.cli.console import out, print_json, wrapped
from certbook.cli.options import DeskOption, JsonOption


@app.command()
def mistakes(desk: DeskOption = None, as_json: JsonOption = False) -> None:
    """Show the mistake log: misconceptions from failed checks and wrong answers, open ones first."""
    from certbook.content.library import Library
    from certbook.learner.desk import find_desk
    from certbook.learner.mistakes import mistake_log
    from certbook.learner.standing import standing

    library = Library.open()
    found = mistake_log(standing(find_desk(library.root, desk), library, datetime.now(UTC)))
    if as_json:
        print_json([asdict(one) for one in found])
        return
    if not found:
        out.print("no misconception has been met yet")
    for one in found:
        state = "mended" if one.mended else "open"
        times = f"{one.times} time{'s' * (one.times > 1)}, {one.first[:10]} to {one.last[:10]}"
        wrapped(f"{state:6}  {one.belief} ({one.id}; {times}; {', '.join(one.places)})", indent=0)
