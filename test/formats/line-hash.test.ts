import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';
import { LineHashes } from '../../src/formats/line-hash.js';
import { LineIndex } from '../../src/formats/line-index.js';
import { packageFile } from '../package-file.js';

interface Vector {
  readonly input: string;
  readonly hashes: readonly string[];
}

const vectors = JSON.parse(readFileSync(packageFile('test/data/line-hash-vectors.json'), 'utf8')) as Record<
  string,
  Vector
>;

function hashesOf(input: string): LineHashes {
  const hasBom = input.startsWith('\ufeff');
  const text = hasBom ? input.slice(1) : input;
  return new LineHashes(text, new LineIndex(text), hasBom);
}

test('every vector of the upload action is met, line by line', () => {
  const cases = Object.entries(vectors);
  assert.ok(cases.length > 10);
  for (const [name, { input, hashes }] of cases) {
    const lines = hashesOf(input);
    assert.equal(
      hashes.map((_, index) => lines.at(index + 1)),
      hashes,
      name,
    );
  }
});

test('asking out of order gives the same occurrence numbers', () => {
  const lines = hashesOf('same\n'.repeat(300));
  const forward = [1, 2, 3].map((line) => lines.at(line));
  assert.equal(
    [3, 1, 2].map((line) => lines.at(line)),
    [forward[2], forward[0], forward[1]],
  );
});

test('twenty thousand equal lines are hashed in linear time', async () => {
  const lines = hashesOf('x\n'.repeat(20_000));
  await withinSeconds(5, () => {
    for (let line = 1; line <= 20_000; line += 1) lines.at(line);
  });
});

test.run();
