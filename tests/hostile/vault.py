"""The course that hostile submissions are handed in to: honest answers, and the words that nobody may carry out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
from classroom import TESTS, Classroom

HERE = Path(__file__).parent
ASSIGNMENT, LAB = "01-vault", "vault"
HONEST = {
    "total": "def total(numbers):\n    return sum(numbers)",
    "scaled": "def scaled(values):\n    return values / values.max()",
    "table": (
        "def table(words):\n    kinds = sorted(set(words))\n"
        '    return pd.DataFrame({"word": kinds, "count": [words.count(kind) for kind in kinds]})'
    ),
    "recall": (
        "def recall(truth, guess):\n    found = [g for t, g in zip(truth, guess) if t == 1]\n"
        "    return sum(found) / len(found)"
    ),
}
POINTS = {"total": 3, "scaled": 4, "table": 3, "recall": 3}
ALL = sum(POINTS.values())
# What the sealed checks' code says and nothing else does.
SEALED_WORDS = ("otter-quince-70413", "walrus-fennel-81524", "lynx-sorrel-92635", "stoat-damson-13746")
# What the sealed checks hand to the answers: a function may see it, its author may not.
SEALED_INPUTS = ("70412951", "88130067", "125661.0", "marmalade")
# What lies on the grader's machine: in a variable, in a file, in another learner's work.
HOST_WORD = "badger-plum-31977"


class Vault(Classroom):
    """A built course in a folder of its own, with short limits on time."""

    def released(self) -> Any:
        return nbformat.read(self.root / "release" / ASSIGNMENT / f"{LAB}.ipynb", as_version=4)

    def folder(self, student: str) -> Path:
        folder = self.root / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def make_vault(root: Path) -> Vault:
    """Build the course in a folder."""
    shutil.copytree(HERE / "course", root)
    config = (TESTS.parent / "nbgrader_config.py").read_text(encoding="utf-8")
    limits = "\nc.Execute.timeout = 4\nc.RecordedExecute.notebook_timeout = 25.0\n"
    (root / "nbgrader_config.py").write_text(config + limits, encoding="utf-8")
    vault = Vault(root)
    vault.rebuild()
    return vault
