import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadAllRules } from '../../src/commands/project.js';
import { fixProject } from '../../src/fix-project.js';
import type { Edit } from '../../src/model/finding.js';
import type { Rule } from '../../src/model/rule.js';
import type { Site } from '../../src/model/location.js';
import { requestFor, type CheckFilesOptions } from '../check-files.js';

interface Fixed {
  /** Path → new content. */
  readonly files: Readonly<Record<string, string>>;
  readonly made: number;
  readonly refused: readonly string[];
}

type Files = Readonly<Record<string, string | Buffer>>;

async function fix(files: Files, options: CheckFilesOptions & { readonly isUnsafe?: boolean } = {}): Promise<Fixed> {
  const outcome = await fixProject(await requestFor(files, options), { isUnsafe: options.isUnsafe ?? false });
  return {
    files: Object.fromEntries(outcome.files.map(({ path, after }) => [path, after.toString()])),
    made: outcome.made.length,
    refused: outcome.refused.map(({ finding, reason }) => `${finding.path}:${finding.range.start.line}: ${reason}`),
  };
}

const PACKAGE = { 'app/__init__.py': '', 'app/orders.py': 'total = 1\n', 'app/web/__init__.py': '' };
const STRICT = { preset: 'strict' } as const;

test('relative imports are written out, in a file with everything at once', async () => {
  const text = [
    'from .. import orders as o  # the orders',
    'from ..orders import (',
    '    total,  # keep',
    ')',
    'from typing import TYPE_CHECKING',
    'if TYPE_CHECKING:',
    '    from ..orders import total as sum; x = 1',
    '',
  ].join('\r\n');
  assert.equal(await fix({ ...PACKAGE, 'app/web/views.py': text }, STRICT), {
    files: {
      'app/web/views.py': text.replace('from .. import', 'from app import').replaceAll('..orders', 'app.orders'),
    },
    made: 3,
    refused: [],
  });
});

test('every form of an ECMAScript import, quotes and extensions kept', async () => {
  const text = [
    "import type { Money } from '../../lib/money';",
    'export { cents } from "../../lib/money";',
    "export const later = () => import('../../lib/money'); // soon",
    "const { cents: c } = require('../../lib/money.ts');",
    "vi.mock('../../lib/money', () => ({}));",
    '',
  ].join('\n');
  const files = {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    'src/lib/money.ts': 'export const cents = 1;\nexport interface Money { a: string }\n',
    'src/web/cart/view.ts': text,
  };
  const { files: fixed, refused } = await fix(files, { ...STRICT, rule: 'relative-import' });
  assert.equal(refused, []);
  assert.equal(fixed, { 'src/web/cart/view.ts': text.replaceAll('../../lib', '@/lib') });
});

test('unused suppressions go away in every form, and what others use stays', async () => {
  const python = [
    '# compliance: ignore[duplicate-type] -- alone on its line',
    'import os  # compliance: ignore[relative-import] -- behind code',
    'import re  # noqa: F401  # compliance: ignore[relative-import] -- behind another',
    'import io  # compliance: ignore[relative-import] -- before another  # noqa: F401',
    'from ..orders import total  # compliance: ignore[duplicate-type, relative-import] -- one is used',
    '',
  ].join('\n');
  const tsx = [
    'export const View = () => (',
    '  <div>',
    '    {/* compliance: ignore[relative-import] -- in JSX */}',
    '    <p>text</p>',
    '  </div>',
    ');',
    '/* compliance: ignore[relative-import] -- a block',
    ' * of two lines */',
    'export const a = /* compliance: ignore[relative-import] -- inside */ 1;',
    'export const b = 1; // compliance: ignore[relative-import] -- the end',
    '',
  ].join('\n');
  const { files, refused } = await fix({ ...PACKAGE, 'app/web/a.py': python, 'src/view.tsx': tsx }, STRICT);
  assert.equal(refused, []);
  assert.equal(files, {
    'app/web/a.py': [
      'import os',
      'import re  # noqa: F401',
      'import io  # noqa: F401',
      'from ..orders import total  # compliance: ignore[relative-import] -- one is used',
      '',
    ].join('\n'),
    'src/view.tsx': [
      'export const View = () => (',
      '  <div>',
      '    <p>text</p>',
      '  </div>',
      ');',
      'export const a = 1;',
      'export const b = 1;',
      '',
    ].join('\n'),
  });
});

test('blanks between elements of JSX are shown: a comment there is removed on request only', async () => {
  const text = 'export const View = () => <p>a {/* compliance: ignore[relative-import] -- here */} b</p>;\n';
  assert.equal(await fix({ 'src/view.tsx': text }), { files: {}, made: 0, refused: [] });
  const { made } = await fix({ 'src/view.tsx': text }, { isUnsafe: true });
  assert.is(made, 1);
});

