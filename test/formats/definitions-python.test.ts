import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DefinitionFact } from '../../src/model/facts.js';
import { parseContent } from './parse.js';

async function definitionsOf(...lines: readonly string[]): Promise<readonly DefinitionFact[]> {
  return (await parseContent('app/orders.py', lines.join('\n'))).facts<DefinitionFact>('definitions');
}

/** The type of an annotation, as a member holds it. */
async function typeOf(annotation: string, ...imports: readonly string[]): Promise<unknown> {
  const [fact] = await definitionsOf(...imports, 'class Order:', `    total: ${annotation}`);
  return fact?.members[0]?.type;
}

async function shapes(...lines: readonly string[]): Promise<unknown[]> {
  return (await definitionsOf(...lines)).map(({ name, bases, members, type }) => ({ name, bases, members, type }));
}

test('a class is a fact with its bases, decorators, keywords, members and places', async () => {
  const [fact] = await definitionsOf(
    '@dataclass(frozen=True)',
    'class Order(Base, Generic[T], metaclass=ABCMeta):',
    '    """An order."""',
    '    id: str',
    '    items: List[T] = field(default_factory=list)',
    '',
    'orders: list[Order] = []',
  );
  assert.equal(fact, {
    name: 'Order',
    kind: 'class',
    bases: ['@Base'],
    members: [
      { name: 'id', type: 'str' },
      { name: 'items', type: ['<>', 'list', '$0'], optional: true },
    ],
    decorators: ['dataclass'],
    keywords: ['metaclass=ABCMeta'],
    exportedAs: ['Order'],
    typeParameters: 1,
    site: {
      range: { start: { line: 2, column: 7 }, end: { line: 2, column: 12 } },
      lineText: 'class Order(Base, Generic[T], metaclass=ABCMeta):',
      lineHash: fact?.site.lineHash,
    },
    range: { start: { line: 1, column: 1 }, end: { line: 5, column: 49 } },
    lines: 5,
    isMentioned: true,
  });
});

test('classes under if and try are conditional; those in functions, classes, strings and comments are none', async () => {
  const facts = await definitionsOf(
    'if FAST:',
    '    class One: x = 1',
    'else:',
    '    class Two: x = 1',
    'try:',
    '    pass',
    'except ImportError:',
    '    class Three: x = 1',
    'class Four:',
    '    class Inner: x = 1',
    'def make():',
    '    class Five: x = 1',
    'text = """',
    'class Six: x = 1',
    '"""',
    '# class Seven: x = 1',
  );
  assert.equal(
    facts.map(({ name, isConditional }) => [name, isConditional]),
    [
      ['One', true],
      ['Two', true],
      ['Three', true],
      ['Four', undefined],
    ],
  );
});

test('names that start with an underscore are not exported', async () => {
  const [fact] = await definitionsOf('class _Order:', '    id: str');
  assert.equal(fact?.exportedAs, []);
});

test('spellings of one type are written alike', async () => {
  const expected = ['|', ['<>', 'list', 'str'], 'None'];
  for (const spelling of [
    'Optional[List[str]]',
    'Union[list[str], None]',
    'list[str] | None',
    '"t.List[str] | None"',
  ]) {
    assert.equal(await typeOf(spelling), expected, spelling);
  }
  assert.equal(await typeOf('Optional["Order"]'), ['|', '@Order', 'None']);
  assert.equal(await typeOf('Annotated[int, Field(gt=0, title="a, b]")]'), 'int');
  assert.equal(await typeOf('Literal["paid", \'open\', 3]'), ['|', '"paid"', '"open"', '3']);
  assert.equal(await typeOf('Callable[[int, "str"], None]'), ['=>', 'None', 'int', 'str']);
  assert.equal(await typeOf('Callable[..., Any]'), ['=>', 'Any', '...']);
  assert.equal(await typeOf('tuple[int, ...]'), ['<>', 'tuple', 'int', '...']);
  assert.equal(await typeOf('(  # cents\n        int\n        | None)'), ['|', 'int', 'None']);
  assert.equal(await typeOf('models.Order'), '@models.Order');
});

test('a name imported from elsewhere is not the one of typing', async () => {
  assert.equal(await typeOf('List[int]', 'from kit.tables import List'), ['<>', '@List', 'int']);
  assert.equal(await typeOf('List[int]', 'from typing import List'), ['<>', 'list', 'int']);
});

test('what is no type is kept as written', async () => {
  assert.equal(await typeOf('conint(gt = 0)'), '~conint(gt=0)');
});

test('a deeply nested type is read without exhausting the stack', async () => {
  const nested = `${'list['.repeat(400)}int${']'.repeat(400)}`;
  assert.type(await typeOf(nested), 'string');
});

test('a field is optional if it has a default', async () => {
  const [fact] = await definitionsOf(
    'class Order(BaseModel):',
    '    model_config = {}',
    '    a: int',
    '    b: int = 1',
    '    c: int = Field(...)',
    '    d: int = Field(gt=0)',
    '    e: int = Field(default=1)',
    '    f: int = Field(None)',
    '    g: NotRequired[int]',
    '    class Config:',
    '        x = 1',
  );
  assert.equal(
    fact?.members.map(({ name, optional }) => [name, optional]),
    [
      ['a', undefined],
      ['b', true],
      ['c', undefined],
      ['d', undefined],
      ['e', true],
      ['f', true],
      ['g', true],
    ],
  );
});

