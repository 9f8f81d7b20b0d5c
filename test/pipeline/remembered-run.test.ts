import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openCache, type Cache } from '../../src/cache/cache.js';
import { loadAllRules } from '../../src/commands/project.js';
import type { ImportFact } from '../../src/model/facts.js';
import type { Report } from '../../src/model/report.js';
import type { Rule } from '../../src/model/rule.js';
import { checkFiles, type CheckFilesOptions } from '../check-files.js';
import { memorySource } from '../memory-source.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Asks the project what only other files can tell: their facts and roles. */
const nosyImport: Rule = {
  id: 'nosy-import',
  category: 'test',
  module: '',
  revision: '',
  summary: '',
  why: '',
  repair: '',
  severity: { recommended: 'low', strict: 'low' },
  tags: [],
  since: '0.1.0',
  roles: ['source', 'test'],
  examples: { valid: [], invalid: [] },
  needs: ['imports'],
  *judge(entries, { project }) {
    for (const { file, fact } of entries) {
      const target = project.resolve(file.path, (fact as ImportFact).specifier);
      const path = target.kind === 'file' ? target.path : '';
      const isRelative = (fact as ImportFact).specifier.startsWith('.');
      const message = isRelative
        ? `of ${project.facts(path, 'imports').length} imports`
        : `of a ${project.role(path) ?? 'missing'} file`;
      const site = {
        range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
        lineText: '',
        lineHash: '',
      };
      yield { path: file.path, site, subject: (fact as ImportFact).specifier, message };
    }
  },
};

const rules = [...(await loadAllRules()), nosyImport];

function cacheIn(folder: string, version = '1'): Cache {
  return openCache({ folder, root: '/project', version });
}

type Files = Readonly<Record<string, string>>;

/** A check that remembers, as a process of its own would do it; `stats` counts the files that it read. */
async function remembering(
  folder: string,
  files: Files,
  options: CheckFilesOptions & { hasBlobs?: boolean } = {},
): Promise<{ report: Report; read: string[]; warnings: readonly string[] }> {
  const cache = cacheIn(folder);
  const source = memorySource(files, { hasBlobs: options.hasBlobs ?? true });
  const read: string[] = [];
  const report = await checkFiles(files, {
    rules,
    ...options,
    cache,
    source: {
      ...source,
      read: (path) => {
        read.push(path);
        return source.read(path);
      },
    },
  });
  const warnings = cache.save();
  return { report, read, warnings };
}

const SHOP: Files = {
  'app/__init__.py': '',
  'app/orders/__init__.py': '',
  'app/orders/models.py':
    'from pydantic import BaseModel\n\nclass Order(BaseModel):\n    id: str\n    total: int\n    paid: bool\n',
  'app/orders/api.py': 'from ..gone import x\nfrom .models import Order\n',
  'app/api/schemas.py':
    'from pydantic import BaseModel\n\nclass Order(BaseModel):\n    id: str\n    total: int\n    paid: bool\n',
  'tests/test_orders.py':
    'from unittest.mock import patch\n\ndef test_total():\n    with patch("app.orders.api.Order"):\n        pass\n',
  'web/package.json': '{"name":"web"}',
  'web/src/order.ts':
    "import { money } from '../../lib/money';\nexport interface Order { id: string; total: number }\n",
};

const plain = (report: Report): unknown => JSON.parse(JSON.stringify(report)) as unknown;

test('a second run reads nothing and reports the same', async () => {
  const folder = temporaryFolder();
  try {
    const first = await remembering(folder.path, SHOP, { preset: 'strict' });
    const second = await remembering(folder.path, SHOP, { preset: 'strict' });
    assert.ok(first.report.findings.length > 3);
    assert.equal([first.read.length, second.read, second.warnings], [7, [], []]);
    assert.equal(plain(second.report), plain(first.report));
    assert.equal(plain(second.report), plain(await checkFiles(SHOP, { preset: 'strict', rules })));
  } finally {
    folder.remove();
  }
});

