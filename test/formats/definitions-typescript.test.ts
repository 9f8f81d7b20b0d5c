import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DefinitionFact } from '../../src/model/facts.js';
import { parseContent } from './parse.js';

async function definitionsOf(text: string, path = 'src/orders.ts'): Promise<readonly DefinitionFact[]> {
  return (await parseContent(path, text)).facts<DefinitionFact>('definitions');
}

/** The normalised form of a type: that of a property, so that no alias is taken apart. */
async function typeOf(type: string): Promise<unknown> {
  const [fact] = await definitionsOf(`interface Order { total: ${type} }`);
  return fact?.members[0]?.type;
}

test('an interface is a fact with its bases, members and places', async () => {
  const [fact] = await definitionsOf(
    'export interface Order<T extends object = {}> extends Base<T>, Other {\n  id: string;\n\n  items?: T[];\n}\nlet order: Order;\n',
  );
  assert.equal(fact, {
    name: 'Order',
    kind: 'interface',
    typeParameters: 1,
    bases: [['<>', '@Base', '$0'], '@Other'],
    members: [
      { name: 'id', type: 'string' },
      { name: 'items', type: ['[]', '$0'], optional: true },
    ],
    exportedAs: ['Order'],
    site: {
      range: { start: { line: 1, column: 18 }, end: { line: 1, column: 23 } },
      lineText: 'export interface Order<T extends object = {}> extends Base<T>, Other {',
      lineHash: fact?.site.lineHash,
    },
    range: { start: { line: 1, column: 1 }, end: { line: 5, column: 2 } },
    lines: 4,
    isMentioned: true,
  });
});

test('exports inline, later, under another name and as default', async () => {
  const facts = await definitionsOf(
    [
      'export type A = { x: 1 };',
      'interface B { x: 1 }',
      'class C { x = 1 }',
      'enum D { X }',
      'export default interface E { x: 1 }',
      'interface F { x: 1 }',
      'export { B, type C as Public };',
      'export type { D };',
      "export { G } from './g';",
      'interface G { x: 1 }',
      'export default F;',
    ].join('\n'),
  );
  assert.equal(
    facts.map(({ name, exportedAs }) => [name, exportedAs]),
    [
      ['A', ['A']],
      ['B', ['B']],
      ['C', ['Public']],
      ['D', ['D']],
      ['E', ['default']],
      ['F', ['default']],
      ['G', []],
    ],
  );
});

test('only the top level of a module counts', async () => {
  const facts = await definitionsOf(
    [
      'declare global { interface A { x: 1 } }',
      "declare module 'm' { export interface B { x: 1 } }",
      'export namespace N { export interface C { x: 1 } }',
      'function f() { interface D { x: 1 } }',
      'const E = class E { x = 1 };',
      'export declare interface G { x: 1 }',
      'export abstract class H { abstract go(at: number): void }',
      'declare const enum I { X = 1 }',
      '// interface J { x: 1 }',
      'const text = `interface K { x: 1 }`;',
    ].join('\n'),
  );
  assert.equal(
    facts.map(({ name, kind, exportedAs }) => [name, kind, exportedAs]),
    [
      ['G', 'interface', ['G']],
      ['H', 'class', ['H']],
      ['I', 'enum', []],
    ],
  );
});

test('only a declaration file that is no module is global', async () => {
  const [ambient] = await definitionsOf('interface User { id: string }', 'src/globals.d.ts');
  const [module] = await definitionsOf('export interface User { id: string }', 'src/user.d.ts');
  assert.is(ambient?.isGlobal, true);
  assert.is(module?.isGlobal, undefined);
});

test('spellings of one type are written alike', async () => {
  for (const spelling of ['Array<string>', 'string[]', 'readonly string[]', 'ReadonlyArray<string>', '(string)[]']) {
    assert.equal(await typeOf(spelling), ['[]', 'string'], spelling);
  }
  assert.equal(await typeOf(`| "a" | /* b */ 'b' | null | "a"`), ['|', '"a"', '"b"', 'null']);
  assert.equal(await typeOf('{ id: string, at?: Date | undefined; }'), ['{}', ['id', 'string'], ['at?', '@Date']]);
  assert.equal(await typeOf('(a: string, b?: number, ...c: X[]) => Promise<void>'), [
    '=>',
    ['<>', '@Promise', 'void'],
    'string',
    ['?', 'number'],
    ['...', ['[]', '@X']],
  ]);
  assert.equal(await typeOf('[from: string, to?: number, ...rest: X[]]'), [
    'tuple',
    'string',
    ['?', 'number'],
    ['[]', '@X'],
  ]);
  assert.equal(await typeOf("import('./orders').Order"), ['import', '"./orders"', 'Order']);
  assert.equal(await typeOf('orders.Order'), '@orders.Order');
  assert.equal(await typeOf('z.infer<typeof schema>'), ['<>', '@z.infer', ['typeof', '@schema']]);
  assert.equal(await typeOf("User['id']"), ['at', '@User', '"id"']);
  assert.equal(await typeOf('keyof User & string'), ['&', ['keyof', '@User'], 'string']);
  assert.equal(await typeOf('`a${string}`'), ['template', '"a"', 'string']);
});