test('typed dictionaries without total have optional members', async () => {
  const [plain, called] = await definitionsOf(
    'class Event(TypedDict, total=False):',
    '    id: Required[str]',
    '    name: str',
    "Call = TypedDict('Call', {'id': int}, total=False)",
  );
  assert.equal(plain?.members, [
    { name: 'id', type: 'str' },
    { name: 'name', type: 'str', optional: true },
  ]);
  assert.equal(called?.members, [{ name: 'id', type: 'int', optional: true }]);
});

test('named tuples have their fields', async () => {
  assert.equal(await shapes("A = namedtuple('A', 'x y')", "B = NamedTuple('B', [('x', int), ('y', str)])"), [
    {
      name: 'A',
      bases: ['@NamedTuple'],
      members: [
        { name: 'x', type: null },
        { name: 'y', type: null },
      ],
      type: undefined,
    },
    {
      name: 'B',
      bases: ['@NamedTuple'],
      members: [
        { name: 'x', type: 'int' },
        { name: 'y', type: 'str' },
      ],
      type: undefined,
    },
  ]);
});

test('constants hold their value, and typeof of the names in it', async () => {
  const [fact] = await definitionsOf(
    'class Order(Model):',
    "    STATUS = 'open'",
    '    LIMIT = 3',
    '    total = Column(Integer, default=ZERO, check=len)',
  );
  assert.equal(fact?.members, [
    { name: 'STATUS', type: ['=', '"open"'] },
    { name: 'LIMIT', type: ['=', '3'] },
    {
      name: 'total',
      type: [
        '=',
        '~Column(Integer,default=ZERO,check=len)',
        ['typeof', '@Column'],
        ['typeof', '@Integer'],
        ['typeof', '@ZERO'],
      ],
    },
  ]);
});

test('a method without a body is its signature, one with a body a hash that ignores layout and comments', async () => {
  const [first, second, third] = await definitionsOf(
    'class A:',
    '    def run(self, a: int, b=1, *rest: str) -> Optional[str]: ...',
    '    def go(self): return self.x',
    'class B:',
    '    def go(self):',
    '        # fast',
    '        return self.x',
    'class C:',
    '    def go(self): return self.y',
  );
  assert.equal(first?.members[0], {
    name: 'run',
    type: ['=>', ['|', 'str', 'None'], 'int', ['?', '~'], ['...', 'str']],
  });
  assert.match(String(first?.members[1]?.type), /^#\w+$/);
  assert.is(first?.members[1]?.type, second?.members[0]?.type);
  assert.is.not(first?.members[1]?.type, third?.members[0]?.type);
});

test('fields assigned in __init__ are members, a property and its setter are one', async () => {
  const [fact] = await definitionsOf(
    'class Clock:',
    '    def __init__(self, zone):',
    '        self.zone: str = zone',
    '        self.count = 0',
    '    @property',
    '    def label(self): return self.zone',
    '    @label.setter',
    '    def label(self, value): self.zone = value',
  );
  assert.equal(
    fact?.members.map(({ name }) => name),
    ['__init__', 'zone', 'count', 'label'],
  );
});

test('type aliases in all their forms', async () => {
  assert.equal(
    await shapes(
      'Scalar = Union[int, str]',
      'Level = Literal["low", "high"]',
      'Id: TypeAlias = "int | None"',
      'type Page[T] = dict[str, T]',
      'UserId = NewType("UserId", int)',
      'Sort = Annotated[list[str], Depends(sorting)]',
      'Either = Order | None',
    ),
    [
      { name: 'Scalar', bases: [], members: [], type: ['|', 'int', 'str'] },
      {
        name: 'Level',
        bases: [],
        members: [
          { name: '"low"', type: null },
          { name: '"high"', type: null },
        ],
        type: undefined,
      },
      { name: 'Id', bases: [], members: [], type: ['|', 'int', 'None'] },
      { name: 'Page', bases: [], members: [], type: ['<>', 'dict', 'str', '$0'] },
      { name: 'UserId', bases: [], members: [], type: ['<>', '@NewType', 'int'] },
      {
        name: 'Sort',
        bases: [],
        members: [],
        type: [
          'annotated',
          ['<>', 'list', 'str'],
          '~Annotated[list[str],Depends(sorting)]',
          ['typeof', '@Annotated'],
          ['typeof', '@Depends'],
          ['typeof', '@sorting'],
        ],
      },
      { name: 'Either', bases: [], members: [], type: ['|', '@Order', 'None'] },
    ],
  );
});

test('values are not taken for type aliases', async () => {
  assert.equal(
    await shapes(
      'FLAGS = READ | WRITE',
      'Mask = flags | other',
      'First = ITEMS[0]',
      'Total = sum(1 | 2)',
      'call(',
      '    Kind=Optional[int],',
      ')',
      'def f():',
      '    Inner = Union[int, str]',
    ),
    [],
  );
});

test('a file without types is not parsed', async () => {
  const content = await parseContent('app/run.py', 'import os\n\nLIMIT = 3\nprint("class")\n');
  assert.equal(content.facts('definitions'), []);
  assert.not(content.isParsed);
});

test('both parsers give the same facts', async () => {
  const text = ['class Order(Base[int]):', '    id: Optional[str] = None', '    def go(self): return 1', ''].join('\n');
  const [native, wasm] = await Promise.all([parseContent('a.py', text, 'native'), parseContent('a.py', text, 'wasm')]);
  assert.equal(native.facts('definitions'), wasm.facts('definitions'));
});

test.run();