test('a changed file is read alone, and what others think of it is judged again', async () => {
  const folder = temporaryFolder();
  try {
    await remembering(folder.path, SHOP, { preset: 'strict' });
    const changed = { ...SHOP, 'app/api/schemas.py': 'class Invoice:\n    pass\n' };
    const { report, read } = await remembering(folder.path, changed, { preset: 'strict' });
    assert.equal(read, ['app/api/schemas.py']);
    assert.equal(plain(report), plain(await checkFiles(changed, { preset: 'strict', rules })));
    assert.not.ok(report.findings.some(({ ruleId }) => ruleId === 'duplicate-type'));
  } finally {
    folder.remove();
  }
});

test('a file that becomes generated is another one for those that ask what it is', async () => {
  const folder = temporaryFolder();
  try {
    const files = { ...SHOP, 'app/orders/new.py': 'from app.orders.models import Order\n' };
    await remembering(folder.path, files, { preset: 'strict' });
    const changed = {
      ...files,
      'app/orders/models.py': '# Code generated by hand. DO NOT EDIT.\nclass Order:\n    id = 1\n',
    };
    const { report } = await remembering(folder.path, changed, { preset: 'strict' });
    assert.equal(plain(report), plain(await checkFiles(changed, { preset: 'strict', rules })));
    assert.ok(report.findings.some(({ message }) => message === 'of a generated file'));
  } finally {
    folder.remove();
  }
});

test('another configuration reads nothing that is known, and does not disturb the first one', async () => {
  const folder = temporaryFolder();
  try {
    await remembering(folder.path, SHOP, { preset: 'strict' });
    const recommended = await remembering(folder.path, SHOP);
    assert.equal(recommended.read, []);
    assert.equal(plain(recommended.report), plain(await checkFiles(SHOP, { rules })));
    assert.equal((await remembering(folder.path, SHOP, { preset: 'strict' })).read, []);
  } finally {
    folder.remove();
  }
});

test('paths as arguments get what they get without a cache', async () => {
  const folder = temporaryFolder();
  const isSelected = (path: string): boolean => path === 'app/api/schemas.py';
  try {
    const alone = plain(await checkFiles(SHOP, { preset: 'strict', rules, isSelected }));
    for (const step of ['nothing known', 'facts known', 'a run known']) {
      const { report } = await remembering(folder.path, SHOP, { preset: 'strict', isSelected });
      assert.equal(plain(report), alone, step);
      if (step === 'facts known') await remembering(folder.path, SHOP, { preset: 'strict' });
    }
  } finally {
    folder.remove();
  }
});

test('a rule that fails over another file than the selected one fails nobody', async () => {
  const folder = temporaryFolder();
  const touchy: Rule = {
    ...nosyImport,
    id: 'touchy',
    *judge(entries) {
      for (const { fact } of entries)
        if ((fact as ImportFact).specifier === 'boom') throw new Error('it does not like that');
      yield* [];
    },
  };
  try {
    const options = { rules: [touchy], preset: 'strict' as const };
    await remembering(folder.path, SHOP, options);
    const changed = { ...SHOP, 'app/orders/api.py': 'import boom\n' };
    const isSelected = (path: string): boolean => path === 'app/api/schemas.py';
    const { report } = await remembering(folder.path, changed, { ...options, isSelected });
    assert.equal(plain(report), plain(await checkFiles(changed, { ...options, isSelected })));
    assert.equal(report.failures, []);
    assert.is((await remembering(folder.path, changed, options)).report.failures.length, 1);
  } finally {
    folder.remove();
  }
});

test('a damaged memory or store is told and found anew, whatever was damaged', async () => {
  const folder = temporaryFolder();
  try {
    const expected = plain(await checkFiles(SHOP, { preset: 'strict', rules }));
    await remembering(folder.path, SHOP, { preset: 'strict' });
    const [project = ''] = readdirSync(folder.path);
    const files = readdirSync(join(folder.path, project)).map((name) => join(folder.path, project, name));
    assert.is(files.length, 2);
    const originals = files.map((file) => readFileSync(file));
    for (let step = 0; step < 60; step += 1) {
      for (const [index, file] of files.entries()) writeFileSync(file, originals[index] ?? '');
      const [victim = '', original = Buffer.alloc(0)] = [files[step % 2], originals[step % 2]];
      const at = Math.floor((original.length * step) / 60);
      writeFileSync(victim, step % 3 === 0 ? original.subarray(0, at) : flipped(original, at));
      const { report, warnings } = await remembering(folder.path, SHOP, { preset: 'strict' });
      assert.equal(plain(report), expected, `step ${step}`);
      if (step % 2 === 1) assert.match(warnings.join(''), /was damaged/, `step ${step}`);
      for (const name of readdirSync(join(folder.path, project))) rmSync(join(folder.path, project, name));
    }
  } finally {
    folder.remove();
  }
});

