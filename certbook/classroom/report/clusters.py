"""Messages that say the same: failed checks grouped by what is left of their words without values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from certbook.classroom.report.sheets import Sheet

_LONGEST = 400  # characters of a message that is shown
_VALUES = re.compile(
    r"""0x[0-9a-f]+ | '[^'\n]*' | "[^"\n]*" | `[^`\n]*` | \[[^][\n]*\] | -?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_RULE = re.compile(r"^wanted: .*", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Cluster:
    """One kind of message at one task, with one example of it and the students who read it."""

    lab: str
    task: str
    example: str
    students: tuple[str, ...]


def clusters_of(sheets: Iterable[Sheet]) -> tuple[Cluster, ...]:
    """Return the messages of failed tasks by kind, the most frequent first; what was not attempted is left out."""
    people: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for sheet in sheets:
        for task in sheet.tasks:
            if task.outcome in ("wrong", "error"):
                people[sheet.lab, task.task, kind_of(task.message)][sheet.student] = task.message
    found = [
        Cluster(lab, task, cut(next(iter(said.values()))), tuple(sorted(said)))
        for (lab, task, _), said in people.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.students), one.lab, one.task, one.example)))


def kind_of(message: str) -> str:
    """Return what messages of the same kind share: of ours the rule and the pointer, of others the words."""
    rule = _RULE.search(message)
    text = rule[0] if rule else message
    return " ".join(_VALUES.sub("…", text).split())


def cut(text: str) -> str:
    """Return a text short enough for a page."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
