"""Where a course's files and its gradebook are, and nbgrader's configuration for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from certbook.errors import CertbookError
from certbook.kernels.isolation.layers import missing
from certbook.kernels.names import ISOLATED_KERNEL

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from traitlets.config import Config

COURSE_ID = "certbook"
# Whoever grades a class may wait for the one that writes; SQLite's own five seconds are too few.
_DATABASE_TIMEOUT = 60

SANITIZE = (
    "certbook.grading.nbgrader_steps.RebuildFromSource",
    "nbgrader.preprocessors.CheckCellMetadata",
)
AUTOGRADE = (
    "certbook.grading.nbgrader_steps.RecordedExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "certbook.grading.nbgrader_steps.SaveRecordedGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)
FEEDBACK = (
    "certbook.grading.feedback.HideSealedChecks",
    "nbgrader.preprocessors.GetGrades",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
)


def can_isolate() -> bool:
    """Whether this machine grants every layer that keeps a submission to itself, and its kernelspec is installed."""
    from jupyter_client.kernelspec import find_kernel_specs

    return not missing() and ISOLATED_KERNEL in find_kernel_specs()


@dataclass(frozen=True)
class Course:
    """A course folder: `root` holds what grading writes, `source` the labs with solutions and hidden tests.

    The two are apart where the content lies in an installed package. `database` is nbgrader's `db_url`, by default a
    file in the root.
    """

    root: Path
    source: Path
    database: str = ""

    @classmethod
    def of_clone(cls, root: Path) -> Course:
        """Return the course of a folder that has its own `source/`, as nbgrader lays it out."""
        root = root.resolve()
        return cls(root, root / "source")

    @property
    def submitted(self) -> Path:
        """What was handed in: `<student>/<assignment>/<lab>.ipynb`; never written by grading."""
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        """nbgrader's executed notebooks."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """nbgrader's pages for learners."""
        return self.root / "feedback"

    @property
    def private(self) -> Path:
        """Certbook's own files: the staging of a running grading, backups."""
        return self.root / ".certbook"

    @property
    def db_url(self) -> str:
        """The gradebook's address for SQLAlchemy."""
        return self.database or f"sqlite:///{self.root / 'gradebook.db'}?timeout={_DATABASE_TIMEOUT}"

    def notebooks(self, assignment: str) -> dict[str, Path]:
        """Return an assignment's source notebooks by their names."""
        return {path.stem: path for path in sorted((self.source / assignment).glob("*.ipynb"))}

    def config(self) -> Config:
        """Return nbgrader's configuration: Certbook's steps in the places of nbgrader's own.

        `nbgrader_config.py` hands it to nbgrader's commands and the formgrader.
        """
        from traitlets.config import Config

        programs_on_path()
        config: Any = Config()
        config.CourseDirectory.course_id = COURSE_ID
        config.CourseDirectory.root = str(self.root)
        config.CourseDirectory.db_url = self.db_url
        if self.source != self.root / "source":
            config.CourseDirectory.source_directory = str(self.source)
        config.Autograde.sanitize_preprocessors = list(SANITIZE)
        config.Autograde.autograde_preprocessors = list(AUTOGRADE)
        if can_isolate():
            config.RecordedExecute.kernel_name = ISOLATED_KERNEL
        config.GenerateFeedback.preprocessors = list(FEEDBACK)
        return config

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """Open the gradebook, made on first use, and close it behind.

        Raises CertbookError where it is locked, damaged or of another version of nbgrader; it is left as it is.
        """
        from nbgrader.api import Gradebook
        from sqlalchemy.exc import DBAPIError

        programs_on_path()
        try:
            with Gradebook(self.db_url, COURSE_ID) as gradebook:
                yield gradebook
        except DBAPIError as error:
            reason = str(error.orig).splitlines()[0]
            place = self.database or self.root / "gradebook.db"
            raise CertbookError(
                f"{place}: the gradebook cannot be used ({reason}); end what else uses it, or put a backup in its place"
            ) from error

    def settings(self) -> Config:
        """Return the configuration with what the instructor changed in the course's own `nbgrader_config.py`.

        Raises CertbookError with the file's own error where it cannot be run.
        """
        from traitlets.config import PyFileConfigLoader

        config = self.config()
        file = self.root / "nbgrader_config.py"
        if file.is_file():
            try:
                config.merge(PyFileConfigLoader(str(file)).load_config())
            except Exception as error:  # it is a program: anything may come out of it
                raise CertbookError(f"{file}: cannot be used: {type(error).__name__}: {error}") from error
        return config


def programs_on_path() -> None:
    """Let nbgrader find `alembic`, which it calls by its bare name, where no environment was activated."""
    folder = os.path.dirname(sys.executable)
    parts = os.environ.get("PATH", "").split(os.pathsep)
    if folder not in parts:
        os.environ["PATH"] = os.pathsep.join([folder, *parts])
