import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createProgress } from '../../src/commands/progress.js';
import type { Output } from '../../src/commands/terminal.js';

function fakeOutput(isTerminal: boolean): Output & { readonly written: string[] } {
  const written: string[] = [];
  return {
    written,
    isTerminal,
    color: false,
    width: 80,
    write(text) {
      written.push(text.toString());
      return Promise.resolve();
    },
  };
}

test('a run of less than a second shows nothing', async () => {
  const output = fakeOutput(true);
  let time = 0;
  const progress = createProgress(output, () => time);
  time = 900;
  progress.update(10, 20);
  await progress.end();
  assert.equal(output.written, []);
});

test('a longer run shows a bar, at most ten times a second, and takes it away at the end', async () => {
  const output = fakeOutput(true);
  let time = 0;
  const progress = createProgress(output, () => time);
  time = 1_100;
  progress.update(5_000, 20_000);
  time = 1_150;
  progress.update(6_000, 20_000);
  time = 1_300;
  progress.update(20_000, 20_000);
  await progress.end();
  assert.equal(output.written, [
    `\r${'█'.repeat(6)}${'░'.repeat(18)} 5,000 of 20,000 files\u001b[K`,
    `\r${'█'.repeat(24)} 20,000 of 20,000 files\u001b[K`,
    '\r\u001b[K',
  ]);
});

test('where nobody watches a terminal there is no bar', async () => {
  const output = fakeOutput(false);
  let time = 0;
  const progress = createProgress(output, () => time);
  time = 5_000;
  progress.update(1, 2);
  await progress.end();
  assert.equal(output.written, []);
});

test.run();
