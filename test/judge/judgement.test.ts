import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { collect } from '../../src/facts/collect.js';
import type { Job } from '../../src/facts/job.js';
import { loadFormats } from '../../src/formats/formats.js';
import { Judgement, type JudgedFile, type Policy } from '../../src/judge/judgement.js';
import type { Failure } from '../../src/model/file.js';
import type { ImportFact } from '../../src/model/facts.js';
import type { Rule } from '../../src/model/rule.js';
import type { Source } from '../../src/model/source.js';
import { loadRules } from '../../src/plugins/rules.js';
import type { Change } from '../../src/project/project-index.js';
import { roleOfPath } from '../../src/sources/roles.js';
import { memorySource } from '../memory-source.js';

/** Counts, per imported specifier, the files that import it; asks the project everything that can be asked. */
const popularImport: Rule = {
  id: 'popular-import',
  category: 'test',
  module: '',
  revision: '',
  summary: 'An import is not popular.',
  why: '',
  repair: '',
  severity: { recommended: 'low', strict: 'low' },
  tags: [],
  since: '0.1.0',
  roles: ['source', 'test'],
  examples: { valid: [], invalid: [] },
  needs: ['imports'],
  key: ({ file, fact }, { project }) => {
    const resolution = project.resolve(file.path, (fact as ImportFact).specifier);
    return resolution.kind === 'file' ? resolution.path : null;
  },
  *judge(entries, { project }) {
    const [first] = entries;
    if (first === undefined) return;
    const target = project.resolve(first.file.path, (first.fact as ImportFact).specifier);
    const path = target.kind === 'file' ? target.path : '';
    const words = [
      entries.map((entry) => `${entry.file.path} in ${entry.file.component}`).join(' '),
      `exports ${project.facts(path, 'imports').length}`,
      `role ${project.role(path) ?? 'none'} in ${project.component(path)}`,
      `names ${project
        .importNames(first.file.path, path)
        .map(({ name }) => name)
        .join(' ')}`,
      `ignored ${project.isIgnored('app/new.py')} ${project.exists('app') ?? 'absent'}`,
      JSON.stringify(first.options),
    ];
    const site = { range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }, lineText: '', lineHash: '' };
    yield { path: first.file.path, site, subject: path, message: words.join('; ') };
  },
};

const PATHS = [
  'app/__init__.py',
  'app/orders.py',
  'app/services/__init__.py',
  'app/services/carts.py',
  'app/models/order.py',
  'app/api/schemas.py',
  'web/src/lib/money.ts',
  'web/src/types/order.ts',
  'web/src/components/cart/line.tsx',
  'web/src/lib/money.test.ts',
  'packages/ui/src/index.ts',
] as const;
const PYTHON = [
  '',
  'from ..orders import total\nfrom . import carts\n',
  'from app.services import carts\nfrom .services.carts import Cart\n',
  'from pydantic import BaseModel\n\nclass Order(BaseModel):\n    id: str\n    total: int\n    paid: bool\n',
  'from pydantic import BaseModel\n\nclass Order(BaseModel):\n    id: str\n    total: float\n    paid: bool\n',
  'from app.models.order import Order\nfrom ...gone import x\n',
] as const;
const TYPESCRIPT = [
  '',
  "import { money } from '../../lib/money';\nimport type { Order } from '../types/order';\n",
  'export interface Order { id: string; total: number; paid: boolean }\n',
  'export interface Order { id: string; total: string; paid: boolean }\n',
  "export { Order } from '@/types/order';\nimport ui from '@acme/ui';\n",
] as const;
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  'web/tsconfig.json': [
    '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
    '{"compilerOptions":{"baseUrl":"src"}}',
    '{"extends":"./missing.json"}',
    '{',
  ],
  'web/package.json': ['{"name":"web"}', '{"type":"module"}', '{"name":"web","imports":{"#lib/*":"./src/lib/*.ts"}}'],
  'packages/ui/package.json': [
    '{"name":"@acme/ui","exports":"./src/index.ts"}',
    '{"name":"@acme/ui","main":"dist/index.js"}',
  ],
  'package.json': ['{"name":"shop","workspaces":["web","packages/*"]}', '{"name":"shop"}'],
  'app/pyproject.toml': ['[project]\nname = "app"\n'],
  '.gitignore': ['', 'app/new.py\n', 'web/src/types/\n'],
};

