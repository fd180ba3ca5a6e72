"""nbgrader's commands and its formgrader grade this course by Certbook's steps.

`nbgrader autograde 04-classification`, `nbgrader generate_feedback 04-classification` and the formgrader work from
here, on the same gradebook as `certbook grade`.
"""

from pathlib import Path

from certbook.grading.course import Course
from certbook.grading.registration import registration_hook

course = Course.of_clone(Path(__file__).parent)
c = get_config()
c.merge(course.config())

# Before a submission is graded or an assignment is generated, the gradebook learns of new and changed labs.
c.Autograde.pre_convert_hook = registration_hook(course)
c.GenerateAssignment.pre_convert_hook = registration_hook(course)

# Seconds for one cell, and for a whole notebook.
c.Execute.timeout = 30
c.RecordedExecute.notebook_timeout = 120.0