function flipped(original: Buffer, at: number): Buffer {
  const bytes = Buffer.from(original);
  bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  return bytes;
}

test('facts that went from the store under a remembered run are found again', async () => {
  const folder = temporaryFolder();
  try {
    await remembering(folder.path, SHOP, { preset: 'strict' });
    const [project = ''] = readdirSync(folder.path);
    for (const name of readdirSync(join(folder.path, project)))
      if (name.endsWith('.pack')) rmSync(join(folder.path, project, name));
    const changed = { ...SHOP, 'web/src/order.ts': 'export interface Order { id: string; total: string }\n' };
    const { report } = await remembering(folder.path, changed, { preset: 'strict' });
    assert.equal(plain(report), plain(await checkFiles(changed, { preset: 'strict', rules })));
  } finally {
    folder.remove();
  }
});

const CONTENTS: Readonly<Record<string, readonly string[]>> = {
  'app/orders/models.py': [
    SHOP['app/orders/models.py'] ?? '',
    'from pydantic import BaseModel\n\nclass Order(BaseModel):\n    id: str\n    total: float\n    paid: bool\n',
    '# Code generated by hand. DO NOT EDIT.\nclass Order:\n    pass\n',
    'from app.api.schemas import Order\n',
    'class Order(:\n',
  ],
  'app/orders/api.py': [
    SHOP['app/orders/api.py'] ?? '',
    'import requests as Order\n',
    'from app.orders.models import Order\n',
  ],
  'app/orders/new.py': [
    'from ..api.schemas import Order\n',
    'class Order:\n    id: str\n    total: int\n    paid: bool\n',
  ],
  'app/api/schemas.py': [SHOP['app/api/schemas.py'] ?? '', 'from app.orders.models import Order as Order\n', '\0'],
  'tests/test_orders.py': [SHOP['tests/test_orders.py'] ?? '', 'def test_total(:\n', 'assert True\n'],
  'web/package.json': ['{"name":"web"}', '{"name":"web","imports":{"#lib/*":"./lib/*.ts"}}', '{'],
  'web/tsconfig.json': ['{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}', '{}'],
  'web/lib/money.ts': ['export const money = 1;\n', 'export interface Order { id: string; total: number }\n'],
  'web/src/order.ts': [SHOP['web/src/order.ts'] ?? '', "import { money } from '../lib/money';\n"],
  '.gitignore': ['', 'lib/\n'],
};

const edits = fc.array(
  fc.constantFrom(...Object.keys(CONTENTS)).chain((path) =>
    fc.record({
      path: fc.constant(path),
      content: fc.option(fc.constantFrom(...(CONTENTS[path] ?? [''])), { nil: null }),
      preset: fc.constantFrom<'strict' | 'recommended'>('strict', 'strict', 'recommended'),
      hasBlobs: fc.boolean(),
      only: fc.option(fc.constantFrom('app/orders/models.py', 'web/src/order.ts', 'tests/test_orders.py'), {
        nil: null,
        freq: 2,
      }),
    }),
  ),
  { minLength: 2, maxLength: 8 },
);

test('any sequence of runs with a cache reports what runs without one report', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (steps) => {
      const folder = temporaryFolder();
      try {
        let files: Files = SHOP;
        for (const { path, content, preset, hasBlobs, only } of steps) {
          const { [path]: _, ...others } = files;
          files = content === null ? others : { ...others, [path]: content };
          const options = { preset, ...(only === null ? {} : { isSelected: (selected: string) => selected === only }) };
          const { report } = await remembering(folder.path, files, { ...options, hasBlobs });
          assert.equal(plain(report), plain(await checkFiles(files, { ...options, rules })));
        }
      } finally {
        folder.remove();
      }
    }),
    { numRuns: 60 },
  );
});

test.run();