test('type parameters are numbered, in functions, conditions and mapped types too', async () => {
  assert.equal(await typeOf('<K>(key: K) => K'), ['=>', '$0', '$0']);
  assert.equal(await typeOf('{ [P in Keys]?: Box<P> }'), ['mapped', '~?', '@Keys', ['<>', '@Box', '$0']]);
  const condition = await typeOf('X extends Box<infer V> ? V : never');
  assert.equal(condition, ['if', '@X', ['<>', '@Box', '$0'], '$0', 'never']);
});

test('a union of many thousand members is read without exhausting the stack', async () => {
  const literals = Array.from({ length: 20_000 }, (_, index) => `'${index.toString()}'`);
  const [fact] = await definitionsOf(`export type Id = ${literals.join(' | ')};`);
  assert.is(fact?.members.length, 20_000);
});

test('signatures, quoted names, accessors and overloads', async () => {
  const [fact] = await definitionsOf(
    [
      'interface Store {',
      "  'content-type': string;",
      '  get(key: string): string;',
      '  get size(): number;',
      '  put(key: string): void;',
      '  put(key: number): void;',
      '  (key: string): void;',
      '  new (key: string): Store;',
      '  [name: string]: unknown;',
      '}',
    ].join('\n'),
  );
  assert.equal(fact?.members, [
    { name: 'content-type', type: 'string' },
    { name: 'get', type: ['=>', 'string', 'string'] },
    { name: 'size', type: 'number' },
    { name: 'put', type: ['&', ['=>', 'void', 'string'], ['=>', 'void', 'number']] },
    { name: '()', type: ['=>', 'void', 'string'] },
    { name: 'new()', type: ['new', '@Store', 'string'] },
    { name: '[string]', type: 'unknown' },
  ]);
});

test('aliases: object types have members, intersections bases, unions of literals their literals', async () => {
  const facts = await definitionsOf(
    [
      'type A = { id: string };',
      'type B = A & Box<string> & { total?: number };',
      "type C = 'x' | 1 | -2;",
      "type D = Omit<A, 'id'>;",
      'type E = A & B;',
    ].join('\n'),
  );
  assert.equal(
    facts.map(({ name, bases, members, type }) => ({ name, bases, members, type })),
    [
      { name: 'A', bases: [], members: [{ name: 'id', type: 'string' }], type: undefined },
      {
        name: 'B',
        bases: ['@A', ['<>', '@Box', 'string']],
        members: [{ name: 'total', type: 'number', optional: true }],
        type: undefined,
      },
      {
        name: 'C',
        bases: [],
        members: [
          { name: '"x"', type: null },
          { name: '1', type: null },
          { name: '-2', type: null },
        ],
        type: undefined,
      },
      { name: 'D', bases: [], members: [], type: ['<>', '@Omit', '@A', '"id"'] },
      { name: 'E', bases: [], members: [], type: ['&', '@A', '@B'] },
    ],
  );
});

test('enumerations have values, implicit ones counted on', async () => {
  const [fact] = await definitionsOf("enum E { A, B = 4, C, D = 'd', F = 1 << 2, G }");
  assert.equal(fact?.members, [
    { name: 'A', type: '0' },
    { name: 'B', type: '4' },
    { name: 'C', type: '5' },
    { name: 'D', type: '"d"' },
    { name: 'F', type: '~1<<2' },
    { name: 'G', type: null },
  ]);
});

test('classes: fields, fields of the constructor, methods, decorators, heritage', async () => {
  const [fact] = await definitionsOf(
    [
      "@Component({ tag: 'x' })",
      'export class Cart<T> extends Base<T> implements Shape {',
      '  private readonly items: T[] = [];',
      "  name = 'cart';",
      '  note?: string;',
      '  constructor(private readonly orders: Orders, limit: number) { super(); }',
      '  get size() { return 1; }',
      '  set size(value) {}',
      '}',
    ].join('\n'),
  );
  assert.equal(fact?.decorators, ['Component']);
  assert.equal(fact?.bases, ['@Base']);
  assert.equal(fact?.range.start, { line: 1, column: 1 });
  assert.equal(fact?.members.slice(0, 4), [
    { name: 'items', type: ['[]', '$0'] },
    { name: 'name', type: ['=', '"cart"'] },
    { name: 'note', type: 'string', optional: true },
    { name: 'orders', type: '@Orders' },
  ]);
  assert.equal(
    fact?.members.slice(4).map(({ name }) => name),
    ['constructor', 'size'],
  );
});

test('a file without types is not parsed', async () => {
  const content = await parseContent(
    'src/run.ts',
    "import type { A } from './a';\nexport { type B } from './b';\nrun();\n",
  );
  assert.equal(content.facts('definitions'), []);
  assert.not(content.isParsed);
});

test('both parsers give the same facts', async () => {
  const text = 'export interface Order extends Base<string> { id?: string | undefined; go(at: number): void }\n';
  const [native, wasm] = await Promise.all([parseContent('a.ts', text, 'native'), parseContent('a.ts', text, 'wasm')]);
  assert.equal(native.facts('definitions'), wasm.facts('definitions'));
});

test.run();
