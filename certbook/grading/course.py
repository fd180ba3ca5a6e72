"""Where a course's files and its gradebook are, and nbgrader's configuration for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from certbook.errors import CertbookError, MissingPart
from certbook.grading.schema import ask_in_process, refuse_another_schema
from certbook.kernels.isolation.layers import missing
from certbook.kernels.names import ISOLATED_KERNEL

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from traitlets.config import Config

COURSE_ID = "certbook"
# Whoever grades a class may wait for the one that writes; SQLite's own five seconds are too few.
_DATABASE_TIMEOUT = 60
_DRIVERS = ("psycopg", "psycopg2", "pg8000", "asyncpg")

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
class Folders:
    """What the folders of nbgrader's steps are called, below the course's root."""

    submitted: str = "submitted"
    autograded: str = "autograded"
    feedback: str = "feedback"


@dataclass(frozen=True)
class Course:
    """A course folder: `root` holds what grading writes, `source` the labs with solutions and hidden tests.

    The two are apart where the content lies in an installed package. `database` is nbgrader's `db_url`, by
    default what the course's own `nbgrader_config.py` says, and else a file in the root.
    """

    root: Path
    source: Path
    database: str = ""
    course_id: str = COURSE_ID
    folders: Folders = Folders()

    @classmethod
    def of_clone(cls, root: Path) -> Course:
        """Return the course of a folder that has its own `source/`, as nbgrader lays it out."""
        root = root.resolve()
        return cls(root, root / "source")

    @property
    def submitted(self) -> Path:
        """What was handed in: `<student>/<assignment>/<lab>.ipynb`; never written by grading."""
        return self.root / self.folders.submitted

    @property
    def autograded(self) -> Path:
        """nbgrader's executed notebooks."""
        return self.root / self.folders.autograded

    @property
    def feedback(self) -> Path:
        """nbgrader's pages for learners."""
        return self.root / self.folders.feedback

    @property
    def private(self) -> Path:
        """Certbook's own files: the staging of a running grading, backups."""
        return self.root / ".certbook"

    @property
    def db_url(self) -> str:
        """The gradebook's address for SQLAlchemy: `database`, or what the course's `nbgrader_config.py` says."""
        return self.database or str(self.settings().CourseDirectory.db_url)

    @property
    def adopted(self) -> Path:
        """Source notebooks that were not built by Certbook, in the form that grading needs: see `adopting.py`."""
        return self.private / "adopted"

    def notebooks(self, assignment: str) -> dict[str, Path]:
        """Return an assignment's source notebooks by their names: those that were adopted in their adopted form."""
        made = self.adopted / assignment
        sources = sorted((self.source / assignment).glob("*.ipynb"))
        return {path.stem: own if (own := made / path.name).is_file() else path for path in sources}

    def config(self) -> Config:
        """Return nbgrader's configuration: Certbook's steps in the places of nbgrader's own.

        `nbgrader_config.py` hands it to nbgrader's commands and the formgrader.
        """
        from traitlets.config import Config

        programs_on_path()
        config: Any = Config()
        config.CourseDirectory.course_id = self.course_id
        config.CourseDirectory.root = str(self.root)
        config.CourseDirectory.db_url = self.database or _own_address(self.root)
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
        from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

        ask_in_process()
        address = self.db_url
        try:
            refuse_another_schema(address, _shown(address))
            with Gradebook(address, self.course_id) as gradebook:
                yield gradebook
        except DBAPIError as error:
            reason = str(error.orig).splitlines()[0]
            raise CertbookError(
                f"{_shown(address)}: the gradebook cannot be used ({reason}); {_advice(address)}"
            ) from error
        except (ArgumentError, NoSuchModuleError) as error:
            raise CertbookError(f"db_url: is no address of a gradebook ({str(error).splitlines()[0]})") from None
        except ModuleNotFoundError as error:  # the driver
            if error.name not in _DRIVERS:
                raise
            raise MissingPart(
                f"{_shown(address)}: the driver {error.name} is not installed; "
                "pip install 'certbook[postgres]' brings psycopg, for postgresql+psycopg://..."
            ) from None

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
                if self.database:  # the file builds on a course of its own, which knows nothing of it
                    config.CourseDirectory.db_url = self.database
            except Exception as error:  # it is a program: anything may come out of it
                raise CertbookError(f"{file}: cannot be used: {type(error).__name__}: {error}") from error
        return config


def _own_address(root: Path) -> str:
    return f"sqlite:///{root / 'gradebook.db'}?timeout={_DATABASE_TIMEOUT}"


def _shown(address: str) -> str:
    """Return an address as a person may see it: a file, or a server without its password."""
    from sqlalchemy.engine import make_url

    url = make_url(address)
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _advice(address: str) -> str:
    if address.startswith("sqlite"):
        return "end what else uses it, or put a backup in its place"
    return "see that the server runs, that the database is there, and that its user may write in it"


def programs_on_path() -> None:
    """Let nbgrader find `alembic`, which it calls by its bare name, where no environment was activated."""
    folder = os.path.dirname(sys.executable)
    parts = os.environ.get("PATH", "").split(os.pathsep)
    if folder not in parts:
        os.environ["PATH"] = os.pathsep.join([folder, *parts])
