import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';
import type { Finding } from '../../src/api.js';
import { checkFiles, type CheckFilesOptions } from '../check-files.js';

const ORDER = 'export interface Order {\n  id: string;\n  total: number;\n}\n';

async function findingsIn(
  files: Readonly<Record<string, string>>,
  options: CheckFilesOptions = {},
): Promise<readonly Finding[]> {
  const report = await checkFiles(files, { ...options, rule: 'duplicate-type' });
  assert.equal(report.failures, []);
  return report.findings;
}

/** Modules `src/0000.ts`, `src/0001.ts`… */
function modules(count: number, write: (index: number) => string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`src/${index.toString().padStart(4, '0')}.ts`, write(index)]),
  );
}

test('a finding names the kept definition first, then the other copies, and the lines that go away', async () => {
  const [finding] = await findingsIn({ 'src/a.ts': ORDER, 'src/b.ts': ORDER, 'src/types.ts': ORDER });
  const range = { start: { line: 1, column: 18 }, end: { line: 1, column: 23 } };
  assert.is(finding?.path, 'src/a.ts');
  assert.equal(finding?.related, [
    { path: 'src/types.ts', range, message: 'kept: `Order`' },
    { path: 'src/b.ts', range, message: 'also defined here: identical' },
  ]);
  assert.equal(finding?.data, { name: 'Order', relation: 'identical', keep: 'src/types.ts' });
  assert.is(finding?.subject, 'Order');
  assert.is(finding?.removesLines, 4);
});

test('the fingerprint outlives other fields and other places in the file', async () => {
  const [before] = await findingsIn({ 'src/a.ts': ORDER, 'src/types.ts': ORDER });
  const [after] = await findingsIn({
    'src/a.ts': `export const version = 1;\n\n${ORDER.replace('number', 'string')}`,
    'src/types.ts': ORDER,
  });
  assert.is.not(before?.message, after?.message);
  assert.is(before?.fingerprint, after?.fingerprint);
});

test('two copies in one file are two findings with their own fingerprints', async () => {
  const model = 'class Order(BaseModel):\n    id: str\n    total: int\n\n';
  const found = await findingsIn({
    'app/models.py': `from pydantic import BaseModel\n\n${model}`,
    'app/orders.py': `from pydantic import BaseModel\n\n${model}${model}`,
  });
  assert.equal(
    found.map(({ path, range }) => `${path}:${range.start.line.toString()}`),
    ['app/orders.py:3', 'app/orders.py:7'],
  );
  assert.is(new Set(found.map(({ fingerprint }) => fingerprint)).size, 2);
});

test('where it is not clear which one to keep, the other one is merely named', async () => {
  const [finding] = await findingsIn({ 'src/a.ts': ORDER, 'src/b.ts': ORDER });
  const range = { start: { line: 1, column: 18 }, end: { line: 1, column: 23 } };
  assert.equal(finding?.related, [{ path: 'src/a.ts', range, message: 'also defined here: identical' }]);
  assert.equal(finding?.data, { name: 'Order', relation: 'identical', other: 'src/a.ts' });
  assert.equal(finding?.fixes, []);
});

/** The file with the finding, and whether it is told to import the other. */
async function adviceFor(
  paths: readonly string[],
  options: CheckFilesOptions = {},
  text = ORDER,
): Promise<readonly [string | undefined, 'keep' | 'other']> {
  const [finding] = await findingsIn(Object.fromEntries(paths.map((path) => [path, text])), options);
  return [finding?.path, finding?.data['keep'] === undefined ? 'other' : 'keep'];
}

const FORM = 'class PayForm(Form):\n    card: str\n    owner: str\n';
const PLACES: readonly (readonly [rejected: string, kept: string, advice: 'keep' | 'other', text?: string])[] = [
  ['src/a.ts', 'src/dto/order.ts', 'keep'],
  ['src/a.ts', 'src/orders/order.types.ts', 'keep'],
  ['src/a.ts', 'src/order-types.d.ts', 'keep'],
  ['src/models/order.ts', 'src/entities/order.ts', 'other'],
  ['src/subtypes.ts', 'src/order.ts', 'other'],
  ['src/components/a.ts', 'src/z/z.ts', 'other'],
  ['src/a.tsx', 'src/z/z.ts', 'other'],
  ['src/use-order.ts', 'src/z/z.ts', 'other'],
  ['src/page.ts', 'src/z/z.ts', 'other'],
  ['src/server/a.ts', 'src/z/z.ts', 'other'],
  ['src/a.ts', 'src/z/constants.ts', 'other'],
  ['src/a/a.ts', 'src/z.ts', 'other'],
  ['src/client/order.ts', 'src/server/types.ts', 'other'],
  ['src/server/order.ts', 'src/server/types.ts', 'keep'],
  ['app/views.py', 'app/z/z.py', 'other', FORM],
  ['app/z/z.py', 'app/server/a.py', 'other', FORM],
  ['app/a.py', 'app/forms.py', 'keep', FORM],
  ['app/forms.py', 'app/a.py', 'other', FORM.replaceAll('PayForm', 'Payment')],
];
for (const [rejected, kept, advice, text] of PLACES) {
  const says = advice === 'keep' ? 'is kept' : 'is merely named';
  test(`${kept} ${says} where ${rejected} repeats it`, async () => {
    assert.equal(await adviceFor([rejected, kept], {}, text), [rejected, advice]);
  });
}

