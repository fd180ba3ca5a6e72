"""What a grading found, as a value and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Literal

Status = Literal["graded", "timeout", "memory", "crashed", "tampered", "unreadable", "missing"]


@dataclass(frozen=True)
class TaskGrade:
    """One task: `outcome` is passed, wrong, error or not attempted; the message is the first failing check's.

    `failed_check` is that check's name where the learner's notebook has it, empty where it is a sealed one.
    """

    task: str
    title: str
    outcome: str
    score: float
    max_score: float
    message: str
    failed_check: str = ""


@dataclass(frozen=True)
class WrittenGrade:
    """One written answer: `score` is a person's, None until there is one."""

    task: str
    title: str
    score: float | None
    max_score: float
    answered: bool


@dataclass(frozen=True)
class NotebookGrade:
    """One notebook of one student; `score` and `max_score` count the automatic points alone.

    `message` is one line that names the file and says what to do, where `status` is not graded. `bent` says what of
    our cells or of the file's name was changed and put right. `from_record`: nothing had changed since it was graded.
    """

    student: str
    notebook: str
    status: Status
    score: float
    max_score: float
    seconds: float
    message: str
    bent: tuple[str, ...]
    tasks: tuple[TaskGrade, ...]
    written: tuple[WrittenGrade, ...]
    from_record: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the grade as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> NotebookGrade:
        """Return a grade from plain JSON values; raises TypeError where they are another version's."""
        tasks = tuple(TaskGrade(**task) for task in value["tasks"])
        written = tuple(WrittenGrade(**one) for one in value["written"])
        return cls(**{**value, "bent": tuple(value["bent"]), "tasks": tasks, "written": written})

    @property
    def passed(self) -> bool:
        """Whether it has all automatic points."""
        return self.status == "graded" and self.score >= self.max_score


class Tally:
    """How many notebooks have which verdict, while a class is graded: `str` is a line for a progress bar."""

    def __init__(self) -> None:
        self._verdicts: Counter[Status] = Counter()

    def add(self, grade: NotebookGrade) -> None:
        """Count one more."""
        self._verdicts[grade.status] += 1

    def __str__(self) -> str:
        return ", ".join(f"{number} {verdict}" for verdict, number in self._verdicts.most_common())


@dataclass(frozen=True)
class GradeReport:
    """All notebooks of one grading; `notes` are lines about files and folders that are nobody's lab."""

    assignment: str
    submissions: tuple[NotebookGrade, ...]
    notes: tuple[str, ...] = ()

    @property
    def all_graded(self) -> bool:
        """Whether every notebook could be graded to its end."""
        return all(submission.status == "graded" for submission in self.submissions)

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return asdict(self)
