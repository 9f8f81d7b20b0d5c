import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SyntaxNode } from '../../src/model/syntax.js';
import { statements } from '../../src/formats/python/statement-finder.js';
import { parseContent } from './parse.js';

/** The first line of each statement but the first. */
function firstLines(text: string): readonly string[] | undefined {
  return statements
    .starts(text)
    ?.slice(1)
    .map((start) => text.slice(start).split(/\r?\n/, 1)[0] ?? '');
}

/** What is left of the text at the hit's statement. */
function outlineOf(text: string, hit: string): string {
  const starts = statements.starts(text) ?? [];
  const at = text.indexOf(hit);
  const index = starts.findLastIndex((start) => start <= at);
  const statement = { start: starts[index] ?? 0, end: starts[index + 1] ?? text.length };
  const { parts } = statements.outline(text, statement, [at]);
  return parts.map(({ start, end }) => text.slice(start, end)).join('');
}

test('a statement starts on each line of code that is not indented', () => {
  assert.equal(firstLines('"""Orders."""\nimport money\n\nclass Order:\n    total = 0\n\nprint(Order)\n'), [
    'import money',
    'class Order:',
    'print(Order)',
  ]);
});

test('lines in strings and comments start none', () => {
  const text = [
    'import money',
    'HELP = """',
    'class Order:',
    '"""',
    "OTHER = r'''\\",
    "def pay(): it's",
    "'''",
    '# class Comment:',
    'PLAIN = "a \\',
    'class Continued:"',
    'def real(): pass',
  ].join('\n');
  assert.equal(firstLines(text), ['HELP = """', "OTHER = r'''\\", 'PLAIN = "a \\', 'def real(): pass']);
});

test('continued lines and clauses belong to the statement before', () => {
  const text =
    'import a\ntry:\n    pass\nexcept A:\n    pass\nelse:\n    pass\nfinally:\n    pass\nx = 1 + \\\ny\nz = 2\n';
  assert.equal(firstLines(text), ['try:', 'x = 1 + \\', 'z = 2']);
  assert.equal(firstLines('import a\nif b:\n    pass\nelif c:\n    pass\n'), ['if b:']);
});

test('decorators belong to what follows them', () => {
  const text = 'import a\n@first\n@second(\n    1,\n)\nasync def pay():\n    pass\n@third\nclass Order: pass\n';
  assert.equal(firstLines(text), ['@first', '@third']);
});

test('comments and strings that are not indented end no body', () => {
  assert.equal(firstLines('class Order:\n    a = 1\n# between\n    b = 2\n"""text"""\nclass Other: pass\n'), [
    'class Other: pass',
  ]);
});

test('lines may end in CRLF; a lone CR, which ends lines too, is left to the parser', () => {
  assert.equal(firstLines('import a\r\nx = 1 + \\\r\ny\r\nclass Order:\r\n    pass\r\n'), [
    'x = 1 + \\',
    'class Order:',
  ]);
  assert.is(firstLines('import a\rclass Order:\r    pass\r'), undefined);
});

test('a line after a form feed counts to the statement before', () => {
  assert.equal(firstLines('import a\n\fclass Order:\n    pass\nclass Other:\n    pass\n'), ['class Other:']);
});

test('the outline of a class has the end of each method that does something', () => {
  const text = [
    'class Order:',
    '    total: int = 0',
    '    def __init__(self):',
    '        log()',
    '        self.lines = []',
    '    @property',
    '    async def pay(self,',
    '        amount):  # now',
    '        """Pays."""',
    '        first(""" text',
    '    def no(): """)',
    '        if amount:',
    '            second()',
    '        else:',
    '            third()',
    '        raise Unpaid',
    '    def plain(self): return 1',
    '    def none(self):',
    '        """Nothing."""',
    '        raise NotImplementedError',
    'class Other: pass',
  ];
  const kept = text.filter((_, index) => ![8, 9, 10, 20].includes(index));
  assert.is(outlineOf(text.join('\n'), 'class Order'), `${kept.join('\n')}\n`);
});

test('functions declare nothing at the top level, and of a class only itself', () => {
  const text = '@fixture\ndef order():\n    class Order: pass\n\nclass Basket:\n    class Item: pass\n';
  assert.is(outlineOf(text, 'class Order'), '');
  assert.is(outlineOf(text, 'class Item'), '');
  assert.match(outlineOf(text, 'class Basket'), 'class Item');
});

test('only the statements with hits are parsed, with their offsets in the file', async () => {
  const text =
    'def unread():\n    return 1\n\n@frozen\nclass Order:\n    def pay(self):\n        log()\n        return 2\n\nx = 3\n';
  for (const binding of ['native', 'wasm'] as const) {
    const file = await parseContent('a.py', text, binding);
    const [hit] = file.nodesAt(/class/g, 0, 'declaration');
    const definition = hit?.node.parent;
    assert.is(definition?.type, 'class_definition', binding);
    assert.is(definition?.text, text.slice(text.indexOf('class'), text.indexOf('\n\nx')), binding);
    const module = definition?.parent?.parent;
    assert.equal(
      module?.namedChildren.map(({ type }) => type),
      ['decorated_definition'],
      binding,
    );
    file.dispose();
  }
});

test('what cannot be told apart is parsed whole', async () => {
  const file = await parseContent('a.py', `x = call(\ny = 1,\n)\n${'z = 2\n'.repeat(50)}`);
  const [hit] = file.nodesAt(/y = 1/g, 0, 'statement');
  assert.is(hit?.node.type, 'keyword_argument');
  assert.is(hit && rootOf(hit.node).id, file.tree().id);
});

test('nodes of one statement are of one tree, whatever is asked later', async () => {
  const file = await parseContent('a.py', `first = 1\nsecond = first\n${'third = 3\n'.repeat(50)}`);
  const [before] = file.nodesAt(/second/g, 0, 'statement');
  file.tree();
  const [after] = file.nodesAt(/second/g, 0, 'statement');
  assert.is(before?.node.id, after?.node.id);
  assert.is(file.nodeAt(10, 16, 'statement')?.id, before?.node.id);
});

function rootOf(node: SyntaxNode): SyntaxNode {
  let root = node;
  while (root.parent !== null) root = root.parent;
  return root;
}

test.run();
