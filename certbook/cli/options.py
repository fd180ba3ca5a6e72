"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CourseOption = Annotated[Path | None, typer.Option("--course", metavar="DIR", help="A course; else this clone.")]
DeskOption = Annotated[Path | None, typer.Option("--desk", metavar="DIR", help="Your folder, where it is not found.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
LabArgument = Annotated[str, typer.Argument(help="The lab, such as tumour-triage.")]
