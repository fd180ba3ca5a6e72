"""Answered questions as evidence of mastery, beside graded tasks."""

from __future__ import annotations

from collections.abc import Iterator

from certbook.content.library import Library
from certbook.learner.desk import Desk
from certbook.learner.exam.blueprint import whole_bank
from certbook.learner.exam.record import exam_history
from certbook.learner.mastery import Evidence

# Half an observation, where a task is one to three: of four choices one is right by luck, and a choice is no code.
POINTS = 1.0


def answered_questions(desk: Desk, library: Library) -> Iterator[Evidence]:
    """Yield the latest answer to each question that was looked at; one that was skipped counts as wrong."""
    past = exam_history(desk).questions
    if not past:
        return  # the banks need not be read
    bank = whole_bank(library)
    for name, record in past.items():
        if name in bank and record.latest is not None and record.latest_when is not None:
            yield Evidence(bank[name].skill, POINTS, float(record.latest), record.latest_when)
