import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeFindings, type FindingsInput } from '../../src/findings/findings.js';
import type { FileInfo } from '../../src/model/file.js';

const FILE: FileInfo = { path: 'app/orders.py', format: 'python', role: 'source', component: 'app' };
const SITE = {
  range: { start: { line: 3, column: 1 }, end: { line: 3, column: 25 } },
  lineText: 'from .models import Order',
  lineHash: '1f0e2d3c4b5a6978:1',
};

const PROBLEM = { path: FILE.path, site: SITE, subject: '.models', message: 'Order is imported by a relative path.' };
const SUPPRESSIONS = {
  suppressions: [],
  today: '2026-01-01',
  isKnownRule: () => true,
  hasRun: () => true,
  unsuppressibleBy: () => null,
};
const INPUT: FindingsInput = {
  problems: [{ ruleId: 'relative-import', problem: PROBLEM, file: FILE }],
  files: [{ info: FILE, suppressions: SUPPRESSIONS }],
  severity: () => 'medium',
};

test('a finding that was known is made anew when git learns of an earlier path of its file', () => {
  const known: NonNullable<FindingsInput['known']> = new Map();
  const [before] = makeFindings({ ...INPUT, known });
  const renamed = { ...INPUT, formerPaths: () => ['app/carts.py'] };
  const [alone] = makeFindings(renamed);
  const [after] = makeFindings({ ...renamed, known });
  assert.is(before?.former, undefined);
  assert.equal(
    after?.former?.map(({ path }) => path),
    ['app/carts.py'],
  );
  assert.equal(after, alone);
});

test.run();
