"""Run jobs side by side: in threads that each lead processes of their own, or on the workers of a Dask cluster."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait

from certbook.errors import CertbookError, MissingPart
from certbook.grading.one import Job, Outcome, grade_one
from certbook.kernels.notebook.run import abandon_all

_AHEAD = 4  # jobs that wait for each worker: enough to keep it busy, few enough to hold in memory


def outcomes(jobs: Iterable[Job], workers: int, scheduler: str = "") -> Iterator[Outcome]:
    """Yield the outcomes of jobs as they come in; jobs that are under way are ended where the caller stops.

    Raises CertbookError where the scheduler does not answer or its workers do not see the course.
    """
    jobs = list(jobs)
    if not jobs:
        return
    with _dask(scheduler, jobs[0]) if scheduler else _threads(min(workers, len(jobs))) as (executor, places):
        waiting: set[Future[Outcome]] = set()
        left = iter(jobs)
        try:
            for job in left:
                waiting.add(executor.submit(grade_one, job))
                if len(waiting) >= places * _AHEAD:
                    yield from _next_of(waiting)
            while waiting:
                yield from _next_of(waiting)
        except BaseException:
            for future in waiting:
                future.cancel()
            if not scheduler:
                abandon_all()
            raise


def _next_of(waiting: set[Future[Outcome]]) -> Iterator[Outcome]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        waiting.discard(future)
        yield future.result()


@contextlib.contextmanager
def _threads(workers: int) -> Iterator[tuple[Executor, int]]:
    # A thread only waits: what a notebook does, it does in processes that are forked for it.
    executor = ThreadPoolExecutor(workers, thread_name_prefix="grading")
    try:
        yield executor, workers
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def _dask(scheduler: str, job: Job) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client
    except ImportError:
        raise MissingPart("grading on a cluster needs dask: pip install 'certbook[cluster]'") from None
    try:
        client = Client(scheduler, timeout=20)
    except (OSError, ValueError) as error:
        raise CertbookError(f"{scheduler}: no scheduler answers there ({error}); start: dask scheduler") from None
    with client:
        seen = client.run(_sees, str(job.course.source / job.assignment))
        if not seen:
            raise CertbookError(f"{scheduler}: the scheduler has no workers; start: dask worker {scheduler}")
        blind = [address for address, sees in seen.items() if not sees]
        if blind:
            raise CertbookError(
                f"{', '.join(blind)}: cannot see {job.course.root}; every worker needs the course's folder at this path"
            )
        executor = client.get_executor(pure=False, retries=2)
        try:
            yield executor, sum(client.nthreads().values())
        finally:
            executor.shutdown(wait=False)


def _sees(folder: str) -> bool:
    from pathlib import Path

    return Path(folder).is_dir()
