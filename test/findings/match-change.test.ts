import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { explainCause } from '../../src/findings/cause.js';
import { NO_LINE } from '../../src/findings/changed-lines.js';
import { matchChange } from '../../src/findings/match-change.js';
import type { Finding } from '../../src/model/finding.js';
import { findingWith } from '../reporters/sample-report.js';

const at = (line: number, changes: Partial<Finding> = {}): Finding =>
  findingWith({
    path: 'app/a.py',
    subject: '.b',
    lineText: 'from .b import c',
    fingerprint: 'one',
    status: 'open',
    range: { start: { line, column: 1 }, end: { line, column: 5 } },
    ...changes,
  });

function match(
  before: readonly Finding[],
  after: readonly Finding[],
  changed: readonly number[] = [],
): [number, boolean][] {
  return matchChange({
    before,
    after,
    movedTo: (path) => (path === 'old/a.py' ? 'app/a.py' : path),
    linesOf: () => (first, last) => changed.some((line) => first <= line && line <= last),
  }).map(({ range, isNew }) => [range.start.line, isNew]);
}

test('one of before stands for one of now, wherever its line is', () => {
  assert.equal(match([at(1)], [at(9)]), []);
  assert.equal(match([at(1)], [at(9), at(12)]), [[12, true]]);
  assert.equal(match([at(1)], [at(9), at(12)], [9]), [[9, true]]);
  assert.equal(match([at(1), at(2)], [at(9)], [9]), [[9, false]]);
});

test('another subject, kind, rule or file is another finding', () => {
  const others: Partial<Finding>[] = [
    { subject: '.d', fingerprint: 'two' },
    { kind: 'worse' },
    { ruleId: 'other' },
    { path: 'app/z.py' },
  ];
  for (const change of others) assert.equal(match([at(1, change)], [at(1)]), [[1, true]]);
});

test('a file that moved keeps its findings', () => {
  assert.equal(match([at(1, { path: 'old/a.py', fingerprint: 'two' })], [at(1)]), []);
});

test('an identity of the rule outlives another line', () => {
  assert.equal(match([at(1, { lineText: 'from .b import c, d' })], [at(1)]), []);
  assert.equal(match([at(1, { lineText: 'from .b import c, d', fingerprint: 'two' })], [at(1)]), [[1, true]]);
});

test('what was suppressed stands for nothing, and what is suppressed needs nothing', () => {
  assert.equal(match([at(1, { status: 'suppressed' })], [at(1)]), [[1, true]]);
  assert.equal(match([], [at(1, { status: 'suppressed', isNew: false })]), []);
  assert.equal(match([at(1)], [at(1, { status: 'suppressed' }), at(2)]), []);
});

test('a cause is what the finding names, else what it rests on, else what is called like it, else the only change', () => {
  const models = { path: 'app/models.py', before: 'app/models.py', isGone: false };
  const dto = { path: 'app/dto.py', before: null, isGone: false };
  const gone = { path: 'app/b.py', before: 'app/b.py', isGone: true };
  const moved = { path: 'lib/b.py', before: 'app/b.py', isGone: false };
  const cause = (
    finding: Finding,
    places: Parameters<typeof explainCause>[0]['places'],
    grounds: readonly string[] = [],
  ): string => explainCause({ places, groundsOf: () => new Set(grounds) })(finding);
  const range = at(1).range;
  const related = [{ path: 'app/dto.py', range, message: '' }];
  assert.equal(
    [
      cause(at(1, { related }), [models, dto], ['app/models.py']),
      cause(at(1, { related: [] }), [models, dto], ['app/models.py', 'app/x.py']),
      cause(at(1, { related: [] }), [models, gone]),
      cause(at(1, { related: [] }), [models, moved]),
      cause(at(1, { related: [] }), [models]),
      cause(at(1, { related: [] }), [models, dto]),
    ],
    [
      'caused by the new file app/dto.py',
      'caused by the change of app/models.py',
      'caused by the removal of app/b.py',
      'caused by the move of app/b.py to lib/b.py',
      'caused by the change of app/models.py',
      'caused by this change, though not in a file that it changes',
    ],
  );
  assert.is(NO_LINE(1, 9), false);
});

test.run();
