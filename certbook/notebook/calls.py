"""`check`, `hint` and `progress` for cells: values that show themselves; what a user caused is a line, not a raise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from certbook.errors import CertbookError
from certbook.kernels.grammar import without_slow_grammar
from certbook.notebook.session import cells_that_ran, is_graded_run
from certbook.notebook.shown import Line, Shown

if TYPE_CHECKING:
    from certbook.learner.checking import Checked
    from certbook.notebook.place import Place


def check(lab: str | None = None) -> Shown:
    """Grade the notebook that this is called from, or the lab that is named, and return the result to look at.

    What is graded is the file: save the notebook first.
    """
    return _answer("check()", lambda: _check(lab))


def hint(task: str | int | None = None) -> Shown:
    """Open the next hint of a task (its name or number), by default of the first that failed in the last check."""
    return _answer("hint()", lambda: _hint(None if task is None else str(task)))


def progress() -> Shown:
    """Return how far you are, by domain and lab."""
    return _answer("progress()", _progress)


def _answer(call: str, work: Callable[[], Shown]) -> Shown:
    """Do the work, or say in one line why not: an exception in a cell of a submission could cost points."""
    if is_graded_run():
        return Line(f"{call} does nothing while a notebook is being graded")
    try:
        return work()
    except (CertbookError, OSError) as error:
        return Line(f"certbook: {error}")


def _check(name: str | None) -> Shown:
    from datetime import datetime

    with without_slow_grammar():
        import nbformat  # noqa: F401
    from certbook.learner.checking import check as check_lab
    from certbook.notebook.place import find_place
    from certbook.notebook.results import CheckShown
    from certbook.notebook.saved import look

    place = find_place(name)
    saved = look(place.notebook, [task.key for task in place.lab.tasks], cells_that_ran())
    checked = check_lab(place.desk, place.library.root, place.lab, lambda _done, _total, _what: None)
    return CheckShown(checked, place.shown, saved, datetime.now(), _following(place, checked))


def _following(place: Place, checked: Checked) -> str:
    """Return the file of the lab to go on with once this one is passed, empty where none is left."""
    from certbook.learner.progress import progress as read_progress

    if checked.first_failure is not None:
        return ""
    part = read_progress(place.desk, place.library).next_lab
    if part is None or part.name == place.lab.name:
        return ""
    following = place.library.find_lab(part.name)
    return f"{following.module}/{following.name}.ipynb"


def _hint(task: str | None) -> Shown:
    from certbook.learner.hints import open_hint, opened_rungs
    from certbook.notebook.place import find_place
    from certbook.notebook.results import HintShown, TasksShown

    place = find_place(None)
    wanted = task if task is not None else _failed_last(place)
    if wanted is None:
        return TasksShown(place.lab, opened_rungs(place.desk, place.lab))
    found = open_hint(place.desk, place.lab, wanted)
    return HintShown(place.lab, found)


def _failed_last(place: Place) -> str | None:
    """Return the task that the lab's last check said to work on, None where there was none or all is passed."""
    from certbook.learner.attempts import attempts

    last = next((one for one in reversed(attempts(place.desk)) if one.lab == place.lab.name), None)
    outcomes = last.outcomes if last is not None else {}
    tried = [task.key for task in place.lab.tasks if outcomes.get(task.key) in ("wrong", "error")]
    return tried[0] if tried else None


def _progress() -> Shown:
    from certbook.content.library import Library
    from certbook.learner.progress import progress as read_progress
    from certbook.notebook.place import the_desk
    from certbook.notebook.results import ProgressShown

    library = Library.open()
    return ProgressShown(read_progress(the_desk(library), library))
