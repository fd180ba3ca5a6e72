"""`certbook transcript`: signed statements of what a student has passed, and whether one is genuine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json
from certbook.cli.options import JsonOption

transcript_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(transcript_app, name="transcript", help="Issue signed transcripts, and check them.")

KeyOption = Annotated[Path, typer.Option("--key", metavar="FILE", help="The issuer's key.")]
_DEFAULT_KEY = Path("issuer.pem")


@transcript_app.command()
def key(
    file: Annotated[Path, typer.Argument(help="Where to write it.")] = _DEFAULT_KEY, as_json: JsonOption = False
) -> None:
    """Make an issuer's key, for your eyes alone, and print the did to publish; a key is never overwritten."""
    from certbook.learner.transcript.keys import make_key

    did = make_key(file)
    if as_json:
        print_json({"file": str(file), "issuer": did})
    else:
        out.print(f"{file}: your key; keep it secret and safe\npublish this, so that others can compare: {did}")


@transcript_app.command()
def issue(
    student: Annotated[str, typer.Option("--student", metavar="NAME", help="As the gradebook names them.")],
    file: Annotated[Path, typer.Option("--out", metavar="FILE", help="The transcript to write.")],
    issuer_key: KeyOption = _DEFAULT_KEY,
    issuer: Annotated[str, typer.Option("--issuer-name", metavar="TEXT", help="Who you are, to readers.")] = "Certbook",
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="It expires on this day.")] = None,
    as_json: JsonOption = False,
) -> None:
    """State what a student of this course has passed, from the gradebook, signed with your key."""
    from certbook.content.library import Library
    from certbook.errors import CertbookError
    from certbook.grading.course import Course
    from certbook.learner.files import write_whole
    from certbook.learner.transcript.credential import Issuing, transcript, written
    from certbook.learner.transcript.keys import did_of, read_key
    from certbook.learner.transcript.records import achieved

    library = Library.open()
    if file.exists():
        raise CertbookError(f"{file}: is there already and is not overwritten; name another file")
    now, ends = datetime.now(UTC), until.replace(tzinfo=UTC) if until is not None else None
    if ends is not None and ends <= now:
        raise CertbookError(f"--until {ends:%Y-%m-%d}: lies in the past; name a day to come")
    signing = read_key(issuer_key)
    found = achieved(Course.of_clone(library.root.path), library, student)
    write_whole(file, written(transcript(student, found, Issuing(signing, issuer, now, ends))))
    if as_json:
        names = [{"name": one.name, "kind": one.kind, "score": one.score, "max_score": one.max_score} for one in found]
        print_json({"file": str(file), "issuer": did_of(signing), "student": student, "achievements": names})
    else:
        for one in found:
            out.print(f"{one.kind:6} {one.score:g}/{one.max_score:g}  {one.title}")
        out.print(f"{file}: signed by {did_of(signing)}")


@transcript_app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The transcript.")],
    issuer: Annotated[
        str | None, typer.Option("--issuer", metavar="KEY", help="did:key:… of who must have signed.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say in one line whether a transcript is genuine; exit 0 valid, 1 altered, expired, other issuer; 2 unreadable."""
    from certbook.errors import CertbookError
    from certbook.learner.files import read_if_there
    from certbook.learner.transcript.verify import read_issuer
    from certbook.learner.transcript.verify import verify as verified

    data = read_if_there(file)
    if data is None:
        raise CertbookError(f"{file}: no such file")
    wanted = read_issuer(issuer) if issuer is not None else None
    try:
        found = verified(data, datetime.now(UTC), wanted)
    except CertbookError as error:
        raise CertbookError(f"{file}: {error}") from None
    if as_json:
        print_json(
            {"state": found.state, "signer": found.signer, "achievements": found.achievements, "line": found.line}
        )
    else:
        out.print(f"{file}: {found.line}")
    if found.state != "valid":
        raise typer.Exit(1)
