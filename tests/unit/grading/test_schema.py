"""The version of nbgrader's database."""

import os
import subprocess
import sys

from certbook.grading.schema import newest_version


def test_the_version_is_the_one_that_nbgrader_asks_a_program_for():
    """In a process of its own, where nothing has taken the place of nbgrader's function."""
    asking = "from nbgrader.api import get_alembic_version; print(get_alembic_version())"
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    asked = subprocess.run(
        [sys.executable, "-c", asking], capture_output=True, text=True, check=True, env={**os.environ, "PATH": path}
    )
    assert newest_version() == asked.stdout.strip() != ""
