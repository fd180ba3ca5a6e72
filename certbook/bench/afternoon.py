"""An instructor's afternoon: from the platform's zip to report and feedback, beside nbgrader's own commands."""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from certbook.bench.grade import run_watched
from certbook.bench.soak import HOSTILE, hostile_work
from certbook.build.notebooks import build_lab, to_bytes
from certbook.content.lab import Lab
from certbook.content.library import Library, Module
from certbook.verify.variants import with_answers, with_blanks

_BROKEN: tuple[Callable[[bytes], bytes], ...] = (
    lambda _data: b"",
    lambda data: data[: len(data) // 2],
    lambda _data: b"<html>Sign in</html>",
)
_EVERY = 10  # one student in so many hands in something broken or hostile
_BLANK_SHARE, _RIGHT_SHARE = 0.08, 0.35  # of honest notebooks; the others have one to three known mistakes
_CERTBOOK = [sys.executable, "-m", "certbook"]


@dataclass(frozen=True)
class Step:
    """One command: seconds of wall clock and the most memory (PSS, MB) of all its processes at once."""

    name: str
    students: int
    seconds: float
    peak_mb: float

    @property
    def each(self) -> float:
        """Seconds for one student."""
        return self.seconds / self.students

    def to_json(self) -> dict[str, Any]:
        """Return the figures for other programs; None is what the system does not tell."""
        return {name: None if value != value else value for name, value in asdict(self).items()}


def bench_afternoon(
    library: Library,
    module: Module,
    students: int,
    sample: int,
    keep: Path | None = None,
    show: Callable[[Step], None] = lambda _step: None,
) -> list[Step]:
    """Take in, grade, report on and give feedback to a class; then let nbgrader do a sample of it.

    A tenth of the class is broken or hostile; of the sample nobody is, since nbgrader's own commands would run it
    unprotected. `keep` is a folder for the class and its page. Raises CertbookError with a command's last line where
    one fails.
    """
    steps: list[Step] = []

    def step(name: str, number: int, root: Path, *command: str, fine: tuple[int, ...] = (0, 1)) -> None:
        began = time.perf_counter()
        peak = run_watched(list(command), root, fine)
        steps.append(Step(name, number, time.perf_counter() - began, peak))
        show(steps[-1])

    with tempfile.TemporaryDirectory(prefix="certbook-afternoon-", ignore_cleanup_errors=True) as folder:
        root = keep or Path(folder) / "class"
        _lay_out(library, module, root)
        (root / "download.zip").write_bytes(_download(library, module, students))
        where = ("--course", str(root))
        for name, arguments in (
            ("collect", ("collect", "download.zip")),
            ("grade", ("grade", module.name)),
            ("report", ("report", module.name, "--out", "report.html")),
            ("feedback", ("feedback", module.name)),
            ("export", ("export", module.name, "--out", "grades.csv")),
        ):
            step(f"certbook {name}", students, root, *_CERTBOOK, *arguments, *where)
        stock = Path(folder) / "stock"
        _lay_out(library, module, stock)
        _hand_in_sample(library, module, stock, sample)
        nbgrader = str(Path(sys.executable).parent / "nbgrader")
        run_watched([nbgrader, "generate_assignment", module.name], stock, (0,))
        step("nbgrader autograde", sample, stock, nbgrader, "autograde", module.name)
        step("nbgrader generate_feedback", sample, stock, nbgrader, "generate_feedback", module.name)
    return steps


def _lay_out(library: Library, module: Module, root: Path) -> None:
    place = root / "source" / module.name
    place.mkdir(parents=True)
    for lab in module.labs:
        (place / f"{lab.name}.ipynb").write_bytes(to_bytes(build_lab(lab)))
    config = "c = get_config()\nc.CourseDirectory.course_id = 'certbook'\n"
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")


def _download(library: Library, module: Module, students: int) -> bytes:
    """Return a zip as Canvas hands it out: one file for each student and lab, some of them late, twins or broken."""
    draw = random.Random(0)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for lab in module.labs:
            source, kinds = build_lab(lab), list(HOSTILE)
            for number in range(students):
                student = f"student{number:04d}"
                late = "_LATE" if draw.random() < 0.05 else ""
                name = f"{student}{late}_{1000 + number}_{number * 10 + 1}_{lab.name}.ipynb"
                data = to_bytes(_honest(library, lab, source, draw))
                if number % _EVERY == _EVERY - 1:
                    kind = number // _EVERY % (len(kinds) + len(_BROKEN))
                    if kind < len(kinds):
                        data = to_bytes(hostile_work(source, HOSTILE[kinds[kind]]))
                    else:
                        data = _BROKEN[kind - len(kinds)](data)
                day, minute = 1 + int(draw.betavariate(5, 2) * 19), draw.randrange(60)
                archive.writestr(zipfile.ZipInfo(name, (2026, 11, day, draw.randrange(8, 23), minute, 0)), data)
    return stream.getvalue()


def _honest(library: Library, lab: Lab, source: NotebookNode, draw: random.Random) -> NotebookNode:
    """Return one student's work: blank, right, or with mistakes of different tasks."""
    chance = draw.random()
    if chance < _BLANK_SHARE:
        return with_blanks(source)
    if chance < _BLANK_SHARE + _RIGHT_SHARE:
        return source
    answers: dict[str, str] = {}
    for mistake in draw.sample(library.mistakes(lab), k=draw.randint(1, 3)):
        answers.update({task: text for task, text in mistake.answers.items() if task not in answers})
    return with_answers(source, answers)


def _hand_in_sample(library: Library, module: Module, root: Path, students: int) -> None:
    draw = random.Random(0)
    for lab in module.labs:
        source = build_lab(lab)
        for number in range(students):
            place = root / "submitted" / f"student{number:04d}" / module.name / f"{lab.name}.ipynb"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(to_bytes(_honest(library, lab, source, draw)))
