"""The numbers of a lab's artefact as a table; what is not in it is not shown."""

from __future__ import annotations

import math
from typing import Any

_MOST = 24  # rows of the table on a page; metrics.json has all of them
_LONGEST = 60  # characters of a text in the table


def rows_of(artefact: Any, most: int = _MOST) -> tuple[list[tuple[str, str]], int]:
    """Return name and value of an artefact's leaves in its order, at most so many, and how many there are in all."""
    rows = list(_leaves(artefact, ""))
    return rows[:most], len(rows)


def headline(artefact: Any, most: int = 3) -> list[tuple[str, str]]:
    """Return the first numbers at the top of an artefact, for a summary."""
    if not isinstance(artefact, dict):
        return []
    numbers = [(name, one) for name, one in artefact.items() if _is_number(one)]
    return [(_named(name), shown(one)) for name, one in numbers[:most]]


def shown(value: Any) -> str:
    """Return a value as a table says it: whole numbers whole, others to four significant digits."""
    if value is None:
        return "not there"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10000 else str(value)
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 10000 else f"{value:.4g}"
    return str(value)


def _leaves(value: Any, name: str) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [
            leaf
            for key, one in value.items()
            for leaf in _leaves(one, f"{name} › {_named(key)}" if name else _named(key))
        ]
    if isinstance(value, list):
        if not value:
            return [(name or "values", "none")]
        if len(value) <= 4 and not any(isinstance(one, dict | list) for one in value):
            return [(name or "values", ", ".join(shown(one) for one in value))]
        return [(name or "values", f"{len(value)} entries, in metrics.json")]
    if isinstance(value, str) and len(value) > _LONGEST:
        return [(name, value[: _LONGEST - 1] + "…")]
    return [(name or "value", shown(value))]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _named(key: object) -> str:
    return str(key).replace("_", " ")
