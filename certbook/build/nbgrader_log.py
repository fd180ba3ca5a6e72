"""What nbgrader says while it works: kept off the screen, its last error remembered."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

# nbgrader logs these beside the line that says what is wrong.
_EMPTY_PHRASES = ("Traceback", "There was an error", "Please see the")


class LastError(logging.Handler):
    """Remember the last error that nbgrader logged: its exceptions say less; `text` is one line."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep an error's line; of a traceback, its last."""
        if record.levelno < logging.ERROR:
            return
        lines = record.getMessage().strip().splitlines() or [""]
        line = lines[-1] if lines[0].startswith("Traceback") else lines[0]
        if not line.startswith(_EMPTY_PHRASES):
            self.text = line

    def logger(self) -> logging.Logger:
        """Return a logger that only this handler hears; it is known to nobody else in the process."""
        logger = logging.Logger("certbook.nbgrader", logging.INFO)
        logger.addHandler(self)
        return logger


@contextmanager
def without_database_warnings() -> Iterator[None]:
    """Silence what SQLAlchemy has to say of the order in which nbgrader makes its objects."""
    from sqlalchemy.exc import SAWarning

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=SAWarning)
        yield
