import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { statements } from '../../src/formats/typescript/statement-finder.js';
import { parseContent } from './parse.js';

/** The first line of each statement but the first. */
function firstLines(text: string): readonly string[] | undefined {
  return statements
    .starts(text)
    ?.slice(1)
    .map((start) => text.slice(start).split(/\r?\n/, 1)[0] ?? '');
}

function outlineOf(text: string, hit: string): string {
  const { parts } = statements.outline(text, { start: 0, end: text.length }, [text.indexOf(hit)]);
  return parts.map(({ start, end }) => text.slice(start, end)).join('');
}

test('a statement starts with a keyword on a line that is not indented', () => {
  const text =
    "import a from 'a'\nimport b from 'b';\nexport interface Order {\n  id: string;\n}\nconst x = 1;\ntype T = 2;\n";
  assert.equal(firstLines(text), ["import b from 'b';", 'export interface Order {', 'const x = 1;', 'type T = 2;']);
});

test('where the code before may go on, the line counts to it', () => {
  assert.equal(firstLines('const x = y\nclass Order {}\nexport default\nclass Other {}\n'), ['export default']);
  assert.equal(firstLines('@Entity({})\nexport class Order {}\n@Entity\nclass Other {}\n'), []);
  assert.equal(firstLines("type T = 'a'\n| typeof\nimport('x')\n"), []);
});

test('lines in brackets, strings, templates, comments and regular expressions start none', () => {
  const text = [
    'namespace shop {',
    'export interface Order {}',
    '}',
    'const a = `',
    'class InTemplate { ${ `}',
    'class Nested {}`',
    '}`;',
    '/*',
    'class InComment {}',
    '*/',
    'const b = /[`\'"{]/;',
    'const c = "\\"{";',
    'class Real {}',
  ].join('\n');
  assert.equal(firstLines(text), ['const a = `', 'const b = /[`\'"{]/;', 'const c = "\\"{";', 'class Real {}']);
});

test('comments between statements are no code', () => {
  assert.equal(firstLines('const a = 1; // first\n/** Order. */\nclass Order {}\n// }\nclass Other {}\n'), [
    'class Order {}',
    'class Other {}',
  ]);
});

test('the text of elements opens no strings', () => {
  const text = "export function Note() {\n  return <p>Don't pay {count} yet</p>;\n}\nexport class Order {}\n";
  assert.equal(firstLines(text), ['export class Order {}']);
});

test('nothing is told of brackets that do not match, nor of lone CR', () => {
  assert.is(firstLines('const a = (1;\nclass Order {}\n'), undefined);
  assert.is(firstLines('const a = 1);\nclass Order {}\n'), undefined);
  assert.is(firstLines('const a = 1; // one\rclass Order {}\r'), undefined);
  assert.equal(firstLines('const a = 1;\r\nclass Order {}\r\n'), ['class Order {}']);
});

test('the outline of a class is without what its methods hold', () => {
  const text = `export class Order<T extends { id: string }> extends base(() => { log(); }) {
  total: { amount: number } = { amount: 0 };
  make: new () => { made: true };
  keys: keyof { a: 1 };
  constructor(private readonly id: string) { super(); }
  pay(amount: number): Promise<void> { return bank.pay({ amount }); }
  get state(): { paid: boolean } { return { paid: true }; }
}
`;
  const kept = text.replace('{ super(); }', '{}').replace('{ return bank.pay({ amount }); }', '{}');
  assert.is(
    outlineOf(text.replace('<T extends { id: string }>', ''), 'class'),
    kept.replace('<T extends { id: string }>', ''),
  );
  assert.match(outlineOf(text, 'class'), 'keyof { a: 1 }');
});

test('hits in brackets, strings and comments declare nothing at the top level', () => {
  for (const text of [
    'function make() { class Order {} }',
    'const s = "class Order {}";',
    '/* class Order {} */ let x;',
  ])
    assert.is(outlineOf(text, 'class Order'), '', text);
});

test('only the statements with hits are parsed, with their offsets in the file', async () => {
  const text = 'const unread = { a: 1 };\nexport class Order {\n  pay() { return 1; }\n}\nconst other = 2;\n';
  for (const binding of ['native', 'wasm'] as const) {
    const file = await parseContent('a.ts', text, binding);
    const [hit] = file.nodesAt(/class Order \{/g, 0, 'declaration');
    assert.is(hit?.node.type, 'class_declaration', binding);
    assert.is(hit?.node.text, 'class Order {\n  pay() { return 1; }\n}', binding);
    assert.is(hit?.node.parent?.parent?.namedChildCount, 1, binding);
    file.dispose();
  }
});

test.run();