type Step =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'policy'; readonly policy: Policy };

const code = fc
  .constantFrom(...PATHS)
  .chain((path) =>
    fc.constantFrom<string>(...(path.endsWith('.py') ? PYTHON : TYPESCRIPT)).map((text) => ({ path, text })),
  );
const settings = fc
  .constantFrom(...Object.keys(SETTINGS))
  .chain((path) => fc.constantFrom(...(SETTINGS[path] ?? [''])).map((text) => ({ path, text })));
const policies = fc
  .record({
    off: fc.subarray(['relative-import', 'popular-import', 'duplicate-type']),
    siblings: fc.boolean(),
    component: fc.boolean(),
  })
  .map(policyOf);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: code.map((file) => ({ kind: 'write' as const, ...file })) },
  { weight: 3, arbitrary: settings.map((file) => ({ kind: 'write' as const, ...file })) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...PATHS, ...Object.keys(SETTINGS)).map((path) => ({ kind: 'delete' as const, path })),
  },
  { weight: 1, arbitrary: policies.map((policy) => ({ kind: 'policy' as const, policy })) },
);

/** Rules in `off` are off below `web/`; options and components vary. */
function policyOf({
  off,
  siblings,
  component,
}: {
  off: readonly string[];
  siblings: boolean;
  component: boolean;
}): Policy {
  const known = new Map<string, { isOn: boolean; options: Record<string, unknown> }>();
  return {
    setting(path, ruleId) {
      const isOn = !(off.includes(ruleId) && path.startsWith('web/'));
      const key = `${ruleId} ${isOn}`;
      const setting = known.get(key) ?? { isOn, options: { ...defaults.get(ruleId), siblings } };
      known.set(key, setting);
      return setting;
    },
    component: (path) => (component && path.startsWith('app/models/') ? 'models' : undefined),
  };
}

const rules = [...(await loadRules()), popularImport];
const defaults = new Map(
  rules.map((rule) => [
    rule.id,
    Object.fromEntries(
      Object.entries(rule.options ?? {}).map(([name, option]) => [
        name,
        'value' in option.default ? option.default.value : option.default.strict,
      ]),
    ),
  ]),
);

async function factsOf(source: Source, paths: readonly string[]): Promise<JudgedFile[]> {
  const formats = await loadFormats();
  const ids = rules.map((rule) => rule.id).join(' ');
  const jobs = paths.flatMap((path): Job[] => {
    const format = formats.find((candidate) => candidate.dialect(path) !== undefined);
    const dialect = format?.dialect(path);
    if (format === undefined || dialect === undefined) return [];
    return [
      {
        path,
        format: format.name,
        dialect,
        rules: ids,
        scope: 'judged',
        role: roleOfPath(path),
        isRoleFixed: false,
        judge: null,
      },
    ];
  });
  return collect({ jobs, rules, maxFileSize: 1e6, read: (path) => source.read(path) });
}

function outcome(judgement: Judgement): { problems: string[]; failures: readonly Failure[] } {
  return {
    problems: [...judgement.problems()]
      .map(({ rule, problem, file }) => JSON.stringify([rule.id, file, problem]))
      .sort(),
    failures: judgement.failures(),
  };
}

