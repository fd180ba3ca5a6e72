"""A practice exam at a terminal: one line, one step; every answer is kept before the next page is shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.desk import Desk
from certbook.learner.exam import room
from certbook.learner.exam.views import Asked, ExamResult, SittingView
from certbook.terminal.page import Pages
from certbook.terminal.typed import END, TypedLines, answer_of

HELP = (
    "an answer, or: n next, p previous, g 12 go to question 12, f flag, c take the answer back, o overview, "
    "e end the exam, q leave (the time runs on), ? this help"
)


def _now() -> datetime:
    return datetime.now(UTC)


class TerminalSitting:
    """Leads through one open sitting until it ends, or until somebody leaves."""

    def __init__(self, desk: Desk, library: Library, name: str, pages: Pages, lines: TypedLines) -> None:
        self._desk, self._library, self._name = desk, library, name
        self._pages, self._lines = pages, lines
        self._number = 1
        self._shown = time.monotonic()

    def run(self) -> ExamResult | None:
        """Return the result, None where somebody left before the end."""
        view = self._view()
        if view is not None:
            self._number = view.place
            self._pages.say(f"{view.title}: {len(view.questions)} questions", "bold")
            self._pages.say(view.rule)
            self._pages.say(HELP, "dim")
        while view is not None:
            if not self._turn(view):
                return None
            view = self._view()
        return room.result(self._desk, self._library, _now(), self._name)

    def _turn(self, view: SittingView) -> bool:
        """Take lines until another page is due; False where somebody leaves."""
        self._shown, number = time.monotonic(), self._number
        try:
            return self._until_another_page(view)
        finally:
            self._looked_at(number)  # also on Ctrl-C

    def _looked_at(self, number: int) -> None:
        """Keep where one was, and for how long."""
        now = time.monotonic()
        self._keep(number, seen=True, seconds=now - self._shown)
        self._shown = now

    def _until_another_page(self, view: SittingView) -> bool:
        self._pages.question(view.questions[self._number - 1], len(view.questions))
        view = self._at(view)
        while True:
            left = view.seconds_left
            self._pages.say(f"[{_clock(left)} left]", "dim")
            line = self._lines.read(left)
            if line is END:
                self._leave()
                return False
            if line == "":
                self._pages.say("The time is over.", "bold")
                return True
            done = self._do(view, line.strip())
            if done is not None:
                return done
            again = self._view()
            if again is None:
                return True
            view = again

    def _do(self, view: SittingView, line: str) -> bool | None:
        """Do what a line says; True shows another page, False leaves, None waits for the next line."""
        word, _, rest = line.partition(" ")
        asked, last = view.questions[self._number - 1], len(view.questions)
        steps: dict[str, Callable[[], bool | None]] = {
            "": lambda: self._go(self._number + 1, last),
            "n": lambda: self._go(self._number + 1, last),
            "p": lambda: self._go(self._number - 1, last),
            "g": lambda: self._go(int(rest) if rest.isdecimal() else 0, last),
            "f": lambda: self._flag(asked),
            "c": lambda: self._clear(),
            "o": lambda: self._pages.overview(view.questions),
            "?": lambda: self._pages.say(HELP),
            "q": self._leave,
            "e": lambda: self._end(view),
        }
        if word.lower() in steps:
            return steps[word.lower()]()
        return self._answer(asked, line, last)

    def _flag(self, asked: Asked) -> None:
        self._keep(flagged=not asked.flagged)
        self._pages.say("no longer flagged" if asked.flagged else "flagged")

    def _clear(self) -> None:
        self._keep(clear=True)
        self._pages.say("answer taken back")

    def _answer(self, asked: Asked, line: str, last: int) -> bool | None:
        try:
            answer = answer_of(asked, line)
        except CertbookError as error:
            self._pages.say(f"{error}; ? for help")
            return None
        if self._keep(answer=answer) == "ended":
            self._pages.say("The time is over; this answer came too late.", "bold")
            return True
        self._pages.say("kept")
        return self._go(self._number + 1, last) if self._number < last else None

    def _go(self, number: int, last: int) -> bool | None:
        if not 1 <= number <= last:
            self._pages.say(f"questions are 1 to {last}; o shows them all, e ends the exam")
            return None
        self._number = number
        return True

    def _end(self, view: SittingView) -> bool | None:
        left = sum(one.answer is None for one in view.questions)
        flagged = sum(one.flagged for one in view.questions)
        self._pages.say(
            f"{left} without an answer, {flagged} flagged. End the exam? Type yes, or anything else to go on."
        )
        line = self._lines.read(view.seconds_left)
        if line is END:
            return self._leave()
        if line.strip().lower() in ("y", "yes"):
            self._looked_at(self._number)
            room.end(self._desk, self._library, _now(), self._name)
            return True
        return None

    def _leave(self) -> bool:
        self._pages.say("Left; the time runs on. Come back: certbook exam")
        return False

    def _keep(self, number: int | None = None, **what: object) -> str:
        place = self._number if number is None else number
        kept = room.record(self._desk, self._library, _now(), self._name, place, **what)  # type: ignore[arg-type]
        return kept.state

    def _at(self, view: SittingView) -> SittingView:
        """Remember the page that is shown, so that whoever comes back comes back to it."""
        self._keep(seen=True)
        return self._view() or view

    def _view(self) -> SittingView | None:
        return room.view(self._desk, self._library, _now(), self._name)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
