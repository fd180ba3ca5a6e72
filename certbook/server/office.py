"""Where questions are answered: one thread beside the event loop, so that no disk and no lock holds up JupyterLab.

One thread and not more: questions are short, and the learner layer's caches need no locks then. Checks, which are not
short, have threads of their own (`jobs`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from certbook.errors import CertbookError

if TYPE_CHECKING:
    from certbook.server.jobs import Check
    from certbook.server.service import Answer, Service


class Office:
    """Takes questions from the event loop to the service, which is made when the first one comes."""

    def __init__(self, root: Path, log: logging.Logger | logging.LoggerAdapter[Any]) -> None:
        self._root, self._log = root, log
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="certbook-office")
        self._service: Service | None = None

    async def ask(self, question: Callable[[Service], Answer]) -> str:
        """Return the answer to a question as JSON; raises what the service raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._answer, question, loop)

    def find_check(self, name: str) -> Check:
        """Return a check by its id; raises Refused (404)."""
        from certbook.server.jobs import Checks

        return (self._service.checks if self._service is not None else Checks()).find(name)

    def warm_up(self) -> None:
        """Get ready, in the background, for the first check; nothing is done where there is no desk."""
        with contextlib.suppress(RuntimeError):  # the server has ended meanwhile
            loop = asyncio.get_running_loop()
            self._thread.submit(self._warm_up, loop)

    async def close(self) -> None:
        """End what is under way."""
        if self._service is not None:
            await self._service.checks.close()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _answer(self, question: Callable[[Service], Answer], loop: asyncio.AbstractEventLoop) -> str:
        said = question(self._made(loop))
        return "null" if said is None else said.model_dump_json()

    def _made(self, loop: asyncio.AbstractEventLoop) -> Service:
        if self._service is None:
            from certbook.server.service import Service

            self._service = Service(self._root, loop, self._log)
        return self._service

    def _warm_up(self, loop: asyncio.AbstractEventLoop) -> None:
        from certbook.content.roots import find_content
        from certbook.server.desks import Desks

        try:
            Desks(self._root).find(find_content())  # without one, nothing dearer is imported
            self._made(loop).warm_up()
        except CertbookError as error:
            self._log.info("certbook: %s", error)
        except Exception as error:
            self._log.warning("certbook: could not get ready", exc_info=error)
