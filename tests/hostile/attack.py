"""One hostile submission: what is handed in, and what may come of it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classroom import cell_of, fill
from nbformat.v4 import new_code_cell
from vault import ALL, HONEST, LAB, POINTS, Vault

Notebook = Any
OTHERS = ALL - POINTS["total"]  # what the honest answers beside an attack on the first task are worth
USELESS = "def total(numbers):\n    return None"


@dataclass(frozen=True)
class Expect:
    """The verdict: one of `statuses`; at least and at most so many points, none where it is `tampered`.

    `hides` must not be on the learner's page. `shows_inputs` allows what the sealed checks hand to the answers to come
    back in a message. `message` must stand in the verdict's line. `seconds` is the most that this notebook may take.
    """

    statuses: tuple[str, ...] = ("graded",)
    least: float = 0.0
    most: float = ALL
    hides: tuple[str, ...] = ()
    shows_inputs: bool = False
    message: str = ""
    seconds: float = 60.0


@dataclass(frozen=True)
class Attack:
    """What a hostile learner hands in: answers, a bent notebook, files, or all of them.

    `@NAME@` in an answer, and in a text file beside it, stands for a fact of the machine that grades (see `scene`).
    """

    name: str
    story: str
    expect: Expect
    answers: Mapping[str, str] = field(default_factory=lambda: HONEST)
    bend: Callable[[Notebook], object] = lambda notebook: None
    files: Mapping[str, str] = field(default_factory=dict)
    place: Callable[[Path], object] | None = None  # writes the submission's folder itself, after all the rest

    def hand_in(self, vault: Vault, facts: Mapping[str, str]) -> None:
        """Write the submission."""
        folder = vault.folder(self.name)
        answers = {key: filled_in(clean(text), facts) for key, text in self.answers.items()}
        notebook = fill(vault.released(), answers)
        self.bend(notebook)
        text = filled_in(json.dumps(notebook), facts)
        (folder / f"{LAB}.ipynb").write_text(text, encoding="utf-8")
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(filled_in(content, facts), encoding="utf-8")
        if self.place is not None:
            self.place(folder)


def filled_in(text: str, facts: Mapping[str, str]) -> str:
    """Return a text with the machine's facts in it."""
    return re.sub(r"@([A-Z]+)@", lambda found: facts.get(found[1], found[0]), text)


def clean(code: str) -> str:
    return textwrap.dedent(code).strip()


def cell(code: str, then: str = HONEST["total"], **others: str) -> dict[str, str]:
    """Return answers whose first runs code when its cell runs, and is then as given."""
    cleaned = {key: clean(text) for key, text in others.items()}
    return {**HONEST, **cleaned, "total": f"{clean(code)}\n{clean(then)}"}


def call(code: str, then: str = "return sum(numbers)") -> dict[str, str]:
    """Return answers whose first runs code whenever a check calls it."""
    body = textwrap.indent(f"{clean(code)}\n{clean(then)}", "    ")
    return {**HONEST, "total": f"def total(numbers):\n{body}"}


def last_cell(code: str) -> Callable[[Notebook], object]:
    """Add a cell at the end."""
    return lambda notebook: notebook.cells.append(new_code_cell(clean(code)))


def cell_behind(name: str, code: str) -> Callable[[Notebook], object]:
    """Add a cell behind one of ours."""

    def bend(notebook: Notebook) -> None:
        place = notebook.cells.index(cell_of(notebook, name))
        notebook.cells.insert(place + 1, new_code_cell(clean(code)))

    return bend


def harmless(*others: str, **more: Any) -> Expect:
    """All answers are right and the attack changes nothing: full marks, unless it is called by its name."""
    return Expect(("graded", *others), least=ALL, most=ALL, **more)


def in_vain(*others: str, least: float = OTHERS, **more: Any) -> Expect:
    """The attacked task earns nothing, the honest ones all of theirs, unless it is called by its name."""
    return Expect(("graded", *others), least=least, most=OTHERS, **more)


def costs_itself(*statuses: str, **more: Any) -> Expect:
    """The attack ends its own cells and no others: the honest tasks keep their points, the attacked one may not."""
    return Expect(statuses, least=more.pop("least", OTHERS), **more)
