"""Measure what one submission leaves behind and costs beside its run: what docs/scaling.md multiplies.

    python benchmarks/scaling.py --students 300 --feedback
    python benchmarks/scaling.py --students 300 --database postgresql+psycopg://postgres@127.0.0.1/empty
    python benchmarks/scaling.py --server

The first two grade a class of copies of one lab; the database has to be empty. The last starts a JupyterLab server.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from certbook.bench.classes import make_class
from certbook.content.library import Library
from certbook.grading.bookkeeper import Bookkeeper
from certbook.grading.course import Course
from certbook.grading.pipeline import grade

LAB = "tumour-triage"
FEW = "student000*"  # whose pages nbgrader's own command makes


def size_of(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


def timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return round(time.perf_counter() - began, 4)


def of_a_class(students: int, database: str, pages: bool) -> dict[str, Any]:
    library = Library.open()
    lab = library.find_lab(LAB)
    saves: list[float] = []
    busy: list[float] = []
    real = Bookkeeper.save

    def save(self: Bookkeeper, *arguments: Any) -> Any:
        began, worked = time.perf_counter(), time.thread_time()
        try:
            return real(self, *arguments)
        finally:
            saves.append(time.perf_counter() - began)
            busy.append(time.thread_time() - worked)

    Bookkeeper.save = save  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory(prefix="certbook-scaling-") as folder:
        course = replace(Course.of_clone(make_class(library, lab, Path(folder), students)), database=database)
        seconds = timed(lambda: grade(course, lab.module))
        return {
            "students": students,
            "database": "PostgreSQL" if database else "SQLite",
            "grade_seconds_each": round(seconds / students, 4),
            "save_cpu_ms_median": round(1e3 * statistics.median(busy), 2),
            "save_ms_median": round(1e3 * statistics.median(saves), 2),
            "save_ms_first_tenth": round(1e3 * statistics.fmean(saves[: len(saves) // 10]), 2),
            "save_ms_last_tenth": round(1e3 * statistics.fmean(saves[-(len(saves) // 10) :]), 2),
            "submitted_bytes_each": size_of(course.submitted) // students,
            "autograded_bytes_each": size_of(course.autograded) // students,
            "ledger_bytes_each": size_of(course.private) // students,
            "gradebook_bytes_each": book_bytes(course) // students,
            "formgrader_seconds": formgrader(course, lab.module),
            "feedback": feedback(course, lab.module) if pages else None,
        }


def book_bytes(course: Course) -> int:
    if course.db_url.startswith("sqlite"):
        return (course.root / "gradebook.db").stat().st_size
    from sqlalchemy import text

    with course.gradebook() as book:
        return int(book.db.execute(text("select pg_database_size(current_database())")).scalar_one())


def formgrader(course: Course, assignment: str) -> dict[str, float]:
    """Time what the formgrader's pages ask of nbgrader: its list of assignments, of submissions, of students."""
    from nbgrader.apps.api import NbGraderAPI

    settings = course.settings()
    settings.CourseDirectory.db_url = course.db_url
    api = NbGraderAPI(config=settings)
    return {
        "assignments": timed(api.get_assignments),
        "submissions": timed(lambda: api.get_submissions(assignment)),
        "students": timed(api.get_students),
        "notebook": timed(lambda: api.get_notebook_submissions(assignment, LAB)),
    }


def feedback(course: Course, assignment: str) -> dict[str, float]:
    programs = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}

    def run(*command: str) -> float:
        return timed(lambda: subprocess.run(command, cwd=course.root, env=environment, check=True, capture_output=True))

    many = len(list(course.autograded.iterdir()))
    ours = run(sys.executable, "-m", "certbook", "feedback", assignment, "--course", str(course.root))
    ours_bytes = size_of(course.feedback) // many
    count = len(list(course.autograded.glob(FEW)))
    stock = run(str(programs / "nbgrader"), "generate_feedback", assignment, "--student", FEW, "--force")
    return {
        "certbook_seconds_each": round(ours / many, 4),
        "nbgrader_seconds_each": round(stock / count, 4),
        "bytes_each": ours_bytes,
    }


def tree(pid: int) -> list[int]:
    below: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            below += [int(one) for one in thread.read_text().split()]
    return [pid, *(one for child in below for one in tree(child))]


def memory(pid: int) -> dict[str, float]:
    """Return the proportional memory of a process and of all below it, MB, and how many they are."""
    total, processes = 0.0, tree(pid)
    for one in processes:
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return {"mb": round(total), "processes": len(processes)}


def of_a_server() -> dict[str, Any]:
    """Start `certbook lab` and see what it holds when idle, and with one kernel of each kind."""
    figures: dict[str, Any] = {}
    port, token = 18_931, "measured"
    with tempfile.TemporaryDirectory(prefix="certbook-scaling-") as folder:
        own = {**os.environ, "JUPYTER_RUNTIME_DIR": f"{folder}/runtime", "JUPYTER_DATA_DIR": f"{folder}/data"}
        desk = Path(folder, "desk")
        command = [sys.executable, "-m", "certbook", "lab", str(desk), "--no-browser", "--port", str(port), "--"]
        command += [f"--IdentityProvider.token={token}", "--allow-root"]
        process = subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            base = f"http://127.0.0.1:{port}/api"
            until = time.monotonic() + 60
            while True:
                try:
                    ask(f"{base}/status", token)
                    break
                except OSError:
                    assert time.monotonic() < until, "the server did not start"
                    time.sleep(0.2)
            figures["at the start"] = memory(process.pid)
            time.sleep(40)
            figures["idle, after 40 s"] = memory(process.pid)
            for kind in ("python3", "certbook"):
                ask(f"{base}/kernels", token, {"name": kind})
                time.sleep(15)
                figures[f"and a kernel {kind}"] = memory(process.pid)
        finally:
            process.terminate()
            process.wait()
    return figures


def ask(address: str, token: str, data: dict[str, str] | None = None) -> None:
    body = json.dumps(data).encode() if data is not None else None
    request = urllib.request.Request(address, body, {"Authorization": f"token {token}"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        answer.read()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--database", default="")
    parser.add_argument("--server", action="store_true")
    parser.add_argument("--feedback", action="store_true", help="time feedback pages too")
    given = parser.parse_args()
    figures = of_a_server() if given.server else of_a_class(given.students, given.database, given.feedback)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
