"""Run jobs side by side: in threads that each lead processes of their own, or on the workers of a Dask cluster."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

from certbook.grading.one import Job, Outcome, broken_off, grade_one
from certbook.kernels.notebook.run import abandon_all

if TYPE_CHECKING:
    from certbook.kernels.follower import Follower

_AHEAD = 4  # jobs that wait for each worker: enough to keep it busy, few enough to hold in memory
_LOOK = 5.0  # seconds between looks at whether anybody is still at work
_ABANDON_AGAIN = 0.2  # seconds: a thread that was between two processes gets to know at the next time


@dataclass(frozen=True)
class Pool:
    """Where jobs run, `places` at once.

    `look` raises CertbookError where no job can end any more; `stop` ends the jobs that cannot be cancelled; `lost` are
    the exceptions which say that a job ended every process that it was given to.
    """

    executor: Executor
    places: int
    look: Callable[[], None] = lambda: None
    stop: Callable[[list[Future[Outcome]]], None] = lambda _running: None
    lost: tuple[type[BaseException], ...] = ()


def outcomes(
    jobs: Iterable[Job], workers: int, scheduler: str = "", follower: Follower | None = None
) -> Generator[Outcome, None, None]:
    """Yield the outcomes of jobs as they come in; close it to end those that are under way.

    A follower hears of jobs on this machine alone. Raises CertbookError where the scheduler does not answer, or its
    workers cannot do the jobs or go away; Cancelled where the follower ended a job.
    """
    jobs = list(jobs)
    if not jobs:
        return
    with _pool(jobs, workers, scheduler) as pool:
        waiting: dict[Future[Outcome], Job] = {}
        try:
            for job in jobs:
                waiting[pool.executor.submit(grade_one, job, *(() if scheduler else (follower,)))] = job
                if len(waiting) >= pool.places * _AHEAD:
                    yield from _next_of(waiting, pool)
            while waiting:
                yield from _next_of(waiting, pool)
        finally:
            pool.stop([future for future in waiting if not future.cancel()])


def _next_of(waiting: dict[Future[Outcome], Job], pool: Pool) -> Iterator[Outcome]:
    while not (done := wait(waiting, _LOOK, FIRST_COMPLETED).done):
        pool.look()
    for future in done:
        job = waiting.pop(future)
        try:
            outcome = future.result()
        except pool.lost as error:
            outcome = broken_off(job, f"the workers that it was given to ended: {type(error).__name__}")
        yield outcome


def _pool(jobs: list[Job], workers: int, scheduler: str) -> contextlib.AbstractContextManager[Pool]:
    if not scheduler:
        return _threads(min(workers, len(jobs)))
    from certbook.grading.cluster import cluster

    return cluster(scheduler, jobs[0])


@contextlib.contextmanager
def _threads(workers: int) -> Iterator[Pool]:
    # A thread only waits: what a notebook does, it does in processes that are forked for it.
    with ThreadPoolExecutor(workers, thread_name_prefix="grading") as executor:
        yield Pool(executor, workers, stop=_abandon)


def _abandon(running: list[Future[Outcome]]) -> None:
    while wait(running, _ABANDON_AGAIN).not_done:
        abandon_all()
