"""From `source/` to `release/` through nbgrader's own converter."""

from __future__ import annotations

import logging
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

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
    heard = _LastError()
    converter = GenerateAssignment(coursedir=coursedir, config=config)
    converter.log = _quiet_logger(heard)
    converter.force = True
    # Without a gradebook the step that saves cells to it has nothing to do.
    converter.preprocessors = [step for step in converter.preprocessors if step.__name__ != "SaveCells"]
    try:
        converter.start()
    except Exception as error:  # nbgrader raises bare exceptions of many kinds
        raise CertbookError(f"source/{assignment}: nbgrader refused it: {heard.text or error}") from error


class _LastError(logging.Handler):
    """Remember the last error that nbgrader logged: its exceptions say less."""

    text = ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR and not record.getMessage().startswith(("Traceback", "There was an error")):
            self.text = record.getMessage().splitlines()[0]


def _quiet_logger(handler: logging.Handler) -> logging.Logger:
    logger = logging.getLogger("certbook.nbgrader")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(logging.INFO)
    return logger
