"""What a process knows about the notebook it runs: its file, what ran in it, and whether a grader runs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Set by those who grade: certbook where it cannot isolate, and nbgrader. Isolated, the shell is a grader's own.
_GRADERS = ("CERTBOOK_KERNEL_FOLDER", "NBGRADER_EXECUTION", "NBGRADER_VALIDATING")
_GRADERS_SHELL = "NotebookShell"
_SHARED = "RTC:"  # how JupyterLab marks the path of a notebook that several people edit


def is_graded_run() -> bool:
    """Whether this code runs because a notebook is being graded.

    A grade never depends on the answer: a submission that bends it can only start what the isolation refuses.
    """
    return any(name in os.environ for name in _GRADERS) or type(_shell()).__name__ == _GRADERS_SHELL


def notebook_files() -> Iterator[Path]:
    """Yield where the notebook may lie that calls, by the clients that say so; the file need not be there.

    Jupyter's own word is from the start of the kernel: a notebook that was renamed since goes by its old name.
    """
    names = getattr(_shell(), "user_ns", {})
    for said in (names.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME"), names.get("__session__")):
        if isinstance(said, str) and said.endswith(".ipynb"):
            yield Path.cwd() / said.removeprefix(_SHARED)


def cells_that_ran() -> list[str]:
    """Return the text of the cells that ran in this session, oldest first; the last is the one that runs now."""
    history = getattr(_shell(), "history_manager", None)
    return [text for text in getattr(history, "input_hist_raw", []) if isinstance(text, str) and text.strip()]


def _shell() -> Any:
    """Return the IPython shell of this process, None outside of one; imports nothing to find out."""
    module = sys.modules.get("IPython.core.getipython")
    return module.get_ipython() if module is not None else None
