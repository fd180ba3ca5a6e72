// Generated from certbook/server/contract.py by `python -m certbook.server.typescript`. Do not edit.
// Times are ISO 8601 in UTC; a `path` is relative to the server's root; a mastery is a share between 0 and 1, or null.

export type LabState = 'not begun' | 'in progress' | 'passed' | 'to improve';

export type TaskOutcome = 'passed' | 'wrong' | 'error' | 'not attempted';

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
}
