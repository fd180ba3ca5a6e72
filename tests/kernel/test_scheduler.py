"""A class is graded on a Dask cluster: the same report, each grade once, and workers may end in the middle of it."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, make_classroom

from certbook.errors import CertbookError
from certbook.grading.course import can_isolate
from certbook.grading.one import Job, grade_one
from certbook.grading.pipeline import Way, grade
from certbook.grading.running import HowToRun
from certbook.kernels.names import ISOLATED_KERNEL
from certbook.kernels.notebook.plan import Limits

pytest.importorskip("distributed", reason="distributed is in the extra `cluster`")
pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not can_isolate(), reason="this machine cannot isolate kernels"),
]


CELLS = 5  # of the lab that have points


@pytest.fixture
def classroom(tmp_path):
    return make_classroom(tmp_path / "course")


@pytest.fixture
def cluster(tmp_path):
    """Yield what starts a scheduler, and workers for it; all of them end with the test."""
    started = []

    def start(*command):
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DASK_LOGGING__DISTRIBUTED": "critical"},
            start_new_session=True,
        )
        started.append(process)
        return process

    yield Cluster(start, tmp_path / "dask")
    for process in reversed(started):
        process.kill()
        process.wait()


class Cluster:
    def __init__(self, start, folder):
        self._start, self._folder, self.address = start, folder, f"tcp://127.0.0.1:{free_port()}"

    def scheduler(self):
        host, port = self.address.removeprefix("tcp://").split(":")
        dask = [sys.executable, "-m", "dask", "scheduler", "--no-dashboard", "--dashboard-address", ":0"]
        process = self._start(*dask, "--host", host, "--port", port)
        wait_for(lambda: answers(port))
        return process

    def workers(self, number=2, before=()):
        from distributed import Client

        dask = [sys.executable, "-m", "dask", "worker", self.address, "--no-nanny", "--no-dashboard"]
        alone = ["--nthreads", "1", "--host", "127.0.0.1", "--local-directory", str(self._folder)]
        processes = [self._start(*before, *dask, *alone) for _ in range(number)]
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=60)
        return processes


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def wait_for(is_so, seconds=60.0):
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def hand_in_all(classroom, copies=1):
    wrong = "def average(numbers):\n    return sum(numbers) // len(numbers)"
    for number in range(copies):
        classroom.hand_in(f"right{number}", RIGHT)
        classroom.hand_in(f"part{number}", {**RIGHT, "average": wrong})
        classroom.hand_in(f"ends{number}", {**RIGHT, "total": "import os\ndef total(n):\n    os._exit(1)"})
        classroom.hand_in(f"loops{number}", {})
        classroom.hand_in(f"broken{number}", RIGHT).write_text("{", encoding="utf-8")


def verdicts(report):
    return {one.student: (one.status, one.score, one.max_score, one.tasks) for one in report.submissions}


def rows(classroom):
    """Count a student's rows in the gradebook: a grade that was written twice would show."""
    with classroom.course.gradebook() as book:
        handed_in = book.assignment_submissions(ASSIGNMENT)
        graded = {one.student.id: len(one.notebooks[0].grades) for one in handed_in}
        assert set(Counter(one.student.id for one in handed_in).values()) == {1}
        return graded


def test_a_cluster_grades_as_this_machine_does_and_its_warm_processes_end_with_it(classroom, cluster):
    hand_in_all(classroom)
    here = grade(classroom.course, ASSIGNMENT)
    cluster.scheduler()
    workers = cluster.workers()

    there = grade(classroom.course, ASSIGNMENT, way=Way(scheduler=cluster.address, force=True))

    assert verdicts(there) == verdicts(here)
    assert not any(one.from_record for one in there.submissions)
    assert rows(classroom) == dict.fromkeys(verdicts(here), CELLS)
    below = [pid for worker in workers for pid in children(worker.pid)]
    assert below, "each worker has a warm process"
    for worker in workers:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in below))


