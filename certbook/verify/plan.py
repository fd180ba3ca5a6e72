"""What to prove: which labs and lessons, with how many seeds, on how many processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from certbook.content.lab import Lab
from certbook.content.library import Library, Module
from certbook.errors import CertbookError

Progress = Callable[[int, int, str], None]  # done, in all, what was done last


@dataclass(frozen=True)
class Plan:
    """What to prove and how hard: `seeds` counts the seeds, the lab's own SEED first."""

    labs: tuple[Lab, ...]
    lessons: tuple[Module, ...]
    seeds: int = 3
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)


def choose(library: Library, names: Sequence[str]) -> tuple[tuple[Lab, ...], tuple[Module, ...]]:
    """Return the labs and lessons that names mean: a lab's name means the lab, a domain's its lesson and its labs."""
    if not names:
        if not library.modules:
            raise CertbookError(f"{library.root.modules}: no module there, nothing to prove")
        return library.labs, library.modules
    labs: dict[str, Lab] = {}
    lessons: dict[str, Module] = {}
    for name in names:
        module = next((m for m in library.modules if name.rstrip("/") in (m.name, m.short, m.facts.id)), None)
        if module is not None:
            lessons[module.name] = module
            labs.update((lab.name, lab) for lab in module.labs)
        else:
            lab = library.find_lab(name)
            labs[lab.name] = lab
    return tuple(labs.values()), tuple(lessons.values())
