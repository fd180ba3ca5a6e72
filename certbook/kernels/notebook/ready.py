"""The parts of the inner side that are made once, in the warm parent: importing this module makes them.

A parent imports it last, when the libraries are there that a submission will find.
"""

import os
import sys

from certbook.kernels.notebook.cells import note_modules
from certbook.kernels.notebook.guard import CORE, Guard
from certbook.kernels.notebook.shell import accept_nothing, build

SHELL = build()
if "matplotlib" in sys.modules:
    SHELL.enable_matplotlib("inline")
SHELL.run_cell("pass", store_history=False)  # what IPython loads for its first cell
# A hook that a submission sets would run in its snapshots, before anything there is put right.
os.register_at_fork = sys.modules["posix"].register_at_fork = accept_nothing  # type: ignore[attr-defined]
GUARD, CORE_GUARD = Guard(), Guard(CORE)
note_modules()
