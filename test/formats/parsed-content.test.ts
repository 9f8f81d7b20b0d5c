import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadFormats } from '../../src/formats/formats.js';
import { LineIndex } from '../../src/formats/line-index.js';
import { maskSecrets } from '../../src/model/mask.js';
import type { SyntaxNode } from '../../src/model/syntax.js';
import { parseContent } from './parse.js';

test('a file in which nothing hits is never parsed', async () => {
  const file = await parseContent('a.py', 'x = 1\n');
  assert.equal([...file.nodesAt(/nowhere/g)], []);
  assert.is(file.isParsed, false);
  assert.is([...file.nodesAt(/x/g)].length, 1);
  assert.is(file.isParsed, true);
});

test('a hit gives the smallest node over the match or over the captured group', async () => {
  const file = await parseContent('a.ts', "import { cart } from '../cart';\n");
  const types = (pattern: RegExp, group?: number): string[] =>
    [...file.nodesAt(pattern, group)].map(({ node }) => node.type);
  assert.equal(types(/'\.\.\/cart'/g), ['string']);
  assert.equal(types(/from ('[^']*')/g, 1), ['string']);
  assert.equal(types(/import/g), ['import']);
});

test('columns count UTF-16 units, after an emoji and without the byte order mark', async () => {
  const file = await parseContent('a.py', '\ufeff"😀"; import cart\n');
  const [hit] = file.nodesAt(/cart/g);
  assert.is(hit?.node.type, 'identifier');
  const start = hit?.node.startIndex ?? 0;
  assert.equal(file.site(start, start + 4).range, { start: { line: 1, column: 14 }, end: { line: 1, column: 18 } });
});

test('lines end at LF, CRLF and CR', () => {
  const lines = new LineIndex('a\r\nbc\rd\n');
  assert.equal(lines.position(0), { line: 1, column: 1 });
  assert.equal(lines.position(4), { line: 2, column: 2 });
  assert.equal(lines.position(6), { line: 3, column: 1 });
  assert.equal(lines.position(8), { line: 4, column: 1 });
  assert.equal(
    [1, 2, 3, 4].map((line) => lines.text(line)),
    ['a', 'bc', 'd', ''],
  );
});

test('texts beyond the native binding’s 32,768 units are parsed to their end', async () => {
  for (const length of [32_767, 32_768, 32_769, 200_000]) {
    const filler = `# ${'x'.repeat(length)}\n`;
    const file = await parseContent('a.py', `${filler}from cart import total\n`);
    const [hit] = file.nodesAt(/from/g);
    assert.is(hit?.node.parent?.type, 'import_from_statement', String(length));
  }
});

test('the line text of a site is masked and at most 200 units long', async () => {
  const token = `ghp_${'a1'.repeat(20)}`;
  const file = await parseContent('a.py', `token = "${token}" ${'# padding '.repeat(100)}\n`);
  const { lineText } = file.site(0, 5);
  assert.is(lineText.length, 200);
  assert.not.match(lineText, 'ghp_');
});

test('credentials are masked, ordinary code is not', () => {
  const mask = '•••';
  assert.is(maskSecrets('redis://app:hunter22@cache:6379/0'), `redis://app:${mask}@cache:6379/0`);
  assert.is(maskSecrets('DB_PASSWORD = "correct-horse"'), `DB_PASSWORD = "${mask}"`);
  assert.is(maskSecrets('key = AKIAIOSFODNN7EXAMPLE'), `key = ${mask}`);
  assert.is(maskSecrets('PASSWORD: str = "correct-horse"'), `PASSWORD: str = "${mask}"`);
  assert.is(maskSecrets('os.environ["DB_PASSWORD"] = "correct-horse"'), `os.environ["DB_PASSWORD"] = "${mask}"`);
  assert.is(maskSecrets('Authorization: Bearer abcdef123456'), `Authorization: Bearer ${mask}`);
  assert.is(maskSecrets('postgres://app:p@ss/word@db:5432/shop'), `postgres://app:${mask}@db:5432/shop`);
  const code = "import { secretStore } from '../secrets'; const password = readPassword();";
  assert.is(maskSecrets(code), code);
});

const SAMPLES: Readonly<Record<string, string>> = {
  'a.py':
    'from ..orders import (\n  Order as O, # 😀\n  Item,\n)\n\n@dataclass\nclass Cart(Base[O]):\n    total: int = 0\n    def add(self): return f"{self.total}"\n',
  'a.ts':
    "import type { A } from './a';\nexport interface B<T> extends A { readonly id: string; items?: T[] }\nexport enum C { X = 'é😀', Y }\n",
  'a.tsx': 'export const View = ({ a }: { a: string }) => <p title={`${a}`}>{/* hi */}{a} & b</p>;\n',
  'a.js': 'const x = require("./x");\nexport class K { static #p = 1 }\n',
  'broken.py': 'def broken(:\n  return (\nclass X: pass\n',
  'empty.py': '',
};

for (const [path, text] of Object.entries(SAMPLES)) {
  test(`both bindings give the same tree: ${path}`, async () => {
    const [native, wasm] = [await parseContent(path, text, 'native'), await parseContent(path, text, 'wasm')];
    assert.equal(outline(native.tree()), outline(wasm.tree()));
  });
}

function outline(node: SyntaxNode): unknown {
  return [
    node.type,
    node.startIndex,
    node.endIndex,
    node.isNamed,
    node.isMissing,
    node.hasError,
    node.children.map(outline),
  ];
}

test('every format has the extractor `suppressions`', async () => {
  for (const format of await loadFormats()) assert.ok(format.extractors['suppressions'], format.name);
});

test.run();
