"""The whole report as one value: what the page shows and other programs read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from certbook.classroom.report.clusters import Cluster, clusters_of
from certbook.classroom.report.help import Needy, who_needs_help
from certbook.classroom.report.items import Item, Points, cronbach_alpha, discrimination, quartiles, remark
from certbook.classroom.report.mistakes import MadeMistakes, known_mistakes
from certbook.classroom.report.pseudonyms import Pseudonyms, hidden, secret_of
from certbook.classroom.report.sheets import ClassRecord, Sheet, read_class
from certbook.classroom.similarity import SimilarPair, find_similar
from certbook.content.library import Library
from certbook.grading.course import Course
from certbook.grading.preparing import LabSource
from certbook.grading.rebuild import as_learners_see, is_answer

_MOST_PAIRS = 20
_BINS = 10  # of the histogram, each a tenth of the points


@dataclass(frozen=True)
class Spread:
    """How the points of a lab, or of all of them, are spread; shares of the points, by those who handed in.

    `alpha` is Cronbach's, None where it is not defined; `bins` counts students by tenths of the points.
    """

    name: str
    title: str
    max_points: float
    students: int
    lower: float
    median: float
    upper: float
    alpha: float | None
    bins: tuple[int, ...]
    verdicts: dict[str, int]


@dataclass(frozen=True)
class Row:
    """One student: points by lab, None where there is no such notebook."""

    student: str
    score: float
    max_points: float
    labs: dict[str, float | None]


@dataclass(frozen=True)
class AlikeIn:
    """Two students whose answers to a lab are alike."""

    lab: str
    pair: SimilarPair


@dataclass(frozen=True)
class Report:
    """Everything about a class in an assignment.

    `absent` are in the gradebook and handed nothing in; `days` counts what was handed in by day, `attempts` by how
    often; `pairs` counts the answers that are alike, of which `alike` are the first.
    """

    assignment: str
    title: str
    made: datetime
    pseudonymous: bool
    students: int
    whole: Spread
    labs: tuple[Spread, ...]
    items: tuple[Item, ...]
    mistakes: MadeMistakes
    clusters: tuple[Cluster, ...]
    days: dict[str, int]
    attempts: dict[int, int]
    needy: tuple[Needy, ...]
    absent: tuple[str, ...]
    alike: tuple[AlikeIn, ...]
    pairs: int
    rows: tuple[Row, ...]
    problems: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        values: dict[str, Any] = {**asdict(self), "made": self.made.isoformat(timespec="seconds")}
        return values


def make_report(course: Course, assignment: str, library: Library, now: datetime | None = None) -> Report:
    """Return the report on a class; raises CertbookError where nothing of the assignment is graded."""
    record = read_class(course, assignment)
    module = next((one for one in library.modules if one.name == assignment), None)
    labs = {lab.name: lab for lab in module.labs} if module is not None else {}
    mistakes = {name: library.mistakes(lab) for name, lab in labs.items() if name in record.labs}
    sheets = list(record.sheets.values())
    alike = _alike(course, record)
    titles = {name: lab.facts.title for name, lab in labs.items()}
    tasks = {(name, task.key): task.title for name, lab in labs.items() for task in lab.tasks}
    return Report(
        assignment=assignment,
        title=module.facts.title if module is not None else assignment,
        made=now or datetime.now(UTC),
        pseudonymous=False,
        students=len(record.students),
        whole=_whole(record),
        labs=tuple(_spread(lab, titles.get(lab, lab), record.of_lab(lab)) for lab in record.labs if record.of_lab(lab)),
        items=tuple(item for lab in record.labs for item in _items(lab, record.of_lab(lab), tasks)),
        mistakes=known_mistakes(sheets, mistakes, library.misconceptions),
        clusters=clusters_of(sheets),
        days=dict(sorted(Counter(f"{when:%Y-%m-%d}" for sheet in sheets for when in sheet.times).items())),
        attempts=dict(sorted(Counter(len(sheet.times) for sheet in sheets if sheet.times).items())),
        needy=who_needs_help(record, mistakes, library.misconceptions),
        absent=tuple(sorted({student for student, *_ in _enrolled(course)} - set(record.students))),
        alike=tuple(alike[:_MOST_PAIRS]),
        pairs=len(alike),
        rows=tuple(_row(record, student) for student in record.students),
        problems=record.problems,
    )


def report_values(course: Course, assignment: str, pseudonymous: bool = False) -> dict[str, Any]:
    """Return the report on a class as plain JSON values; with `pseudonymous` nothing in it says who a student is.

    Raises CertbookError where nothing of the assignment is graded, or the gradebook cannot be used.
    """
    values: dict[str, Any] = _storable(make_report(course, assignment, Library.open()).to_json())
    if not pseudonymous:
        return values
    return hidden(values, Pseudonyms(secret_of(course), _storable(_ids(course, values)), _storable(_names(course))))


def _ids(course: Course, values: dict[str, Any]) -> list[str]:
    """Return the ids of all who may be named: those who are graded, and those of whom there is only a folder."""
    places = [*course.submitted.glob("*/"), *course.autograded.glob("*/"), *course.private.glob("graded/*/*/")]
    return [*(row["student"] for row in values["rows"]), *values["absent"], *(place.name for place in places)]


def _names(course: Course) -> list[tuple[str, str]]:
    """Return ids, names and addresses that the gradebook has of students, each with the student's id."""
    return [(word, student) for student, *words in _enrolled(course) for word in (*words, student) if word]


