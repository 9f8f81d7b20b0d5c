import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { divide } from '../../src/facts/division.js';
import type { Job } from '../../src/facts/job.js';
import { loadFormats } from '../../src/formats/formats.js';
import type { JudgeSetup } from '../../src/model/format.js';
import { loadRules } from '../../src/plugins/rules.js';

const formats = await loadFormats();
const rules = await loadRules();
const INTERPRETER = { version: '3.11', interpreter: '/usr/bin/python3.11', release: '3.11.7', parser: '1' };
const EMBEDDED = { ...INTERPRETER, interpreter: null, release: null };

const job = (ids: string, judge: JudgeSetup | null, format = 'python'): Job => ({
  path: 'app/cart.py',
  format,
  dialect: 'py',
  role: 'source',
  isRoleFixed: false,
  rules: ids,
  scope: 'judged',
  judge,
});

const divisionOf = (...jobs: readonly Job[]): unknown => divide({ jobs, rules, formats }, 4);
const THREADS = { workers: 3, isSharing: true, processes: 1 };

test('where interpreters do all the work, one thread feeds as many of them as there are cores', () => {
  const others = job('syntax-error', null, 'env');
  assert.equal(divisionOf(job('syntax-error', INTERPRETER), others), { workers: 0, isSharing: true, processes: 4 });
});

test('judges within a thread, and rules that extract, get threads', () => {
  assert.equal(divisionOf(job('syntax-error', EMBEDDED)), THREADS);
  assert.equal(divisionOf(job('syntax-error', { compiler: '5.9.3' }, 'typescript')), THREADS);
  assert.equal(divisionOf(job('relative-import syntax-error', INTERPRETER)), THREADS);
  assert.equal(divisionOf(job('duplicate-type syntax-error', INTERPRETER)), THREADS);
  assert.equal(divisionOf(job('syntax-error', null)), THREADS);
});

test('a number of threads that is asked for is kept', () => {
  const jobs = [job('syntax-error', INTERPRETER)];
  assert.equal(divide({ jobs, rules, formats, workers: 2 }, 4), { ...THREADS, workers: 2 });
});

test.run();
