"""nbgrader for everybody on the hub: where assignments are handed out and in. Goes to /etc/jupyter/nbgrader_config.py.

Learners read this file. Nothing of the gradebook is in it: that is in the course folder's own nbgrader_config.py.
"""

import os

c = get_config()

# The name of the course in the exchange, in the gradebook, and of the formgrader's service.
c.CourseDirectory.course_id = "certbook"

# One folder that every server mounts at the same path, made once: install -d -m 1777 DIR
c.Exchange.root = os.environ.get("CERTBOOK_EXCHANGE", "/srv/certbook-exchange")

# Labs are fetched into the desk, beside the lessons, and handed in from there.
desk = os.path.expanduser(os.environ.get("CERTBOOK_DESK", ""))
if os.path.isdir(desk):
    c.Exchange.assignment_dir = desk

# What one hand-in may hold, in kB: a lab with its figures is far below. More is refused before it is copied.
c.CourseDirectory.max_file_size = 5_000
c.CourseDirectory.max_dir_size = 20_000

# A hand-in whose owner is not whom its name says is reported when it is collected.
c.ExchangeCollect.check_owner = True
