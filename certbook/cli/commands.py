"""Every command, in the order of `certbook --help`: the learner's, the instructor's, the author's."""

from certbook.cli import (  # noqa: I001
    lab,
    lane,
    plan,
    check,
    watch,
    hint,
    progress,
    dashboard,
    exam,
    review,
    mistakes,
    grade,
    build,
    verify,
    bench,
    doctor,
)

__all__ = [
    "bench",
    "build",
    "check",
    "dashboard",
    "doctor",
    "exam",
    "grade",
    "hint",
    "lab",
    "lane",
    "mistakes",
    "plan",
    "progress",
    "review",
    "verify",
    "watch",
]
