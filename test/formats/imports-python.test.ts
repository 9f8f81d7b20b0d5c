import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';
import type { ImportFact } from '../../src/model/facts.js';
import { parseContent } from './parse.js';

async function importsOf(text: string): Promise<readonly ImportFact[]> {
  const file = await parseContent('shop/service.py', text);
  const facts = file.facts<ImportFact>('imports');
  assert.is(file.isParsed, false, 'imports are found without a parse');
  return facts;
}

/** `specifier: imported as local, …`, with `typed` in front of what only type checkers read. */
async function described(text: string): Promise<readonly string[]> {
  return (await importsOf(text)).map(({ specifier, names, isTypeOnly }) => {
    const bound = names.map(({ imported, local }) => (imported === local ? local : `${imported} as ${local}`));
    return `${isTypeOnly ? 'typed ' : ''}${specifier}: ${bound.join(', ')}`.trim();
  });
}

test('a fact says the module, the names and what they are called here', async () => {
  assert.equal(await importsOf('from shop.models import Order, Line as OrderLine\n'), [
    {
      specifier: 'shop.models',
      names: [
        { imported: 'Order', local: 'Order' },
        { imported: 'Line', local: 'OrderLine' },
      ],
      isTypeOnly: false,
      isReexport: false,
    },
  ]);
});

test('a module import binds the module, unless its name has dots: then it binds the first of them', async () => {
  assert.equal(await described('import json, os.path, numpy as np, xml.dom as dom\n'), [
    'json: * as json',
    'os.path:',
    'numpy: * as np',
    'xml.dom: * as dom',
  ]);
});

test('a star import has one name without a local one', async () => {
  assert.equal((await importsOf('from .models import *\n'))[0]?.names, [{ imported: '*', local: '' }]);
});

test('relative imports keep their dots, however they are spaced', async () => {
  const text =
    'from . import a\nfrom .b import c\nfrom.d import e\nfrom . . f import g\nfrom ...import h\nfrom .. i import j\n';
  assert.equal(await described(text), ['.: a', '.b: c', '.d: e', '..f: g', '...: h', '..i: j']);
});

test('statements go on in parentheses, past comments, and after a backslash', async () => {
  const text = [
    'from a import (  # (one',
    '    b,  # not c)',
    '',
    '    d as e,',
    ')',
    'from f \\',
    '    import g, \\',
    '    h',
    'import i, \\',
    '    j',
    'from k import (l); import m',
    'from n \\',
    '  import (o,',
    '  p)',
  ];
  const expected = ['a: b, d as e', 'f: g, h', 'i: * as i', 'j: * as j', 'k: l', 'm: * as m', 'n: o, p'];
  assert.equal(await described(text.join('\n')), expected);
  assert.equal(await described(text.join('\r\n')), expected);
});

test('imports are found in functions, classes, branches and one-liners', async () => {
  const text = [
    'def f():',
    '    from a import b',
    '\tfrom c import d',
    'if x: import e; import f  # import g',
    'try: from h import i',
    'except ImportError: from j import k',
    'else: pass; from l import m',
    'class C: import n',
    '\fimport o',
  ];
  const names = ['e', 'f', 'n', 'o'].map((name) => `${name}: * as ${name}`);
  const expected = ['a: b', 'c: d', ...names.slice(0, 2), 'h: i', 'j: k', 'l: m', ...names.slice(2)];
  assert.equal(await described(text.join('\n')), expected);
});

test('strings and comments hold no imports', async () => {
  const text = [
    '"""Use it:',
    'import a',
    'from b import c',
    '"""',
    '# import d',
    'x = \'import e\'; y = "; import f"',
    "z = '''",
    "import g ''' ; import h",
    "s = '\\'; import i'",
    "t = 'split \\",
    "import j'",
    "r = r'''\\'''",
    "import k'''",
    'u = f"{x["import l"]}"',
    'import m',
  ];
  assert.equal(await described(text.join('\n')), ['h: * as h', 'm: * as m']);
});

test('words that only look like imports are none', async () => {
  const text = ['importlib.reload(x)', 'from_date = 1', 'raise Error() from cause', 'yield from rows', 'x.import_ = 1'];
  assert.equal(await described(`${text.join('\n')}\nimport x\n`), ['x: * as x']);
});

test('what stands under `if TYPE_CHECKING:` is for type checkers, what follows is not', async () => {
  const text = [
    'if TYPE_CHECKING:',
    '    from a import b',
    '',
    '    # a comment',
    '# another, further out',
    '    if typing.TYPE_CHECKING:',
    '        import c',
    '    from d import e',
    'else:',
    '    from f import g',
    'if t.TYPE_CHECKING: import h',
    'import i',
  ];
  assert.equal(await described(text.join('\n')), [
    'typed a: b',
    'typed c: * as c',
    'typed d: e',
    'f: g',
    'typed h: * as h',
    'i: * as i',
  ]);
});

test('names may hold letters of any script', async () => {
  assert.equal(await described('from größe.модуль import länge as länge_m\n'), ['größe.модуль: länge as länge_m']);
});

test('lines may end in carriage returns alone', async () => {
  assert.equal(await described('# old\rimport a\rfrom b import c\r'), ['a: * as a', 'b: c']);
});

test('an unfinished statement at the end of the file is passed over', async () => {
  for (const text of ['from', 'from a', 'from a import (b,', 'import', 'x = """ import a', "y = '", 'from . import ('])
    assert.equal(
      (await importsOf(`import z\n${text}`)).slice(0, 1).map(({ specifier }) => specifier),
      ['z'],
      text,
    );
});

const HOSTILE = [
  "'",
  '\\',
  '"""',
  '"""\\',
  'import a;',
  'from . . ',
  'if TYPE_CHECKING:\n',
  'from a import (#x\n',
  '\\\n',
  ' ',
];

for (const unit of HOSTILE) {
  test(`time grows with the length of ${JSON.stringify(unit)} repeated`, async () => {
    await withinSeconds(4, () => importsOf(`from${unit.repeat(100_000 / unit.length)}\nimport x`));
  });
}

test.run();
