// Generated from certbook/server/contract.py by `python -m certbook.server.typescript`. Do not edit.
// Times are ISO 8601 in UTC; a `path` is relative to the server's root; a mastery is a share between 0 and 1, or null.

export type LabState = 'not begun' | 'in progress' | 'passed' | 'to improve';

export type TaskOutcome = 'passed' | 'wrong' | 'error' | 'not attempted';

export type SittingState = 'open' | 'ended';

export type QuestionKind =
  | 'one'
  | 'many'
  | 'order'
  | 'match'
  | 'number'
  | 'gone';

export type CheckState =
  | 'waiting'
  | 'running'
  | 'done'
  | 'cancelled'
  | 'failed';

/**
 * The body of every answer that is not 2xx: one clear line, and what to do where something can be done.
 */
export interface Problem {
  message: string;
  remedy: string;
}

/**
 * A certification to choose; `note` says why a retired one is shown, and what follows it.
 */
export interface CertificationCard {
  id: string;
  name: string;
  vendor: string;
  status: string;
  retired: boolean;
  note: string;
}

/**
 * A lane to choose, with the certifications that fit it.
 */
export interface LaneCard {
  name: string;
  title: string;
  summary: string;
  certifications: CertificationCard[];
}

/**
 * What the learner has chosen; null is not yet.
 */
export interface Choice {
  lane: string | null;
  certification: string | null;
}

/**
 * GET /catalogue: what can be chosen.
 */
export interface Catalogue {
  lanes: LaneCard[];
}

/**
 * One lab: `path` is where its notebook lies, or will lie once it is opened (`on_desk`).
 */
export interface LabCard {
  name: string;
  title: string;
  domain: string;
  path: string;
  on_desk: boolean;
  minutes: number;
  state: LabState;
  score: number;
  max_score: number;
}

/**
 * One domain of the lane; `lesson` is the path of its lesson.
 */
export interface DomainCard {
  name: string;
  title: string;
  purpose: string;
  mastery: number | null;
  lesson: string;
  lesson_on_desk: boolean;
  labs: LabCard[];
}

/**
 * A domain that the lane asks for and that no module teaches yet: a gap, said plainly.
 */
export interface MissingDomain {
  id: string;
  title: string;
}

/**
 * GET /overview: the sidebar.
 */
export interface Overview {
  student: string;
  choice: Choice;
  lane_title: string;
  certification_name: string;
  domains: DomainCard[];
  missing: MissingDomain[];
  due_reviews: number;
  next_lab: string | null;
  weaker_isolation: string;
  toured: boolean;
}

/**
 * POST /labs/{lab}/open and GET /place?path=: which lab a notebook is, and where.
 */
export interface LabPlace {
  lab: string | null;
  title: string;
  path: string;
  is_lesson: boolean;
}

/**
 * One task of a check: `cell` is the id of the answer cell.
 *
 * `failing_cell` is that of the check that the message is of, null where that is sealed or all passed.
 */
export interface TaskResult {
  key: string;
  number: number;
  title: string;
  outcome: TaskOutcome;
  score: number;
  max_score: number;
  message: string;
  misconceptions: string[];
  cell: string;
  failing_cell: string | null;
  hints: string[];
  rungs: number;
}

/**
 * One written answer: `score` is a person's, null until there is one.
 */
export interface WrittenResult {
  key: string;
  title: string;
  score: number | null;
  max_score: number;
  answered: boolean;
  cell: string;
}

/**
 * What a check found; `verdict` is graded or why not, `message` its one line.
 *
 * GET /labs/{lab}/result: that of the last check, null where the lab was never checked.
 */
export interface CheckResult {
  lab: string;
  verdict: string;
  message: string;
  score: number;
  max_score: number;
  passed: boolean;
  tasks: TaskResult[];
  written: WrittenResult[];
  bent: string[];
  next_task: string | null;
  from_record: boolean;
  checked_at: string;
  seconds: number;
}

/**
 * POST /labs/{lab}/checks, GET and DELETE /checks/{id}: one check under way or ended.
 *
 * `step` says what is running ("checking task 3 of 6: ..."); `done` counts the steps and grows with each new one.
 * `result` is there where `state` is done, `problem` where it is failed.
 */
