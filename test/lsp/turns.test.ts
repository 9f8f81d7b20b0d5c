import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Turns } from '../../src/lsp/turns.js';

/** Turns over a list of things to do, and what was done at once. */
function turnsOver(waiting: string[], milliseconds = 5): { turns: Turns; done: string[][]; defects: unknown[] } {
  const done: string[][] = [];
  const defects: unknown[] = [];
  const work = async (): Promise<boolean> => {
    if (waiting.length === 0) return false;
    const batch = waiting.splice(0);
    await wait(milliseconds);
    if (batch.includes('defect')) throw new Error('defect');
    done.push(batch);
    return true;
  };
  return { turns: new Turns(work, (error) => defects.push(error)), done, defects };
}

test('what is asked for in quick succession is done at once', async () => {
  const waiting: string[] = [];
  const { turns, done } = turnsOver(waiting);
  for (const item of ['a', 'b', 'c']) {
    waiting.push(item);
    turns.ask('when quiet');
  }
  await wait(100);
  assert.equal(done, [['a', 'b', 'c']]);
});

test('somebody who never pauses is served all the same', async () => {
  const waiting: string[] = [];
  const { turns, done } = turnsOver(waiting, 0);
  const end = performance.now() + 400;
  while (performance.now() < end) {
    waiting.push('x');
    turns.ask('when quiet');
    await wait(5);
  }
  assert.ok(done.length >= 2, String(done.length));
});

test('what comes during a turn is done in the next one, and waited for', async () => {
  const waiting = ['a'];
  const { turns, done } = turnsOver(waiting, 30);
  turns.ask('soon');
  await wait(15);
  waiting.push('b');
  await turns.end();
  assert.equal(done, [['a'], ['b']]);
});

test('a defect is told, and what comes afterwards is done', async () => {
  const waiting = ['defect'];
  const { turns, done, defects } = turnsOver(waiting);
  await turns.end();
  waiting.push('a');
  await turns.end();
  assert.equal([done, defects.map(String)], [[['a']], ['Error: defect']]);
});

test('nothing is done after the end', async () => {
  const waiting: string[] = [];
  const { turns, done } = turnsOver(waiting);
  turns.ask('when quiet');
  turns.stop();
  waiting.push('a');
  turns.ask('soon');
  await turns.end();
  await wait(30);
  assert.equal(done, []);
});

test.run();
