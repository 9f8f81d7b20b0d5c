import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseContent } from './parse.js';

interface Told {
  readonly facts: readonly unknown[];
  readonly isParsed: boolean;
}

async function told(path: string, text: string): Promise<Told> {
  const file = await parseContent(path, text);
  return { facts: file.facts('definitions'), isParsed: file.isParsed };
}

/** What the nodes of the whole file tell. */
async function byNodes(path: string, text: string): Promise<readonly unknown[]> {
  const file = await parseContent(path, text);
  file.tree();
  return file.facts('definitions');
}

const PYTHON = [
  'class Order: pass\n',
  'class Order(Base, Generic[T], total=False):  # of a shop\n    id: str  # its number\n',
  'class Page[T, *Ts](list[T]):\n    items: list[T] = []\n',
  '@dataclass(frozen=True)\n@registry.add\nclass Order:\n    """Of a shop."""\n\n    id: int\n    state: "State" = Field(..., alias="s")\n',
  'class Order:\n    a: int = field(default=1)\n    b: int = field(alias="a=b,c")\n    c: int = ...\n    d: Final = lambda: 1\n',
  'class Order:\n    a = 1\n    b = -1\n    c = "a" "b"\n    d = r\'x\'\n    e = 1.5\n    f = {"a": [b]}\n    g = None\n    type: str\n',
  'class Order:\n    def pay(self, by, *notes: str, at: Date = None, **more) -> Receipt: ...\n    def refuse(self, /, x, *, y=1):\n        raise NotImplementedError("later")\n',
  'class Order:\n    async def pay(\n        self,\n    ):\n        # now\n        total = (\n1)\n        return f"{total:{width}} {{}}"\n',
  'class Order:\n    def __init__(self, id):\n        """Text."""\n        self.id = id\n        self.total: Money = 0\n        self.a.b = self.c = 1\n        self.n += 1\n        if id:\n            self.inner = 1\n',
  'class Order:\n    @property\n    def total(self):\n        return 1\n\n    @total.setter\n    def total(self, to):\n        self._total = to\n\n    class Meta:\n        x = 1\n    # at its end\n\n\n# elsewhere\nx = 1\n',
  'class Order:\r\n    id: int = 1\r\n    def pay(self):\r\n        return 1\r\n',
  'class Order:\n    text = """\nclass Inner:\n    x = 1\n"""\n    after: int\n',
  'class Order:\n    if DEBUG:\n        x = 1\n    else:\n        y: int = 2\n    run(1)\n    z: int',
];

test('a plain Python class is told without a parse, as its nodes tell it', async () => {
  for (const text of PYTHON) {
    const { facts, isParsed } = await told('orders.py', text);
    assert.is(isParsed, false, text);
    assert.is(facts.length, 1, text);
    assert.equal(facts, await byNodes('orders.py', text), text);
  }
});

const PYTHON_NODES = [
  'class Order:\n    a = b = 1\n',
  'class Order:\n    a: int = 1; b: int = 2\n',
  'class Order:\n    a, b = 1, 2\n',
  'class Order:\n\tid: int\n',
  'class Order:\n    a = \\\n        1\n',
  'class Order:\n    def pay(self):\n        return f"{orders["a"]}"\n',
  'class Order:\n    def __init__(self): self.id = 1\n',
  'class Order:\n    def pay(self):\n        # later\n        pass\n',
  'class Order:\n    a = f"{b}"\n',
  'class Order(\n    Base,  # of all\n):\n    id: int\n',
  'class Bestellgröße:\n    id: int\n',
];

test('what is not surely plain Python is left to the nodes', async () => {
  for (const text of PYTHON_NODES) {
    const { facts, isParsed } = await told('orders.py', text);
    assert.is(isParsed, true, text);
    assert.is(facts.length, 1, text);
    assert.equal(facts, await byNodes('orders.py', text), text);
  }
});

const TYPESCRIPT = [
  'export default interface Order<T> extends Base<T>, shop.Item {\n  /** Its number. */\n  readonly id: string;\n  lines?: Line[] // all\n  pay(by: T): void;\n  pay(): T\n}\n',
  'interface Order {}\n',
  'export type State =\n  // first\n  | "open"\n  | "paid";\nconst x = 1;\n',
  'type A = B\n\ntype C<T> = { a: T }\n\n/** Text. */\nfunction f() {}\n',
  'export declare const enum Level { low, "high" = 4, top, of = low | 1, next = "n" }\n',
  'type Handler = (event: Event, ...rest: string[]) => void | Promise<void>;\n',
  'type Order = Base & { id: string };\nexport { Order };\n',
];

test('plain TypeScript declarations are told without their nodes, as these tell them', async () => {
  for (const text of TYPESCRIPT) {
    const { facts, isParsed } = await told('orders.ts', text);
    assert.is(isParsed, text.includes('export {'), text);
    assert.ok(facts.length > 0, text);
    assert.equal(facts, await byNodes('orders.ts', text), text);
  }
});

const TYPESCRIPT_NODES = [
  'type A = B // of a shop\nconst x = 1;\n',
  'type A = B\n  extends C ? 1 : 2\n',
  'interface Order { a: string\n  [Symbol.iterator](): void }\n',
  'interface Order { is(of: unknown): of is Order }\n',
  'enum Level { low = 1e3, high }\n',
  'type A = { [K in B]: C };\n',
  'type A = 1; class Order { id = 1 }\n',
  'type A = (B) => C;\n',
];

test('what is not surely plain TypeScript is left to the nodes', async () => {
  for (const text of TYPESCRIPT_NODES) {
    const { facts, isParsed } = await told('orders.ts', text);
    assert.is(isParsed, true, text);
    assert.ok(facts.length > 0, text);
    assert.equal(facts, await byNodes('orders.ts', text), text);
  }
});

test('the order of definitions is that of the text, however they are told', async () => {
  const text = 'class A:\n    a, b = 1, 2\n\nclass B: pass\n\nif DEBUG:\n    class C: pass\n\nclass D: pass\n';
  const { facts } = await told('orders.py', text);
  assert.equal(facts, await byNodes('orders.py', text));
  assert.is(facts.length, 4);
});

test.run();