test('a comment that says more than why it suppresses is not removed', async () => {
  const text = [
    '/**',
    ' * compliance: ignore[relative-import] -- a reason',
    ' *',
    ' * What the value is for.',
    ' */',
    'export const a = 1;',
    '',
  ].join('\n');
  assert.equal(await fix({ 'src/a.ts': text }), { files: {}, made: 0, refused: [] });
});

test('suppressed findings are not fixed, nor are files that are not selected', async () => {
  const text = 'from ..orders import total  # compliance: ignore[relative-import] -- as upstream has it\n';
  const files = { ...PACKAGE, 'app/web/a.py': text, 'app/web/b.py': 'from ..orders import total\n' };
  assert.equal(await fix(files, { isSelected: (path) => path === 'app/web/a.py' }), {
    files: {},
    made: 0,
    refused: [],
  });
});

test('a file that does not parse, or whose encoding cannot be written, is left alone and told', async () => {
  const files = {
    ...PACKAGE,
    'app/web/a.py': 'from ..orders import total\nprint "x"\n',
    'app/web/b.py': Buffer.from('# coding: shift_jis\nfrom ..orders import total  # \x93\xfa\n', 'latin1'),
    'app/web/c.py': 'from ..orders import total\n',
  };
  const { files: fixed, refused } = await fix(files, { rule: 'relative-import' });
  assert.equal(fixed, { 'app/web/c.py': 'from app.orders import total\n' });
  assert.match(
    refused.join('\n'),
    /^app\/web\/b\.py:2: app\/web\/b\.py: it is written in shift_jis.*\napp\/web\/a\.py:1: app\/web\/a\.py does not parse: .*$/,
  );
});

const MARK = /\b(?:fixme|other)(\d?)\b/g;

/** Finds words, and mends them as `edits` says; what a rule of the user's own may get wrong. */
function wordRule(edits: (path: string, site: Site, word: string) => readonly Edit[], needsText = false): Rule {
  return {
    id: 'bad-word',
    category: 'test',
    module: '',
    revision: '',
    summary: '',
    why: '',
    repair: '',
    severity: { recommended: 'medium', strict: 'medium' },
    tags: [],
    since: '0.1.0',
    examples: { valid: [], invalid: [] },
    extract: {
      *python(file) {
        for (const match of file.text.matchAll(MARK))
          yield { word: match[0], site: file.site(match.index, match.index + match[0].length) };
      },
    },
    *judge(entries) {
      for (const { file, fact } of entries) {
        const { word, site } = fact as { word: string; site: Site };
        if (word.startsWith('other') && !needsText) continue;
        const fixes = [{ title: 'Mend it', safety: 'safe' as const, edits: edits(file.path, site, word) }];
        yield { path: file.path, site, subject: word, message: `This is ${word}.`, fixes };
      }
    },
  };
}

const withWords = async (...given: Parameters<typeof wordRule>): Promise<CheckFilesOptions> => ({
  rules: [...(await loadAllRules()), wordRule(...given)],
});

test('a fix that breaks the syntax, leaves its finding or brings another is not made, and costs no other', async () => {
  const replacements: Readonly<Record<string, string>> = {
    fixme1: 'done',
    fixme2: ')(',
    fixme3: 'other3',
    fixme4: 'fixme4 = fixme4',
  };
  const options = await withWords(
    (path, site, word) => [{ path, range: site.range, text: replacements[word] ?? 'ok' }],
    true,
  );
  const { files, refused, made } = await fix(
    { 'app/a.py': 'fixme1 = 1\nfixme2 = 2\nfixme3 = 3\nfixme4 = 4\nfixme5 = 5\n' },
    options,
  );
  assert.equal(files, { 'app/a.py': 'done = 1\nfixme2 = 2\nfixme3 = 3\nfixme4 = 4\nok = 5\n' });
  assert.is(made, 2);
  assert.match(refused[0] ?? '', /^app\/a\.py:2: app\/a\.py would not parse any more: /);
  assert.equal(refused.slice(1), ['app/a.py:3: the finding would stay', 'app/a.py:4: the finding would stay']);
});

test('a fix that brings a finding to another file is not made', async () => {
  const options = await withWords(
    (path, site) => [
      { path, range: site.range, text: 'ok' },
      { path: 'app/b.py', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }, text: 'other = 1\n' },
    ],
    true,
  );
  const { files, refused } = await fix({ 'app/a.py': 'fixme = 1\n', 'app/b.py': 'b = 1\n' }, options);
  assert.equal(files, {});
  assert.equal(refused, ['app/a.py:1: it would bring a finding: bad-word at app/b.py:1: This is other.']);
});

