import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { matchBaseline, readBaseline, writeBaseline } from '../../src/findings/baseline.js';
import type { Baseline, BaselineEntry } from '../../src/model/baseline.js';
import { findingWith } from './score-samples.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const anyEntry: fc.Arbitrary<BaselineEntry> = fc.record({
  ruleId: fc.constantFrom('relative-import', 'duplicate-type'),
  path: fc.string({ unit: 'binary', minLength: 1 }),
  subject: fc.string({ unit: 'binary' }),
  fingerprint: fc.stringMatching(/^[0-9a-f]{20}$/),
});

function entry(number: number, changes: Partial<BaselineEntry> = {}): BaselineEntry {
  const fingerprint = number.toString(16).padStart(20, '0');
  return { ruleId: 'relative-import', path: 'app/orders.py', subject: '..models', fingerprint, ...changes };
}

function read(text: string): Baseline {
  const baseline = readBaseline(text);
  if ('words' in baseline) throw new Error(baseline.words);
  return baseline;
}

test('what is written is read again, whatever paths and subjects hold', () => {
  fc.assert(
    fc.property(fc.array(anyEntry), (entries) => {
      const once = writeBaseline({ commits: [COMMIT], entries });
      assert.equal(read(once).commits, [COMMIT]);
      assert.is(writeBaseline(read(once)), once);
      const texts = (list: readonly BaselineEntry[]): string[] =>
        [...new Set(list.map((e) => JSON.stringify(e)))].sort();
      assert.equal(texts(read(once).entries), texts(entries));
    }),
  );
});

test('one line for each finding, sorted, without totals', () => {
  const entries = [entry(2, { path: 'b\tc\n.py' }), entry(1), entry(3, { ruleId: 'duplicate-type', subject: '#C\\d' })];
  assert.equal(writeBaseline({ commits: [], entries }).split('\n').slice(3), [
    'duplicate-type\tapp/orders.py\t\\u0023C\\\\d\t00000000000000000003',
    'relative-import\tapp/orders.py\t..models\t00000000000000000001',
    'relative-import\tb\\u0009c\\u000a.py\t..models\t00000000000000000002',
    '',
  ]);
});

test('the union of two sides of a merge is read, with both commits and without repetition', () => {
  const other = COMMIT.replace('0', 'f');
  const [one, two] = [
    writeBaseline({ commits: [COMMIT], entries: [entry(1), entry(2)] }),
    writeBaseline({ commits: [other], entries: [entry(2), entry(3)] }),
  ];
  const union = one.trimEnd() + '\n' + two.split('\n').slice(3).join('\r\n');
  assert.equal(read(union), { commits: [COMMIT, other], entries: [entry(1), entry(2), entry(3)] });
});

test('a text that is no baseline is refused with its line', () => {
  const good = writeBaseline({ commits: [], entries: [entry(1)] });
  assert.equal(
    ['', 'relative-import\ta\tb\tc\n', '# compliance baseline 2\n', `${good}a b c\n`, `${good}<<<<<<< HEAD\n`].map(
      readBaseline,
    ),
    [
      { line: 1, words: 'a baseline starts with `# compliance baseline 1`' },
      { line: 1, words: 'a baseline starts with `# compliance baseline 1`' },
      { line: 1, words: 'it was written by a later version of compliance' },
      { line: 5, words: 'a line has four parts separated by tabs: rule, path, subject, fingerprint' },
      { line: 5, words: 'a merge was left unfinished; keep the lines of both sides, in any order' },
    ],
  );
});

const finding = (number: number, changes: Parameters<typeof findingWith>[0] = {}): ReturnType<typeof findingWith> =>
  findingWith({ ...entry(number), ...changes });

test('a known finding is baselined, and another in its place stays new', () => {
  const { findings, unmatched } = matchBaseline({ commits: [], entries: [entry(1), entry(2)] }, [
    finding(2),
    finding(3),
  ]);
  assert.equal(
    findings.map(({ status, isNew }) => [status, isNew]),
    [
      ['baselined', false],
      ['open', true],
    ],
  );
  assert.equal(unmatched, [entry(1)]);
});

test('one entry covers one finding, and never one of another rule or file', () => {
  const twins = [
    finding(1),
    finding(1),
    finding(1, { ruleId: 'duplicate-type' }),
    finding(1, { path: 'app/carts.py' }),
  ];
  const { findings } = matchBaseline({ commits: [], entries: [entry(1)] }, twins);
  assert.equal(
    findings.map(({ status }) => status),
    ['baselined', 'open', 'open', 'open'],
  );
});

test('a suppressed finding uses up no entry', () => {
  const { findings, unmatched } = matchBaseline({ commits: [], entries: [entry(1)] }, [
    finding(1, { status: 'suppressed', isNew: false, reason: 'a reason' }),
  ]);
  assert.equal([findings.map(({ status }) => status), unmatched], [['suppressed'], [entry(1)]]);
});

test('a finding of a renamed file is known by what it was, once its present path has been tried', () => {
  const before = entry(1, { path: 'app/old.py' });
  const moved = finding(7, { path: 'app/new.py', former: [{ path: 'app/old.py', fingerprint: before.fingerprint }] });
  const { matched, unmatched } = matchBaseline({ commits: [], entries: [before] }, [moved]);
  assert.equal([matched, unmatched], [[{ entry: before, now: entry(7, { path: 'app/new.py' }) }], []]);
  const stayed = finding(1, { path: 'app/old.py' });
  assert.equal(
    matchBaseline({ commits: [], entries: [before] }, [moved, stayed]).findings.map(({ status }) => status),
    ['open', 'baselined'],
  );
});

test.run();
