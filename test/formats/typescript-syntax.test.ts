import ts from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createTypeScriptJudge } from '../../src/formats/typescript/syntax/judge.js';
import { isPlainRegularExpression } from '../../src/formats/typescript/syntax/plain-regular-expression.js';
import { plainness } from '../../src/formats/typescript/syntax/plain.js';
import type { SyntaxVerdict } from '../../src/model/syntax-verdict.js';

const judge = createTypeScriptJudge();

function verdictOn(dialect: string, text: string): Promise<SyntaxVerdict> {
  return judge.judge({ bytes: Buffer.from(text), text, dialect });
}

/** `line:column code` of the fault, `valid`, or why there is no verdict. */
async function verdict(dialect: string, text: string): Promise<string> {
  const found = await verdictOn(dialect, text);
  if (found.kind === 'valid') return 'valid';
  if (found.kind !== 'invalid') return found.reason;
  const { line, column, message } = found.fault;
  return `${line}:${column} ${message.split(':')[0] ?? ''}`;
}

type Row = readonly [dialect: string, text: string, verdict: string];

async function assertRows(rows: readonly Row[]): Promise<void> {
  const found = await Promise.all(
    rows.map(async ([dialect, text]): Promise<Row> => [dialect, text, await verdict(dialect, text)]),
  );
  assert.equal(
    found.filter(([, , said], at) => said !== rows[at]?.[2]),
    [],
  );
}

test('a fault has the place, the code and the message of the compiler', async () => {
  assert.is(judge.by, 'TypeScript 5.9.3');
  assert.equal(await verdictOn('ts', "import { test } from 'uvu';\n\ntest('adds', () => {\n  sum(1 2);\n});\n"), {
    kind: 'invalid',
    fault: { line: 4, column: 9, message: "TS1005: ',' expected.", validFrom: null },
  });
});

test('what does not parse is invalid in every dialect', async () => {
  await assertRows([
    ['ts', 'const total = ;\n', '1:15 TS1109'],
    ['ts', 'function add(a: number, b: number {\n  return a + b;\n}\n', '1:35 TS1005'],
    ['ts', "const name = 'Ada;\n", '1:19 TS1002'],
    ['ts', 'const text = `a ${b\n', '2:1 TS1005'],
    ['ts', '/* open\n', '2:1 TS1010'],
    ['ts', 'class Cart {\n  total() {\n', '3:1 TS1005'],
    ['ts', '<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> main\n', '1:1 TS1185'],
    ['ts', 'const mode = 0777;\n', '1:14 TS1121'],
    ['tsx', 'export const view = <div><span></div>;\n', '1:27 TS17008'],
    ['tsx', 'export const view = <div>{</div>;\n', '1:27 TS1109'],
    ['js', 'module.exports = { a: 1 b: 2 };\n', '1:25 TS1005'],
    ['jsx', 'export const View = () => <a><b/>;\n', '1:28 TS17008'],
    ['d.ts', 'export declare function add(a: number, b: number: number;\n', '1:49 TS1005'],
  ]);
});

test('what is valid in its dialect has no fault', async () => {
  await assertRows([
    ['ts', '', 'valid'],
    ['ts', '#!/usr/bin/env node\nexport {};\n', 'valid'],
    ['ts', 'const id = <T,>(value: T): T => value;\nconst text = <string>id("a");\n', 'valid'],
    ['ts', 'await using handle = open();\nexport default { handle } satisfies Handles;\n', 'valid'],
    [
      'ts',
      'enum Color { Red, Green = "g" }\nnamespace Shop { export const open = 1 }\nabstract class A { abstract b(): void }\n',
      'valid',
    ],
    [
      'ts',
      'class A { constructor(private readonly b: string) {} accessor c = 1; static { this.d() } static d() {} #e = 1 }\n',
      'valid',
    ],
    ['tsx', 'export const view = <T,>(value: T) => <List<T> key="a" {...props}>{value} &amp; <></></List>;\n', 'valid'],
    ['js', 'const { a, ...rest } = require("./a");\nif (a) return;\nmodule.exports = rest;\n', 'valid'],
    ['js', 'export const View = () => <div>text</div>;\n', 'valid'],
    ['jsx', 'export const View = () => <div>text</div>;\n', 'valid'],
    ['d.ts', 'declare const total: number;\nexport function add(a: number): number;\nexport default total;\n', 'valid'],
  ]);
});