test('across components libraries come first, and only they are imported', async () => {
  const components = Object.fromEntries(
    ['apps/web', 'apps/admin', 'packages/orders'].map((path) => [`${path}/package.json`, `{ "name": "${path}" }\n`]),
  );
  const advice = async (...paths: string[]): Promise<unknown> => {
    const files = { ...components, ...Object.fromEntries(paths.map((path) => [path, ORDER])) };
    const found = await findingsIn(files, { options: { acrossComponents: true } });
    return found.map(({ path, data }) => [path, 'keep' in data]);
  };
  assert.equal(await advice('apps/web/types.ts', 'packages/orders/src/order.ts'), [['apps/web/types.ts', false]]);
  assert.equal(await advice('apps/web/order.ts', 'packages/orders/src/types.ts'), [['apps/web/order.ts', true]]);
  assert.equal(await advice('apps/admin/order.ts', 'apps/web/types.ts'), [['apps/admin/order.ts', false]]);
  assert.equal(await advice('apps/web/order.ts', 'apps/web/types.ts'), [['apps/web/order.ts', true]]);
});

test('erased types are replaced safely, what exists at run time only on request', async () => {
  const model = 'from pydantic import BaseModel\n\nclass Point(BaseModel):\n    x: int\n    y: int\n';
  const colors = "export enum Color {\n  Red = 'red',\n  Blue = 'blue',\n}\n";
  const found = await findingsIn({
    'src/types/order.ts': ORDER,
    'src/b.ts': ORDER,
    'src/types/red.ts': colors,
    'src/scarlet.ts': colors,
    'app/models.py': model,
    'app/b.py': model,
  });
  assert.equal(
    found.map(({ path, fixes }) => [path, fixes[0]?.safety]),
    [
      ['app/b.py', 'unsafe'],
      ['src/b.ts', 'safe'],
      ['src/scarlet.ts', 'unsafe'],
    ],
  );
});

test('a type that is equal only if two enumerations are taken for one is not replaced safely', async () => {
  const text = "enum Unit {\n  Gram = 'g',\n}\nexport interface Weight {\n  value: number;\n  unit: Unit;\n}\n";
  const [finding] = await findingsIn({ 'src/types.ts': text, 'src/b.ts': text });
  assert.is(finding?.subject, 'Weight');
  assert.is(finding?.fixes[0]?.safety, 'unsafe');
});

test('no fix closes a cycle of imports, makes a file import itself, or takes a default export away', async () => {
  const model = 'class Point(BaseModel):\n    x: int\n    y: int\n';
  const found = await findingsIn({
    'app/models.py': `from pydantic import BaseModel\nfrom app import b\n\n${model}`,
    'app/b.py': `from pydantic import BaseModel\n\n${model}\ntotal = 1\n`,
    'app/twice.py': `from pydantic import BaseModel\n\n${model.replace('Point', 'Pair')}\n${model.replace('Point', 'Pair')}`,
    'src/types.ts': ORDER,
    'src/b.ts': ORDER.replace('export', 'export default'),
  });
  assert.equal(
    found.map(({ path, fixes }) => [path, fixes.length]),
    [
      ['app/b.py', 0],
      ['app/twice.py', 0],
      ['src/b.ts', 0],
    ],
  );
});

test('imports of the kept file are followed for three steps, whether or not for types alone', async () => {
  const fixesAfter = async (steps: number): Promise<number | undefined> => {
    const chain = Array.from({ length: steps }, (_, index) => {
      const next = index === steps - 1 ? 'order' : `m${index + 1}`;
      return [index === 0 ? 'src/types.ts' : `src/m${index}.ts`, `import type { X } from './${next}';\n`] as const;
    });
    const files = Object.fromEntries(chain);
    const types = `${files['src/types.ts'] ?? ''}${ORDER}`;
    const [finding] = await findingsIn({ ...files, 'src/types.ts': types, 'src/order.ts': ORDER });
    assert.is(finding?.path, 'src/order.ts');
    return finding?.fixes.length;
  };
  assert.equal(await Promise.all([0, 1, 2, 3, 4].map(fixesAfter)), [1, 0, 0, 0, 1]);
});

