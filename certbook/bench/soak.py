"""Grade a class for as long as it takes, while its processes are killed and hostile work is among it.

What every honest notebook scores is known beforehand: the first of each kind is graded alone. Then the whole class is
graded, interrupted twice and resumed, and meanwhile processes of the grader end without notice.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from certbook.build.notebooks import build_lab, to_bytes
from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.grading.course import Course
from certbook.grading.pipeline import Progress, Way, grade
from certbook.grading.rebuild import is_answer
from certbook.grading.report import GradeReport
from certbook.verify.variants import with_answers, with_blanks

# What stands in the first answer of hostile work, by what it does; each is harmless to the machine.
HOSTILE = {
    "exits": "import os\nos._exit(0)",
    "loops": "while True:\n    pass",
    "eats": "hoard = []\nwhile True:\n    hoard.append(bytearray(50_000_000))",
    "forks": "import os, time\nfor _ in range(500):\n    if os.fork() == 0:\n        time.sleep(600)",
    "floods": "for _ in range(2000):\n    print('x' * 10_000)",
    "tampers": "import builtins, sys\nfor name in list(sys.modules):\n    if name.startswith('numpy.testing'):\n"
    "        sys.modules[name].__dict__.clear()\nAssertionError.__init__ = None",
}
# Short limits, so that an endless loop costs seconds.
_SETTINGS = """c = get_config()
c.RecordedExecute.timeout = 6
c.RecordedExecute.notebook_timeout = 20
"""
_INTERRUPTS = 2


@dataclass(frozen=True)
class SoakFigures:
    """What a soak found; `wrong`, `lost` and `doubled` name students and are empty where all is well."""

    students: int
    hostile: int
    kills: int
    interrupts: int
    graded_again: int
    seconds: float
    statuses: dict[str, int]
    wrong: tuple[str, ...]
    lost: tuple[str, ...]
    doubled: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every honest grade is right and every student is in the gradebook once."""
        return not (self.wrong or self.lost or self.doubled)

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class _Class:
    """A class that has handed in: which kind of work is whose, hostile work by its name."""

    course: Course
    assignment: str
    kinds: dict[str, str]
    hostile: frozenset[str]

    def points(self) -> dict[str, float]:
        """Grade the first of each honest kind alone, in a course of its own, and return the points by kind."""
        first = {kind: student for student, kind in reversed(self.kinds.items()) if kind not in self.hostile}
        with tempfile.TemporaryDirectory(prefix="certbook-alone-") as folder:
            root = Path(folder).resolve()
            shutil.copytree(self.course.source, root / "source")
            for student in first.values():
                shutil.copytree(self.course.submitted / student, root / "submitted" / student)
            report = grade(Course.of_clone(root), self.assignment, workers=1)
        scores = {one.student: one.score for one in report.submissions}
        return {kind: scores[student] for kind, student in first.items()}


def soak(
    library: Library,
    lab: Lab,
    students: int,
    hostile_share: float = 0.1,
    kills: int = 10,
    seed: int = 0,
    show: Progress = lambda _done, _total, _last: None,
) -> SoakFigures:
    """Grade a class of `students`, with so much hostile work in it and so many kills, and return what was found."""
    with tempfile.TemporaryDirectory(prefix="certbook-soak-", ignore_cleanup_errors=True) as folder:
        group = _hand_in(library, lab, Path(folder).resolve(), students, hostile_share)
        points = group.points()
        began = time.monotonic()
        with _killing(kills, random.Random(seed)) as killed:
            report, graded = _grade_with_interrupts(group, show)
        wrong = [
            f"{one.student} ({group.kinds[one.student]}): {one.status}, {one.score:g} of {points[kind]:g} expected"
            for one in report.submissions
            if (kind := group.kinds[one.student]) in points and one.score != points[kind]
        ]
        booked = _booked(group)
        return SoakFigures(
            students=students,
            hostile=sum(kind in group.hostile for kind in group.kinds.values()),
            kills=len(killed),
            interrupts=_INTERRUPTS,
            graded_again=sum(graded.values()) - len(graded),
            seconds=round(time.monotonic() - began, 1),
            statuses=dict(Counter(one.status for one in report.submissions)),
            wrong=(*wrong, *_wrongly_booked(group, points, booked)),
            lost=tuple(sorted(group.kinds.keys() - booked.keys())),
            doubled=tuple(sorted(student for student, scores in booked.items() if len(scores) > 1)),
        )