test('the extension decides whether JSX is read', async () => {
  const view = 'export const view = <div>text</div>;\n';
  await assertRows([
    ['ts', view, '1:31 TS1161'],
    ['tsx', view, 'valid'],
    ['js', view, 'valid'],
    ['jsx', view, 'valid'],
    ['tsx', 'const text = <string>value;\n', '1:15 TS17008'],
  ]);
});

test('grammar errors that only the binder finds are faults', async () => {
  await assertRows([
    ['ts', 'export class A { m() { with (a) {} } }\n', '1:24 TS1101'],
    ['ts', 'export {};\ndelete name;\n', '2:8 TS1102'],
    ['ts', 'export const eval = 1;\n', '1:14 TS1215'],
    ['ts', 'export {};\nlet package = 1;\n', '2:5 TS1214'],
    ['ts', 'export {};\nlet await = 1;\n', '2:5 TS1262'],
    ['js', 'export {};\nfunction arguments() {}\n', '2:10 TS1215'],
  ]);
});

test('grammar errors that only the checker finds are faults', async () => {
  await assertRows([
    ['ts', 'const ;\n', '1:6 TS1123'],
    ['ts', 'const total;\n', '1:7 TS1155'],
    ['ts', 'const { a };\n', '1:7 TS1182'],
    ['ts', 'class A { private private a = 1; }\n', '1:19 TS1028'],
    ['ts', 'class A { static static a = 1; }\n', '1:18 TS1434'],
    ['ts', 'class A { readonly public a = 1; }\n', '1:20 TS1029'],
    ['ts', 'function load() {\n  await fetch("/");\n}\n', '2:3 TS1308'],
    ['ts', 'test("a", () => {\n  for await (const a of b) {}\n});\n', '2:7 TS1103'],
    ['ts', 'export {};\nreturn 1;\n', '2:1 TS1108'],
    ['ts', 'function f() { yield 1; }\n', '1:16 TS1163'],
    ['ts', 'break;\n', '1:1 TS1105'],
    ['ts', 'continue;\n', '1:1 TS1104'],
    ['ts', 'a: for (;;) { b(() => { break a; }); }\n', '1:25 TS1107'],
    ['ts', 'for (;;) { break nowhere; }\n', '1:12 TS1116'],
    ['ts', 'a: a: for (;;) {}\n', '1:4 TS1114'],
    ['ts', 'switch (a) { default: b(); default: c(); }\n', '1:28 TS1113'],
    ['ts', 'const a = { b: 1, b: 2 };\n', '1:19 TS1117'],
    ['ts', 'function f(...a, b) {}\n', '1:12 TS1014'],
    ['ts', 'function f(a?: string, b: string) {}\n', '1:24 TS1016'],
    ['ts', 'if (a) { export const b = 1; }\n', '1:10 TS1184'],
    ['ts', 'if (a) { import b from "b"; }\n', '1:10 TS1232'],
    ['ts', 'abstract class A { abstract b() {} }\n', '1:29 TS1245'],
    ['ts', 'class A { abstract b(): void }\n', '1:11 TS1244'],
    ['ts', 'class A { get b(c) { return 1 } }\n', '1:15 TS1054'],
    ['ts', 'const f = (a)\n  => a;\n', '2:3 TS1200'],
    ['ts', 'const a = /(/;\n', '1:13 TS1005'],
    ['ts', 'const a = /[b-a]/;\n', '1:13 TS1517'],
    ['ts', 'a?.`b`;\n', '1:4 TS1358'],
    ['ts', 'type A = [b?: string, c: string];\n', '1:23 TS1257'],
    ['ts', 'const a = { b = 1 };\n', '1:15 TS1312'],
    ['ts', 'const a = b as const;\n', '1:11 TS1355'],
    ['js', 'const total;\n', '1:7 TS1155'],
    ['js', 'function load() {\n  await fetch("/");\n}\n', '2:3 TS1308'],
    ['jsx', 'for (const a = 1 of b) {}\n', '1:12 TS1190'],
  ]);
});