test('a class is not replaced by an interface', async () => {
  const [finding] = await findingsIn({
    'src/types.ts': ORDER,
    'src/a.ts': 'export class Order {\n  id: string;\n  total: number;\n}\n',
  });
  assert.is(finding?.path, 'src/a.ts');
  assert.equal(finding?.fixes, []);
});

test('a relative import is written as the other imports of the file are', async () => {
  const [plain, withExtension] = await findingsIn({
    'src/types/order.ts': ORDER,
    'src/web/a.ts': ORDER,
    'src/web/b.ts': `import { run } from './run.js';\n${ORDER}`,
    'src/web/run.ts': 'export const run = 1;\n',
  });
  assert.is(plain?.fixes[0]?.edits[0]?.text, "export type { Order } from '../types/order';");
  assert.is(withExtension?.fixes[0]?.edits[0]?.text, "export type { Order } from '../types/order.js';");
});

test('types that refer to themselves and to each other are compared', async () => {
  const text =
    'export interface Tree {\n  leaf: Leaf;\n  next: Tree[];\n}\nexport interface Leaf {\n  tree: Tree;\n  size: number;\n}\n';
  const found = await findingsIn({ 'src/a.ts': text, 'src/b.ts': text.replace('size: number', 'size: string') });
  assert.equal(
    found.map(({ subject, data }) => [subject, data['relation']]),
    [
      ['Tree', 'drifted'],
      ['Leaf', 'drifted'],
    ],
  );
});

test('what a conventional name hides with two thousand definitions is decided in little time', async () => {
  const write = (index: number): string => `export interface Props {\n  title: string;\n  field${index}: string;\n}\n`;
  await withinSeconds(8, async () => {
    assert.equal(await findingsIn(modules(2000, write)), []);
  });
});

const CROWDS: Readonly<Record<string, (index: number) => string>> = {
  'interfaces that overlap': (index) => `export interface Order { id: string; name: string; field${index}: number }`,
  'interfaces of other members': (index) => `export interface Order { id${index}: string; total${index}: number }`,
  'aliases of function types': (index) => `export type Order = (at: Date, event: 'e${index}') => void;`,
  'classes that behave differently': (index) =>
    `export class Order { kind = 'k${index}'; send() { return send${index}(); } }`,
  'interfaces that are the same': () => 'export interface Order { id: string; name: string }',
};
for (const [title, write] of Object.entries(CROWDS)) {
  test(`three thousand definitions of one name are related in little time: ${title}`, async () => {
    await withinSeconds(8, async () => {
      const found = await findingsIn(modules(3000, write), { preset: 'strict' });
      assert.ok(found.length === 0 || found.length === 2999);
    });
  });
}

test('among many unrelated definitions of one name a copy finds what it repeats', async () => {
  const text = (index: number): string => `export interface Order {\n  a${index}: string;\n  b${index}: number;\n}\n`;
  const listener = (index: number): string => `export type Listener = (event: 'e${index}', at: number) => void;\n`;
  const mail = (index: number): string =>
    `export class Mail {\n  kind = 'k${index}';\n  host = 'h${index}';\n  send() { return send${index}(); }\n}\n`;
  const found = await findingsIn({
    ...modules(100, (index) => text(index) + listener(index) + mail(index)),
    'src/copy.ts': text(70) + listener(71) + mail(72),
    'src/part.ts': text(73).replace('}', '  c: string;\n}'),
    'src/drifted.ts': text(74).replace('number', 'string'),
  });
  assert.equal(
    found.map(({ path, subject, data }) => [path, subject, data['relation'], data['other']]),
    [
      ['src/copy.ts', 'Order', 'identical', 'src/0070.ts'],
      ['src/copy.ts', 'Listener', 'identical', 'src/0071.ts'],
      ['src/copy.ts', 'Mail', 'identical', 'src/0072.ts'],
      ['src/drifted.ts', 'Order', 'drifted', 'src/0074.ts'],
      ['src/part.ts', 'Order', 'subset', 'src/0073.ts'],
    ],
  );
});

test('among many definitions of one name the one that shares most members is found', async () => {
  const text = (index: number): string => {
    const popular = ['x', 'y', 'z'][Math.floor(index / 40)] ?? `w${index}`;
    return `export interface Order {\n  ${popular}: string;\n  a${index}: string;\n  b${index}: string;\n}\n`;
  };
  const found = await findingsIn({
    ...modules(140, text),
    'src/copy.ts': 'export interface Order {\n  x: string;\n  y: string;\n  z: string;\n}\n',
    'src/all.ts': 'export interface Order {\n  x: string;\n  y: string;\n  z: string;\n  a: string;\n}\n',
  });
  assert.equal(
    found.map(({ path, data }) => [path, data['relation'], data['other']]),
    [['src/copy.ts', 'subset', 'src/all.ts']],
  );
});

