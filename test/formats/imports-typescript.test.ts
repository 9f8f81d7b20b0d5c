import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';
import type { ImportFact } from '../../src/model/facts.js';
import { parseContent } from './parse.js';

async function importsOf(text: string): Promise<readonly ImportFact[]> {
  const file = await parseContent('src/cart.tsx', text);
  const facts = file.facts<ImportFact>('imports');
  assert.is(file.isParsed, false, 'imports are found without a parse');
  return facts;
}

/** `specifier: imported as local, …`, with what kind of import it is in front. */
async function described(...lines: readonly string[]): Promise<readonly string[]> {
  return (await importsOf(lines.join('\n'))).map(({ specifier, names, isTypeOnly, isReexport }) => {
    const bound = names.map(({ imported, local }) => (imported === local ? local : `${imported} as ${local}`));
    const kind = `${isTypeOnly ? 'type ' : ''}${isReexport ? 'export ' : ''}`;
    return `${kind}${specifier}: ${bound.join(', ')}`.trim();
  });
}

test('a fact says the module, the names and what they are called here', async () => {
  assert.equal(await importsOf("import type { Order, Line as OrderLine } from './models';\n"), [
    {
      specifier: './models',
      names: [
        { imported: 'Order', local: 'Order' },
        { imported: 'Line', local: 'OrderLine' },
      ],
      isTypeOnly: true,
      isReexport: false,
    },
  ]);
});

test('every form of an import statement is read', async () => {
  const text = [
    "import a from 'a'",
    "import * as b from 'b';",
    "import { c, d as e } from 'c'",
    "import f, { type g, type h as i, type, type as j } from 'f'",
    "import k, * as l from 'k'",
    'import "m"',
    'import{n}from"n"',
    "import { o } from 'o' with { type: 'json' }",
    "import { 'string name' as p } from 'p'",
    "import defer * as q from 'q'",
    "import {} from 'r'",
    "import $ from 'jquery'",
  ];
  assert.equal(await described(...text), [
    'a: default as a',
    'b: * as b',
    'c: c, d as e',
    'f: default as f, g, h as i, type, type as j',
    'k: default as k, * as l',
    'm:',
    'n: n',
    'o: o',
    'p: string name as p',
    'q: * as q',
    'r:',
    'jquery: default as $',
  ]);
});

test('`type` and `from` are names too', async () => {
  const text = [
    "import type from 'a'",
    "import type, { b } from 'b'",
    "import type from from 'c'",
    "import from from 'd'",
    "import { from, type as as } from 'e'",
    "import type { type } from 'f'",
    "import type G from 'g'",
  ];
  assert.equal(await described(...text), [
    'a: default as type',
    'b: default as type, b',
    'type c: default as from',
    'd: default as from',
    'e: from, type as as',
    'type f: type',
    'type g: default as G',
  ]);
});

test('re-exports are read, exports of the file itself are not', async () => {
  const text = [
    "export * from 'a'",
    "export * as b from 'b'",
    "export { c, d as default } from 'c'",
    "export type { E } from 'e'",
    "export type * from 'f'",
    'const g = 1',
    'export { g }',
    '',
    "import h from 'h'",
    'export default g',
    "export const from = 'i'",
    'export type J = "j"',
  ];
  assert.equal(await described(...text), [
    'export a: * as',
    'export b: * as b',
    'export c: c, d as default',
    'type export e: E',
    'type export f: * as',
    'h: default as h',
  ]);
});

test('`require` binds what its result is declared as', async () => {
  const text = [
    "const a = require('a')",
    "const { b, c: d, e = 1, ...rest } = require('b')",
    "var f = require('f').g, h = require('h')",
    "const i = require('i')()",
    "const j = require('j').create()",
    "require('k')",
    "l = require('l')",
    "import m = require('m')",
    "import type n = require('n')",
    "export import o = require('o')",
    "const p: Plugin = require<Plugin>('p')",
    "use(require('q'))",
    'const r = require(`r`)',
  ];
  assert.equal(await described(...text), [
    'a: * as a',
    'b: b, c as d, e',
    'f: g as f',
    'h: * as h',
    'i:',
    'j:',
    'k:',
    'l:',
    'm: * as m',
    'type n: * as n',
    'o: * as o',
    'p: * as p',
    'q:',
    'r: * as r',
  ]);
});