test('everyday syntax is accepted without the checker', () => {
  const text = [
    "import Cart, { type Item } from './cart';",
    "vi.mock('./api', async () => ({ ...(await vi.importActual<typeof import('./api')>('./api')), load: vi.fn() }));",
    'interface Row { readonly name: string; price?: number }',
    "export const rows: Row[] = [{ name: 'a', price: 1 }];",
    "describe('cart', () => {",
    '  let cart: Cart | undefined;',
    '  beforeEach(async () => { cart = await Cart.open(); });',
    '  for (const { name, ...rest } of rows) {',
    '    if (rest.price === undefined) continue;',
    '    it(`adds ${name}`, async function () { expect(await cart?.add(name as string)).toMatch(/^\\d+ (?:a|b)$/i); });',
    '  }',
    '  const view = <Cart items={rows} {...props}>{rows.map((row) => <Item key={row.name}>text</Item>)}</Cart>;',
    '});',
  ].join('\n');
  assert.ok(plainness(ts)(ts.createSourceFile('cart.test.tsx', text, ts.ScriptTarget.ESNext)));
});

test('everyday syntax with a fault is left to the checker', async () => {
  await assertRows([
    ['ts', 'import a from new "a";\n', '1:15 TS1141'],
    ['ts', 'export * from await "a";\n', '1:15 TS1141'],
    ['ts', 'const a = { [B]: 1, [B]: 2, c: 3, c: 4 };\n', '1:35 TS1117'],
    ['ts', 'const a = { b!: 1 };\n', '1:14 TS1255'],
    ['ts', 'const a = { b?: 1 };\n', '1:14 TS1162'],
    ['ts', 'const a = { async b: 1 };\n', '1:13 TS1042'],
    ['ts', 'const a = async (b = await c) => b;\nconst d;\n', '2:7 TS1155'],
    ['ts', 'if (a);\n', '1:7 TS1313'],
    ['ts', 'if (a) let b = 1;\n', '1:8 TS1156'],
    ['ts', 'for (const a of b) { () => { continue; }; }\n', '1:30 TS1107'],
    ['ts', 'const a = new Map<string, number,>();\n', '1:33 TS1009'],
    ['ts', 'try {} catch (a = 1) {}\n', '1:19 TS1197'],
    ['ts', 'const { ...a, } = b;\n', '1:13 TS1013'],
    ['ts', 'function a(b = 1) { "use strict"; }\n', '1:12 TS1346'],
    ['ts', 'import type A, { B } from "a";\n', '1:8 TS1363'],
    ['ts', 'interface A { b: string = "" }\n', '1:27 TS1246'],
    ['ts', 'import(a, ...b);\n', '1:11 TS1325'],
  ]);
});

test('only simple regular expressions are accepted without the checker', () => {
  const plain = ['/a/', '/^a+b?$/i', '/a\\.b|c d/g', '/(?:a|b)+ [a z]/', '/\\d+\\/\\w*/m'];
  const others = [
    '/(/',
    '/a**/',
    '/a{2,1}/',
    '/[b-a]/',
    '/(?<a>b)/',
    '/a/u',
    '/a/gg',
    '/+a/',
    '/\\1/',
    '/\\b+/',
    '/a|*/',
    '/(?:+)/',
  ];
  assert.equal(plain.filter(isPlainRegularExpression), plain);
  assert.equal(others.filter(isPlainRegularExpression), []);
});

test('a declaration file has declarations only', async () => {
  await assertRows([
    ['d.ts', 'declare const a: string;\na.trim();\n', '2:1 TS1036'],
    ['d.ts', 'declare let a = 1;\n', '1:17 TS1039'],
    ['d.ts', 'const a: string;\n', '1:1 TS1046'],
    ['d.ts', 'export declare function f(): void {}\n', '1:35 TS1183'],
    ['d.ts', 'declare namespace A { declare const b: string }\n', '1:23 TS1038'],
  ]);
});