export interface CheckStatus {
  id: string;
  lab: string;
  state: CheckState;
  step: string;
  done: number;
  total: number;
  result: CheckResult | null;
  problem: Problem | null;
}

/**
 * POST /labs/{lab}/tasks/{task}/hints: the rung that was opened, with all before it.
 */
export interface HintRung {
  task: string;
  hints: string[];
  rungs: number;
}

/**
 * One exam domain: `weight` in percent, null where the blueprint gives none; `gaps` are skills nothing teaches.
 */
export interface ReadinessDomain {
  number: number;
  name: string;
  weight: number | null;
  mastery: number | null;
  low: number;
  high: number;
  skills: string[];
  gaps: string[];
}

/**
 * Readiness for the chosen certification, with an interval that is wide where evidence is thin.
 */
export interface Readiness {
  certification: string;
  name: string;
  value: number | null;
  low: number;
  high: number;
  formula: string;
  source: string;
  read_on: string;
  domains: ReadinessDomain[];
}

/**
 * The points held at the end of one day on which something was checked.
 */
export interface ProgressPoint {
  day: string;
  points: number;
  max_points: number;
  passed_labs: number;
}

/**
 * One skill: `evidence` is the points that its tasks are worth and that were tried.
 */
export interface SkillCard {
  skill: string;
  title: string;
  domain: string;
  mastery: number | null;
  evidence: number;
  lab: string;
  path: string;
}

/**
 * Where and when a mistake was made; `mended` where the task has passed since.
 */
export interface MistakePlace {
  lab: string;
  lab_title: string;
  task: string;
  task_title: string;
  path: string;
  cell: string;
  time: string;
  mended: boolean;
}

/**
 * One misconception that checks have named.
 */
export interface MistakeCard {
  id: string;
  belief: string;
  times: number;
  places: MistakePlace[];
}

/**
 * One thing to look at again; `due` is when.
 */
export interface ReviewCard {
  lab: string;
  lab_title: string;
  task: string;
  task_title: string;
  path: string;
  cell: string;
  due: string;
  reason: string;
}

/**
 * One thing to do this week, with why.
 */
export interface PlanItem {
  kind: 'lesson' | 'lab' | 'review';
  title: string;
  path: string;
  lab: string | null;
  minutes: number;
  reason: string;
}

/**
 * The exam day that a plan was made for; `days_left` is negative when it has passed.
 */
export interface GoalCard {
  certification: string;
  exam_day: string;
  days_left: number;
  hours_per_week: number;
}

/**
 * GET /dashboard: everything the dashboard shows; readiness is null until a certification is chosen.
 */
export interface Dashboard {
  student: string;
  choice: Choice;
  lane_title: string;
  readiness: Readiness | null;
  progress: ProgressPoint[];
  weakest: SkillCard[];
  mistakes: MistakeCard[];
  reviews: ReviewCard[];
  plan: PlanItem[];
  attempts: number;
  passed_labs: number;
  labs: number;
  goal: GoalCard | null;
}

/**
 * How a figure is drawn: which columns lie on the axes; `colour` splits it into series.
 */
export interface FigureChart {
  mark: 'bar' | 'line' | 'point';
  x: string;
  y: string;
  colour: string | null;
}

/**
 * A table with a caption; with `chart` it is drawn as well.
 */
export interface Figure {
  caption: string;
  columns: string[];
  rows: ((string | number)[])[];
  chart: FigureChart | null;
}

/**
 * One domain of an offer, with how many questions it would get; `weight` in percent.
 */
export interface OfferedDomain {
  number: number;
  name: string;
  weight: number | null;
  questions: number;
}

/**
 * An exam over a certification or a module (`scope`); `rule` is the time rule, to be shown before the start.
 */
export interface ExamOffer {
  scope: string;
  title: string;
  is_certification: boolean;
  questions: number;
  minutes: number;
  domains: OfferedDomain[];
  missing: string[];
  rule: string;
}

/**
 * One sitting in a list; `score` is the share that was right, null while it is open.
 */
export interface ExamSummary {
  id: string;
  scope: string;
  title: string;
  started: string;
  state: SittingState;
  score: number | null;
  questions: number;
  seconds_left: number;
}

