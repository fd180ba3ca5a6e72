"""The learner's feedback page: our messages in place of tracebacks, and no sealed check's code."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor

from certbook.grading.nbgrader_steps import records_of
from certbook.grading.rebuild import as_learners_see
from certbook.grading.scoring import CheckScore, is_automatic, score_notebook

_TELLING = 12  # characters of a line of code below which it says nothing of the check that it stands in
_HELD_BACK = "(this output was left out: it repeats the code of a sealed check)\n"


class HideSealedChecks(NbGraderPreprocessor):  # type: ignore[misc]
    """Take the code of sealed checks out of a graded notebook; say of each check what the learner should read."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Return the notebook as its learner may see it."""
        checks = {check.check: check for task in score_notebook(nb, records_of(nb)) for check in task.checks}
        sealed = _sealed_lines(nb)
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            if is_automatic(cell):
                cell.source = as_learners_see(cell)
                cell.outputs = _verdict(checks[str(cell.metadata.nbgrader.grade_id)])
            else:
                cell.outputs = [_without(output, sealed) for output in cell.outputs]
        return nb, resources


def _verdict(check: CheckScore) -> list[NotebookNode]:
    text = f"{check.outcome}: {check.message}" if check.message else check.outcome
    return [new_output("stream", name="stdout", text=f"{text}\n")]


def _sealed_lines(notebook: NotebookNode) -> set[str]:
    """Return the lines of code that no learner may read, without those that the learner has anyway."""
    sealed: set[str] = set()
    shown: set[str] = set()
    for cell in notebook.cells:
        released = as_learners_see(cell) if is_automatic(cell) else cell.source
        shown.update(line.strip() for line in released.splitlines())
        sealed.update(line.strip() for line in cell.source.splitlines())
    return {line for line in sealed - shown if len(line) >= _TELLING and not line.startswith("#")}


def _without(output: NotebookNode, sealed: set[str]) -> NotebookNode:
    text = "\n".join(_texts(output))
    if any(line in text for line in sealed):
        return new_output("stream", name="stdout", text=_HELD_BACK)
    return output


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return []
