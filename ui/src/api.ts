/** The one place that talks to the server: typed calls in, contract messages out. */

import type {
  Catalogue,
  CheckResult,
  CheckStatus,
  Choice,
  Dashboard,
  DueQuestions,
  ExamReport,
  ExamResult,
  ExamRoom,
  ExamStart,
  HintRung,
  LabPlace,
  Overview,
  Problem,
  Recorded,
  ReviewedQuestion,
  Sitting
} from './contract';

/** Send a request to a path below the API's root. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** Why there is no answer: no such API, the server's own problem, or no server. */
export type FailureKind = 'absent' | 'problem' | 'network';

/** An answer that is not 2xx, or none at all. */
export class Failure extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly status: number,
    readonly problem: Problem
  ) {
    super(problem.message);
  }

  /** Wrap whatever was thrown. */
  static of(error: unknown): Failure {
    if (error instanceof Failure) {
      return error;
    }
    return new Failure('network', 0, { message: String(error), remedy: '' });
  }
}

/** The server's REST API. */
export class Api {
  constructor(private readonly _send: Send) {}

  overview(): Promise<Overview> {
    return this._ask('GET', 'overview');
  }

  catalogue(): Promise<Catalogue> {
    return this._ask('GET', 'catalogue');
  }

  choose(choice: Choice): Promise<Overview> {
    return this._ask('PUT', 'choice', choice);
  }

  toured(): Promise<Overview> {
    return this._ask('PUT', 'toured', {});
  }

  dashboard(): Promise<Dashboard> {
    return this._ask('GET', 'dashboard');
  }

  place(path: string): Promise<LabPlace> {
    return this._ask('GET', `place?path=${encodeURIComponent(path)}`);
  }

  openLab(lab: string): Promise<LabPlace> {
    return this._ask('POST', `labs/${encodeURIComponent(lab)}/open`, {});
  }

  openLesson(domain: string): Promise<LabPlace> {
    return this._ask('POST', `lessons/${encodeURIComponent(domain)}/open`, {});
  }

  /** The last result from the record; null where the lab was never checked. */
  result(lab: string): Promise<CheckResult | null> {
    return this._ask('GET', `labs/${encodeURIComponent(lab)}/result`);
  }

  startCheck(lab: string): Promise<CheckStatus> {
    return this._ask('POST', `labs/${encodeURIComponent(lab)}/checks`, {});
  }

  /** Where a check is; the server holds the answer back until something happened after `done`. */
  check(id: string, done: number): Promise<CheckStatus> {
    return this._ask('GET', `checks/${encodeURIComponent(id)}?after=${done}`);
  }

  cancelCheck(id: string): Promise<CheckStatus> {
    return this._ask('DELETE', `checks/${encodeURIComponent(id)}`);
  }

  openHint(lab: string, task: string): Promise<HintRung> {
    return this._ask(
      'POST',
      `labs/${encodeURIComponent(lab)}/tasks/${encodeURIComponent(task)}/hints`,
      {}
    );
  }

  exams(): Promise<ExamRoom> {
    return this._ask('GET', 'exams');
  }

  startExam(start: ExamStart): Promise<Sitting> {
    return this._ask('POST', 'exams', start);
  }

  sitting(id: string): Promise<Sitting> {
    return this._ask('GET', `exams/${encodeURIComponent(id)}`);
  }

  reportExam(id: string, number: number, report: ExamReport): Promise<Recorded> {
    return this._ask('PUT', `exams/${encodeURIComponent(id)}/questions/${number}`, report);
  }

  endExam(id: string): Promise<ExamResult> {
    return this._ask('POST', `exams/${encodeURIComponent(id)}/end`, {});
  }

  examResult(id: string): Promise<ExamResult> {
    return this._ask('GET', `exams/${encodeURIComponent(id)}/result`);
  }

  dueQuestions(): Promise<DueQuestions> {
    return this._ask('GET', 'reviews/questions');
  }

  answerReview(id: string, answer: (number | null)[]): Promise<ReviewedQuestion> {
    return this._ask('POST', `reviews/questions/${encodeURIComponent(id)}`, { answer });
  }

  private async _ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    let response: Response;
    let text: string;
    try {
      response = await this._send(path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      });
      text = await response.text();
    } catch (error) {
      throw Failure.of(error);
    }
    const answer = parsed(text);
    if (!response.ok) {
      throw refusal(response.status, answer);
    }
    return answer as T;
  }
}

function refusal(status: number, answer: unknown): Failure {
  if (isProblem(answer)) {
    return new Failure('problem', status, answer);
  }
  // Jupyter's own 404 has no remedy: nobody answers below this path.
  const kind = status === 404 ? 'absent' : 'problem';
  const said = (answer as { message?: unknown } | null)?.message;
  return new Failure(kind, status, { message: typeof said === 'string' ? said : '', remedy: '' });
}

function isProblem(answer: unknown): answer is Problem {
  const { message, remedy } = (answer ?? {}) as Partial<Problem>;
  return typeof message === 'string' && typeof remedy === 'string';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