test('any sequence of edits, additions, deletions and configuration changes judged step by step equals a full run', async () => {
  let problems = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const source = memorySource({});
      let policy = policyOf({ off: [], siblings: false, component: false });
      const stepwise = new Judgement({ source, rules, policy, recording: 'everything' });
      for (const next of steps) {
        const isCode = next.kind !== 'policy' && !(next.path in SETTINGS);
        const changed: JudgedFile[] = [];
        const removed: string[] = [];
        const others: Change[] = [];
        if (next.kind === 'policy') policy = next.policy;
        else if (next.kind === 'write') {
          const kind = source.kind(next.path) === undefined ? 'added' : 'changed';
          source.set(next.path, next.text);
          if (isCode) changed.push(...(await factsOf(source, [next.path])));
          else others.push({ path: next.path, kind });
        } else if (source.kind(next.path) !== undefined) {
          source.delete(next.path);
          if (isCode) removed.push(next.path);
          else others.push({ path: next.path, kind: 'removed' });
        }
        stepwise.update({ changed, removed, others, ...(next.kind === 'policy' ? { policy } : {}) });

        const whole = new Judgement({ source, rules, policy, recording: 'nothing' });
        whole.update({
          changed: await factsOf(
            source,
            PATHS.filter((path) => source.kind(path) === 'file'),
          ),
          removed: [],
          others: [],
        });
        const expected = outcome(whole);
        assert.equal(outcome(stepwise), expected);
        assert.equal(expected.failures, []);
        problems += expected.problems.length;
      }
    }),
    { numRuns: 150 },
  );
  assert.ok(problems > 500, `the sequences gave ${problems} problems`);
});

test('an edit re-judges only the keys that it touches', async () => {
  const judged: string[] = [];
  const counting: Rule = {
    ...popularImport,
    *judge(entries, context) {
      judged.push(entries.map(({ file }) => file.path).join(' '));
      yield* popularImport.judge(entries, context);
    },
  };
  const source = memorySource({
    'app/__init__.py': '',
    'app/a.py': 'from app.x import one\n',
    'app/b.py': 'from app.y import two\n',
    'app/x.py': '',
    'app/y.py': '',
  });
  const judgement = new Judgement({
    source,
    rules: [counting],
    policy: policyOf({ off: [], siblings: false, component: false }),
    recording: 'everything',
  });
  judgement.update({
    changed: await factsOf(source, ['app/__init__.py', 'app/a.py', 'app/b.py', 'app/x.py', 'app/y.py']),
    removed: [],
    others: [],
  });
  assert.equal([...judged].sort(), ['app/a.py', 'app/b.py']);
  judged.length = 0;
  source.set('app/a.py', 'from app.x import one, three\n');
  judgement.update({ changed: await factsOf(source, ['app/a.py']), removed: [], others: [] });
  assert.equal(judged, ['app/a.py']);
});

test('what appears behind a link is seen by those that import through it', async () => {
  const source = memorySource(
    { 'app/main.ts': "import { rate } from './shared/rate';\n" },
    { links: { 'app/shared': 'shared' } },
  );
  const policy = policyOf({ off: [], siblings: false, component: false });
  const judgement = new Judgement({ source, rules, policy, recording: 'everything' });
  judgement.update({ changed: await factsOf(source, ['app/main.ts']), removed: [], others: [] });
  assert.is([...judgement.problems()].length, 1);
  source.set('shared/rate.ts', 'export const rate = 19;\n');
  judgement.update({ changed: await factsOf(source, ['shared/rate.ts']), removed: [], others: [] });
  assert.equal(
    [...judgement.problems()].filter(({ rule }) => rule.id === 'relative-import'),
    [],
  );
});

test('a rule that throws is a failure that names it, and costs no other key and no other rule', async () => {
  const fragile: Rule = {
    ...popularImport,
    id: 'fragile',
    key: ({ file }) => file.path,
    judge(entries) {
      if (entries[0]?.file.path === 'app/a.py') throw new Error('no such thing');
      return [];
    },
  };
  const source = memorySource({ 'app/a.py': 'import os\n', 'app/b.py': 'import os\n' });
  const judgement = new Judgement({
    source,
    rules: [fragile, popularImport],
    policy: policyOf({ off: [], siblings: false, component: false }),
    recording: 'nothing',
  });
  judgement.update({ changed: await factsOf(source, ['app/a.py', 'app/b.py']), removed: [], others: [] });
  assert.equal(judgement.failures(), [
    { path: 'app/a.py', ruleId: 'fragile', reason: 'the rule threw: no such thing' },
  ]);
});

test.run();
