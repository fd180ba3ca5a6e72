"""Due questions at a terminal: one after the other, each answer kept and explained."""

from __future__ import annotations

from datetime import UTC, datetime

from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.desk import Desk
from certbook.learner.exam import room
from certbook.learner.exam.views import Asked
from certbook.terminal.page import Pages
from certbook.terminal.typed import END, TypedLines, answer_of

_PATIENCE = 24 * 3600.0  # seconds; nothing hurries a review


def ask_due(desk: Desk, library: Library, pages: Pages, lines: TypedLines) -> int:
    """Ask the questions that are due until all are answered or somebody leaves; return how many were answered."""
    due = room.due_questions(desk, library, datetime.now(UTC))
    answered = 0
    for number, one in enumerate(due, start=1):
        pages.say(f"\n{number} of {len(due)} due: {one.reason}", "dim")
        pages.question(one.asked, 1)
        answer = _answer(one.asked, pages, lines)
        if answer is None:
            break
        found = room.answer_review(desk, library, datetime.now(UTC), one.asked.id, answer)
        answered += 1
        pages.reasons(found.right, found.reasons, found.explain)
        if found.due:
            pages.say(f"comes back on {found.due[:10]}", "dim")
    return answered


def _answer(asked: Asked, pages: Pages, lines: TypedLines) -> list[float | None] | None:
    pages.say("an answer, or q to leave", "dim")
    while True:
        line = lines.read(_PATIENCE)
        if line is END or line == "" or line.strip().lower() == "q":
            return None
        try:
            return answer_of(asked, line.strip())
        except CertbookError as error:
            pages.say(f"{error}")