def _enrolled(course: Course) -> list[tuple[str, ...]]:
    """Return id, names and address of each student whom the gradebook knows; none is made where there is none."""
    from nbgrader.api import Student
    from sqlalchemy import make_url, select

    address = make_url(course.db_url)
    if address.get_backend_name() == "sqlite" and not Path(str(address.database)).is_file():
        return []
    with course.gradebook() as book:
        rows = book.db.execute(select(Student.id, Student.first_name, Student.last_name, Student.email)).all()
    return [tuple(str(word or "") for word in row) for row in rows]


def _storable(value: Any) -> Any:
    """Return a value in which every text can be written: a notebook, or a folder's name, may hold half a character."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(one) for one in value]
    return value


def _whole(record: ClassRecord) -> Spread:
    by_student = [record.of_student(student) for student in record.students]
    most = max(sum(sheet.max_score for sheet in sheets) for sheets in by_student)
    shares = [
        sum(sheet.score for sheet in sheets) / most for sheets in by_student if most and any(s.ran for s in sheets)
    ]
    complete = [sheets for sheets in by_student if len(sheets) == len(record.labs) and all(s.ran for s in sheets)]
    alpha = (
        cronbach_alpha(np.hstack([_matrix(list(column)) for column in zip(*complete, strict=True)]))
        if complete
        else None
    )
    verdicts = dict(Counter(sheet.status for sheet in record.sheets.values()))
    return _spread_of("", "All labs", most, shares, alpha, verdicts)


def _spread(lab: str, title: str, sheets: list[Sheet]) -> Spread:
    ran = [sheet for sheet in sheets if sheet.ran]
    shares = [sheet.score / sheet.max_score if sheet.max_score else 0.0 for sheet in ran]
    alpha = cronbach_alpha(_matrix(ran)) if ran else None
    most = max((sheet.max_score for sheet in sheets), default=0.0)
    return _spread_of(lab, title, most, shares, alpha, dict(Counter(sheet.status for sheet in sheets)))


def _spread_of(
    name: str, title: str, most: float, shares: list[float], alpha: float | None, verdicts: dict[Any, int]
) -> Spread:
    lower, median, upper = quartiles(shares) if shares else (0.0, 0.0, 0.0)
    bins = Counter(min(int(share * _BINS + 1e-9), _BINS - 1) for share in shares)
    counts = tuple(bins[place] for place in range(_BINS))
    return Spread(name, title, most, len(shares), lower, median, upper, alpha, counts, verdicts)


def _matrix(sheets: list[Sheet]) -> Points:
    """Return points, students by tasks; a sheet of an older source, with other tasks, has zero where it has none."""
    tasks = list(dict.fromkeys(task.task for sheet in sheets for task in sheet.tasks))
    rows = [{task.task: task.score for task in sheet.tasks} for sheet in sheets]
    return np.array([[row.get(task, 0.0) for task in tasks] for row in rows], dtype=float)


def _items(lab: str, sheets: list[Sheet], titles: Mapping[tuple[str, str], str]) -> list[Item]:
    ran = [sheet for sheet in sheets if sheet.ran]
    if not ran:
        return []
    matrix = _matrix(ran)
    names = list(dict.fromkeys(task.task for sheet in ran for task in sheet.tasks))
    most = {task.task: task.max_score for sheet in ran for task in sheet.tasks}
    outcomes = {name: [task.outcome for sheet in ran for task in sheet.tasks if task.task == name] for name in names}
    made = []
    for place, (name, correlation) in enumerate(zip(names, discrimination(matrix), strict=True)):
        difficulty = float(matrix[:, place].mean() / most[name]) if most[name] else 0.0
        omitted = outcomes[name].count("not attempted") / len(ran)
        title = re.sub(r"^Task \d+\s*[—–-]\s*", "", titles.get((lab, name), name))
        said = remark(len(ran), difficulty, correlation, omitted)
        passed = outcomes[name].count("passed")
        made.append(Item(lab, name, title, most[name], difficulty, correlation, omitted, passed, len(ran), said))
    return made


def _row(record: ClassRecord, student: str) -> Row:
    sheets = {sheet.lab: sheet for sheet in record.of_student(student)}
    scores = {lab: sheets[lab].score if lab in sheets else None for lab in record.labs}
    most = sum(sheet.max_score for sheet in sheets.values())
    return Row(student, sum(filter(None, scores.values())), most, scores)


def _alike(course: Course, record: ClassRecord) -> list[AlikeIn]:
    found = []
    for lab, path in course.notebooks(record.assignment).items():
        cells = LabSource.read(path).notebook.cells
        released = {
            str(cell.metadata.nbgrader.grade_id): as_learners_see(cell)
            for cell in cells
            if cell.cell_type == "code" and is_answer(cell)
        }
        answers = {sheet.student: sheet.answers for sheet in record.of_lab(lab) if sheet.ran}
        found += [AlikeIn(lab, pair) for pair in find_similar(released, answers)]
    found.sort(key=lambda one: (-one.pair.share, one.lab, one.pair.first, one.pair.second))
    return found
