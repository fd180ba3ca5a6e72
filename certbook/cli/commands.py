"""Every command, in the order of `certbook --help`."""

from certbook.cli import build, verify

__all__ = ["build", "verify"]
