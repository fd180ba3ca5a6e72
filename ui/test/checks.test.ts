import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Api, type Send } from '../src/api';
import type { CheckResult, CheckState } from '../src/contract';
import { Checks, type Run } from '../src/model/checks';

const RESULT = {
  lab: 'triage',
  score: 1,
  max_score: 3,
  tasks: [
    { key: 'one', hints: [], rungs: 2 },
    { key: 'two', hints: [], rungs: 2 }
  ],
  written: []
} as unknown as CheckResult;

function status(state: CheckState, more = {}) {
  return { id: 'c1', lab: 'triage', state, step: `${state}`, done: 0, total: 3, ...more };
}

/** A server that gives these answers in turn; an Error is a lost network. */
function scripted(...answers: (object | Error | [number, object])[]) {
  const asked: string[] = [];
  const send: Send = async (path, init) => {
    asked.push(`${init?.method} ${path}`);
    const answer = answers.shift();
    if (answer === undefined) {
      throw new Error(`nothing to answer to ${path}`);
    }
    if (answer instanceof Error) {
      throw answer;
    }
    const [code, body] = Array.isArray(answer) ? answer : [200, answer];
    return new Response(JSON.stringify(body), { status: code });
  };
  return { checks: new Checks(new Api(send), async () => undefined), asked };
}

function assertMatches(run: Run, expected: Partial<Run>): void {
  assert.deepEqual({ ...run, ...expected }, run);
}

describe('Checks', () => {
  it('saves first, follows the steps and ends with the result', async () => {
    const { checks, asked } = scripted(
      status('waiting'),
      status('running', { step: 'task 2 of 3', done: 1 }),
      status('done', { result: RESULT })
    );
    const seen: string[] = [];
    checks.changed.connect(() => {
      const run = checks.of('triage');
      seen.push(run.status?.step ?? run.phase);
    });
    const checked: CheckResult[] = [];
    checks.checked.connect((_, result) => checked.push(result));
    await checks.start('triage', async () => void seen.push('saved'));
    assert.deepEqual(seen.slice(0, 2), ['saving', 'saved']);
    assert.ok(seen.includes('task 2 of 3'));
    assert.deepEqual(asked, [
      'POST labs/triage/checks',
      'GET checks/c1?after=0',
      'GET checks/c1?after=1'
    ]);
    assert.deepEqual(checked, [RESULT]);
    assertMatches(checks.of('triage'), { phase: 'idle', result: RESULT, failure: null });
  });

  it('checks once for two clicks', async () => {
    const { checks, asked } = scripted(status('waiting'), status('done', { result: RESULT }));
    let saves = 0;
    const save = async () => void saves++;
    await Promise.all([checks.start('triage', save), checks.start('triage', save)]);
    assert.equal(saves, 1);
    assert.equal(asked.filter(one => one.startsWith('POST')).length, 1);
  });

  it('asks the server nothing where saving failed', async () => {
    const { checks, asked } = scripted();
    await checks.start('triage', () => Promise.reject(new Error('disk full')));
    assert.deepEqual(asked, []);
    assert.equal(checks.of('triage').phase, 'idle');
    assert.notEqual(checks.of('triage').failure, null);
  });

  it('bears a short loss of the network, and keeps the last result through a long one', async () => {
    const lost = new TypeError('Failed to fetch');
    const short = scripted(status('running'), lost, lost, status('done', { result: RESULT }));
    await short.checks.start('triage');
    assert.deepEqual(short.checks.of('triage').result, RESULT);

    const long = scripted(RESULT, status('running'), ...Array(6).fill(lost));
    await long.checks.load('triage');
    await long.checks.start('triage');
    assertMatches(long.checks.of('triage'), { phase: 'idle', result: RESULT });
    assert.equal(long.checks.of('triage').failure?.kind, 'network');
  });

  it('says why a check failed, and that one was cancelled', async () => {
    const problem = { message: 'the notebook is truncated', remedy: 'reset it' };
    const failed = scripted(status('failed', { problem })).checks;
    await failed.start('triage');
    assert.deepEqual(failed.of('triage').failure?.problem, problem);

    const cancelled = scripted(status('cancelled')).checks;
    await cancelled.start('triage');
    assertMatches(cancelled.of('triage'), { cancelled: true, failure: null });
  });

  it('reads the record once, and remembers opened hints', async () => {
    const rung = { task: 'two', hints: ['a nudge'], rungs: 2 };
    const { checks, asked } = scripted(RESULT, rung);
    await checks.load('triage');
    await checks.load('triage');
    await checks.openHint('triage', 'two');
    assert.deepEqual(asked, ['GET labs/triage/result', 'POST labs/triage/tasks/two/hints']);
    assert.deepEqual(
      checks.of('triage').result?.tasks.map(task => task.hints),
      [[], ['a nudge']]
    );
  });

  it('knows a lab that was never checked from one whose record was not read', async () => {
    const { checks } = scripted([200, null]);
    assert.equal(checks.of('triage').read, false);
    await checks.load('triage');
    assertMatches(checks.of('triage'), { read: true, result: null, failure: null });
  });
});
