"""Checks under way: one for each lab, each in a thread of its own beside the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import uuid
from collections.abc import Callable
from typing import Any

from certbook.errors import Cancelled, CertbookError
from certbook.kernels.follower import Follower
from certbook.learner.checking import Checked
from certbook.learner.steps import Steps
from certbook.server.contract import CheckResult, CheckStatus
from certbook.server.problems import Refused, problem_of

Grade = Callable[[Callable[[int, int, str], None], Follower], Checked]
_REMEMBERED = 50  # checks that have ended
_ENDS_WITHIN = 3.0  # seconds that an answer waits for a cancelled check to end
_LAST_SECONDS = 10.0  # for all of them when the server ends


class Check:
    """One check: `status` is what can be told of it now, replaced as a whole at each step."""

    def __init__(
        self,
        lab: str,
        steps: Steps,
        grade: Grade,
        result_of: Callable[[Checked], CheckResult],
        loop: asyncio.AbstractEventLoop,
        log: logging.Logger | logging.LoggerAdapter[Any],
    ) -> None:
        self._steps, self._grade, self._result_of, self._loop, self._log = steps, grade, result_of, loop, log
        self._follower = Follower(self._on_cell)
        self._lock = threading.Lock()
        self._news = asyncio.Event()
        self.status = CheckStatus(
            id=uuid.uuid4().hex, lab=lab, state="waiting", step=Steps.WAITING, done=0, total=steps.total
        )

    @property
    def ended(self) -> bool:
        """Whether nothing more will change."""
        return self.status.state not in ("waiting", "running")

    def start(self) -> None:
        """Begin in a thread of its own; it does not keep a server that ends from ending."""
        threading.Thread(target=self._run, name=f"certbook-check-{self.status.lab}", daemon=True).start()

    async def news(self, after: int, seconds: float) -> str:
        """Return the status as JSON as soon as `done` is not `after` or the check has ended; else when time is up."""
        await self._until(lambda: self.ended or self.status.done != after, seconds)
        return self.status.model_dump_json()

    async def cancel(self) -> str:
        """End the check and return its status as JSON; what is being recorded already is not undone."""
        self.stop()
        await self._until(lambda: self.ended, _ENDS_WITHIN)
        return self.status.model_dump_json()

    def stop(self) -> None:
        """Ask the check to end. One that waits for another program's check has ended for everybody but its thread."""
        self._follower.cancel()
        if self.status.state == "waiting":
            self._change(state="cancelled", step="")

    async def _until(self, is_so: Callable[[], bool], seconds: float) -> None:
        until = self._loop.time() + seconds
        while not is_so() and (left := until - self._loop.time()) > 0:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._news.wait(), left)

    def _run(self) -> None:
        try:
            result = self._result_of(self._grade(self._on_progress, self._follower))
        except Cancelled:
            self._change(state="cancelled", step="")
        except Exception as error:
            if not isinstance(error, CertbookError):
                self._log.error("certbook: the check of %s failed", self.status.lab, exc_info=error)
            self._change(state="failed", step="", problem=problem_of(error)[1])
        else:
            self._change(state="done", step="", done=self._steps.total, result=result)

    def _on_progress(self, _done: int, _total: int, _what: str) -> None:
        if self.status.state == "waiting":
            self._change(state="running", step=Steps.READY, done=1)

    def _on_cell(self, cell: str) -> None:
        if step := self._steps.begin(cell):
            self._change(done=step[0], step=step[1])

    def _change(self, **changes: Any) -> None:
        with self._lock:
            if self.ended:
                return
            self.status = self.status.model_copy(update=changes)
        with contextlib.suppress(RuntimeError):  # the server has ended, and nobody waits
            self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


class Checks:
    """All checks that this server knows."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}
        self._lock = threading.Lock()

    def begin(self, lab: str, make: Callable[[], Check]) -> Check:
        """Return the check of a lab that is under way, or begin one."""
        with self._lock:
            for check in self._checks.values():
                if check.status.lab == lab and not check.ended:
                    return check
            check = make()
            self._checks[check.status.id] = check
            self._forget_old()
        check.start()
        return check

    def find(self, name: str) -> Check:
        """Return a check by its id; raises Refused (404)."""
        check = self._checks.get(name)
        if check is None:
            raise Refused(404, "this check is not known any more: the server was started again; check once more")
        return check

    async def close(self) -> None:
        """Cancel all that are under way and wait until they have ended; what they had not recorded is not."""
        under_way = [check for check in list(self._checks.values()) if not check.ended]
        for check in under_way:
            check.stop()
        await asyncio.gather(*(check._until(lambda check=check: check.ended, _LAST_SECONDS) for check in under_way))  # type: ignore[misc]

    def _forget_old(self) -> None:
        ended = [name for name, check in self._checks.items() if check.ended]
        for name in ended[:-_REMEMBERED]:
            del self._checks[name]
