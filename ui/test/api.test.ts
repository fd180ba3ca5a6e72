import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Api, Failure, type Send } from '../src/api';

function answering(status: number, body: string) {
  const asked: { path: string; method?: string; body?: unknown }[] = [];
  const send: Send = async (path, init) => {
    asked.push({ path, method: init?.method, body: init?.body });
    return new Response(body, { status });
  };
  return { api: new Api(send), asked };
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    return error as Failure;
  }
  throw new Error('nothing was thrown');
}

describe('Api', () => {
  it('escapes names and paths', async () => {
    const { api, asked } = answering(200, '{}');
    await api.place('04 a/b&c.ipynb');
    await api.openHint('a/b', 'c?d');
    assert.deepEqual(
      asked.map(one => one.path),
      ['place?path=04%20a%2Fb%26c.ipynb', 'labs/a%2Fb/tasks/c%3Fd/hints']
    );
  });

  it('sends a choice as JSON', async () => {
    const { api, asked } = answering(200, '{}');
    await api.choose({ lane: 'ml-engineer', certification: null });
    assert.deepEqual(asked, [
      { path: 'choice', method: 'PUT', body: '{"lane":"ml-engineer","certification":null}' }
    ]);
  });

  it('keeps the problem and its remedy', async () => {
    const { api } = answering(409, '{"message": "no desk", "remedy": "make one"}');
    const failure = await failureOf(api.overview());
    assert.equal(failure.kind, 'problem');
    assert.deepEqual(failure.problem, { message: 'no desk', remedy: 'make one' });
  });

  it('takes a 404 that is no problem of ours for an absent server extension', async () => {
    for (const body of ['<html>404</html>', '{"message": "Not Found", "reason": null}']) {
      const failure = await failureOf(answering(404, body).api.overview());
      assert.equal(failure.kind, 'absent');
    }
  });

  it('says that a lab was never checked by no result', async () => {
    assert.equal(await answering(200, 'null').api.result('x'), null);
    const { api } = answering(404, '{"message": "no lab is called x", "remedy": "reload"}');
    assert.equal((await failureOf(api.result('x'))).kind, 'problem');
  });

  it('says that the network is lost', async () => {
    const api = new Api(() => Promise.reject(new TypeError('Failed to fetch')));
    assert.equal((await failureOf(api.overview())).kind, 'network');
  });
});
