"""Errors as answers: an HTTP status and a Problem, which says in one line what is wrong and what to do."""

from __future__ import annotations

from certbook.errors import Cancelled, CertbookError, ContentError, DeskError, MissingPart, SubmissionError
from certbook.server.contract import Problem

_OURS = Problem(
    message="Certbook failed at this",
    remedy="try again; the server's log has the details, and a report with them helps to mend it",
)
_STATUS: tuple[tuple[type[CertbookError], int], ...] = (
    (ContentError, 503),
    (MissingPart, 503),
    (Cancelled, 409),
    (SubmissionError, 409),
    (DeskError, 409),
)
# What Jupyter itself refuses, before a question reaches us.
_REFUSED = {
    400: Problem(message="the request cannot be read", remedy="reload the page"),
    403: Problem(message="the server does not know you", remedy="log in again, or open the address with its token"),
    404: Problem(message="there is no such thing here", remedy="reload the page"),
    405: Problem(message="this cannot be asked so", remedy="reload the page"),
}


class Refused(CertbookError):
    """A question that cannot be answered as it was asked; `status` is the answer's."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = status


def problem_of(error: BaseException) -> tuple[int, Problem]:
    """Return the status and the body that tell an error; one that is no user's says no more than that."""
    if not isinstance(error, CertbookError):
        return 500, _OURS
    message, _, remedy = str(error).partition("; ")
    problem = Problem(message=" ".join(message.split()), remedy=remedy)
    if isinstance(error, Refused):
        return error.status, problem
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 503), problem


def refusal(status: int, why: str = "") -> Problem:
    """Return the body for a status that Jupyter's own handlers gave."""
    known = _REFUSED.get(status, _OURS)
    return known.model_copy(update={"message": why}) if why and status != 500 else known
