"""What the server and the JupyterLab extension say to each other: the one typed contract.

`ui/src/contract.ts` is generated from these models (`python -m certbook.server.typescript`), and a test holds the two
together. Times are ISO 8601 in UTC. `path` is always relative to the server's root, as JupyterLab's file browser names
it. A mastery is a share between 0 and 1, and null where there is no evidence: unknown is not zero.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

LabState = Literal["not begun", "in progress", "passed", "to improve"]
TaskOutcome = Literal["passed", "wrong", "error", "not attempted"]
CheckState = Literal["waiting", "running", "done", "cancelled", "failed"]


class Message(BaseModel):
    """Base of all messages: an unknown key is an error on our side."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Problem(Message):
    """The body of every answer that is not 2xx: one clear line, and what to do where something can be done."""

    message: str
    remedy: str = ""


class CertificationCard(Message):
    """A certification to choose; `note` says why a retired one is shown, and what follows it."""

    id: str
    name: str
    vendor: str
    status: str
    retired: bool
    note: str = ""


class LaneCard(Message):
    """A lane to choose, with the certifications that fit it."""

    name: str
    title: str
    summary: str
    certifications: list[CertificationCard]


class Choice(Message):
    """What the learner has chosen; null is not yet."""

    lane: str | None = None
    certification: str | None = None


class Catalogue(Message):
    """GET /catalogue: what can be chosen."""

    lanes: list[LaneCard]


class LabCard(Message):
    """One lab: `path` is where its notebook lies, or will lie once it is opened (`on_desk`)."""

    name: str
    title: str
    domain: str
    path: str
    on_desk: bool
    minutes: int
    state: LabState
    score: float
    max_score: float


class DomainCard(Message):
    """One domain of the lane; `lesson` is the path of its lesson."""

    name: str
    title: str
    purpose: str
    mastery: float | None
    lesson: str
    lesson_on_desk: bool
    labs: list[LabCard]


class MissingDomain(Message):
    """A domain that the lane asks for and that no module teaches yet: a gap, said plainly."""

    id: str
    title: str


class Overview(Message):
    """GET /overview: the sidebar."""

    student: str
    choice: Choice
    lane_title: str
    certification_name: str
    domains: list[DomainCard]
    missing: list[MissingDomain]
    due_reviews: int
    next_lab: str | None
    weaker_isolation: str  # which layers this machine lacks, in one line; empty where none
    toured: bool


class LabPlace(Message):
    """POST /labs/{lab}/open and GET /place?path=: which lab a notebook is, and where."""

    lab: str | None
    title: str
    path: str
    is_lesson: bool = False


class TaskResult(Message):
    """One task of a check: `cell` is the id of the answer cell.

    `failing_cell` is that of the check that the message is of, null where that is sealed or all passed.
    """

    key: str
    number: int
    title: str
    outcome: TaskOutcome
    score: float
    max_score: float
    message: str
    misconceptions: list[str]
    cell: str
    failing_cell: str | None
    hints: list[str]  # the rungs that were opened, in order
    rungs: int


class WrittenResult(Message):
    """One written answer: `score` is a person's, null until there is one."""

    key: str
    title: str
    score: float | None
    max_score: float
    answered: bool
    cell: str


class CheckResult(Message):
    """What a check found; `verdict` is graded or why not, `message` its one line.

    GET /labs/{lab}/result: that of the last check, null where the lab was never checked.
    """

    lab: str
    verdict: str
    message: str
    score: float
    max_score: float
    passed: bool
    tasks: list[TaskResult]
    written: list[WrittenResult]
    bent: list[str]
    next_task: str | None
    from_record: bool
    checked_at: str
    seconds: float


class CheckStatus(Message):
    """POST /labs/{lab}/checks, GET and DELETE /checks/{id}: one check under way or ended.

    `step` says what is running ("checking task 3 of 6: ..."); `done` counts the steps and grows with each new one.
    `result` is there where `state` is done, `problem` where it is failed.
    """

    id: str
    lab: str
    state: CheckState
    step: str
    done: int
    total: int
    result: CheckResult | None = None
    problem: Problem | None = None


class HintRung(Message):
    """POST /labs/{lab}/tasks/{task}/hints: the rung that was opened, with all before it."""

    task: str
    hints: list[str]
    rungs: int


class ReadinessDomain(Message):
    """One exam domain: `weight` in percent, null where the blueprint gives none; `gaps` are skills nothing teaches."""

    number: int
    name: str
    weight: float | None
    mastery: float | None
    low: float
    high: float
    skills: list[str]
    gaps: list[str]


class Readiness(Message):
    """Readiness for the chosen certification, with an interval that is wide where evidence is thin."""

    certification: str
    name: str
    value: float | None
    low: float
    high: float
    formula: str
    source: str
    read_on: str
    domains: list[ReadinessDomain]


class ProgressPoint(Message):
    """The points held at the end of one day on which something was checked."""

    day: str
    points: float
    max_points: float
    passed_labs: int


class SkillCard(Message):
    """One skill: `evidence` is the points that its tasks are worth and that were tried."""

    skill: str
    title: str
    domain: str
    mastery: float | None
    evidence: float
    lab: str
    path: str


class MistakePlace(Message):
    """Where and when a mistake was made; `mended` where the task has passed since."""

    lab: str
    lab_title: str
    task: str
    task_title: str
    path: str
    cell: str
    time: str
    mended: bool


class MistakeCard(Message):
    """One misconception that checks have named."""

    id: str
    belief: str
    times: int
    places: list[MistakePlace]


class ReviewCard(Message):
    """One thing to look at again; `due` is when."""

    lab: str
    lab_title: str
    task: str
    task_title: str
    path: str
    cell: str
    due: str
    reason: str


class PlanItem(Message):
    """One thing to do this week, with why."""

    kind: Literal["lesson", "lab", "review"]
    title: str
    path: str
    lab: str | None
    minutes: int
    reason: str


class Dashboard(Message):
    """GET /dashboard: everything the dashboard shows; readiness is null until a certification is chosen."""

    student: str
    choice: Choice
    lane_title: str
    readiness: Readiness | None
    progress: list[ProgressPoint]
    weakest: list[SkillCard]
    mistakes: list[MistakeCard]
    reviews: list[ReviewCard]
    plan: list[PlanItem]
    attempts: int
    passed_labs: int
    labs: int