test('a dynamic import binds what is awaited of it', async () => {
  const text = [
    "const a = await import('a')",
    "const { b } = await import(/* webpackChunkName: 'b' */ 'b')",
    "const c = (await import('c')).default",
    "const promise = import('d')",
    "lazy(() => import('e'))",
    "import('f').then((m) => m.start())",
    "const { g } = await import('g', { with: { type: 'json' } })",
  ];
  assert.equal(await described(...text), ['a: * as a', 'b: b', 'c: default as c', 'd:', 'e:', 'f:', 'g: g']);
});

test('import types are for the compiler only', async () => {
  const text = ["let a: import('a').A", "type B = typeof import('b')", "function c(d?: Set<import('c').C>) {}"];
  assert.equal(await described(...text, "type D = import('d')"), ['type a:', 'type b:', 'type c:', 'type d:']);
});

test('what cannot be known without running is left out', async () => {
  assert.equal(await described('require(name)', "import('./' + name)", 'import(`./${name}`)', "require('a' + b)"), []);
});

test('comments may stand anywhere, and what they hold is no import', async () => {
  const text = [
    "// import a from 'a'",
    "/* import b from 'b' */ import c from 'c'",
    '/**',
    " * import d from 'd'",
    "import e from 'e'",
    ' */',
    'import { // one } from',
    '  f, /* } */',
    "} /* from 'g' */ from 'h'",
    "import // 'i'",
    "  'j'",
  ];
  assert.equal(await described(...text), ['c: default as c', 'h: f', 'j:']);
});

test('strings, templates and regular expressions hold no imports', async () => {
  const text = [
    'const a = `',
    "import b from 'b'",
    '${c(`${"}" + { d: `}` }}`)} // ${`}`}',
    "import d from 'd'",
    '`',
    'const e = "import f from \'f\'"',
    "const g = 'it\\'s'; import h from 'h'",
    'const i = /[`"/]/; import j from "j"',
    "const k = l / m; import n from 'n' // /",
    "return /'/.test(o)",
    "import p from 'p'",
  ];
  assert.equal(await described(...text), ['h: default as h', 'j: default as j', 'n: default as n', 'p: default as p']);
});

test('an apostrophe or a slash in the text of an element hides no import below', async () => {
  const text = ['const a = <p title="x">Don\'t / never</p>', "import b from 'b'", 'const c = <br />', "import('d')"];
  assert.equal(await described(...text), ['b: default as b', 'd:']);
});

test('members and keys named like imports are none', async () => {
  const text = ['a.import("b")', 'module.require("c")', 'jest.requireActual("d")', '({ import: "e", require: "f" })'];
  assert.equal(await described(...text, 'import.meta.glob("g")', '@import("h")', 'x.from("y")'), []);
});

test('a statement counts only where one can stand', async () => {
  assert.equal(await described("const a = <p>To use it, import b from 'b'.</p>", "a(); import c from 'c'"), [
    'c: default as c',
  ]);
});

test('names may hold letters of any script, and white space of any kind stands around them', async () => {
  assert.equal(await described("import größe\u00a0from 'größe'"), ['größe: default as größe']);
});

test('an unfinished statement at the end of the file is passed over', async () => {
  for (const text of ['import', 'import {', "import a from 'b", 'import("c"', 'export {', '`', '/*', 'require(', '/['])
    assert.equal(await described("import z from 'z'", text), ['z: default as z'], text);
});

const HOSTILE = [
  "'",
  '`',
  '`${',
  '/',
  '/*',
  '/**/',
  ' ',
  'import ',
  'import {',
  'import(',
  'import {a,',
  "require('a')",
  ",a=require('a')",
  'export * as a from ',
  'a<',
  '\\',
];

for (const unit of HOSTILE) {
  test(`time grows with the length of ${JSON.stringify(unit)} repeated`, async () => {
    await withinSeconds(4, () => importsOf(`import ${unit.repeat(100_000 / unit.length)}\nimport x from 'x'`));
  });
}

test.run();
