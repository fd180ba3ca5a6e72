"""Certbook's steps in nbgrader's autograder, named in the configuration that `Course.config` makes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Float, Integer

from certbook.grading.adopting import adopt, course_in, is_built_by_certbook
from certbook.grading.preparing import LabSource, prepare
from certbook.grading.running import HowToRun, libraries_of, run, verdict_of
from certbook.grading.scoring import is_automatic, points_of
from certbook.kernels.notebook.plan import Limits
from certbook.kernels.record import CellRecord, not_run
from certbook.scratch import scratch_folder

Resources = Any


class RebuildFromSource(NbGraderPreprocessor):  # type: ignore[misc]
    """Build the notebook to grade from the source, with the submission's answers.

    Stands in the place of nbgrader's clearing of outputs, removal of duplicates and overwriting of cells and kernel.
    It also takes back the automatic scores of an earlier attempt, so that none outlives a run that breaks off.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the rebuilt notebook; what was bent stands in `metadata.certbook.bent` and in the log."""
        facts = resources["nbgrader"]
        prepared = prepare(LabSource.read(self._source_of(facts["assignment"], facts["notebook"])), nb)
        for line in prepared.metadata.certbook.bent:
            self.log.warning("%s of %s: %s", facts["notebook"], facts["student"], line)
        _forget_automatic_scores(facts)
        return prepared, resources

    def _source_of(self, assignment: str, notebook: str) -> Path:
        coursedir = self.parent.parent.coursedir  # a step belongs to an exporter, and that to the converter
        path = Path(coursedir.format_path(coursedir.source_directory, ".", assignment)) / f"{notebook}.ipynb"
        if is_built_by_certbook(path):
            return path
        course = course_in(Path(coursedir.root))
        adopt(course, assignment)
        return course.notebooks(assignment)[notebook]


class RecordedExecute(Execute):  # type: ignore[misc]
    """Run the notebook within limits and keep a record of each cell in `metadata.certbook.record`.

    `timeout` is a cell's limit, as in nbgrader. The kernel works in a folder of its own with the submission's files
    but without notebooks, since the graded one holds the sealed checks.
    """

    notebook_timeout = Float(120.0, help="Seconds that a whole notebook may take").tag(config=True)
    max_cell_bytes = Integer(1_000_000, help="Bytes of outputs that are kept of one cell").tag(config=True)
    max_notebook_bytes = Integer(5_000_000, help="Bytes of outputs that are kept of a notebook").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources, km: object = None) -> tuple[NotebookNode, Resources]:
        """Return the notebook with outputs and records."""
        with scratch_folder("run") as folder:
            _copy_files(Path(resources["metadata"]["path"] or "."), folder)
            run(nb, folder, HowToRun(self._kernel(nb), self._limits(), libraries_of([nb])))
        return nb, resources

    def _limits(self) -> Limits:
        return Limits(
            float(self.timeout or self.notebook_timeout),
            self.notebook_timeout,
            self.max_cell_bytes,
            self.max_notebook_bytes,
        )

    def _kernel(self, nb: NotebookNode) -> str:
        # The trait itself has a default, so only the configuration says whether a name was set.
        configured = (self.config.get(owner.__name__, {}).get("kernel_name") for owner in type(self).__mro__)
        return str(next(filter(None, configured), None) or nb.metadata.get("kernelspec", {}).get("name") or "python3")


class SaveRecordedGrades(SaveAutoGrades):  # type: ignore[misc]
    """Save scores that are made of the records alone; a cell without one scores nothing.

    Written answers stay for a person to grade, with nbgrader's own comments.
    """

    _is_tampered = False

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Save the notebook's scores and comments; one that was tampered with has none of its points given to it."""
        self._is_tampered = verdict_of(nb)[0] == "tampered"
        saved: tuple[NotebookNode, Resources] = super().preprocess(nb, resources)
        return saved

    def _add_score(self, cell: NotebookNode, resources: Resources) -> None:
        if not is_automatic(cell):
            super()._add_score(cell, resources)
            return
        name = cell.metadata["nbgrader"]["grade_id"]
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        grade.auto_score = 0.0 if self._is_tampered else points_of(cell, record_of(cell))
        grade.needs_manual_grade = grade.manual_score is not None
        self.gradebook.db.commit()


def record_of(cell: NotebookNode) -> CellRecord:
    """Return the record that stands in a graded cell."""
    try:
        record = CellRecord.from_json(dict(cell.metadata["certbook"]["record"]))
    except (KeyError, TypeError, ValueError):
        return not_run(cell["id"])
    return record if record.id == cell["id"] else not_run(cell["id"])


def records_of(notebook: NotebookNode) -> list[CellRecord]:
    """Return the records of a graded notebook's code cells."""
    return [record_of(cell) for cell in notebook.cells if cell.cell_type == "code"]


def _forget_automatic_scores(facts: dict[str, str]) -> None:
    with Gradebook(facts["db_url"]) as gradebook:
        submission = gradebook.find_submission_notebook(facts["notebook"], facts["assignment"], facts["student"])
        for grade in submission.grades:
            grade.auto_score, grade.needs_manual_grade = None, True
        gradebook.db.commit()


def _copy_files(folder: Path, target: Path) -> None:
    for path in folder.rglob("*"):
        if path.suffix == ".ipynb" or path.is_symlink() or not path.is_file():
            continue
        place = target / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