def children(pid):
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def test_a_worker_that_is_killed_gives_its_notebooks_to_another_one(classroom, cluster):
    hand_in_all(classroom, copies=4)
    cluster.scheduler()
    workers = cluster.workers()

    def kill_one(done, total, last):
        if done == 3:
            workers[0].send_signal(signal.SIGKILL)

    report = grade(classroom.course, ASSIGNMENT, way=Way(scheduler=cluster.address), on_progress=kill_one)

    assert workers[0].wait(10) == -signal.SIGKILL
    here = grade(classroom.course, ASSIGNMENT, way=Way(force=True))
    assert verdicts(report) == verdicts(here)
    assert rows(classroom) == dict.fromkeys(verdicts(here), CELLS)


def refusal(classroom, address):
    began = time.monotonic()
    with pytest.raises(CertbookError) as refused:
        grade(classroom.course, ASSIGNMENT, way=Way(scheduler=address))
    assert time.monotonic() - began < 15  # twice what it takes with much else going on
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_scheduler_that_is_not_there_is_one_clear_line(classroom):
    classroom.hand_in("ada", RIGHT)
    address = f"tcp://127.0.0.1:{free_port()}"
    assert refusal(classroom, address).startswith(f"{address}: no scheduler answers there")
    assert "no scheduler answers there" in refusal(classroom, "no address at all")


def test_an_encrypted_address_without_certificates_is_one_clear_line(classroom):
    classroom.hand_in("ada", RIGHT)
    line = refusal(classroom, f"tls://127.0.0.1:{free_port()}")
    assert "Dask's configuration has no certificates" in line


def test_a_scheduler_without_workers_is_one_clear_line(classroom, cluster):
    classroom.hand_in("ada", RIGHT)
    cluster.scheduler()
    assert refusal(classroom, cluster.address) == (
        f"{cluster.address}: the scheduler has no workers; start: dask worker {cluster.address} --nthreads 1"
    )


@pytest.mark.skipif(shutil.which("unshare") is None, reason="hiding a folder from a worker takes unshare")
def test_a_worker_that_does_not_see_the_folder_is_one_clear_line(classroom, cluster):
    classroom.hand_in("ada", RIGHT)
    cluster.scheduler()
    hide = f'mount -t tmpfs none "{classroom.root}" && exec "$@"'
    cluster.workers(1, before=("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", hide, "sh"))
    line = refusal(classroom, cluster.address)
    assert f"cannot see {classroom.root}; every worker needs the course's folder at this path" in line
    assert not [path for path in classroom.course.private.iterdir() if path.name.startswith("seen-")]


def test_workers_that_all_go_away_end_the_run_with_one_clear_line(classroom, cluster, monkeypatch):
    monkeypatch.setattr("certbook.grading.cluster._ABSENCE_SECONDS", 1.0)
    monkeypatch.setattr("certbook.grading.pool._LOOK", 0.5)
    hand_in_all(classroom, copies=2)
    cluster.scheduler()
    workers = cluster.workers()

    def kill_all(done, total, last):
        if done == 3:
            for worker in workers:
                worker.kill()

    with pytest.raises(CertbookError, match="all workers are gone; what is graded is saved"):
        grade(classroom.course, ASSIGNMENT, way=Way(scheduler=cluster.address), on_progress=kill_all)

    report = grade(classroom.course, ASSIGNMENT)
    assert sum(one.from_record for one in report.submissions) >= 3


def test_a_scheduler_that_goes_away_ends_the_run_with_one_clear_line(classroom, cluster, monkeypatch):
    monkeypatch.setattr("certbook.grading.pool._LOOK", 0.5)
    hand_in_all(classroom, copies=2)
    scheduler = cluster.scheduler()
    cluster.workers()

    def kill_it(done, total, last):
        if done == 3:
            scheduler.kill()

    with pytest.raises(CertbookError, match="the scheduler went away; what is graded is saved"):
        grade(classroom.course, ASSIGNMENT, way=Way(scheduler=cluster.address), on_progress=kill_it)


def test_what_travels_to_and_from_a_worker_is_small(classroom):
    flood = "print('a' * 900_000)\n" + RIGHT["total"]
    classroom.hand_in("floods", {**RIGHT, "total": flood})
    grade(classroom.course, ASSIGNMENT)  # registers
    job = Job(classroom.course, ASSIGNMENT, "floods", LAB, HowToRun(ISOLATED_KERNEL, Limits()))
    outcome = grade_one(job)
    assert outcome.status == "graded"
    assert len(pickle.dumps(job)) < 2_000
    assert len(pickle.dumps(outcome)) < 60_000
