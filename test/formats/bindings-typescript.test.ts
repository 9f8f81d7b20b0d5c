import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';
import type { BindingFact } from '../../src/model/facts.js';
import { parseContent } from './parse.js';

async function bindingsOf(text: string, path = 'src/orders.tsx'): Promise<readonly BindingFact[]> {
  const file = await parseContent(path, text);
  const facts = file.facts<BindingFact>('bindings');
  assert.is(file.isParsed, false, 'bindings are found without a parse');
  return facts;
}

/** `kind name`, what makes it after `=`, and the names by which it is exported after `as`. */
async function described(...lines: readonly string[]): Promise<readonly string[]> {
  return (await bindingsOf(lines.join('\n'))).map(({ name, kind, madeBy, exportedAs = [] }) =>
    [`${kind} ${name}`, madeBy === undefined ? '' : ` = ${madeBy}`, exportedAs.map((as) => ` as ${as}`).join('')].join(
      '',
    ),
  );
}

test('a class is a fact with its bases and its members', async () => {
  assert.equal(
    await bindingsOf(
      [
        'export abstract class Orders<T extends { id: string } = {}> extends base . Repository<T> implements Store {',
        '  static #count = 0;',
        '  private readonly rows: Map<string, T> = new Map<string, T>();',
        '  status:',
        '    | "open"',
        '    | State = "open";',
        '  @Input() total?: number; currency!: string',
        '  constructor(private api: Api) { super(); }',
        '  async *pages(size = 1) { yield size }',
        '  get first() { return this.rows[0] }',
        '  abstract load(): void',
        '  save = async (order: T) => { const inner = 1; };',
        '  [Symbol.iterator]() {}',
        '  static { this.#count = 1; }',
        '}',
      ].join('\n'),
    ),
    [
      {
        name: 'Orders',
        kind: 'class',
        exportedAs: ['Orders'],
        bases: ['base.Repository'],
        members: ['#count', 'rows', 'status', 'total', 'currency', 'constructor', 'pages', 'first', 'load', 'save'],
      },
    ],
  );
});

test('declarations of every kind', async () => {
  assert.equal(
    await described(
      'function a() {}',
      'export async function* b<T>(x: { y: T }): AsyncGenerator<T> {}',
      'export const c = () => 1, d = async x => x, e = function named() {}',
      'export const f = async <T extends object = {}, U = T>(x: T): Promise<U> => ({}) as U;',
      'class G {}',
      'export const H = class Inner {}',
      'export declare const i: string;',
      'export enum J { A }',
      'export const enum K { A }',
      'namespace L { export const inner = 1 }',
      'let m, n: number, o = 1;',
      'declare function p(): void;',
      'export function q(x: string): void;',
      'export function q(x: any) {}',
    ),
    [
      'function a',
      'function b as b',
      'function c as c',
      'function d as d',
      'function e as e',
      'function f as f',
      'class G',
      'class H as H',
      'value i =  as i',
      'value J as J',
      'value K as K',
      'value L',
      'value m = ',
      'value n = ',
      'value o',
      'function p',
      'function q as q',
    ],
  );
});

test('a value is what it is, calls or constructs; nothing where the module writes it out', async () => {
  assert.equal(
    await described(
      "export const http = axios.create({ baseURL: '/' })",
      'const prisma = new PrismaClient<Options, "query">({ log: [] }).$extends({})',
      'const alias = library.core?.part',
      'const awaited = await connect()',
      'const kept = globalThis.prisma ?? new Prisma.Client()',
      'const chosen = test ? fake() : real()',
      'const typed: Map<string, () => void> = new Map<string, () => void>()',
      'const asserted = create() as unknown as Api',
      'const button = styled.button`color: red`',
      'const object = { a: axios.create() }',
      'const list = [1], text = `a`, number = -1, flag = true',
      'const bracketed = (await connect())',
      'const nothing = null',
      "const debug = require('debug')('app')",
    ),
    [
      'value http = axios.create as http',
      'value prisma = PrismaClient',
      'value alias = library.core.part',
      'value awaited = connect',
      'value kept = Prisma.Client',
      'value chosen = real',
      'value typed = Map',
      'value asserted = create',
      'value button = styled.button',
      'value object',
      'value list',
      'value text',
      'value number',
      'value flag',
      'value bracketed = ',
      'value nothing = ',
      'value debug = require',
    ],
  );
});

test('a function that is wrapped is a function', async () => {
  assert.equal(
    await described(
      'const load = cache(async (id: string) => fetch(id))',
      'const useCart = create<Cart>()((set) => ({ items: [] }))',
      'const Badge = React.memo(BadgeView)',
      'const client = axios.create({ transform: [(data) => data] })',
      'const worker = new Worker(() => {})',
    ),
    ['function load', 'function useCart', 'function Badge', 'value client = axios.create', 'value worker = Worker'],
  );
});

test('patterns bind names; modules that are loaded are imports', async () => {
  assert.equal(
    await described(
      'export const { a, b: c = 1, d: { e }, ...rest } = create({ x: 1 })',
      'const [first, , third = 3] = useState()',
      "const { load } = require('./load'), fs = require('fs')",
      "const api = await import('./api')",
    ),
    [
      'value a = create as a',
      'value c = create as c',
      'value e = create as e',
      'value rest = create as rest',
      'value first = useState',
      'value third = useState',
    ],
  );
});

