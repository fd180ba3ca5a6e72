"""Grade on the workers of a Dask cluster, which see the same course folder."""

from __future__ import annotations

import contextlib
import logging
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING

from certbook import __version__
from certbook.errors import CertbookError, MissingPart
from certbook.grading.course import can_isolate
from certbook.grading.one import Job
from certbook.grading.pool import Pool
from certbook.kernels.names import ISOLATED_KERNEL

if TYPE_CHECKING:
    from distributed import Client

_ANSWER_SECONDS = 5
_ABSENCE_SECONDS = 30.0  # without any worker: one that is started again is back by then
_GO_ON = "what is graded is saved, and the same command goes on from there"


@contextlib.contextmanager
def cluster(scheduler: str, job: Job) -> Iterator[Pool]:
    """Yield the workers of the scheduler at an address, such as `tcp://127.0.0.1:8786`.

    The jobs of a worker that ends are done by another one. Raises CertbookError where the scheduler does not answer,
    where a worker cannot do jobs like this one, or where nobody is left.
    """
    with _connected(scheduler) as client:
        from distributed import KilledWorker

        _ask_workers(client, scheduler, job)
        executor = client.get_executor(pure=False, retries=2)
        try:
            yield Pool(executor, sum(client.nthreads().values()), _watch(client, scheduler), lost=(KilledWorker,))
        except (OSError, CancelledError) as error:
            raise CertbookError(f"{scheduler}: the scheduler went away; {_GO_ON}") from error
        finally:
            executor.shutdown(wait=False)


def what_is_missing(job: Job, token: str, version: str) -> str:
    """Return what keeps this process from doing jobs like this one, or nothing; called on each worker.

    A folder of the same name may be another one, so a file that was made for this question has to be in it.
    """
    if not Path(token).is_file() or not job.course.notebooks(job.assignment):
        return f"cannot see {job.course.root}; every worker needs the course's folder at this path"
    if version != __version__:
        return f"has certbook {__version__}, not {version}; install the same on every worker"
    if job.how.kernel == ISOLATED_KERNEL and not can_isolate():
        return "cannot keep submissions to themselves; on that machine, run: certbook doctor"
    return ""


@contextlib.contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError:
        raise MissingPart("grading on a cluster needs dask: pip install 'certbook[cluster]'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say of a lost connection, we say
    try:
        client = Client(scheduler, timeout=_ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CertbookError(f"{scheduler}: no scheduler answers there ({reason}); start: dask scheduler") from None
    except TypeError:  # Dask's own words for an encrypted address without certificates
        raise CertbookError(
            f"{scheduler}: Dask's configuration has no certificates; "
            "name them under distributed.comm.tls in a file of the folder DASK_CONFIG"
        ) from None
    with client:
        yield client


def _ask_workers(client: Client, scheduler: str, job: Job) -> None:
    token = job.course.private / f"seen-{uuid.uuid4().hex}"
    token.parent.mkdir(parents=True, exist_ok=True)
    token.touch()
    try:
        answers = client.run(what_is_missing, job, str(token), __version__, on_error="return")
    finally:
        token.unlink()
    if not answers:
        raise CertbookError(f"{scheduler}: the scheduler has no workers; start: dask worker {scheduler} --nthreads 1")
    for worker, answer in answers.items():
        if isinstance(answer, BaseException):  # certbook is not installed there, or Python is another one
            answer = f"cannot grade ({type(answer).__name__}: {str(answer).splitlines()[0] if str(answer) else ''})"
        if answer:
            raise CertbookError(f"worker {worker}: {answer}")


def _watch(client: Client, scheduler: str) -> Callable[[], None]:
    """Return what raises CertbookError when the cluster has had no workers for a while."""
    seen = time.monotonic()

    def look() -> None:
        nonlocal seen
        if client.nthreads():
            seen = time.monotonic()
        elif time.monotonic() - seen > _ABSENCE_SECONDS:
            raise CertbookError(f"{scheduler}: all workers are gone; {_GO_ON}, once there are workers again")

    return look
