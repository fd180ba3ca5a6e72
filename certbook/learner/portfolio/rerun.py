"""Run a learner's notebook once more, isolated and without sealed checks, and keep its outputs and its artefact."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.grading.course import can_isolate
from certbook.grading.preparing import LabSource
from certbook.grading.running import HowToRun, answer_names, libraries_of, run, verdict_of
from certbook.kernels.names import ISOLATED_KERNEL
from certbook.kernels.notebook.plan import Limits
from certbook.learner.portfolio.passed import Passed
from certbook.scratch import scratch_folder

_LARGEST = 20_000_000  # bytes of an artefact


@dataclass(frozen=True)
class Ran:
    """The notebook with outputs, and what its artefact says; `isolated` says how it ran."""

    notebook: NotebookNode
    artefact: Any
    isolated: bool


def rerun(library: Library, passed: Passed) -> Ran:
    """Return the notebook as it ran; raises CertbookError where it broke off or left no artefact that can be read.

    The grader keeps no artefact: it recomputes the numbers. So they are taken here from the same answers.
    """
    lab, notebook = passed.lab, passed.notebook
    isolated = can_isolate()
    kernel = ISOLATED_KERNEL if isolated else "python3"
    source = LabSource.read(library.root.source / lab.module / f"{lab.name}.ipynb").notebook
    how = HowToRun(kernel, Limits(cell_seconds=120.0, notebook_seconds=300.0), libraries_of([source]))
    notebook.metadata.setdefault("certbook", NotebookNode())["answers"] = answer_names(source)
    with scratch_folder("portfolio") as folder:
        _files_of_the_lab(library.root.release / lab.module, folder)
        run(notebook, folder, how)
        verdict, message = verdict_of(notebook)
        if verdict != "graded":
            raise CertbookError(f"{lab.name}: its notebook did not run to its end ({message}); check it again")
        return Ran(notebook, _artefact(folder / lab.facts.artefact, lab.name), isolated)


def _files_of_the_lab(release: Path, folder: Path) -> None:
    for path in release.iterdir():
        if path.is_file() and path.suffix != ".ipynb":
            (folder / path.name).write_bytes(path.read_bytes())


def _artefact(file: Path, lab: str) -> Any:
    if file.is_symlink() or not file.is_file() or file.stat().st_size > _LARGEST:
        raise CertbookError(f"{lab}: its notebook left no {file.name}; put its last code cell back and check it again")
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        raise CertbookError(f"{lab}: {file.name} is no JSON; check the lab again") from None
