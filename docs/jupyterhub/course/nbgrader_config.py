"""nbgrader for those who grade: Certbook's steps, and the gradebook that the environment names.

Goes to the top of the course folder, in the place of the one that a clone has; only the grading account reads it.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

from certbook.grading.course import Course
from certbook.grading.registration import registration_hook

# An address without a password, postgresql+psycopg://certbook@db.example.org/gradebook; the password is in ~/.pgpass.
# Where it is missing all ends here: a second gradebook, in a file, would be worse.
database = os.environ.get("CERTBOOK_GRADEBOOK", "")
if not database:
    sys.exit("CERTBOOK_GRADEBOOK is not set: the gradebook's address, such as postgresql+psycopg://user@host/gradebook")

course = replace(Course.of_clone(Path(__file__).parent), database=database)
c = get_config()
c.merge(course.config())

# Before a submission is graded or an assignment is generated, the gradebook learns of new and changed labs.
c.Autograde.pre_convert_hook = registration_hook(course)
c.GenerateAssignment.pre_convert_hook = registration_hook(course)

# Seconds for one cell, and for a whole notebook.
c.Execute.timeout = 30
c.RecordedExecute.notebook_timeout = 120.0
