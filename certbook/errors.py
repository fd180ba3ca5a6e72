"""The errors that a user can cause, each one clear line.

CertbookError
├── ContentError      something typed by an author is wrong: file, line, key
├── DeskError         the learner's folder is missing, read-only or not what it should be
├── SubmissionError   a notebook that was handed in cannot be read
├── MissingPart       a library or a file that a job needs is not on this machine
└── Cancelled         the user ended what was under way
"""

from __future__ import annotations

from pathlib import Path


class CertbookError(Exception):
    """Say in one line what is wrong, where, and what to do; the command line exits with 2."""


class ContentError(CertbookError):
    """An authored file breaks a rule: located by file, line and key."""

    def __init__(self, problem: str, file: Path | str, line: int | None = None, key: str | None = None) -> None:
        place = str(file) + (f":{line}" if line is not None else "") + (f" [{key}]" if key else "")
        super().__init__(f"{place}: {problem}")
        self.problem, self.file, self.line, self.key = problem, file, line, key


class DeskError(CertbookError):
    """The learner's folder cannot be used as it is."""


class SubmissionError(CertbookError):
    """A notebook that was handed in cannot be read."""


class MissingPart(CertbookError):
    """A library or a data file that a job needs is not on this machine."""


class Cancelled(CertbookError):
    """The user ended what was under way; it left no trace."""
