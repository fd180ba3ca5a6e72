"""The proof of labs beside papermill, run one notebook after another."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

from certbook.build.notebooks import build_lab, to_bytes
from certbook.content.library import Library
from certbook.verify.executed import execute, silence
from certbook.verify.plan import Plan
from certbook.verify.prove import CELL_SECONDS, prove

Show = Callable[[int, int, str], None]


@dataclass(frozen=True)
class ProofFigures:
    """What a proof ran and how long that took, beside what papermill needs for one notebook after another.

    `notebooks` counts the runs of the proof; `papermill_each` is the mean of `sampled` solutions, each once; `ratio`
    is how many times longer papermill would take for as many runs.
    """

    notebooks: int
    seconds: float
    sampled: int
    papermill_each: float

    @property
    def ratio(self) -> float:
        """How many times longer papermill takes, one notebook after another."""
        return self.papermill_each * self.notebooks / self.seconds

    def to_json(self) -> dict[str, Any]:
        """Return the figures for other programs."""
        return {**asdict(self), "ratio": self.ratio}


def bench_proof(library: Library, plan: Plan, show: Show = lambda *_: None) -> ProofFigures:
    """Prove a plan's labs anew, whatever was proven before; then run each solution once by papermill, serially."""
    runs = 0

    def counted(done: int, total: int, what: str) -> None:
        nonlocal runs
        runs = total
        show(done, total + len(plan.labs), what)

    began = time.monotonic()
    prove(library, plan, counted)
    seconds = time.monotonic() - began
    texts = [to_bytes(build_lab(lab)).decode("utf-8") for lab in plan.labs]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=silence) as worker:
        worker.submit(_get_ready).result()  # what papermill imports is no notebook's cost
        began = time.monotonic()
        for number, (lab, text) in enumerate(zip(plan.labs, texts, strict=True), 1):
            worker.submit(execute, text, {}, CELL_SECONDS).result()
            show(runs + number, runs + len(plan.labs), f"{lab.name} by papermill alone")
        each = (time.monotonic() - began) / len(plan.labs)
    return ProofFigures(runs, seconds, len(plan.labs), each)


def _get_ready() -> None:
    import papermill  # noqa: F401
