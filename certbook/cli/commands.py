"""Every command, in the order of `certbook --help`."""

from certbook.cli import build, lab

__all__ = ["build", "lab"]