test('among many definitions that share nothing but the name, the first is the one to keep', async () => {
  const write = (index: number): string => `export interface Order {\n  a${index}: string;\n  b${index}: string;\n}\n`;
  const found = await findingsIn(modules(100, write), { options: { collisions: true } });
  assert.equal([...new Set(found.map(({ data }) => data['other']))], ['src/0000.ts']);
  assert.is(found.length, 99);
});

test('only drift is forgiven where one file gives both definitions names of their own', async () => {
  const [call, equal, other] = ['src/call.ts', 'src/equal.ts', 'src/other.ts'];
  const files = { [call]: ORDER, [equal]: ORDER, [other]: ORDER.replace('number', 'string') };
  const both = ["import { Order as Equal } from './equal';\n", "import { Order as Other } from './other';\n"];
  const one = "import { Order as Call } from './call';\n";
  const relations = async (text: string): Promise<unknown[]> =>
    (await findingsIn({ ...files, 'src/trace.ts': text })).map(({ path, data }) => [path, data['relation']]);
  assert.equal(await relations([one, ...both].join('')), [[equal, 'identical']]);
  assert.equal(await relations(one), [
    [equal, 'identical'],
    [other, 'drifted'],
  ]);
});

test('a finding lists twenty other copies at most', async () => {
  const found = await findingsIn(modules(40, () => ORDER));
  assert.equal([...new Set(found.map(({ related }) => related.length))], [21]);
  assert.not.ok(found[5]?.related.some(({ path }) => path === found[5]?.path));
});

const MANY = Array.from({ length: 32 }, (_, index) => index);

test('re-exports that lead in circles are followed once each', async () => {
  const stars = MANY.map((index) => `export * from './m${index}';`).join('\n');
  const text = "import type { Nowhere } from './m0';\nexport interface Order {\n  id: string;\n  at: Nowhere;\n}\n";
  await withinSeconds(8, async () => {
    const found = await findingsIn({
      ...Object.fromEntries(MANY.map((index) => [`src/m${index}.ts`, stars])),
      'src/a.ts': text,
      'src/b.ts': text,
    });
    assert.equal(
      found.map(({ path, data }) => [path, data['relation']]),
      [['src/b.ts', 'identical']],
    );
  });
});

test('bases that extend each other in many ways are followed once each', async () => {
  const layer = (level: number): string =>
    MANY.map((index) => {
      const bases = MANY.map((base) => `L${level + 1}B${base}`).join(', ');
      return `export interface L${level}B${index} extends ${bases} {\n  id: string;\n}\n`;
    }).join('');
  const layers = MANY.slice(0, 7).map(layer).join('');
  const text = `${layers}export interface Order extends L0B0 {\n  total: number;\n  note: string;\n}\n`;
  await withinSeconds(8, async () => {
    const found = await findingsIn({ 'src/a.ts': text, 'src/b.ts': text.replace('note: string', 'note: number') });
    assert.ok(found.some(({ subject, data }) => subject === 'Order' && data['relation'] === 'drifted'));
  });
});

test('classes that extend each other in many ways are followed once each', async () => {
  const layer = (level: number): string =>
    MANY.map((index) => {
      const bases = MANY.map((base) => `L${level + 1}B${base}`).join(', ');
      return `class L${level}B${index}(${bases}):\n    id: str\n\n`;
    }).join('');
  const layers = MANY.slice(0, 7).map(layer).join('');
  const order = (type: string): string => `class Order(L0B0):\n    total: int\n    note: ${type}\n`;
  await withinSeconds(8, async () => {
    const found = await findingsIn({
      'app/base.py': layers,
      'app/a.py': `from app.base import L0B0\n\n${order('str')}`,
      'app/b.py': `from app.base import L0B0\n\n${order('int')}`,
    });
    assert.equal(
      found.map(({ path, data }) => [path, data['relation']]),
      [['app/b.py', 'drifted']],
    );
  });
});

test('unions of unions are followed once each', async () => {
  const layers = MANY.map((level) =>
    MANY.map((index) => {
      const parts = MANY.map((part) => `L${level + 1}U${part}`).join(' | ');
      return `type L${level}U${index} = ${parts} | { at: ${level} };\n`;
    }).join(''),
  ).join('');
  const text = `${layers}export interface Order {\n  id: string;\n  at: L0U0 | string;\n}\n`;
  await withinSeconds(8, async () => {
    const found = await findingsIn({ 'src/a.ts': text, 'src/b.ts': text });
    assert.equal(
      found.map(({ subject, data }) => [subject, data['relation']]),
      [['Order', 'identical']],
    );
  });
});

test.run();