test('types and other features of TypeScript are faults in JavaScript', async () => {
  await assertRows([
    ['js', 'function f(a: string) {}\n', '1:15 TS8010'],
    ['js', 'interface A {}\n', '1:11 TS8006'],
    ['jsx', 'const a = b as string;\n', '1:16 TS8016'],
    ['js', 'import type { A } from "a";\n', '1:1 TS8006'],
  ]);
});

test('a file written in Flow is left to Flow', async () => {
  const reason = 'is written in Flow, which TypeScript cannot read';
  await assertRows([
    ['js', '/**\n * @flow strict\n */\n"use strict";\nconst f = (a: ?string): void => {};\n', reason],
    ['js', '#!/usr/bin/env node\n// @flow\ntype A = {| a: 1 |};\n', reason],
    ['js', '// @flow\nconst a = 1;\n', 'valid'],
    ['js', 'const a = "// @flow";\nconst b: number = 1;\n', '2:10 TS8010'],
    ['ts', '// @flow\nconst a = ;\n', '2:11 TS1109'],
  ]);
});

test('what depends on settings, types or other files is no fault', async () => {
  await assertRows([
    ['ts', 'await load();\n', 'valid'],
    ['ts', 'for await (const a of b) {}\n', 'valid'],
    ['ts', 'import fs = require("fs");\nexport = fs;\n', 'valid'],
    ['ts', 'export const url = import.meta.url;\n', 'valid'],
    ['ts', 'import data from "./data.json" with { type: "json" };\n', 'valid'],
    ['ts', 'const data = await import("./data.json", { with: { type: "json" } });\nexport { data };\n', 'valid'],
    ['ts', 'export const __esModule = true;\n', 'valid'],
    ['ts', 'import { A } from "./a";\nexport { A };\nexport * from "./b";\n', 'valid'],
    ['ts', 'class A { constructor(@Inject() private b: B) {} @log c() {} }\n', 'valid'],
    ['ts', '@log\nexport class A {}\n', 'valid'],
    ['ts', 'export @log class A {}\n', 'valid'],
    ['ts', 'const A = @log class { @log b = 1; };\n', 'valid'],
    ['ts', 'async function f(): Task<string> { return ""; }\nasync function g(): number { return 1; }\n', 'valid'],
    ['ts', 'import { Color } from "./color";\nconst red = Color.Red as const;\n', 'valid'],
    ['ts', 'import { START } from "./start";\nenum A { B = START, C }\n', 'valid'],
    ['ts', 'import type { Key } from "./key";\ninterface A { [key: Key]: string }\n', 'valid'],
    ['ts', 'import type { A } from "./a";\nconst a = { b: 1 } satisfies A;\nnew A();\n', 'valid'],
    ['ts', 'function f(): void {}\nif (f()) {}\n', 'valid'],
    ['ts', 'const a = /(?<year>\\d+)/dgimsuy;\n', 'valid'],
    ['ts', 'function f() { if (a) { function b() {} } }\n', 'valid'],
    ['ts', 'const mode = "\\777";\nvar package = arguments;\n', '1:15 TS1487'],
    ['ts', 'var package = 1;\n', 'valid'],
    ['d.ts', 'import { Color } from "./color";\nexport declare const red = Color.Red;\n', 'valid'],
  ]);
});

test('what is no matter of the grammar is no fault', async () => {
  await assertRows([
    ['ts', 'const a: string = 1;\nconst a = 2;\nb();\nimport c from "./nowhere";\n', 'valid'],
    ['ts', 'enum A { B = "b", C }\n', '1:19 TS1061'],
    ['ts', 'interface A { [key: boolean]: string }\n', '1:16 TS1268'],
    ['ts', 'class A { m(@log b) {} }\nconst B = @log class {};\n@log function c() {}\n', '3:1 TS1206'],
  ]);
});

