"""Run notebooks in forks of one warm process: start-up is paid once, every run begins fresh."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from certbook.kernels.client import CAN_FORK, SINGLE_THREADED, ForkServer
from certbook.kernels.record import CellRecord, not_run
from certbook.scratch import scratch_folder

BASE_MODULES = ("certbook.lab", "certbook.kernels.runner", "numpy", "pandas", "matplotlib.pyplot")
# One thread for BLAS and OpenMP, no window for figures: the same for every run.
ENVIRONMENT = {**SINGLE_THREADED, "MPLBACKEND": "Agg"}


@dataclass(frozen=True)
class Job:
    """Code cells to run in order: pairs of cell id and source, in a scratch folder of their own."""

    cells: tuple[tuple[str, str], ...]
    seconds: float = 60.0  # wall-clock limit of the whole job

    def to_json(self, cwd: str) -> dict[str, Any]:
        """Return the job as the runner reads it."""
        return {"cwd": cwd, "cells": [{"id": cell_id, "source": source} for cell_id, source in self.cells]}


class WarmRunner:
    """A warm process that forks one child a job; use it as a context manager, from any number of threads."""

    def __init__(self, modules: Iterable[str] = ()) -> None:
        self._server = ForkServer([*BASE_MODULES, *modules])

    def __enter__(self) -> WarmRunner:
        if CAN_FORK:
            self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()

    def run(self, job: Job) -> list[CellRecord]:
        """Run a job and return a record for every cell; a job that hangs or dies says so in its records."""
        with scratch_folder("job") as cwd:
            return self._run_in_fork(job, str(cwd)) if CAN_FORK else _run_cold(job, str(cwd))

    def _run_in_fork(self, job: Job, cwd: str) -> list[CellRecord]:
        environment = {**os.environ, **ENVIRONMENT}
        worker = self._server.spawn({"do": "job", "cwd": cwd, "env": environment, "job": job.to_json(cwd)})
        with contextlib.closing(worker):
            try:
                worker.wait(job.seconds)
            except subprocess.TimeoutExpired:
                return _all(job, "timeout", f"did not end within {job.seconds:.0f} s")
        return _records(worker.reply or "", job)


def _run_cold(job: Job, cwd: str) -> list[CellRecord]:
    """Run a job in a new process, for systems that cannot fork."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "certbook.kernels.runner"],
            input=json.dumps(job.to_json(cwd)),
            capture_output=True,
            text=True,
            timeout=job.seconds,
            env={**os.environ, **ENVIRONMENT},
        )
    except subprocess.TimeoutExpired:
        return _all(job, "timeout", f"did not end within {job.seconds:.0f} s")
    return _records(done.stdout, job)


def _records(reply: str, job: Job) -> list[CellRecord]:
    try:
        records = [CellRecord.from_json(value) for value in json.loads(reply)]
    except (ValueError, TypeError):
        return _all(job, "died", "the process ended before the notebook did")
    if [record.id for record in records] != [cell_id for cell_id, _ in job.cells]:
        return _all(job, "died", "the process answered for other cells")
    return records


def _all(job: Job, status: Any, why: str) -> list[CellRecord]:
    return [not_run(cell_id, status, why) for cell_id, _ in job.cells]
