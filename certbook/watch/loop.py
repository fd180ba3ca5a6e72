"""Watch one lab after the other: look at the file, check, listen to keys, show; nothing moves on by itself."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.desk import Desk
from certbook.learner.hints import open_hint
from certbook.learner.progress import progress
from certbook.watch.job import Job, get_ready
from certbook.watch.keys import QUIT, Keys
from certbook.watch.saves import Saves
from certbook.watch.screen import Screen
from certbook.watch.view import View

_KEY_SECONDS = 0.1
_LOOK_SECONDS = 0.3
_END_SECONDS = 5.0  # that a check, or a start, has to end in once it is not wanted any more


class Watch:
    """The state of a watch; `run` goes on until it is told to quit."""

    def __init__(self, desk: Desk, library: Library, lab: Lab, keys: Keys, screen: Screen) -> None:
        self._desk, self._library, self._keys, self._screen = desk, library, keys, screen
        self._job: Job | None = None
        self._warming: threading.Thread | None = None
        self._is_stale = False  # what the job under way checks is not wanted any more
        self._is_over = False
        self._looked = float("-inf")
        self._shown: tuple[object, ...] | None = None
        self._take_up(lab)

    def run(self) -> None:
        """Watch until somebody quits; a check that is under way then is ended and leaves no trace."""
        try:
            with _drawn_again_when_resized(self._forget_shown):
                while not self._is_over:
                    self._look()
                    self._gather()
                    self._show()
                    for key in self._keys.read(_KEY_SECONDS):
                        self._press(key)
        finally:
            if self._job is not None:
                self._job.end(_END_SECONDS)
            if self._warming is not None:
                self._warming.join(_END_SECONDS)

    def _take_up(self, lab: Lab) -> None:
        self._lab = lab
        notebook = self._desk.notebook(lab.module, lab.name)
        self._saves = Saves(notebook)
        self._view = View(lab, _shown_path(notebook))
        self._looked = float("-inf")

    def _look(self) -> None:
        """Look at the file from time to time; a new state of it is checked at once, an older check given up."""
        if time.monotonic() - self._looked < _LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        save = self._saves.look()
        if save is None:
            return
        self._view.saved = f"saved at {save.saved:%H:%M:%S}" if save.saved is not None else "not there"
        self._view.notice = ""
        self._check()

    def _check(self) -> None:
        self._view.is_checking = True
        if self._job is None:
            self._job = Job(self._desk, self._library.root, self._lab)
        else:
            self._is_stale = True
            self._job.cancel()

    def _gather(self) -> None:
        """Take what a check found, once it is done; begin the next one where that is not what is wanted any more."""
        if self._job is None:
            return
        self._view.step = "" if self._is_stale else self._job.step
        if not self._job.is_done:
            return
        job, self._job = self._job, None
        if self._is_stale:
            self._is_stale = False
            self._check()
            return
        self._view.is_checking = False
        self._view.problem = job.problem
        if job.checked is not None:
            self._view.checked = job.checked
            if job.checked.grade.from_record:
                self._warming = get_ready(self._desk, self._library.root, self._lab)
        self._view.following = self._following() if self._view.is_passed else ""

    def _following(self) -> str:
        with contextlib.suppress(CertbookError):  # a gradebook that cannot be read just now
            part = progress(self._desk, self._library).next_lab
            if part is not None and part.name != self._lab.name:
                return part.name
        return ""

    def _show(self) -> None:
        """Show the view where anything in it has changed."""
        view = self._view
        hints = sum(view.hints.values())
        said = (view.file, view.saved, view.problem, view.notice, view.following, view.step)
        state = (*said, view.is_checking, view.is_listing, hints, id(view.checked))
        if state != self._shown:
            self._shown = state
            self._screen.show(view)

    def _forget_shown(self) -> None:
        self._shown = None

    def _press(self, key: str) -> None:
        doing = {QUIT: self._quit, "h": self._hint, "l": self._list, "r": self._check, "n": self._move_on}.get(key)
        if doing is not None:
            self._view.notice = ""
            doing()

    def _quit(self) -> None:
        self._is_over = True

    def _list(self) -> None:
        self._view.is_listing = not self._view.is_listing

    def _hint(self) -> None:
        view, task = self._view, self._view.task
        if task is None:
            view.notice = "No task waits for a hint."
            return
        try:
            hint = open_hint(self._desk, self._lab, task.task)
        except CertbookError as error:
            view.notice = str(error)
            return
        if view.hints.get(task.task, 0) == hint.rung:
            view.notice = f"That was hint {hint.rung} of {hint.rungs}: there are no more."
        view.hints[task.task] = hint.rung

    def _move_on(self) -> None:
        """Go to the next lab, once this one is passed and only when asked."""
        view = self._view
        if view.is_checking or not view.is_passed:
            view.notice = "The next lab comes when this one is passed."
        elif not view.following:
            view.notice = "Every lab is passed."
        else:
            self._take_up(self._library.find_lab(view.following))


def _shown_path(notebook: Path) -> str:
    """Return a path as short as it can be typed from here."""
    here = Path.cwd()
    return str(notebook.relative_to(here) if notebook.is_relative_to(here) else notebook)


@contextlib.contextmanager
def _drawn_again_when_resized(forget: Callable[[], None]) -> Iterator[None]:
    number = getattr(signal, "SIGWINCH", None)
    if number is None:
        yield
        return
    before = signal.signal(number, lambda *_: forget())
    try:
        yield
    finally:
        signal.signal(number, before)