def _hand_in(library: Library, lab: Lab, root: Path, students: int, hostile_share: float) -> _Class:
    source = build_lab(lab)
    (root / "source" / lab.module).mkdir(parents=True)
    (root / "source" / lab.module / f"{lab.name}.ipynb").write_bytes(to_bytes(source))
    (root / "nbgrader_config.py").write_text(_SETTINGS, encoding="utf-8")
    honest = {f"work{number}": to_bytes(work) for number, work in enumerate(_honest(library, lab, source))}
    hostile = {name: to_bytes(hostile_work(source, code)) for name, code in HOSTILE.items()}
    every = round(1 / hostile_share) if hostile_share else students + 1
    kinds = {}
    for number in range(students):
        works = hostile if number % every == every - 1 else honest
        names = list(works)
        kind = names[(number // every if works is hostile else number) % len(names)]
        student = f"student{number:05d}"
        place = root / "submitted" / student / lab.module / f"{lab.name}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(works[kind])
        kinds[student] = kind
    return _Class(Course.of_clone(root), lab.module, kinds, frozenset(hostile))


def _honest(library: Library, lab: Lab, source: NotebookNode) -> list[NotebookNode]:
    mistakes = [with_answers(source, mistake.answers) for mistake in library.mistakes(lab)]
    return [source, with_blanks(source), *mistakes]


def hostile_work(source: NotebookNode, code: str) -> NotebookNode:
    """Return a notebook with some code before its first answer."""
    cells = [NotebookNode(cell) for cell in source.cells]
    first = next(cell for cell in cells if cell.cell_type == "code" and is_answer(cell))
    first["source"] = f"{code}\n{first.source}"
    return NotebookNode({**source, "cells": cells})


def _grade_with_interrupts(group: _Class, show: Progress) -> tuple[GradeReport, Counter[str]]:
    """Grade the class by force; a third and two thirds through it, break off and resume."""
    graded: Counter[str] = Counter()
    for number in range(_INTERRUPTS + 1):
        stop = len(group.kinds) * (number + 1) // (_INTERRUPTS + 1) if number < _INTERRUPTS else None
        with contextlib.suppress(KeyboardInterrupt):
            report = grade(
                group.course,
                group.assignment,
                on_progress=_until(stop, graded, show),
                way=Way(force=True, resume=number > 0),
            )
    broken = [one.student for one in report.submissions if "grading broke off" in one.message]
    if broken:
        raise CertbookError(f"grading broke off for {', '.join(broken)}; more kills than a notebook gets attempts")
    return report, graded


def _until(stop: int | None, graded: Counter[str], show: Progress) -> Progress:
    def count(done: int, total: int, last: str) -> None:
        if last:
            graded[last.partition("/")[0]] += 1
        show(done, total, last)
        if stop is not None and done >= stop:
            raise KeyboardInterrupt

    return count


def _booked(group: _Class) -> dict[str, list[float]]:
    """Return the automatic points that the gradebook has for each student, one number for each submission of theirs."""
    booked: dict[str, list[float]] = {}
    with group.course.gradebook() as book:
        for submission in book.assignment_submissions(group.assignment):
            scores = [score.auto_score or 0.0 for notebook in submission.notebooks for score in notebook.grades]
            booked.setdefault(submission.student.id, []).append(sum(scores))
    return booked


def _wrongly_booked(group: _Class, points: dict[str, float], booked: dict[str, list[float]]) -> Iterator[str]:
    for student, scores in booked.items():
        expected = points.get(group.kinds[student])
        if expected is not None and any(abs(score - expected) > 1e-9 for score in scores):
            yield f"{student}: {scores} in the gradebook, {expected:g} expected"


@contextlib.contextmanager
def _killing(kills: int, draw: random.Random) -> Iterator[list[int]]:
    """Kill processes that lead notebooks, their workers, and now and then the warm parent, until the block is left."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while len(killed) < kills and not over.wait(draw.uniform(0.1, 1.0)):
            for victim in _victims(draw):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
                    killed.append(victim)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def _victims(draw: random.Random) -> list[int]:
    """Return one process at most: mostly one that leads a notebook, or the first of those that it leads."""
    warm = [child for child in _children(os.getpid()) if _is_warm(child)]
    conductors = [child for parent in warm for child in _children(parent)]
    workers = [child for conductor in conductors for child in _children(conductor)]
    among = draw.choices((conductors, workers, warm), (5, 4, 1))[0]
    return [draw.choice(among)] if among else []


def _children(pid: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []


def _is_warm(pid: int) -> bool:
    try:
        return b"certbook.kernels.forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
