"""Every command, in the order of `certbook --help`."""

from certbook.cli import build, lab, verify

__all__ = ["build", "lab", "verify"]
