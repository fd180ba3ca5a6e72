"""What a check is doing, in words, from the ids of the cells that begin."""

from __future__ import annotations

import re

from nbformat import NotebookNode

from certbook.content.lab import Lab

_NUMBER = re.compile(r"^Task \d+\s*[\u2014\u2013:-]\s*")


class Steps:
    """The steps of one check: getting ready, each task's cells and each task's checks in any order; `total` in all."""

    WAITING, READY = "waiting for another check to end", "getting your notebook ready"

    def __init__(self, lab: Lab, source: NotebookNode) -> None:
        keys = [task.key for task in lab.tasks]
        self.total = 2 * len(keys) + 2
        self._of_cell: dict[str, str] = {}
        self._begun: list[str] = []
        for cell in source.cells:
            facts = cell.metadata.get("certbook", {})
            role, key = facts.get("role"), facts.get("task") or facts.get("key")
            if key not in keys or role not in ("answer", "check"):
                continue
            place = keys.index(key)
            words = f"task {place + 1} of {len(keys)}: {_NUMBER.sub('', lab.tasks[place].title)}"
            self._of_cell[cell["id"]] = f"{'running' if role == 'answer' else 'checking'} {words}"

    def begin(self, cell: str) -> tuple[int, str] | None:
        """Return how many steps have begun, and the last in words, when a cell begins; None where no new one does.

        After a crash cells begin a second time, which is no new step.
        """
        words = self._of_cell.get(cell)
        if words is None or words in self._begun:
            return None
        self._begun.append(words)
        return len(self._begun) + 1, words
