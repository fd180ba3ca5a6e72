"""Ready before the first click: the libraries that grading imports, and the warm processes of the labs in sight."""

from __future__ import annotations

import logging
import threading
from typing import Any

from certbook.content.library import Library
from certbook.grading.course import can_isolate
from certbook.grading.preparing import LabSource
from certbook.grading.running import libraries_of, retire_parent, warm_parent
from certbook.learner.checking import course_of
from certbook.learner.desk import Desk

_MOST = 2  # warm processes that are kept: each holds its libraries in memory


class Warmth:
    """What is warm; each wish is fulfilled in a thread of its own, and only once."""

    def __init__(self, log: logging.Logger | logging.LoggerAdapter[Any]) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._warm: dict[str, tuple[str, ...]] = {}  # libraries by domain, the one wanted last at the end

    def want(self, desk: Desk, library: Library, domain: str) -> None:
        """See to it, in the background, that a check of a lab of this domain need not wait for anything."""
        with self._lock:
            if domain in self._warm:
                self._warm[domain] = self._warm.pop(domain)
                return
            self._warm[domain] = ()
        threading.Thread(target=self._warm_up, args=(desk, library, domain), name="certbook-warm", daemon=True).start()

    def _warm_up(self, desk: Desk, library: Library, domain: str) -> None:
        try:
            _import_what_grading_needs()
            if not can_isolate():
                return
            notebooks = course_of(desk, library.root).notebooks(domain).values()
            libraries = libraries_of([LabSource.read(path).notebook for path in notebooks])
            warm_parent(libraries)
            self._keep(domain, libraries)
        except Exception as error:  # a check that finds nothing ready makes it itself, and tells what is wrong
            self._log.info("certbook: could not get ready for %s", domain, exc_info=error)
            with self._lock:
                self._warm.pop(domain, None)

    def _keep(self, domain: str, libraries: tuple[str, ...]) -> None:
        """Note what is warm, and let the processes go that were wanted longest ago."""
        with self._lock:
            self._warm[domain] = libraries
            old = [name for name in [*self._warm][:-_MOST] if self._warm[name]]
            gone = {self._warm.pop(name) for name in old} - {*self._warm.values()}
        for one in gone:
            retire_parent(one)


def _import_what_grading_needs() -> None:
    """Import what a first check would wait for: nbgrader with its gradebook takes longer than the check itself."""
    import nbgrader.api
    import nbgrader.plugins
    import nbgrader.preprocessors
    import nbgrader.utils  # noqa: F401

    import certbook.grading.nbgrader_steps  # noqa: F401