/**
 * GET /exams: what can be sat, the chosen certification first; what is open; what was sat, the latest first.
 */
export interface ExamRoom {
  offers: ExamOffer[];
  open: ExamSummary | null;
  past: ExamSummary[];
}

/**
 * The body of POST /exams; null leaves a length as it is offered.
 */
export interface ExamStart {
  certification: string;
  questions: number | null;
  minutes: number | null;
  seed: number | null;
}

/**
 * One choice, step or option; answers name it by `place`, whatever order it is shown in.
 */
export interface Place {
  place: number;
  text: string;
}

/**
 * What the questions of a set share.
 */
export interface Scenario {
  id: string;
  title: string;
  stem: string;
  figures: Figure[];
}

/**
 * One question as it is shown.
 *
 * An `answer` is a list: the place (one), the places (many), the places in the order given (order), an option's place
 * or null for each of `left` (match), the value (number). Null is not answered.
 */
export interface Asked {
  number: number;
  id: string;
  kind: QuestionKind;
  domain: string;
  stem: string;
  figures: Figure[];
  scenario: Scenario | null;
  choose: number | null;
  choices: Place[];
  left: string[];
  options: Place[];
  unit: string;
  answer: (number | null)[] | null;
  flagged: boolean;
  seen: boolean;
}

/**
 * POST /exams, GET /exams/{id}: an open sitting; `place` is the number of the question looked at last.
 */
export interface Sitting {
  id: string;
  title: string;
  rule: string;
  started: string;
  ends: string;
  seconds_left: number;
  place: number;
  questions: Asked[];
}

/**
 * The body of PUT /exams/{id}/questions/{number}: what was done there; `clear` takes the answer back.
 *
 * `seconds` is how long it was looked at since the last report.
 */
export interface ExamReport {
  answer: (number | null)[] | null;
  clear: boolean;
  flagged: boolean | null;
  seen: boolean;
  seconds: number;
}

/**
 * The answer to a report; where `state` is ended, the time was over and nothing was kept.
 */
export interface Recorded {
  seconds_left: number;
  state: SittingState;
}

/**
 * One domain of a result.
 */
export interface ResultDomain {
  number: number;
  name: string;
  weight: number | null;
  asked: number;
  right: number;
}

/**
 * How the time was spent: `slow` took over twice the budget, `quick` are wrong in under a fifth of it.
 */
export interface Pacing {
  budget_seconds: number;
  used_seconds: number;
  slow: number[];
  quick: number[];
  unseen: number;
  text: string;
}

/**
 * Why one choice is right or wrong; `chosen` says whether the learner took it.
 */
export interface Reason {
  place: number | null;
  text: string;
  why: string;
  misconception: string | null;
  chosen: boolean;
  right: boolean;
}

/**
 * One question of a result; `right` is null where the bank no longer has it as it was asked.
 */
export interface AnsweredQuestion {
  asked: Asked;
  right: boolean | null;
  key: (number | null)[];
  reasons: Reason[];
  explain: string;
  seconds: number;
}

/**
 * What to do about a result.
 */
export interface NextStep {
  title: string;
  path: string;
  reason: string;
}

/**
 * POST /exams/{id}/end, GET /exams/{id}/result; `left_out` counts questions without a score.
 */
export interface ExamResult {
  id: string;
  scope: string;
  title: string;
  started: string;
  ended: string;
  score: number;
  right: number;
  scored: number;
  left_out: number;
  domains: ResultDomain[];
  missing: string[];
  pacing: Pacing;
  questions: AnsweredQuestion[];
  next: NextStep[];
}

/**
 * A question that comes back, with why.
 */
export interface DueQuestion {
  asked: Asked;
  module: string;
  due: string;
  reason: string;
}

/**
 * GET /reviews/questions: the longest due first.
 */
export interface DueQuestions {
  questions: DueQuestion[];
}

/**
 * The body of POST /reviews/questions/{id}.
 */
export interface ReviewAnswer {
  answer: (number | null)[];
}

/**
 * What an answer to a question that came back was worth, and when it comes again.
 */
export interface ReviewedQuestion {
  right: boolean;
  key: (number | null)[];
  reasons: Reason[];
  explain: string;
  due: string | null;
}
