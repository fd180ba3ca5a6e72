"""From `source/` to `release/` through nbgrader's own converter."""

from __future__ import annotations

from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from certbook.build.nbgrader_log import LastError
from certbook.errors import CertbookError


def generate_release(course: Path, assignment: str) -> None:
    """Write `release/<assignment>` of a course folder from its `source/<assignment>`; no gradebook is touched.

    Raises CertbookError with nbgrader's own words where it refuses the source.
    """
    config = Config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.assignment_id = assignment
    config.GenerateAssignment.no_database = True
    coursedir = CourseDirectory(config=config)
    heard = LastError()
    converter = GenerateAssignment(coursedir=coursedir, config=config)
    converter.log = heard.logger()
    converter.force = True
    # Without a gradebook the step that saves cells to it has nothing to do.
    converter.preprocessors = [step for step in converter.preprocessors if step.__name__ != "SaveCells"]
    try:
        converter.start()
    except Exception as error:  # nbgrader raises bare exceptions of many kinds
        raise CertbookError(f"source/{assignment}: nbgrader refused it: {heard.text or error}") from error
