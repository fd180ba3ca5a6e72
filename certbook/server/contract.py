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
SittingState = Literal["open", "ended"]
QuestionKind = Literal["one", "many", "order", "match", "number", "gone"]
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


class GoalCard(Message):
    """The exam day that a plan was made for; `days_left` is negative when it has passed."""

    certification: str
    exam_day: str
    days_left: int
    hours_per_week: float


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
    goal: GoalCard | None


class FigureChart(Message):
    """How a figure is drawn: which columns lie on the axes; `colour` splits it into series."""

    mark: Literal["bar", "line", "point"]
    x: str
    y: str
    colour: str | None


class Figure(Message):
    """A table with a caption; with `chart` it is drawn as well."""

    caption: str
    columns: list[str]
    rows: list[list[str | int | float]]
    chart: FigureChart | None


class OfferedDomain(Message):
    """One domain of an offer, with how many questions it would get; `weight` in percent."""

    number: int
    name: str
    weight: float | None
    questions: int


class ExamOffer(Message):
    """An exam over a certification or a module (`scope`); `rule` is the time rule, to be shown before the start."""

    scope: str
    title: str
    is_certification: bool
    questions: int
    minutes: float
    domains: list[OfferedDomain]
    missing: list[str]
    rule: str


class ExamSummary(Message):
    """One sitting in a list; `score` is the share that was right, null while it is open."""

    id: str
    scope: str
    title: str
    started: str
    state: SittingState
    score: float | None
    questions: int
    seconds_left: float


class ExamRoom(Message):
    """GET /exams: what can be sat, the chosen certification first; what is open; what was sat, the latest first."""

    offers: list[ExamOffer]
    open: ExamSummary | None
    past: list[ExamSummary]


class ExamStart(Message):
    """The body of POST /exams; null leaves a length as it is offered."""

    certification: str
    questions: int | None = None
    minutes: float | None = None
    seed: int | None = None


class Place(Message):
    """One choice, step or option; answers name it by `place`, whatever order it is shown in."""

    place: int
    text: str


class Scenario(Message):
    """What the questions of a set share."""

    id: str
    title: str
    stem: str
    figures: list[Figure]


class Asked(Message):
    """One question as it is shown.

    An `answer` is a list: the place (one), the places (many), the places in the order given (order), an option's place
    or null for each of `left` (match), the value (number). Null is not answered.
    """

    number: int
    id: str
    kind: QuestionKind
    domain: str
    stem: str
    figures: list[Figure]
    scenario: Scenario | None
    choose: int | None
    choices: list[Place]
    left: list[str]
    options: list[Place]
    unit: str
    answer: list[int | float | None] | None
    flagged: bool
    seen: bool


class Sitting(Message):
    """POST /exams, GET /exams/{id}: an open sitting; `place` is the number of the question looked at last."""

    id: str
    title: str
    rule: str
    started: str
    ends: str
    seconds_left: float
    place: int
    questions: list[Asked]


class ExamReport(Message):
    """The body of PUT /exams/{id}/questions/{number}: what was done there; `clear` takes the answer back.

    `seconds` is how long it was looked at since the last report.
    """

    answer: list[int | float | None] | None = None
    clear: bool = False
    flagged: bool | None = None
    seen: bool = False
    seconds: float = 0.0


class Recorded(Message):
    """The answer to a report; where `state` is ended, the time was over and nothing was kept."""

    seconds_left: float
    state: SittingState


class ResultDomain(Message):
    """One domain of a result."""

    number: int
    name: str
    weight: float | None
    asked: int
    right: int


class Pacing(Message):
    """How the time was spent: `slow` took over twice the budget, `quick` are wrong in under a fifth of it."""

    budget_seconds: float
    used_seconds: float
    slow: list[int]
    quick: list[int]
    unseen: int
    text: str


class Reason(Message):
    """Why one choice is right or wrong; `chosen` says whether the learner took it."""

    place: int | None
    text: str
    why: str
    misconception: str | None
    chosen: bool
    right: bool


class AnsweredQuestion(Message):
    """One question of a result; `right` is null where the bank no longer has it as it was asked."""

    asked: Asked
    right: bool | None
    key: list[int | float | None]
    reasons: list[Reason]
    explain: str
    seconds: float


class NextStep(Message):
    """What to do about a result."""

    title: str
    path: str
    reason: str


class ExamResult(Message):
    """POST /exams/{id}/end, GET /exams/{id}/result; `left_out` counts questions without a score."""

    id: str
    scope: str
    title: str
    started: str
    ended: str
    score: float
    right: int
    scored: int
    left_out: int
    domains: list[ResultDomain]
    missing: list[str]
    pacing: Pacing
    questions: list[AnsweredQuestion]
    next: list[NextStep]


class DueQuestion(Message):
    """A question that comes back, with why."""

    asked: Asked
    module: str
    due: str
    reason: str


class DueQuestions(Message):
    """GET /reviews/questions: the longest due first."""

    questions: list[DueQuestion]


class ReviewAnswer(Message):
    """The body of POST /reviews/questions/{id}."""

    answer: list[int | float | None]


class ReviewedQuestion(Message):
    """What an answer to a question that came back was worth, and when it comes again."""

    right: bool
    key: list[int | float | None]
    reasons: list[Reason]
    explain: str
    due: str | None
