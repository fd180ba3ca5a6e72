"""Run notebooks in forks of one warm process: start-up is paid once, every run begins fresh."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from certbook.errors import CertbookError
from certbook.kernels.record import CellRecord, not_run

BASE_MODULES = ("certbook.lab", "certbook.kernels.runner", "numpy", "pandas", "matplotlib.pyplot")
CAN_FORK = hasattr(os, "fork") and hasattr(socket, "AF_UNIX")
# One thread for BLAS and OpenMP, no window for figures: the same for every run.
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg"}


@dataclass(frozen=True)
class Job:
    """Code cells to run in order: pairs of cell id and source, in a scratch folder of their own."""

    cells: tuple[tuple[str, str], ...]
    seconds: float = 60.0  # wall-clock limit of the whole job

    def to_json(self, cwd: str) -> dict[str, Any]:
        """Return the job as the runner reads it."""
        return {"cwd": cwd, "cells": [{"id": cell_id, "source": source} for cell_id, source in self.cells]}


@dataclass
class WarmRunner:
    """A warm process that forks one child a job; use it as a context manager, from any number of threads."""

    modules: Iterable[str] = ()
    _server: subprocess.Popen[str] | None = field(default=None, init=False)
    _folder: tempfile.TemporaryDirectory[str] | None = field(default=None, init=False)

    def __enter__(self) -> WarmRunner:
        self._folder = tempfile.TemporaryDirectory(prefix="certbook-")
        if CAN_FORK:
            self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None and self._server.stdin is not None:
            self._server.stdin.close()
            self._server.wait(timeout=10)
            assert self._server.stdout is not None
            self._server.stdout.close()
        if self._folder is not None:
            self._folder.cleanup()

    def run(self, job: Job) -> list[CellRecord]:
        """Run a job and return a record for every cell; a job that hangs or dies says so in its records."""
        assert self._folder is not None, "use the runner as a context manager"
        with tempfile.TemporaryDirectory(dir=self._folder.name, ignore_cleanup_errors=True) as cwd:
            return self._run_in_fork(job, cwd) if CAN_FORK else _run_cold(job, cwd)

    @property
    def _address(self) -> str:
        assert self._folder is not None
        return str(Path(self._folder.name) / "fork.sock")

    def _start(self) -> None:
        modules = list(dict.fromkeys([*BASE_MODULES, *self.modules]))
        self._server = subprocess.Popen(
            [sys.executable, "-m", "certbook.kernels.forkserver", self._address, *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **ENVIRONMENT},
        )
        assert self._server.stdout is not None
        if self._server.stdout.readline().strip() != "ready":
            raise CertbookError("the warm process did not start; run 'certbook doctor'")

    def _run_in_fork(self, job: Job, cwd: str) -> list[CellRecord]:
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as connection:
            connection.settimeout(job.seconds)
            connection.connect(self._address)
            stream = connection.makefile("rw", encoding="utf-8", newline="\n")
            child = 0
            try:
                stream.write(json.dumps(job.to_json(cwd)) + "\n")
                stream.flush()
                child = int(stream.readline() or 0)
                reply = stream.readline()
            except TimeoutError:
                return _all(job, "timeout", f"did not end within {job.seconds:.0f} s")
            except (OSError, ValueError):
                reply = ""
            finally:
                _end_group(child)
        return _records(reply, job)


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


def _end_group(child: int) -> None:
    if child:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