test('exports of every form, those of imported names too', async () => {
  assert.equal(
    await described(
      "import { passed, other } from './other'",
      'const a = 1; function b() {}',
      "export { a, b as default, b as 'string name', passed as again, type Shape }",
      "export { elsewhere } from './elsewhere'",
      "export * from './all'",
      'export type { Only }',
      'export interface Skipped { x: 1 }',
      'export type Alias = { y: 2 }',
    ),
    ['value a as a', 'function b as default as string name', 'value passed = passed as again'],
  );
  for (const [text, expected] of [
    ['export default function () {}', 'function default as default'],
    ['export default async function load() {}', 'function load as default'],
    ['export default class extends Base {}', 'class default as default'],
    ['export default { a: 1 }', 'value default as default'],
    ['export default axios.create()', 'value default = axios.create as default'],
    ['const api = {};\nexport default api', 'value api as default'],
    ['export default interface Props {}', undefined],
    ['const api = {};\nexport = api', 'value api as default'],
  ] as const) {
    assert.equal(await described(text), expected === undefined ? [] : [expected], text);
  }
});

test('CommonJS', async () => {
  assert.equal(
    await described(
      "'use strict'",
      'exports.merge = void 0',
      'function merge() {}',
      'exports.merge = merge',
      'exports.zero = () => 0',
      'module.exports.limit = 3',
      'module.exports = { merge, add: plus, run() {}, size: 1, ...more }',
      'function plus() {}',
    ),
    [
      'function merge as merge',
      'function zero as zero',
      'value limit as limit',
      'value default as default',
      'function run as run',
      'value size as size',
      'function plus as add',
    ],
  );
  assert.equal(await described('module.exports = class Orders {}'), ['class default as default']);
});

test('only the top level counts, and neither text nor comments', async () => {
  assert.equal(
    await described(
      '// const a = 1',
      '/* export const b = 1 */',
      "const text = 'export const c = 1'; const more = `",
      'export const d = 1`',
      'if (x) { const e = 1 }',
      'run(function f() { class G {} })',
      'const h = { function: 1, class: 2 }.class',
      'type I = { const: 1 }',
      "const pattern = /[/'\"]export const j = 1/ // with a quote '",
      'x.export; x.class',
      'const last = 1',
    ),
    ['value text', 'value more', 'value h', 'value pattern', 'value last'],
  );
});

test('code without semicolons, with operators at the ends or beginnings of lines, and comments between', async () => {
  assert.equal(
    await described(
      'const a =',
      '  b',
      '    .c()',
      'const d = 2 // seconds, function',
      '// const x,',
      'const e = x',
      '  ? y',
      '  : new Z()',
      'const f = /^a/',
      'const g = [',
      '  /^b/, // the first.',
      '  /^[/]c(d|$)/, // the second',
      ']',
      'class H',
      '  extends I {',
      '}',
      '@injectable() export class J {}',
      'function k() {} const l = 1',
    ),
    [
      'value a = b.c',
      'value d',
      'value e = Z',
      'value f',
      'value g',
      'class H',
      'class J as J',
      'function k',
      'value l',
    ],
  );
});

test('text of elements does not hide what follows', async () => {
  assert.equal(
    await described(
      "const A = () => <p>{x && <b>the shop can’t, the cart doesn't {y}</b>}</p>",
      'const B = () => {',
      "  return <p>don't :) {x}</p>",
      '}',
      'export const C = 1',
      'const D = 2',
    ),
    ['function A', 'function B', 'value C as C', 'value D'],
  );
});

test('line ends of every system', async () => {
  const facts = await bindingsOf('const a = 1\r\nexport const b = 2\rclass C {\r\n  x = 1\r\n  y() {}\r\n}\r\n');
  assert.equal(
    facts.map(({ name, members }) => [name, members]),
    [
      ['a', undefined],
      ['b', undefined],
      ['C', ['x', 'y']],
    ],
  );
});

test('hostile text takes linear time', async () => {
  const texts = [
    '('.repeat(200_000),
    'const a = '.repeat(50_000),
    `const a = ${'x ?? '.repeat(100_000)}`,
    `const a${': b'.repeat(100_000)}`,
    `const a${', b'.repeat(100_000)}`,
    `class A${'<'.repeat(200_000)}`,
    `class A {${' '.repeat(200_000)}`,
    `class A {${'static '.repeat(50_000)}}`,
    `class A {${'@a '.repeat(50_000)}}`,
    `const a = 1${'\n'.repeat(200_000)}`,
    `const a = b${'\n// c'.repeat(50_000)}`,
    'async '.repeat(100_000),
    `export {${' a as'.repeat(50_000)}`,
    `export { ${'a as b, '.repeat(50_000)}}`,
    `module.exports = {${'a:'.repeat(100_000)}`,
    'export '.repeat(50_000),
    'export default '.repeat(50_000),
    'class '.repeat(50_000),
    'function '.repeat(50_000),
    `const a = ${'<'.repeat(100_000)}`,
    `const a = async ${'('.repeat(100_000)}`,
    `const {${'a='.repeat(100_000)}} = b`,
    "'a".repeat(100_000),
    `const a = ${'new '.repeat(100_000)}`,
    `const a = b${' ?.'.repeat(100_000)}`,
  ];
  await withinSeconds(10, async () => {
    for (const text of texts) await bindingsOf(text);
  });
});

test.run();
