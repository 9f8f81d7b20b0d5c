import * as fc from 'fast-check';
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

/**
 * The published behaviour, written down once more and without thought of speed: units of UTF-16, blanks dropped, a line
 * break of any kind one line feed, U+FFFF behind it all, and the sum over the 100 units from each line's start.
 */
function plainHashes(input: string): string[] {
  const units: number[] = [];
  for (let at = 0; at < input.length; at += 1) {
    const unit = input.charCodeAt(at);
    const isSecondHalf = unit === 10 && input.charCodeAt(at - 1) === 13;
    if (unit !== 32 && unit !== 9 && !isSecondHalf) units.push(unit === 13 ? 10 : unit);
  }
  units.push(65_535);
  const starts = [0, ...units.flatMap((unit, index) => (unit === 10 ? [index + 1] : []))];
  const seen = new Map<string, number>();
  return starts.map((start) => {
    let sum = 0n;
    for (let step = 0; step < 100; step += 1) sum = BigInt.asUintN(64, sum * 37n + BigInt(units[start + step] ?? 0));
    const hash = sum.toString(16);
    seen.set(hash, (seen.get(hash) ?? 0) + 1);
    return `${hash}:${String(seen.get(hash))}`;
  });
}

test('every vector is met by the plain computation, too', () => {
  for (const [name, { input, hashes }] of Object.entries(vectors)) assert.equal(plainHashes(input), hashes, name);
});

const line = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    ' ',
    '\t',
    '}',
    'é',
    '漢',
    '👍',
    '\ud800',
    '\udfff',
    '\u2028',
    '\v',
    '\f',
    '\0',
    '\uffff',
  ),
  maxLength: 130,
});
const lineBreak = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\r\n', '\n\r', ' \n', '\r \n');
const text = fc
  .tuple(
    fc.constantFrom('', '\ufeff'),
    // Of few different lines, so that some are alike.
    fc
      .array(line, { minLength: 1, maxLength: 4 })
      .chain((lines) => fc.array(fc.tuple(fc.constantFrom(...lines, ''), lineBreak), { maxLength: 40 })),
    line,
  )
  .map(([start, lines, end]) => `${start}${lines.flat().join('')}${end}`);

test('of any text every line has the hash that the plain computation gives', () => {
  const property = fc.property(text, fc.boolean(), (input, isReversed) => {
    const expected = plainHashes(input);
    const hashes = hashesOf(input);
    const numbers = expected.map((_, index) => index + 1);
    if (isReversed) numbers.reverse();
    const found = new Map(numbers.map((number) => [number, hashes.at(number)]));
    assert.equal(
      expected.map((_, index) => found.get(index + 1)),
      expected,
      JSON.stringify(input),
    );
  });
  fc.assert(property, { numRuns: 2000 });
});

test('of a text with hundreds of lines, too', () => {
  const lines = fc.array(fc.constantFrom('}', '', ' }', 'return 1', 'x'.repeat(120)), {
    minLength: 310,
    maxLength: 400,
  });
  const property = fc.property(lines, lineBreak, (parts, separator) => {
    const input = parts.join(separator);
    const expected = plainHashes(input);
    const hashes = hashesOf(input);
    assert.equal(
      expected.map((_, index) => hashes.at(index + 1)),
      expected,
    );
  });
  fc.assert(property, { numRuns: 20 });
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
