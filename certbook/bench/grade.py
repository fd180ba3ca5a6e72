"""Grade one class in several ways, side by side: stock nbgrader, Certbook on one worker, Certbook on all cores."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from certbook.bench.classes import make_class
from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.grading.pipeline import usual_workers

_LOOK = 0.5  # seconds between looks at the memory, at least
_SHARE = 50  # times as long as a look takes is the pause behind it: weighing dozens of processes is no small work


@dataclass(frozen=True)
class GradeFigures:
    """One way on one class: seconds of wall clock and of CPU, start-up included, and the most memory at once.

    `ratio` is the throughput in submissions per second over that of the first way; memory is proportional (PSS) over
    all processes, in MB, NaN where the system does not tell.
    """

    way: str
    students: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    ratio: float

    @property
    def each(self) -> float:
        """Seconds for one submission."""
        return self.seconds / self.students

    def to_json(self) -> dict[str, Any]:
        """Return the figures for other programs; None is what the system does not tell."""
        return {name: None if value != value else value for name, value in asdict(self).items()}


def bench_grade(
    library: Library,
    lab: Lab,
    students: int,
    sizes: Sequence[int] = (),
    show: Callable[[GradeFigures], None] = lambda _figures: None,
) -> list[GradeFigures]:
    """Grade a class of `students` each way, then classes of `sizes` on all cores; return the figures in that order.

    Raises CertbookError with a way's own last line where it fails.
    """
    usual = usual_workers()
    ways: list[tuple[str, int, Callable[[Lab], list[list[str]]]]] = [
        ("nbgrader autograde", students, _stock),
        ("certbook, 1 worker", students, lambda lab: _ours(lab, 1)),
        *((f"certbook, {usual} workers", number, lambda lab: _ours(lab, usual)) for number in (students, *sizes)),
    ]
    figures: list[GradeFigures] = []
    for name, number, commands in ways:
        first = figures[0] if figures else None
        figures.append(_measured(library, lab, name, number, commands(lab), first))
        show(figures[-1])
    return figures


def _stock(lab: Lab) -> list[list[str]]:
    """Return the commands of nbgrader alone, without this repository's configuration."""
    nbgrader = str(Path(sys.executable).parent / "nbgrader")
    return [[nbgrader, "generate_assignment", lab.module], [nbgrader, "autograde", lab.module]]


def _ours(lab: Lab, workers: int) -> list[list[str]]:
    return [[sys.executable, "-m", "certbook.bench.grade_once", lab.module, str(workers)]]


def _measured(
    library: Library, lab: Lab, name: str, students: int, commands: list[list[str]], first: GradeFigures | None
) -> GradeFigures:
    """Run the commands of one way on a class of its own; the last one is what is measured."""
    with tempfile.TemporaryDirectory(prefix="certbook-bench-", ignore_cleanup_errors=True) as folder:
        course = make_class(library, lab, Path(folder), students)
        for command in commands[:-1]:
            run_watched(command, course)
        before = _cpu()
        began = time.perf_counter()
        peak = run_watched(commands[-1], course)
        seconds = time.perf_counter() - began
    rate = students / seconds
    ratio = rate / (first.students / first.seconds) if first is not None else 1.0
    return GradeFigures(name, students, seconds, _cpu() - before, peak, ratio)


def run_watched(command: list[str], course: Path, fine: tuple[int, ...] = (0,)) -> float:
    """Run a command in a course and return the most memory that its processes took together, in MB.

    Raises CertbookError with its last line where it ends with another code than those that are `fine`.
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "OMP_NUM_THREADS": "1"}
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, cwd=course, env=environment, stdout=said, stderr=said)
        with _watched(process.pid) as peak:
            code = process.wait()
        if code not in fine:
            said.seek(0)
            raise CertbookError(f"{Path(command[0]).name}: {said.read().strip().splitlines()[-1]}")
    return peak[0]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    """Keep the most memory of a process and all below it, until the block is left."""
    peak, over = [float("nan")], threading.Event()

    def look() -> None:
        pause = _LOOK
        while not over.wait(pause):
            began = time.perf_counter()
            now = sum(map(_proportional, _tree(pid)))
            pause = max(_LOOK, _SHARE * (time.perf_counter() - began))
            peak[0] = now if peak[0] != peak[0] else max(peak[0], now)

    thread = threading.Thread(target=look, daemon=True)
    if Path("/proc/self/smaps_rollup").exists():
        thread.start()
    try:
        yield peak
    finally:
        over.set()
        if thread.is_alive():
            thread.join()


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(child)


def _proportional(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
