"""The marks that an author sets inside a cell, and what they mean."""

from __future__ import annotations

import re

from certbook.content.percent import TextCell

HIDDEN_BEGIN, HIDDEN_END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
SOLUTION_BEGIN, SOLUTION_END = "### BEGIN SOLUTION", "### END SOLUTION"
ANSWER_BEGIN, ANSWER_END = "=== BEGIN ANSWER ===", "=== END ANSWER ==="
ROLES = ("text", "parameters", "setup", "task", "hints", "answer", "check", "written")


def is_hidden(cell: TextCell) -> bool:
    """Whether a check's code is taken out of what the learner gets."""
    return HIDDEN_BEGIN in cell.source


def parse_hints(source: str) -> tuple[str, ...]:
    """Return the rungs of a numbered ladder, `1. …`, `2. …`, in order."""
    rungs = re.split(r"(?m)^\s*\d+\.\s+", source)[1:]
    return tuple(" ".join(rung.split()) for rung in rungs)
