"""Every command, in the order of `certbook --help`: the learner's, the instructor's, the author's."""

from certbook.cli import lab, lane, plan, check, watch, hint, progress, dashboard, grade, build, verify, bench, doctor  # noqa: I001

__all__ = [
    "bench",
    "build",
    "check",
    "dashboard",
    "doctor",
    "grade",
    "hint",
    "lab",
    "lane",
    "plan",
    "progress",
    "verify",
    "watch",
]
