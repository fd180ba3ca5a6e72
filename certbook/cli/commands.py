"""Every command, in the order of `certbook --help`."""

from certbook.cli import build, grade, lab, verify

__all__ = ["build", "grade", "lab", "verify"]
