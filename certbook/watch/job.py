"""One check under way, in a thread beside the keyboard."""

from __future__ import annotations

import contextlib
import threading

from certbook.content.lab import Lab
from certbook.content.roots import ContentRoot
from certbook.errors import Cancelled, CertbookError
from certbook.grading.course import can_isolate
from certbook.grading.preparing import LabSource
from certbook.grading.running import libraries_of, warm_parent
from certbook.kernels.follower import Follower
from certbook.learner.checking import Checked, check, course_of
from certbook.learner.desk import Desk
from certbook.learner.steps import Steps


class Job:
    """Begins to check a lab when it is made; what comes of it is there when `is_done`."""

    def __init__(self, desk: Desk, content: ContentRoot, lab: Lab) -> None:
        self.checked: Checked | None = None
        self.problem = ""
        self.was_cancelled = False
        self.step = ""  # what is under way, in words: "checking task 2 of 5: ..."
        self._broke: BaseException | None = None
        self._follower = Follower()
        self._thread = threading.Thread(target=self._run, args=(desk, content, lab), name="certbook-watch", daemon=True)
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Whether it has ended; raises what the grader itself broke with."""
        if self._thread.is_alive():
            return False
        if self._broke is not None:
            raise self._broke
        return True

    def cancel(self) -> None:
        """Ask it to end; nothing is recorded then."""
        self._follower.cancel()

    def end(self, seconds: float) -> None:
        """Ask it to end and wait for that, so long at most."""
        self.cancel()
        self._thread.join(seconds)

    def _run(self, desk: Desk, content: ContentRoot, lab: Lab) -> None:
        try:
            self._tell_steps(desk, content, lab)
            self.checked = check(desk, content, lab, lambda _done, _total, _what: None, self._follower)
        except Cancelled:
            self.was_cancelled = True
        except CertbookError as error:
            self.problem = str(error)
        except BaseException as error:
            self._broke = error

    def _tell_steps(self, desk: Desk, content: ContentRoot, lab: Lab) -> None:
        path = course_of(desk, content).notebooks(lab.module).get(lab.name)
        if path is None:
            return  # the check itself says what is missing
        steps = Steps(lab, LabSource.read(path).notebook)

        def begins(cell: str) -> None:
            if step := steps.begin(cell):
                self.step = step[1]

        self._follower.on_cell = begins


def get_ready(desk: Desk, content: ContentRoot, lab: Lab) -> threading.Thread:
    """Start the warm process of a lab in the background, so that the first save finds it there.

    Join the thread before Python ends: half started, that process has something to say about being left.
    """
    thread = threading.Thread(target=_warm, args=(desk, content, lab), name="certbook-warm", daemon=True)
    thread.start()
    return thread


def _warm(desk: Desk, content: ContentRoot, lab: Lab) -> None:
    # Where this does not work, the check itself says what is wrong.
    with contextlib.suppress(Exception):
        if can_isolate():
            notebooks = course_of(desk, content).notebooks(lab.module).values()
            warm_parent(libraries_of([LabSource.read(path).notebook for path in notebooks]))
