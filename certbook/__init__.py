"""Certbook: a self-study workbook for people moving into AI jobs."""

from typing import Any

__version__ = "0.1.0"

# For notebooks: `from certbook import check, hint, progress`, and `%load_ext certbook`.
_FOR_NOTEBOOKS = ("check", "hint", "progress", "load_ipython_extension")


def __getattr__(name: str) -> Any:
    """Import what notebooks call when it is asked for: this package itself stays without weight and without a layer."""
    if name not in _FOR_NOTEBOOKS:
        raise AttributeError(f"module 'certbook' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module("certbook.notebook"), name)