test("the compiler's own comments count as they do for it", async () => {
  await assertRows([
    ['ts', '// @ts-nocheck\nconst total;\n', 'valid'],
    ['ts', '// @ts-ignore\nconst total;\n', 'valid'],
    ['ts', '// @ts-nocheck\nconst total = ;\n', '2:15 TS1109'],
    ['js', '// @ts-check\n/** @type {(a: string] => b} */\nconst c = 1;\n', 'valid'],
  ]);
});

test('the first fault by position is the one told', async () => {
  await assertRows([
    ['ts', 'const a;\nfunction f() { await b; }\nexport {};\nlet package = 1;\n', '1:7 TS1155'],
    ['ts', 'const a;\nconst b = ;\n', '2:11 TS1109'],
    ['js', 'const a: string = 1;\nconst b = ;\n', '1:10 TS8010'],
  ]);
});

test('columns count UTF-16 units, lines end at LF, CRLF and CR', async () => {
  await assertRows([
    ['ts', 'const a = "😀" b;\n', '1:16 TS1005'],
    ['ts', 'a();\r\nb();\rc();\nconst d = ;\n', '4:11 TS1109'],
    ['ts', 'const a = "\u2028";\nconst b = ;\n', '2:11 TS1109'],
  ]);
});

test('a message stays one short line whatever it quotes', async () => {
  const found = await verdictOn('ts', `class A { m() { this.#${'x'.repeat(5000)}; } }\nlet a: b${'y'.repeat(5000)} c;`);
  assert.is(found.kind, 'invalid');
  if (found.kind !== 'invalid') return;
  assert.ok(found.fault.message.length <= 300);
  assert.not.match(found.fault.message, /[\r\n]/);
});

test('nesting that the compiler cannot climb is unjudged, and what follows is judged as ever', async () => {
  const deep = 'nests too deep for the TypeScript compiler';
  const after = 'outer: for (;;) { (a) => { break outer; } }\n';
  await assertRows([
    ['ts', `const a = ${'('.repeat(50_000)}1${')'.repeat(50_000)};\n`, deep],
    ['ts', after, '1:28 TS1107'],
    ['ts', `const a = ${'!'.repeat(50_000)}b;\n`, deep],
    ['ts', after, '1:28 TS1107'],
    ['ts', `const a = b${'.c'.repeat(50_000)};\n`, deep],
    ['ts', 'const a = (b) => c;\nconst d;\n', '2:7 TS1155'],
  ]);
});

test('nesting and length that people may write are judged', async () => {
  await assertRows([
    ['ts', `const a = ${'('.repeat(500)}1${')'.repeat(500)};\n`, 'valid'],
    ['ts', `const a = [${'"text", '.repeat(200_000)}];\nconst b;\n`, '2:7 TS1155'],
    ['ts', `const a = 1${' + 1'.repeat(5000)};\nconst b;\n`, '2:7 TS1155'],
    ['js', `var a = "${'x'.repeat(5_000_000)}";\nvar b = ;\n`, '2:9 TS1109'],
  ]);
});

test('a content that takes too long is unjudged, and the next is judged', async () => {
  const hasty = createTypeScriptJudge(20);
  const long = { bytes: Buffer.alloc(0), text: 'const a = [{ b: (c) => [c + 1] }];\n'.repeat(30_000), dialect: 'ts' };
  assert.equal(await hasty.judge(long), {
    kind: 'unjudged',
    reason: 'the TypeScript compiler had no answer within 0.02 s',
  });
  const text = 'const ;';
  assert.is((await createTypeScriptJudge().judge({ bytes: Buffer.from(text), text, dialect: 'ts' })).kind, 'invalid');
});

test('a closed judge has no verdict', async () => {
  const closed = createTypeScriptJudge();
  closed.close();
  const content = { bytes: Buffer.alloc(0), text: '', dialect: 'ts' };
  assert.equal(await closed.judge(content), { kind: 'unjudged', reason: 'the judge was closed' });
});

test.run();
