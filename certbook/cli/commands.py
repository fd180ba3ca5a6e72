"""Every command, in the order of `certbook --help`: the learner's, the instructor's, the author's."""

from certbook.cli import lab, check, hint, progress, grade, build, verify, bench, doctor  # noqa: I001

__all__ = ["bench", "build", "check", "doctor", "grade", "hint", "lab", "progress", "verify"]
