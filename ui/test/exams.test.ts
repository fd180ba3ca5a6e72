import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Api, type Send } from '../src/api';
import { Exams, merged } from '../src/model/exams';

describe('Exams', () => {
  it('keeps an answer while the server is away and sends it again', async () => {
    const sitting = {
      id: 's',
      seconds_left: 60,
      place: 1,
      questions: [{ number: 1, answer: null }]
    };
    const sent: string[] = [];
    let isAway = false;
    const send: Send = async (path, init) => {
      if (isAway) {
        throw new Error('no network');
      }
      if (init?.method === 'PUT') {
        sent.push(String(init.body));
        return new Response(JSON.stringify({ seconds_left: 50, state: 'open' }));
      }
      return new Response(JSON.stringify(path === 'exams' ? sitting : {}));
    };
    const kept = new Map<string, string>();
    const shelf = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name)
    };
    const soon = () => new Promise<void>(resolve => setTimeout(resolve, 5));
    const exams = new Exams(new Api(send), shelf, soon);
    await exams.start('demo', null, null);
    await soon();
    isAway = true;
    exams.answer([2]);
    await soon();
    assert.equal(exams.unsaved, 1);
    assert.match(kept.get('certbook:exam:s') ?? '', /\[2\]/);
    isAway = false;
    await new Promise(resolve => setTimeout(resolve, 50));
    assert.equal(exams.unsaved, 0);
    assert.equal(kept.size, 0);
    assert.match(sent[sent.length - 1], /"answer":\[2\]/);
  });

  it('joins two reports of one question', () => {
    const joined = merged({ answer: [1], seconds: 2 }, { flagged: true, seconds: 3 });
    assert.deepEqual(joined, { answer: [1], flagged: true, seconds: 5 });
  });
});
