import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinSeconds } from '../time-budget.js';
import type { BindingFact } from '../../src/model/facts.js';
import { parseContent } from './parse.js';

async function bindingsOf(lines: readonly string[] | string): Promise<readonly BindingFact[]> {
  const file = await parseContent('shop/service.py', typeof lines === 'string' ? lines : lines.join('\n'));
  const facts = file.facts<BindingFact>('bindings');
  assert.is(file.isParsed, false, 'bindings are found without a parse');
  return facts;
}

/** `kind name`, with what makes a value. */
async function described(lines: readonly string[] | string): Promise<readonly string[]> {
  return (await bindingsOf(lines)).map(({ kind, name, madeBy }) =>
    madeBy === undefined ? `${kind} ${name}` : `${kind} ${name} by ${madeBy}`,
  );
}

test('functions, classes and values of the top level are bindings, in the order of the text', async () => {
  const text = [
    'import json',
    '',
    'LIMIT = 5',
    'async def charge(order):',
    '    total = order.total',
    '    def inner():',
    '        pass',
    '    return total',
    '@cache',
    'def refund(): return None',
    'class Order:',
    '    lines = []',
    'service = Service()',
  ];
  const expected = ['value LIMIT', 'function charge', 'function refund', 'class Order', 'value service by Service'];
  assert.equal(await described(text), expected);
  assert.equal(await described(text.join('\r\n')), expected);
  assert.equal(await described(text.join('\r')), expected);
});

test('a class has bases and members; those of its methods and inner classes are not its own', async () => {
  const text = [
    'class Card(payments.Method, Generic[T], Base [int], metaclass=ABCMeta, *mixins, make(x, y)):',
    '    """x = 1"""',
    '    number: str',
    '    brand: Annotated[str, Field(default="a=b")] = "visa"',
    '    first, second = 1, 2',
    '    if DEBUG:',
    '        trace = True',
    '        def dump(self): ...',
    '',
    '    class Meta:',
    '        ordering = []',
    '    @property',
    '    def last_four(self):',
    '        self.cached = local = 4',
    '        return """',
    'not_a_member = 1',
    '"""',
    '    def pay(',
    '        self,',
    '        amount=3,',
    '    ) -> None:',
    '        amount = 4',
    '    options = dict(',
    '        width=3,',
    '    )',
    'after = 1',
  ];
  assert.equal(await bindingsOf(text), [
    {
      name: 'Card',
      kind: 'class',
      bases: ['payments.Method', 'Generic', 'Base'],
      members: ['number', 'brand', 'first', 'second', 'trace', 'dump', 'Meta', 'last_four', 'pay', 'options'],
    },
    { name: 'after', kind: 'value' },
  ]);
});

test('a class with type parameters, over several lines, without a body of its own', async () => {
  const text = [
    'class Page[T: (int, str)](',
    '    Base,  # a base (of all',
    '    other.Mixin,',
    '): pass',
    'class Empty: ...',
  ];
  assert.equal(await bindingsOf(text), [
    { name: 'Page', kind: 'class', bases: ['Base', 'other.Mixin'], members: [] },
    { name: 'Empty', kind: 'class', bases: [], members: [] },
  ]);
});

test('a value says by what dotted name it is made, if by one alone', async () => {
  const text = [
    'client = httpx.Client(timeout=Timeout(5))',
    'typed: Client = Client("a)", # )',
    ')  # the client',
    'generic = Store[Order]()',
    'alias = orders.charge',
    'one = other = make()',
    'chained = make().client',
    'chosen = make() if ok else None',
    'either = make() or other',
    'summed = make() + 1',
    'nothing = None',
    'text = "make()"',
    'handlers = {"a": make()}',
    'left, right = make()',
    'index = table["a"]',
    'declared: Client',
    'shorten = lambda text, length=5: text[:length]',
    'case: Case',
    'wrapped = (',
    '    make()',
    ')',
    'many = make(',
    '    "=",',
    ')',
  ];
  assert.equal(await described(text), [
    'value client by httpx.Client',
    'value typed by Client',
    'value generic by Store',
    'value alias by orders.charge',
    'value one by make',
    'value other by make',
    'value chained',
    'value chosen',
    'value either',
    'value summed',
    'value nothing',
    'value text',
    'value handlers',
    'value left',
    'value right',
    'value index',
    'value declared',
    'value shorten',
    'value case',
    'value wrapped by make',
    'value many by make',
  ]);
});

test('names under if, try, with and for count; those in functions do not', async () => {
  const text = [
    'try:',
    '    import fast',
    '    encode = fast.encode',
    'except ImportError:',
    '    def encode(value):',
    '        slow = value',
    '        return slow',
    'if TYPE_CHECKING:',
    '    Alias = int',
    'else:',
    '    class Alias:',
    '        size = 1',
    'type Row = dict[str, int]',
    'with open() as file:',
    '    loaded = file.read()',
  ];
  assert.equal(await described(text), [
    'value encode by fast.encode',
    'function encode',
    'value Alias by int',
    'class Alias',
    'value Row',
    'value loaded by file.read',
  ]);
});

test('what assigns no name binds none', async () => {
  const text = [
    '"""',
    'x = 1',
    'def hidden(): ...',
    '"""',
    'orders.limit = 5',
    'table["a"] = 6',
    'if a == b: pass',
    'print(x, end="")',
    'count += 1',
    'assert x == y',
    'call(',
    'argument=1,',
    ')',
    '# note = 1',
    'def body():',
    "    text = '''",
    'escaped = 1',
    "'''",
    '# comment = 2',
    '    inside = 3',
    'x = 1 \\',
    '  + y == 2',
    'else_value = 2',
  ];
  assert.equal(await described(text), ['function body', 'value x', 'value else_value']);
});

test('hostile text is read in linear time', async () => {
  const texts = [
    'x = ('.repeat(100_000),
    `x = (${'-'.repeat(500_000)}`,
    `${' '.repeat(300_000)}def f(): pass\n`.repeat(3),
    Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth % 400)}class A:`).join('\n'),
    'class A('.repeat(50_000),
    'a, '.repeat(200_000) + '= 1',
    '"""'.repeat(100_001),
    `x = ${'a.'.repeat(200_000)}`,
    `x = ${'a '.repeat(200_000)}`,
    `class A[${'['.repeat(300_000)}`,
    'def f():\n'.repeat(50_000),
  ];
  for (const text of texts) await withinSeconds(2, () => bindingsOf(text));
});

test.run();