test('a fix that edits a file outside the selection, or outside the root, is refused and told', async () => {
  for (const other of ['app/b.py', '../b.py', 'README.md']) {
    const options = await withWords((path, site) => [
      { path, range: site.range, text: 'ok' },
      { path: other, range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }, text: 'b = 1\n' },
    ]);
    const files = { 'app/a.py': 'fixme = 1\n', 'app/b.py': '', 'README.md': '' };
    const { files: fixed, refused } = await fix(files, { ...options, isSelected: (path) => path === 'app/a.py' });
    assert.equal(fixed, {});
    assert.equal(refused, [`app/a.py:1: it edits ${other}, which is not among the files that are checked`]);
  }
});

test('of two fixes that overlap the second is made in the next round', async () => {
  const options = await withWords((path, { range: { start, end } }) => [
    { path, range: { start: { line: Math.max(1, start.line - 1), column: 1 }, end }, text: 'a' },
  ]);
  assert.equal(await fix({ 'app/a.py': 'fixme1\nfixme2 = 1\nb = 2\n' }, options), {
    files: { 'app/a.py': 'a = 1\nb = 2\n' },
    made: 2,
    refused: [],
  });
});

test('an import or local type that nothing would use any more keeps a fix from being made', async () => {
  const money = 'export interface Money {\n  cents: number;\n  currency: string;\n}\n';
  const order = "import type { Money } from './money';\nexport interface Order {\n  id: string;\n  total: Money;\n}\n";
  const files = {
    'src/types/money.ts': money,
    'src/types/order.ts': order,
    'src/b.ts': order.replace('./money', './types/money'),
  };
  const { files: fixed, refused } = await fix(files);
  assert.equal(fixed, {});
  assert.equal(refused, ['src/b.ts:2: src/b.ts would not use Money any more, which it imports or defines']);
});

test('a repeated type is imported in the quotes, ends and lines of its file, and exported again where it was', async () => {
  const order = 'export interface Order {\n  id: string;\n  total: number;\n}\n';
  const { files, refused } = await fix({
    'src/types/order.ts': order,
    'src/double.ts': `import { run } from "./run";\n${order}export const a: Order[] = [run];\n`,
    'src/bare.ts': `import {\n  run,\n} from "./run"\n\n${order.replaceAll(';', '')}`.replaceAll('\n', '\r\n'),
    'src/listed.ts': `const b = "b"\n${order.replace('export ', '')}export type { Order }\nexport { b }\n`,
    'src/used.ts':
      "import type { Order } from './bare';\nimport type { Order as Listed } from './listed';\nexport type All = [Order, Listed];\n",
    'src/run.ts': 'export const run = { id: "1", total: 1 };\n',
  });
  assert.equal(refused, []);
  assert.equal(files, {
    'src/bare.ts': 'import {\r\n  run,\r\n} from "./run"\r\n\r\nexport type { Order } from "./types/order"\r\n',
    'src/double.ts':
      'import { run } from "./run";\nimport type { Order } from "./types/order";\nexport type { Order };\nexport const a: Order[] = [run];\n',
    'src/listed.ts': 'const b = "b"\nimport type { Order } from "./types/order"\nexport type { Order }\nexport { b }\n',
  });
});

test('fixing twice changes nothing', () => {
  const line = fc.constantFrom(
    'from ..orders import total',
    'from ..orders import (  # why',
    '    total)',
    'from .. import orders  # compliance: ignore[relative-import] -- upstream',
    'x = 1  # compliance: ignore[relative-import, duplicate-type] -- old',
    '# compliance: ignore[duplicate-type] -- old',
    'def f():',
    '    from ..orders import total; from ..gone import x',
    '"""',
    '',
  );
  const content = fc.tuple(
    fc.array(line, { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.constantFrom('', '\ufeff'),
  );
  return fc.assert(
    fc.asyncProperty(fc.array(content, { minLength: 1, maxLength: 3 }), async (contents) => {
      const own = contents.map(
        ([lines, end, bom], index) => [`app/web/m${index}.py`, bom + lines.map((text) => text + end).join('')] as const,
      );
      const files = { ...PACKAGE, ...Object.fromEntries(own) };
      const once = await fix(files, STRICT);
      const twice = await fix({ ...files, ...once.files }, STRICT);
      assert.equal([twice.files, twice.made], [{}, 0]);
    }),
    { numRuns: 25 },
  );
});

test.run();
