"""`%certbook check [LAB]`, `%certbook hint [TASK]`, `%certbook progress`, once `%load_ext certbook` has run.

A notebook that uses the magic loads it itself: then it is known as well where the notebook is graded, or opened by
another client. A magic that only some kernels know would fail in the others, and cost an answer its points.
"""

from __future__ import annotations

from typing import Any

from certbook.notebook.calls import check, hint, progress
from certbook.notebook.shown import Line, Shown

_USAGE = "%certbook check [LAB], %certbook hint [TASK] or %certbook progress"


def load_ipython_extension(shell: Any) -> None:
    """Teach an IPython shell the magic; called by `%load_ext certbook`."""
    shell.register_magic_function(run_magic, "line", "certbook")


def run_magic(line: str) -> Shown:
    """Grade a lab, open a hint or show progress; without the extension of JupyterLab, in any client.

    %certbook check [LAB], %certbook hint [TASK], %certbook progress
    """
    what, *rest = [word.strip("\"'") for word in line.split()] or [""]
    if what == "check" and len(rest) <= 1:
        return check(*rest)
    if what == "hint" and len(rest) <= 1:
        return hint(*rest)
    if what == "progress" and not rest:
        return progress()
    return Line(f"type {_USAGE}")
