import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { collect } from '../../src/facts/collect.js';
import type { FileFacts } from '../../src/facts/file-facts.js';
import type { Job } from '../../src/facts/job.js';
import { loadRules } from '../../src/plugins/rules.js';
import { plainFacts } from '../plain-facts.js';
import { temporaryFolder } from '../temporary-folder.js';

/** More than is extracted in the main thread before workers start. */
const FILES = 160;

function contentOf(index: number): string {
  const lines = Array.from({ length: 400 }, (_, line) => `    field_${line}: int = ${index}  # ${'x'.repeat(20)}`).join(
    '\n',
  );
  return `from ..orders import total_${index}\n\n\nclass Cart${index}(Base):\n${lines}\n`;
}

const job = (path: string, rules: string): Job => ({
  path,
  format: 'python',
  dialect: 'py',
  role: 'source',
  isRoleFixed: false,
  rules,
  scope: 'judged',
  judge: null,
});

/** Finds the word TODO, and ends its thread at the word DIE. */
const RULE = `export default {
  summary: 'S.', why: 'W.', repair: 'R.', since: '1.0.0', tags: [], severity: { recommended: 'low', strict: 'low' },
  examples: { valid: [], invalid: [] },
  extract: { *python(file) {
    if (file.text.includes('DIE')) process.exit(3);
    if (file.text.includes('THROW')) throw new Error('cannot go on');
    for (const match of file.text.matchAll(/TODO/g)) yield match.index;
  } },
  judge: () => [],
};
`;

test('any number of workers gives the same facts in the same order', async () => {
  const rules = await loadRules();
  const ids = rules.map((rule) => rule.id).join(' ');
  const paths = Array.from({ length: FILES }, (_, index) => `app/m${index}.py`);
  const collectWith = (workers: number): Promise<FileFacts[]> =>
    collect({
      jobs: paths.map((path) => job(path, ids)),
      rules,
      maxFileSize: 1e6,
      workers,
      read: (path) => Buffer.from(contentOf(Number(/\d+/.exec(path)?.[0]))),
    });
  const alone = JSON.stringify((await collectWith(0)).map(plainFacts));
  assert.ok(alone.length > 100_000);
  for (const workers of [1, 3])
    assert.is(JSON.stringify((await collectWith(workers)).map(plainFacts)), alone, `${workers} workers`);
});

test('a user’s own rule extracts in workers; a thread that dies over a file costs that file, a throw its facts', async () => {
  const folder = temporaryFolder({ 'tools/own-rule.mjs': RULE });
  try {
    const rules = await loadRules([{ specifier: './tools/own-rule.mjs', from: folder.path }]);
    const special: Readonly<Record<string, string>> = {
      'app/m130.py': '# DIE\n',
      'app/m140.py': '# THROW\n',
      'app/m150.py': '# TODO\n',
    };
    const paths = Array.from({ length: FILES }, (_, index) => `app/m${index}.py`);
    const facts = await collect({
      jobs: paths.map((path) => job(path, 'own-rule')),
      rules,
      maxFileSize: 1e6,
      workers: 2,
      read: (path) => Buffer.from(special[path] ?? contentOf(1)),
    });
    assert.equal(
      facts.map((file) => file.path),
      paths,
    );
    assert.equal(facts.find(({ path }) => path === 'app/m150.py')?.facts('own-rule'), [2]);
    assert.equal(
      facts.flatMap(({ path, failures }) => failures.map(({ extractor, reason }) => [path, extractor, reason])),
      [
        ['app/m130.py', '', 'the worker thread died over it (it ended by itself)'],
        ['app/m140.py', 'own-rule', 'cannot go on'],
      ],
    );
  } finally {
    folder.remove();
  }
});

test('a rule that no other thread could load keeps the run in this one', async () => {
  const [rule] = await loadRules();
  assert.ok(rule);
  const inMemory = { ...rule, id: 'in-memory', module: '', needs: [], extract: { python: () => [1] } };
  const jobs = Array.from({ length: FILES }, (_, index) => job(`app/m${index}.py`, 'in-memory'));
  const facts = await collect({
    jobs,
    rules: [inMemory],
    maxFileSize: 1e6,
    workers: 2,
    read: () => Buffer.from(contentOf(1)),
  });
  assert.ok(facts.every((file) => file.facts('in-memory').length === 1));
});

test('where no thread can start, everything is extracted in this one', async () => {
  const folder = temporaryFolder({ 'own-rule.mjs': RULE });
  const rules = await loadRules([{ specifier: './own-rule.mjs', from: folder.path }]);
  folder.remove();
  const jobs = Array.from({ length: FILES }, (_, index) => job(`app/m${index}.py`, 'own-rule'));
  const facts = await collect({
    jobs,
    rules,
    maxFileSize: 1e6,
    workers: 2,
    read: () => Buffer.from(`# TODO\n${contentOf(1)}`),
  });
  assert.equal(
    facts.map((file) => [file.path, file.facts('own-rule'), file.failures]),
    jobs.map(({ path }) => [path, [2], []]),
  );
});

test.run();
