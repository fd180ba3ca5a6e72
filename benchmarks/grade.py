"""Grade one class three ways, side by side: stock nbgrader, Certbook on one worker, Certbook on all cores.

The class is made of a lab's solution, its blank release and its known mistakes, over and over.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from certbook.build.notebooks import build_lab, to_bytes
from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.verify.variants import with_answers, with_blanks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lab", default="tumour-triage")
    parser.add_argument("--students", type=int, default=12)
    options = parser.parse_args()
    library = Library.open()
    lab = library.find_lab(options.lab)
    cores = os.cpu_count() or 1
    ways = {"nbgrader autograde": stock, "certbook, 1 worker": partial(ours, workers=1)}
    if cores > 1:
        ways[f"certbook, {cores} workers"] = partial(ours, workers=cores)
    print(f"{lab.name}, {options.students} students")
    print(f"{'':22}{'seconds':>9}{'each':>8}{'CPU each':>10}{'ratio':>8}")
    first = 0.0
    for name, way in ways.items():
        with tempfile.TemporaryDirectory(prefix="certbook-bench-") as folder:
            wall, cpu = way(make_class(library, lab, Path(folder), options.students), lab)
        first = first or wall
        each = f"{wall / options.students:8.2f}{cpu / options.students:10.2f}"
        print(f"{name:22}{wall:9.1f}{each}{first / wall:7.1f}x", flush=True)


def make_class(library: Library, lab: Lab, root: Path, students: int) -> Path:
    """Lay out a course with one lab and a class that has handed it in."""
    source = build_lab(lab)
    (root / "source" / lab.module).mkdir(parents=True)
    (root / "source" / lab.module / f"{lab.name}.ipynb").write_bytes(to_bytes(source))
    for number, work in zip(range(students), itertools.cycle(kinds_of_work(library, lab, source)), strict=False):
        place = root / "submitted" / f"student{number:04d}" / lab.module / f"{lab.name}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(to_bytes(work))
    return root


def kinds_of_work(library: Library, lab: Lab, source: NotebookNode) -> list[NotebookNode]:
    mistakes = [with_answers(source, mistake.answers) for mistake in library.mistakes(lab)]
    return [source, with_blanks(source), *mistakes]


def stock(course: Path, lab: Lab) -> tuple[float, float]:
    """Grade by nbgrader alone, without this repository's configuration."""
    nbgrader = str(Path(sys.executable).parent / "nbgrader")
    run([nbgrader, "generate_assignment", lab.module], course)
    return run([nbgrader, "autograde", lab.module], course)


# A file of its own: worker processes import the main file again, and this one would start another benchmark.
SCRIPT = """
import sys
from pathlib import Path

from certbook.grading.course import Course
from certbook.grading.pipeline import grade

if __name__ == "__main__":
    grade(Course.of_clone(Path(".")), sys.argv[1], workers=int(sys.argv[2]))
"""


def ours(course: Path, lab: Lab, workers: int) -> tuple[float, float]:
    """Grade by Certbook's pipeline, in a process of its own, start-up included."""
    script = course / "grade_class.py"
    script.write_text(SCRIPT, encoding="utf-8")
    return run([sys.executable, str(script), lab.module, str(workers)], course)


def run(command: list[str], course: Path) -> tuple[float, float]:
    """Run a command in a course; return its seconds of wall clock and of CPU, its children's too."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "OMP_NUM_THREADS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"{command[0]}: {done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
