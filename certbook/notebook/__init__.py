"""What the cells of a notebook may call, in any Jupyter client: `check`, `hint`, `progress`, and `%certbook`.

Importing this imports no other layer: what grades is imported when it is called for, and in a grader's own run never.
"""

from certbook.notebook.calls import check, hint, progress
from certbook.notebook.magic import load_ipython_extension

__all__ = ["check", "hint", "load_ipython_extension", "progress"]
