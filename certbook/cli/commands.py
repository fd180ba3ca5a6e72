"""Every command, in the order of `certbook --help`."""

from certbook.cli import build

__all__ = ["build"]
