"""Grade a class in a process of its own, which may be ended if a submission makes it hang, and write the report."""

import json
import resource
import sys
from pathlib import Path

from certbook.grading.course import Course
from certbook.grading.pipeline import grade

MOST_MEMORY = 6 * 1024**3  # of each process that grades: an endless file must not take the machine's

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    report = grade(Course.of_clone(Path(sys.argv[1])), sys.argv[2], workers=2)
    Path(sys.argv[3]).write_text(json.dumps(report.to_json()), encoding="utf-8")
