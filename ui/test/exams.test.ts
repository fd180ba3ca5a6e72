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

  it('keeps an answer that is on its way when the page goes, and sends it from the next page', async () => {
    const sitting = {
      id: 's',
      seconds_left: 60,
      place: 1,
      questions: [1, 2].map(number => ({ number, answer: null }))
    };
    const sent: string[] = [];
    let isStuck = false;
    const send: Send = async (path, init) => {
      if (init?.method === 'PUT') {
        if (isStuck) {
          return new Promise<Response>(() => undefined);
        }
        sent.push(`${path} ${String(init.body)}`);
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
    const soon = () => new Promise<void>(resolve => setTimeout(resolve, 20));
    const before = new Exams(new Api(send), shelf, soon);
    await before.start('demo', null, null);
    await soon();
    isStuck = true;
    before.answer([7]);
    before.show(2);
    await soon();
    isStuck = false;
    sent.length = 0;
    const after = new Exams(new Api(send), shelf, soon);
    await after.start('demo', null, null);
    assert.deepEqual(after.sitting?.questions[0].answer, [7]);
    await soon();
    assert.ok(sent.some(one => one.includes('questions/1') && one.includes('"answer":[7]')));
    assert.equal(kept.size, 0);
  });

  it('sends what was answered while another report was on its way', async () => {
    const sitting = {
      id: 's',
      seconds_left: 60,
      place: 1,
      questions: [1, 2].map(number => ({ number, answer: null }))
    };
    const sent: string[] = [];
    const slow = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));
    const send: Send = async (path, init) => {
      if (init?.method === 'PUT') {
        await slow(30);
        sent.push(`${path} ${String(init.body)}`);
        return new Response(JSON.stringify({ seconds_left: 50, state: 'open' }));
      }
      return new Response(JSON.stringify(path === 'exams' ? sitting : {}));
    };
    const exams = new Exams(new Api(send));
    await exams.start('demo', null, null);
    exams.flag();
    exams.show(2);
    await slow(40);
    exams.answer([7]);
    exams.show(1);
    await slow(300);
    assert.ok(sent.some(one => one.includes('questions/2') && one.includes('"answer":[7]')));
  });

  it('goes on where what a page kept cannot be read', async () => {
    const sitting = {
      id: 's',
      seconds_left: 60,
      place: 1,
      questions: [{ number: 1, answer: null }]
    };
    const send: Send = async (_path, init) =>
      new Response(
        JSON.stringify(init?.method === 'PUT' ? { seconds_left: 50, state: 'open' } : sitting)
      );
    const shelf = {
      getItem: () => '{"half',
      setItem: () => undefined,
      removeItem: () => undefined
    };
    const exams = new Exams(new Api(send), shelf);
    await exams.start('demo', null, null);
    assert.equal(exams.screen, 'sitting');
  });

  it('joins two reports of one question', () => {
    const joined = merged({ answer: [1], seconds: 2 }, { flagged: true, seconds: 3 });
    assert.deepEqual(joined, { answer: [1], flagged: true, seconds: 5 });
  });
});
