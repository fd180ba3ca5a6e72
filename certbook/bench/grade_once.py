"""Grade the course in the current folder: a process of its own, so that its whole cost can be measured.

Called by `certbook.bench.grade` as `python -m certbook.bench.grade_once ASSIGNMENT WORKERS`.
"""

import sys
from pathlib import Path

from certbook.kernels.grammar import without_slow_grammar

if __name__ == "__main__":
    with without_slow_grammar():  # as the command line does
        from certbook.grading.course import Course
        from certbook.grading.pipeline import grade

    grade(Course.of_clone(Path(".")), sys.argv[1], workers=int(sys.argv[2]))
