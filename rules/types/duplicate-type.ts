import {
  defineRule,
  type DefinitionFact,
  type DefinitionMember,
  type Entry,
  type Example,
  type Fix,
  type ImportFact,
  type JudgeContext,
  type Problem,
  type Project,
  type Related,
  type TypeExpression,
  type TypeOperation,
} from 'compliance-linter';

type Fact = DefinitionFact | ImportFact;

interface Options {
  readonly overlapping: boolean;
  readonly collisions: boolean;
  readonly acrossComponents: boolean;
  readonly conventionalNames: readonly string[];
  readonly minimumFields: number;
}

/** A definition and the file that holds it. */
interface Definition {
  readonly path: string;
  readonly fact: DefinitionFact;
}

/** A definition under judgement, with the options of its file. */
interface Candidate extends Definition {
  readonly component: string;
  readonly format: string;
  readonly options: Options;
}

type Relation = 'identical' | 'subset' | 'drifted' | 'overlapping' | 'different';

/** How a definition relates to the one to keep. */
interface Comparison {
  readonly relation: Relation;
  /** What differs, seen from the definition: `lacks \`email\``. */
  readonly differences: readonly string[];
  /** Members that both have. */
  readonly shared: number;
  /** True if equality needed two classes or enumerations of equal shape to count as one. */
  readonly isNominal: boolean;
}

interface Duplicate extends Comparison {
  readonly definition: Candidate;
  readonly kept: Candidate;
}

/** Names that a framework gives, or that everyone gives to the local types of a module. */
const CONVENTIONAL_NAMES = [
  ...['Props', 'PageProps', 'LayoutProps', 'OwnProps', 'ComponentProps', 'Params', 'PageParams', 'RouteParams'],
  ...['SearchParams', 'Context', 'RouteContext', 'State', 'Action', 'Actions', 'Options', 'Config', 'Args', 'Input'],
  ...['Inputs', 'Output', 'Result', 'Data', 'LoaderData', 'ActionData', 'FormData', 'FormValues', 'FormSchema', 'Item'],
  ...['Row', 'Story', 'Emits', 'Slots', 'Command', 'Meta', 'Media', 'Migration', 'Arguments', 'Variables'],
];
/** Members that two conventional types need in common to be more than a coincidence. */
const CONVENTIONAL_FIELDS = 3;
/** Details that a message gives before it counts the rest. */
const MAX_DETAILS = 3;
/** Other places that a finding lists. */
const MAX_RELATED = 20;
/** Deepest chain of bases, of imports and re-exports, and of types within types that is followed. */
const MAX_BASES = 6;
const MAX_IMPORTS = 10;
const MAX_DEPTH = 12;

const TYPES_PLACE = /(?:^|\/)(?:types?|models?|schemas?|interfaces?|enums?)(?:\/|\.\w+$)/i;
const EXCLUDED_PLACE =
  /(?:^|\/)(?:__mocks__|mocks?|migrations|alembic|stories|fixtures)\/|[._-](?:mocks?|stories|story|fixtures?)\.\w+$|\.pyi$/i;
const DECLARATION_FILE = /\.d\.([cm]?ts)$/;

/** The alias under which the examples import. */
const WITH_ALIAS = { 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\n' };

/** Files of one project from their lines. */
function files(contents: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(contents).map(([path, lines]) => [path, `${lines.join('\n')}\n`]));
}

const ORDER = ['export interface Order {', '  id: string;', '  total: number;', '  paidAt: Date | null;', '}'];
const PYTHON_ORDER = ['class Order(BaseModel):', '    id: str', '    total: int', '    note: str | None = None'];
const PYDANTIC = 'from pydantic import BaseModel';

const DUPLICATES: readonly Example[] = [
  {
    title: 'An interface that repeats the one in the types folder is replaced by an export of that one',
    files: { ...WITH_ALIAS, ...files({ 'src/types/order.ts': ORDER, 'src/checkout/order.ts': ORDER }) },
    problems: [
      {
        path: 'src/checkout/order.ts',
        line: 1,
        message: '`Order` repeats its definition in `src/types/order.ts`',
        severity: 'medium',
        fix: "export type { Order } from '@/types/order';",
      },
    ],
  },
  {
    title: 'A copy that its own file uses is imported there and exported again',
    files: files({
      'src/order.ts': ORDER,
      'src/total.ts': [...ORDER, 'export const total = (order: Order) => order.total;'],
    }),
    problems: [{ path: 'src/total.ts', line: 1, fix: "import type { Order } from './order';\nexport type { Order };" }],
  },
  {
    title: 'Strict: identical and drifted definitions that are exported are high',
    preset: 'strict',
    files: files({ 'src/order.ts': ORDER, 'src/types/order.ts': ORDER }),
    problems: [{ path: 'src/order.ts', line: 1, severity: 'high' }],
  },
  {
    title: 'The same fields with other types have drifted; the message says where',
    files: files({
      'src/types.ts': ORDER,
      'src/invoice.ts': ['export type Order = {', '  id: string;', '  total: string;', '  paidAt?: Date | null;', '};'],
    }),
    problems: [
      {
        path: 'src/invoice.ts',
        line: 1,
        severity: 'medium',
        message:
          '`total` is `string` here and `number` there; `paidAt` is optional here and required there. Settle on one',
      },
    ],
  },
  {
    title: 'A definition that lacks some fields of the other is a subset',
    files: files({
      'src/models/customer.ts': [
        'export interface Customer {',
        '  id: string;',
        '  name: string;',
        '  email: string;',
        '  phone: string;',
        '}',
      ],
      'src/cart.ts': ['export interface Customer {', '  id: string;', '  name: string;', '}'],
    }),
    problems: [
      { path: 'src/cart.ts', line: 1, kind: 'subset', severity: 'low', message: 'it lacks `email`; it lacks `phone`' },
    ],
  },
  {
    title: 'A definition that repeats the other and adds to it is a subset the other way round',
    files: files({
      'src/models/customer.ts': ['export interface Customer {', '  id: string;', '  name: string;', '}'],
      'src/cart.ts': ['export interface Customer {', '  id: string;', '  name: string;', '  vat: string;', '}'],
    }),
    problems: [{ path: 'src/cart.ts', line: 1, kind: 'subset', message: 'it adds `vat`. Extend that one' }],
  },
  {
    title: 'Strict: half of the fields shared is an overlap',
    preset: 'strict',
    files: files({
      'src/models/address.ts': [
        'export interface Address {',
        '  street: string;',
        '  city: string;',
        '  zip: string;',
        '}',
      ],
      'src/shipping.ts': [
        'export interface Address {',
        '  street: string;',
        '  city: string;',
        '  postbox: number;',
        '}',
      ],
    }),
    problems: [
      {
        path: 'src/shipping.ts',
        line: 1,
        kind: 'overlapping',
        severity: 'medium',
        message: 'shares 2 members with its definition in `src/models/address.ts`: it lacks `zip`; it adds `postbox`',
      },
    ],
  },
  {
    title: 'With `collisions` unrelated things of one name are reported too',
    options: { collisions: true },
    files: files({
      'src/cart.ts': ['export interface Session {', '  items: string[];', '  coupon: string;', '}'],
      'src/login.ts': ['export interface Session {', '  token: string;', '  expires: number;', '}'],
    }),
    problems: [{ path: 'src/login.ts', line: 1, kind: 'collision', message: 'means something else in `src/cart.ts`' }],
  },
  {
    title: 'At most three differences are told, the rest is counted',
    options: { collisions: true },
    files: files({
      'src/cart.ts': ['export interface Session {', '  items: string[];', '  coupon: string;', '}'],
      'src/login.ts': ['export interface Session {', '  token: string;', '  expires: number;', '}'],
    }),
    problems: [
      {
        path: 'src/login.ts',
        line: 1,
        kind: 'collision',
        message: 'it lacks `items`; it lacks `coupon`; it adds `token`; and 1 more.',
      },
    ],
  },
  {
    title: 'Every definition but the one to keep is a finding',
    files: files({ 'src/a.ts': ORDER, 'src/b.ts': ORDER, 'src/types/order.ts': ORDER }),
    problems: [
      { path: 'src/a.ts', line: 1, message: '`src/types/order.ts`' },
      { path: 'src/b.ts', line: 1, message: '`src/types/order.ts`' },
    ],
  },
  {
    title: 'Without a types folder the exported definition is kept, and a local copy is low',
    files: files({ 'src/a.ts': [ORDER[0]?.replace('export ', '') ?? '', ...ORDER.slice(1)], 'src/b.ts': ORDER }),
    problems: [{ path: 'src/a.ts', line: 1, kind: 'local', severity: 'low', fix: "import type { Order } from './b';" }],
  },
  {
    title: 'Among equals the first by path is kept',
    files: files({ 'src/a.ts': ORDER, 'src/b.ts': ORDER }),
    problems: [{ path: 'src/b.ts', line: 1, message: '`src/a.ts`' }],
  },
  {
    title: 'Two unrelated pairs of one name are two duplicates',
    files: files({
      'src/a.ts': ORDER,
      'src/b.ts': ORDER,
      'src/trade/c.ts': ['export type Order = {', '  symbol: string;', '  limit: number;', '};'],
      'src/trade/d.ts': ['export type Order = {', '  symbol: string;', '  limit: number;', '};'],
    }),
    problems: [
      { path: 'src/b.ts', line: 1, message: '`src/a.ts`' },
      { path: 'src/trade/d.ts', line: 1, message: '`src/trade/c.ts`' },
    ],
  },
  {
    title: 'Spelling does not matter: quotes, order, separators, Array, readonly, undefined',
    files: files({
      'src/a.ts': [
        'export interface Filter {',
        "  status: 'open' | 'paid';",
        '  tags: Array<string>;',
        '  match(text: string): boolean;',
        '  limit?: number;',
        '}',
      ],
      'src/b.ts': [
        'export type Filter = {',
        '  limit?: number | undefined, // per page',
        '  readonly tags: readonly string[],',
        '  match: (value: string) => boolean,',
        '  "status": | "paid" | "open",',
        '}',
      ],
    }),
    problems: [{ path: 'src/b.ts', line: 1, message: 'repeats its definition' }],
  },
  {
    title: 'Type aliases: unions of literals, whatever their order',
    files: files({
      'src/a.ts': ["export type Status = 'draft' | 'paid' | 'shipped';"],
      'src/b.ts': ['export type Status =', '  | "paid"', '  | "draft"', '  | "shipped";'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, fix: "export type { Status } from './a';" }],
  },
  {
    title: 'Type aliases of other types are compared as a whole',
    files: files({
      'src/a.ts': ['export type Listener = (event: string, at: number) => void;'],
      'src/b.ts': ['export type Listener = (name: string, time: number) => void;'],
    }),
    problems: [{ path: 'src/b.ts', line: 1 }],
  },
  {
    title: 'Enumerations with their values',
    files: files({
      'src/a.ts': ['export enum Role {', "  Admin = 'admin',", "  Guest = 'guest',", '}'],
      'src/b.ts': ['export const enum Role {', "  Admin = 'admin',", "  Guest = 'visitor',", '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, message: '`Guest` is `"visitor"` here and `"guest"` there' }],
  },
  {
    title: 'Classes: a copy is replaced only on request, since it may be used as a value',
    files: files({
      'src/a.ts': ['export class Money {', '  amount = 0;', "  currency = 'EUR';", '}'],
      'src/b.ts': ['export class Money {', '  amount = 0;', "  currency = 'EUR';", '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, fix: "export { Money } from './a';" }],
  },
  {
    title: 'Generic types: the names of type parameters do not matter',
    files: files({
      'src/a.ts': ['export interface Page<T> {', '  items: T[];', '  next: string | null;', '}'],
      'src/b.ts': ['export interface Page<Item> {', '  items: Item[];', '  next: string | null;', '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, message: 'repeats its definition' }],
  },
  {
    title: 'Inherited fields count: one definition extends what the other spells out',
    files: files({
      'src/base.ts': ['export interface Entity {', '  id: string;', '  createdAt: Date;', '}'],
      'src/a.ts': [
        "import type { Entity } from './base';",
        'export interface Order extends Entity {',
        '  total: number;',
        '}',
      ],
      'src/b.ts': ['export interface Order {', '  id: string;', '  createdAt: Date;', '  total: number;', '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, message: 'repeats its definition in `src/a.ts`' }],
  },
  {
    title: 'A definition exported later, by `export { Order }`',
    files: files({
      'src/a.ts': ORDER,
      'src/b.ts': ['interface Order {', ...ORDER.slice(1), 'export { Order };'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, kind: 'default', fix: "import type { Order } from './a';" }],
  },
  {
    title: 'Names are resolved: one type imported by two paths is one type',
    files: {
      ...WITH_ALIAS,
      ...files({
        'src/money.ts': ['export interface Money {', '  amount: number;', '  currency: string;', '}'],
        'src/index.ts': ["export * from './money';"],
        'src/a.ts': [
          "import type { Money } from '@/money';",
          'export interface Line {',
          '  sku: string;',
          '  price: Money;',
          '}',
        ],
        'src/b.ts': [
          "import { type Money as Price } from './index';",
          'export interface Line {',
          '  sku: string;',
          '  price: Price;',
          '}',
        ],
      }),
    },
    problems: [{ path: 'src/b.ts', line: 2, message: 'repeats its definition' }],
  },
  {
    title: 'Names are resolved: two types of one name are two types',
    files: files({
      'src/a.ts': [
        "import { Unit } from 'weights';",
        'export interface Parcel {',
        '  size: number;',
        '  unit: Unit;',
        '}',
      ],
      'src/b.ts': [
        "import { Unit } from 'currencies';",
        'export interface Parcel {',
        '  size: number;',
        '  unit: Unit;',
        '}',
      ],
    }),
    problems: [
      { path: 'src/b.ts', line: 2, message: 'has drifted from its definition in `src/a.ts`: `unit` is another `Unit`' },
    ],
  },
  {
    title: 'Names that each file defines for itself are compared by what they mean',
    files: files({
      'src/a.ts': [
        "type Kind = 'card' | 'cash';",
        'export interface Payment {',
        '  kind: Kind;',
        '  next?: Payment;',
        '}',
      ],
      'src/b.ts': ['export interface Payment {', "  kind: 'cash' | 'card';", '  next?: Payment;', '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, message: 'repeats its definition' }],
  },
  {
    title: 'A conventional name is reported if three or more fields are identical',
    files: files({
      'src/a.ts': ['export interface Props {', '  title: string;', '  body: string;', '  isOpen: boolean;', '}'],
      'src/b.ts': ['export interface Props {', '  title: string;', '  body: string;', '  isOpen: boolean;', '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1 }],
  },
  {
    title: 'Which names are conventional is configurable',
    options: { conventionalNames: [] },
    files: files({
      'src/a.ts': ['export interface Props {', '  title: string;', '  body: string;', '}'],
      'src/b.ts': ['export interface Props {', '  title: string;', '  body: string;', '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1 }],
  },
  {
    title: 'With `acrossComponents` the definitions of two packages are compared',
    options: { acrossComponents: true },
    files: {
      'web/package.json': '{ "name": "web" }\n',
      'admin/package.json': '{ "name": "admin" }\n',
      ...files({ 'web/order.ts': ORDER, 'admin/order.ts': ORDER }),
    },
    problems: [{ path: 'web/order.ts', line: 1, message: '`admin/order.ts`' }],
  },
  {
    title: 'A module of declarations counts like any other',
    files: files({ 'src/types/order.d.ts': ORDER, 'src/order.ts': ORDER }),
    problems: [{ path: 'src/order.ts', line: 1, message: '`src/types/order.d.ts`' }],
  },
  {
    title: 'Python: pydantic models, told by a base class of the project',
    files: files({
      'app/base.py': [PYDANTIC, '', 'class Schema(BaseModel):', '    model_config = {"frozen": True}'],
      'app/schemas/order.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/cart.py': [
        'from typing import Optional',
        'from app.base import Schema',
        '',
        'class Order(Schema):',
        '    note: Optional[str] = None',
        '    id: "str"',
        '    total: int',
        '',
        'def empty() -> Order: ...',
      ],
    }),
    problems: [
      {
        path: 'app/cart.py',
        line: 4,
        message: 'repeats its definition in `app/schemas/order.py`',
        fix: 'from app.schemas.order import Order',
      },
    ],
  },
  {
    title: 'Python: a required field that is optional elsewhere has drifted',
    files: files({
      'app/a.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/b.py': [PYDANTIC, '', ...PYTHON_ORDER.slice(0, 3), '    note: str | None'],
    }),
    problems: [{ path: 'app/b.py', line: 3, message: '`note` is required here and optional there' }],
  },
  {
    title: 'Python: bases are found through every form of import',
    files: files({
      'app/base.py': [PYDANTIC, '', 'class Schema(BaseModel):', '    id: str'],
      'app/a.py': ['import app.base', '', 'class Refund(app.base.Schema):', '    amount: int', '    reason: str'],
      'app/b.py': ['from app import base', '', 'class Refund(base.Schema):', '    amount: int', '    reason: str'],
      'app/c.py': [PYDANTIC, '', 'class Refund(BaseModel):', '    id: str', '    amount: int', '    reason: str'],
    }),
    problems: [
      { path: 'app/b.py', line: 3, message: 'repeats its definition in `app/a.py`' },
      { path: 'app/c.py', line: 3, message: 'repeats its definition in `app/a.py`' },
    ],
  },
  {
    title: 'Python: tables of an object-relational mapper',
    files: files({
      'app/a.py': [
        'from sqlalchemy.orm import Mapped, mapped_column',
        'from app.database import Base',
        '',
        'class Invoice(Base):',
        '    __tablename__ = "invoices"',
        '    id: Mapped[str] = mapped_column(primary_key=True)',
        '    total: Mapped[int]',
      ],
      'app/b.py': [
        'from sqlalchemy.orm import Mapped, mapped_column',
        'from app.database import Base',
        '',
        'class Invoice(Base):',
        '    __tablename__ = "invoices"',
        '    id: Mapped[str] = mapped_column(primary_key=True)',
        '    total: Mapped[int] = mapped_column(index=True)',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 4, message: 'repeats its definition' }],
  },
  {
    title: 'Python: dataclasses',
    files: files({
      'app/a.py': [
        'from dataclasses import dataclass',
        '',
        '@dataclass',
        'class Point:',
        '    x: float',
        '    y: float',
      ],
      'app/b.py': [
        'import dataclasses',
        '',
        '@dataclasses.dataclass(frozen=True)',
        'class Point:',
        '    y: float',
        '    x: float',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 4, fix: 'from app.a import Point as Point' }],
  },
  {
    title: 'Python: TypedDict in both of its forms',
    files: files({
      'app/a.py': [
        'from typing import List, TypedDict',
        '',
        'class Event(TypedDict):',
        '    name: str',
        '    tags: List[str]',
      ],
      'app/b.py': ['from typing import TypedDict', '', 'Event = TypedDict("Event", {"name": str, "tags": list[str]})'],
    }),
    problems: [{ path: 'app/b.py', line: 3, message: 'repeats its definition' }],
  },
  {
    title: 'Python: enumerations',
    files: files({
      'app/a.py': ['from enum import StrEnum', '', 'class Color(StrEnum):', '    RED = "red"', '    BLUE = "blue"'],
      'app/b.py': ['import enum', '', 'class Color(str, enum.Enum):', "    RED = 'red'", "    BLUE = 'blue'"],
    }),
    problems: [{ path: 'app/b.py', line: 3 }],
  },
  {
    title: 'Python: protocols',
    files: files({
      'app/a.py': [
        'from typing import Optional, Protocol',
        '',
        'class Store(Protocol):',
        '    def get(self, key: str) -> Optional[bytes]: ...',
        '    def put(self, key: str, value: bytes) -> None: ...',
      ],
      'app/b.py': [
        'import typing as t',
        'from typing import Protocol',
        '',
        'class Store(Protocol):',
        '    def put(self, name: str, value: bytes) -> None:',
        '        """Stores the value."""',
        '    def get(self, name: str) -> bytes | None: ...',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 4, message: 'repeats its definition' }],
  },
  {
    title: 'Python: plain classes whose methods do the same',
    files: files({
      'app/a.py': [
        'class Clock:',
        '    def __init__(self, zone):',
        '        self.zone = zone',
        '    def label(self):',
        '        return f"in {self.zone}"',
      ],
      'app/b.py': [
        'class Clock:',
        '    def __init__(self, zone):',
        '        # IANA name',
        '        self.zone = zone',
        '',
        '    def label(self):',
        '        return f"in {self.zone}"',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 1 }],
  },
  {
    title: 'Python: a plain class of which one method has changed has drifted',
    files: files({
      'app/a.py': [
        'class Clock:',
        '    def __init__(self, zone):',
        '        self.zone = zone',
        '    def label(self):',
        '        return f"in {self.zone}"',
      ],
      'app/b.py': [
        'class Clock:',
        '    def __init__(self, zone):',
        '        self.zone = zone',
        '    def label(self):',
        '        return self.zone.upper()',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 1, message: '`label` does something else' }],
  },
  {
    title: 'Python: definitions under `if` and `try` count',
    files: files({
      'app/a.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/b.py': [
        PYDANTIC,
        'try:',
        '    import fast',
        'except ImportError:',
        ...PYTHON_ORDER.map((line) => `    ${line}`),
      ],
      'app/c.py': [
        'from typing import TYPE_CHECKING',
        PYDANTIC,
        'if TYPE_CHECKING:',
        ...PYTHON_ORDER.map((line) => `    ${line}`),
      ],
    }),
    problems: [
      { path: 'app/b.py', line: 5 },
      { path: 'app/c.py', line: 4 },
    ],
  },
  {
    title: 'Python: type aliases in all their forms',
    files: files({
      'app/a.py': [
        'from typing import Literal, Union',
        '',
        'Scalar = Union[int, str, None]',
        'Level = Literal["low", "high"]',
      ],
      'app/b.py': [
        'from typing import Literal, TypeAlias',
        '',
        'Scalar: TypeAlias = "int | str | None"',
        "type Level = Literal['high', 'low']",
      ],
    }),
    problems: [
      { path: 'app/b.py', line: 3 },
      { path: 'app/b.py', line: 4 },
    ],
  },
  {
    title: 'Python: a class defined twice in one module',
    files: files({
      'app/orders.py': [PYDANTIC, '', ...PYTHON_ORDER, '', ...PYTHON_ORDER],
    }),
    problems: [{ path: 'app/orders.py', line: 8, message: 'repeats its definition in line 3' }],
  },
];

const NO_DUPLICATES: readonly Example[] = [
  {
    title: 'Re-exports are not definitions',
    files: files({
      'src/types/order.ts': ORDER,
      'src/index.ts': ["export { type Order } from './types/order';", "export * from './types/order';"],
      'app/models.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/__init__.py': ['from app.models import Order', '', '__all__ = ["Order"]'],
    }),
  },
  {
    title: 'Aliases of an import, and types derived from one, have no content of their own',
    preset: 'strict',
    files: files({
      'src/types/order.ts': ORDER,
      'src/a.ts': ["import * as types from './types/order';", 'export type Order = types.Order;'],
      'src/b.ts': ["import type { components } from './api';", "export type Order = components['schemas']['Order'];"],
      'src/c.ts': ["import type { paths } from './api';", "export type Order = components['schemas']['Order'];"],
      'src/d.ts': ["import { order } from './schemas';", 'export type Order = z.infer<typeof order>;'],
      'src/e.ts': ["import { order } from './schemas';", 'export type Order = z.infer<typeof order>;'],
      'app/a.py': ['from typing import Any', 'Headers = dict[str, Any]'],
      'app/b.py': ['from typing import Any', 'Headers = dict[str, Any]'],
    }),
  },
  {
    title: 'Declarations that TypeScript merges in one file',
    preset: 'strict',
    files: files({
      'src/order.ts': [
        'export interface Order {',
        '  id: string;',
        '  total: number;',
        '}',
        'export interface Order {',
        '  id: string;',
        '  total: number;',
        '  note: string;',
        '}',
      ],
    }),
  },
  {
    title: '`declare global`, `declare module` and namespaces',
    preset: 'strict',
    files: files({
      'src/a.ts': [
        'declare global {',
        '  interface User {',
        '    id: string;',
        '    name: string;',
        '  }',
        '}',
        'export {};',
      ],
      'src/b.ts': [
        "declare module 'express' {",
        '  interface User {',
        '    id: string;',
        '    name: string;',
        '  }',
        '}',
        'export {};',
      ],
      'src/c.ts': [
        'export namespace Api {',
        '  export interface User {',
        '    id: string;',
        '    name: string;',
        '  }',
        '}',
      ],
      'src/d.ts': ['export interface User {', '  id: string;', '  name: string;', '}'],
      'src/globals.d.ts': ['interface User {', '  id: string;', '  name: string;', '}'],
    }),
  },
  {
    title: 'Types local to a function',
    preset: 'strict',
    files: files({
      'src/a.ts': [
        'export function total() {',
        '  interface Line {',
        '    sku: string;',
        '    price: number;',
        '  }',
        '}',
      ],
      'src/b.ts': ['export interface Line {', '  sku: string;', '  price: number;', '}'],
      'app/a.py': [PYDANTIC, '', 'def load():', ...PYTHON_ORDER.map((line) => `    ${line}`)],
      'app/b.py': [PYDANTIC, '', ...PYTHON_ORDER],
    }),
  },
  {
    title: 'Tests, mocks, stories, tooling and generated files',
    preset: 'strict',
    files: files({
      'src/order.ts': ORDER,
      'src/order.test.ts': ORDER,
      'src/mocks/order.ts': ORDER,
      'src/__mocks__/order.ts': ORDER,
      'src/order.stories.ts': ORDER,
      'scripts/seed.ts': ORDER,
      'src/client.ts': ['// Code generated by openapi. DO NOT EDIT.', ...ORDER],
    }),
  },
  {
    title: 'A declaration file beside its source',
    preset: 'strict',
    files: files({
      'src/money.ts': ['export class Money {', '  amount: number = 0;', "  currency: string = 'EUR';", '}'],
      'src/money.d.ts': ['export class Money {', '  amount: number;', '  currency: string;', '}'],
      'app/money.py': ['class Money:', '    amount: int = 0', '    currency: str = "EUR"'],
      'app/money.pyi': ['class Money:', '    amount: int', '    currency: str'],
    }),
  },
  {
    title: 'Python shims, which pass a class on under its name',
    preset: 'strict',
    files: files({
      'app/models.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/legacy.py': [
        'from app import models',
        '',
        'class Order(models.Order):',
        '    """Kept for old imports."""',
        '    pass',
      ],
    }),
  },
  {
    title: 'Classes and interfaces without members of their own',
    preset: 'strict',
    options: { collisions: true },
    files: files({
      'app/base.py': [PYDANTIC, '', 'class Left(BaseModel):', '    id: str', '    total: int'],
      'app/other.py': [PYDANTIC, '', 'class Right(BaseModel):', '    id: str', '    total: int'],
      'app/a.py': ['from app.base import Left', '', 'class Marker(Left):', '    model_config = {"frozen": True}'],
      'app/b.py': ['from app.other import Right', '', 'class Marker(Right): ...'],
      'src/a.ts': ['export interface Marker {}'],
      'src/b.ts': ['export interface Marker {}'],
    }),
  },
  {
    title: 'Exceptions',
    preset: 'strict',
    files: files({
      'app/a.py': ['class NotFound(Exception):', '    code = 404', '    detail = "not found"'],
      'app/errors.py': ['class AppError(Exception): ...'],
      'app/b.py': [
        'from app.errors import AppError',
        '',
        'class NotFound(AppError):',
        '    code = 404',
        '    detail = "not found"',
      ],
      'src/a.ts': ['export class NotFound extends Error {', '  code = 404;', "  kind = 'not found';", '}'],
      'src/b.ts': ['export class NotFound extends Error {', '  code = 404;', "  kind = 'not found';", '}'],
    }),
  },
  {
    title: 'Migrations',
    preset: 'strict',
    files: files({
      'app/migrations/a.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/migrations/b.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/models.py': [PYDANTIC, '', ...PYTHON_ORDER],
    }),
  },
  {
    title: '`typeof` and `z.infer` of something that the file itself defines',
    preset: 'strict',
    options: { collisions: true },
    files: files({
      'src/a.ts': [
        'const schema = z.object({ id: z.string() });',
        "export type Draft = Omit<z.infer<typeof schema>, 'id' | 'total'>;",
        "const kinds = ['a', 'b'] as const;",
        'export type Kind = (typeof kinds)[number];',
      ],
      'src/b.ts': [
        'const schema = z.object({ id: z.number() });',
        "export type Draft = Omit<z.infer<typeof schema>, 'id' | 'total'>;",
        "const kinds = ['c', 'd'] as const;",
        'export type Kind = (typeof kinds)[number];',
      ],
    }),
  },
  {
    title: 'Two definitions that are both not exported',
    preset: 'strict',
    files: files({
      'src/a.ts': ['interface Point {', '  x: number;', '  y: number;', '}'],
      'src/b.ts': ['interface Point {', '  x: number;', '  y: number;', '}'],
      'src/c.ts': ['export interface Point {', '  latitude: number;', '  longitude: number;', '}'],
      'app/a.py': [PYDANTIC, '', 'class _Point(BaseModel):', '    x: int', '    y: int'],
      'app/b.py': [PYDANTIC, '', 'class _Point(BaseModel):', '    x: int', '    y: int'],
    }),
  },
  {
    title: 'Conventional names, unless three fields or more are identical',
    preset: 'strict',
    options: { collisions: true },
    files: files({
      'src/a.tsx': ['export interface Props {', '  title: string;', '  body: string;', '}'],
      'src/b.tsx': ['export interface Props {', '  title: string;', '  body: string;', '}'],
      'src/c.tsx': ['export type PageProps = {', '  a: string;', '  b: string;', '  c: string;', '};'],
      'src/d.tsx': ['export type PageProps = {', '  a: string;', '  b: string;', '  c: number;', '};'],
      'app/management/commands/load.py': [
        'from django.core.management.base import BaseCommand',
        '',
        'class Command(BaseCommand):',
        '    help = "Loads orders."',
        '    def handle(self): return 1',
      ],
      'app/management/commands/save.py': [
        'from django.core.management.base import BaseCommand',
        '',
        'class Command(BaseCommand):',
        '    help = "Saves orders."',
        '    def handle(self): return 2',
      ],
    }),
  },
  {
    title: 'Python classes of different families: a table, its schema, its dictionary',
    preset: 'strict',
    files: files({
      'app/models/order.py': [
        'from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column',
        '',
        'class Base(DeclarativeBase): ...',
        '',
        'class Order(Base):',
        '    __tablename__ = "orders"',
        '    id: Mapped[str] = mapped_column(primary_key=True)',
        '    total: Mapped[int]',
        '    note: Mapped[str | None]',
      ],
      'app/schemas/order.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/payload.py': [
        'from typing import TypedDict',
        '',
        'class Order(TypedDict):',
        '    id: str',
        '    total: int',
        '    note: str | None',
      ],
    }),
  },
  {
    title: 'Versions of one interface in sibling folders',
    preset: 'strict',
    files: files({
      'src/api/v1/order.ts': ORDER,
      'src/api/v2/order.ts': ORDER,
      'app/v2026_04/order.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/v2026_10/order.py': [PYDANTIC, '', ...PYTHON_ORDER],
    }),
  },
  {
    title: 'Different components',
    preset: 'strict',
    files: {
      'web/package.json': '{ "name": "web" }\n',
      'admin/package.json': '{ "name": "admin" }\n',
      ...files({ 'web/src/order.ts': ORDER, 'admin/src/order.ts': ORDER }),
    },
  },
  {
    title: 'A Python and a TypeScript definition of one name',
    preset: 'strict',
    files: files({
      'app/order.py': [PYDANTIC, 'from typing import Literal', '', 'Level = Literal["low", "high"]', ...PYTHON_ORDER],
      'src/order.ts': [...ORDER, "export type Level = 'low' | 'high';"],
    }),
  },
  {
    title: 'Recommended: things that overlap, and things that only share a name',
    files: files({
      'src/models/address.ts': [
        'export interface Address {',
        '  street: string;',
        '  city: string;',
        '  zip: string;',
        '}',
      ],
      'src/shipping.ts': [
        'export interface Address {',
        '  street: string;',
        '  city: string;',
        '  postbox: number;',
        '}',
      ],
      'src/a.ts': ['export interface Entry {', '  items: string[];', '  coupon: string;', '}'],
      'src/b.ts': ['export interface Entry {', '  token: string;', '  expires: number;', '}'],
    }),
  },
  {
    title: 'A subset needs two fields, and half of the larger definition',
    options: { minimumFields: 1 },
    files: files({
      'src/types/item.ts': [
        'export interface Product { sku: string; name: string; price: number; tax: number; unit: string }',
      ],
      'src/item.ts': ['export interface Product { sku: string; name: string }'],
      'src/types/user.ts': ['export interface User {', '  id: string;', '  name: string;', '}'],
      'src/a.ts': ['export interface User {', '  id: string;', '}'],
    }),
  },
  {
    title: 'A single field is no coincidence worth a finding',
    files: files({
      'src/a.ts': ['export interface Route {', '  id: string;', '}'],
      'src/b.ts': ['export interface Route {', '  id: string;', '}'],
    }),
  },
  {
    title: 'A union that allows fewer literals',
    files: files({
      'src/button.ts': ["export type Tone = 'info' | 'error' | 'neutral' | 'primary';"],
      'src/alert.ts': ["export type Tone = 'info' | 'error';"],
    }),
  },
  {
    title: 'A class that extends its namesake, and a type that is made from it',
    preset: 'strict',
    files: files({
      'app/base.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/admin.py': [
        'from app import base',
        '',
        'class Order(base.Order):',
        '    id: str',
        '    total: int',
        '    margin: int',
      ],
      'src/types/order.ts': ORDER,
      'src/draft.ts': [
        "import type * as types from './types/order';",
        "export type Order = Omit<types.Order, 'id'> & { id: string; total: number; draft: true };",
      ],
    }),
  },
  {
    title: 'What both inherit from one base is not repeated',
    preset: 'strict',
    files: files({
      'src/entity.ts': ['export interface Entity { id: string; createdAt: Date; updatedAt: Date }'],
      'src/a.ts': [
        "import { Entity } from './entity';",
        'export interface Entry extends Entity { title: string; body: string }',
      ],
      'src/b.ts': [
        "import { Entity } from './entity';",
        'export interface Entry extends Entity { debit: number; credit: number }',
      ],
    }),
  },
  {
    title: 'Alternatives in the branches of one module',
    preset: 'strict',
    files: files({
      'app/compat.py': [
        'import sys',
        'from dataclasses import dataclass',
        '',
        'if sys.version_info >= (3, 12):',
        '    @dataclass',
        '    class Point:',
        '        x: int',
        '        y: int',
        'else:',
        '    @dataclass',
        '    class Point:',
        '        x: int',
        '        y: int',
      ],
    }),
  },
  {
    title: 'Classes with one interface and different behaviour',
    preset: 'strict',
    files: files({
      'app/mail.py': ['class Channel:', '    name = "mail"', '    def send(self, text): return smtp(text)'],
      'app/sms.py': ['class Channel:', '    name = "sms"', '    def send(self, text): return modem(text)'],
      'app/square.py': [
        'class Figure:',
        '    x: int',
        '    y: int',
        '    def area(self): return self.x * self.x',
        '    def edge(self): return 4 * self.x',
        '    def draw(self): return square(self.x)',
      ],
      'app/circle.py': [
        'class Figure:',
        '    x: int',
        '    y: int',
        '    def area(self): return 3.14 * self.x * self.x',
        '    def edge(self): return 6.28 * self.x',
        '    def draw(self): return circle(self.x)',
      ],
      'src/mail.ts': ['export class Channel {', "  name = 'mail';", '  send(text: string) { return smtp(text); }', '}'],
      'src/sms.ts': ['export class Channel {', "  name = 'sms';", '  send(text: string) { return modem(text); }', '}'],
    }),
  },
  {
    title: 'Classes that apply one generic base to different things',
    preset: 'strict',
    files: files({
      'app/table.py': ['class Column[T]:', '    width: int'],
      'app/orders.py': [
        'from app.table import Column',
        'from app.models import Order',
        'class NameColumn(Column[Order]):',
        '    title: str',
        '    sort: str',
      ],
      'app/products.py': [
        'from app.table import Column',
        'from app.models import Product',
        'class NameColumn(Column[Product]):',
        '    title: str',
        '    sort: str',
      ],
    }),
  },
  {
    title: 'Aliases whose metadata is about something in their own module',
    preset: 'strict',
    files: files({
      'app/orders.py': [
        'from typing import Annotated, Literal',
        'from fastapi import Depends',
        'def sorting(): return ["total"]',
        'Sorting = Annotated[list[Literal["up", "down"]], Depends(sorting)]',
      ],
      'app/products.py': [
        'from typing import Annotated, Literal',
        'from fastapi import Depends',
        'def sorting(): return ["name"]',
        'Sorting = Annotated[list[Literal["up", "down"]], Depends(sorting)]',
      ],
    }),
  },
];
const EXAMPLES = { valid: NO_DUPLICATES, invalid: DUPLICATES };

export default defineRule<Fact, Options>({
  summary: 'One name, one definition of a type within a component.',
  why: `A type that is written down twice is changed once. From then on the two copies disagree: a field is missing in one,
required in the other, and the code between them converts, casts or silently loses data.`,
  repair: `Keep one definition (the one in a \`types\` or \`models\` folder, else the exported one) and import it elsewhere. Where
one is a part of the other, derive it: \`Pick<Order, 'id' | 'total'>\`, \`extends\`, a base class. Where two things merely have
the same name, rename one.`,
  severity: { recommended: 'medium', strict: 'high' },
  kinds: {
    local: {
      summary: 'Identical or drifted, not exported here.',
      severity: { recommended: 'low', strict: 'medium' },
    },
    subset: {
      summary: 'One definition has all members of the other and more.',
      severity: { recommended: 'low', strict: 'medium' },
    },
    overlapping: {
      summary: 'Two members or more, and half of the larger definition, are shared.',
      severity: { recommended: 'low', strict: 'medium' },
    },
    collision: {
      summary: 'Only the name is shared (option `collisions`).',
      severity: { recommended: 'low', strict: 'medium' },
    },
  },
  tags: ['types', 'duplication'],
  since: '0.1.0',
  roles: ['source', 'declaration'],
  options: {
    overlapping: {
      description: 'Report definitions that share two members or more and half of the larger one.',
      schema: { type: 'boolean' },
      default: { recommended: false, strict: true },
    },
    collisions: {
      description: 'Report definitions that share nothing but the name.',
      schema: { type: 'boolean' },
      default: { value: false },
    },
    acrossComponents: {
      description: 'Compare the definitions of all components with each other.',
      schema: { type: 'boolean' },
      default: { value: false },
    },
    conventionalNames: {
      description: `Names that every module may give to a type of its own: reported only if identical with ${CONVENTIONAL_FIELDS.toString()} members or more.`,
      schema: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      default: { value: CONVENTIONAL_NAMES },
    },
    minimumFields: {
      description:
        'Members that two definitions must share to be reported; for an alias that is no object type, names and literals in it.',
      schema: { type: 'integer', minimum: 1 },
      default: { value: 2 },
    },
  },
  needs: ['definitions', 'imports'],
  examples: EXAMPLES,
  key: keyOf,
  judge: judgeName,
});

function keyOf({ file, fact, extractor, options }: Entry<Fact, Options>, { project }: JudgeContext): string | null {
  if (extractor !== 'definitions' || !isDefinition(fact) || !canCount(fact)) return null;
  if (EXCLUDED_PLACE.test(file.path) || isBesideItsSource(file.path, project)) return null;
  return [options.acrossComponents ? '' : file.component, file.format, fact.name].join('\n');
}

function isDefinition(fact: Fact): fact is DefinitionFact {
  return 'members' in fact;
}

/** False for what has no content of its own, and for other names of something defined elsewhere. */
function canCount(fact: DefinitionFact): boolean {
  if (fact.isGlobal === true) return false;
  if (fact.type === undefined) return fact.members.length > 0;
  return !isOtherName(fact.type);
}

/**
 * `orders.Order`, `Page<Order>`, `components['schemas']['Order']`, `z.infer<typeof order>`, `dict[str, Any]`: nothing but
 * a way to what is defined elsewhere, so two of them cannot drift apart.
 */
function isOtherName(type: TypeExpression): boolean {
  if (typeof type === 'string') return !isLiteral(type);
  const [operator, operand] = type;
  if (operator === 'at') return operand !== undefined && isOtherName(operand);
  if (operator === '<>' || operator === '[]' || operator === 'keyof') return type.slice(1).every(isOtherName);
  return operator === 'typeof' || operator === 'import';
}

function isLiteral(word: string): boolean {
  return /^["\d-]/.test(word);
}

function isBesideItsSource(path: string, project: Project): boolean {
  if (!DECLARATION_FILE.test(path)) return false;
  const stem = path.replace(DECLARATION_FILE, '');
  return ['ts', 'tsx', 'js', 'jsx', 'mts', 'cts', 'mjs', 'cjs'].some(
    (extension) => project.exists(`${stem}.${extension}`) === 'file',
  );
}

function* judgeName(entries: readonly Entry<Fact, Options>[], { project }: JudgeContext): Iterable<Problem> {
  if (entries.length < 2) return;
  const names = new Names(project);
  const candidates = candidatesOf(entries)
    .filter((candidate) => !isDerivedLocally(candidate, names) && !isException(candidate, names))
    .sort(byPreference);
  if (candidates.length < 2 || candidates.every(({ fact }) => fact.exportedAs.length === 0)) return;
  const duplicates = findDuplicates(candidates, names);
  for (const duplicate of duplicates) yield toProblem(duplicate, duplicates, project);
}

/** The definitions, those that TypeScript merges with an earlier one of the same file left out. */
function candidatesOf(entries: readonly Entry<Fact, Options>[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const { file, fact, options } of entries) {
    if (!isDefinition(fact)) continue;
    if (file.format === 'typescript' && candidates.at(-1)?.path === file.path) continue;
    candidates.push({ path: file.path, component: file.component, format: file.format, fact, options });
  }
  return candidates;
}

/** The one to keep comes first: in a place for types, else exported, else first by path. */
function byPreference(a: Candidate, b: Candidate): number {
  return rank(a) - rank(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

function rank({ path, fact }: Candidate): number {
  return (TYPES_PLACE.test(path) ? 0 : 2) + (fact.exportedAs.length > 0 ? 0 : 1);
}

/**
 * Relates each definition to those before it and takes the closest relation. One that merely overlaps with others, or
 * shares nothing but the name, may itself be what later ones repeat.
 */
function findDuplicates(candidates: readonly Candidate[], names: Names): Duplicate[] {
  const heads: Candidate[] = [];
  const duplicates: Duplicate[] = [];
  for (const definition of candidates) {
    const duplicate = closest(definition, heads, names);
    if (duplicate !== null) duplicates.push(duplicate);
    if (duplicate === null || !isCopy(duplicate.relation)) heads.push(definition);
  }
  return duplicates;
}

const CLOSENESS: readonly Relation[] = ['identical', 'drifted', 'subset', 'overlapping', 'different'];

function isCopy(relation: Relation): boolean {
  return relation === 'identical' || relation === 'drifted' || relation === 'subset';
}

function closest(definition: Candidate, heads: readonly Candidate[], names: Names): Duplicate | null {
  let best: Duplicate | null = null;
  for (const kept of heads) {
    if (mayShareName(kept, definition, names)) continue;
    const comparison = compare(kept, definition, names);
    if (!isReported(comparison, definition)) continue;
    if (best === null || CLOSENESS.indexOf(comparison.relation) < CLOSENESS.indexOf(best.relation)) {
      best = { ...comparison, definition, kept };
    }
    if (best.relation === 'identical') break;
  }
  return best;
}

function isReported({ relation, shared }: Comparison, { fact, options }: Candidate): boolean {
  if (options.conventionalNames.includes(fact.name)) {
    return relation === 'identical' && shared >= Math.max(CONVENTIONAL_FIELDS, options.minimumFields);
  }
  if (relation === 'different') return options.collisions;
  if (shared < options.minimumFields) return false;
  return relation !== 'overlapping' || options.overlapping;
}

/** True if two definitions are right to have one name, whatever they look like. */
function mayShareName(kept: Candidate, other: Candidate, names: Names): boolean {
  if (kept.fact.exportedAs.length === 0 && other.fact.exportedAs.length === 0) return true;
  // Two branches of one file are alternatives.
  if (kept.path === other.path && (kept.fact.isConditional === true || other.fact.isConditional === true)) return true;
  if (areVersions(kept.path, other.path)) return true;
  if (haveOtherSubjects(kept, other, names)) return true;
  if (names.family(kept) !== names.family(other)) return true;
  return names.isBuiltOn(kept, other) || names.isBuiltOn(other, kept);
}

/** True for classes that apply one generic base to different things: `Column[Order]` and `Column[Product]`. */
function haveOtherSubjects(kept: Candidate, other: Candidate, names: Names): boolean {
  if (kept.fact.kind !== 'class') return false;
  const applied = new Map(kept.fact.bases.map((base) => [baseIdentity(kept.path, base, names), base]));
  return other.fact.bases.some((base) => {
    const twin = applied.get(baseIdentity(other.path, base, names));
    if (twin === undefined || typeof base === 'string' || typeof twin === 'string') return false;
    return !new Matching(names).isSame({ path: kept.path, type: twin }, { path: other.path, type: base });
  });
}

/** True if the paths part at two versions: `api/v1/orders.ts` and `api/v2/orders.ts`. */
function areVersions(a: string, b: string): boolean {
  const [left, right] = [a.split('/'), b.split('/')];
  const parting = left.findIndex((segment, index) => segment !== right[index]);
  const [one, two] = [left[parting], right[parting]];
  if (one === undefined || two === undefined) return false;
  return VERSION.test(one) && VERSION.test(two) && one.replace(VERSION, '') === two.replace(VERSION, '');
}

const VERSION =
  /(?:^|[._-])v?\d{4}[-_.]?\d\d(?:[-_.]?\d\d)?(?=\.|$)|(?:^|[._-])v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc)\d*)?(?=\.|$)/i;

// ---- Names: what a reference in one file means in the project

/** What a name stands for: a definition, or something that is only known by an identity. */
type Target = { readonly definition: Definition } | { readonly identity: string };

/** Answers questions about names and bases for one judgement, remembering what it found. */
class Names {
  readonly #targets = new Map<string, Target>();
  readonly #families = new Map<DefinitionFact, string>();

  constructor(private readonly project: Project) {}

  /** What `name` (dotted, without `@`) means in the file at `path`. */
  target(path: string, name: string): Target {
    const key = `${path}\n${name}`;
    let target = this.#targets.get(key);
    if (target === undefined) {
      target = this.#lookUp(path, name.split('.'));
      this.#targets.set(key, target);
    }
    return target;
  }

  /** What `import('./orders').Order` means in the file at `path`. */
  imported(path: string, specifier: string, name: string): Target {
    return this.#exportOf(path, specifier, [name], MAX_IMPORTS);
  }

  /** True if the file binds the name otherwise than by an import. */
  isLocal(path: string, name: string): boolean {
    const [head = ''] = name.split('.');
    return !this.#imports(path).some((fact) => fact.names.some(({ local }) => local === head));
  }

  /** What kind of thing a class is, as far as its bases tell: `pydantic`, `orm`, `dataclass`, `plain`… */
  family(definition: Definition): string {
    let family = this.#families.get(definition.fact);
    if (family === undefined) {
      family = familyOf(definition, this);
      this.#families.set(definition.fact, family);
    }
    return family;
  }

  /** True if `definition` extends `base`, directly or not, or is an alias that mentions it. */
  isBuiltOn(definition: Definition, base: Definition): boolean {
    const roots = definition.fact.type === undefined ? definition.fact.bases : [definition.fact.type];
    return this.#reaches(definition.path, roots, base, MAX_BASES);
  }

  #reaches(path: string, types: readonly TypeExpression[], base: Definition, depth: number): boolean {
    if (depth === 0) return false;
    return types
      .flatMap((type) => referencesIn(type))
      .some((name) => {
        const target = this.target(path, name);
        if (!('definition' in target)) return false;
        const { definition } = target;
        if (isSameDefinition(definition, base)) return true;
        return this.#reaches(definition.path, definition.fact.bases, base, depth - 1);
      });
  }

  #imports(path: string): readonly ImportFact[] {
    return this.project.facts<ImportFact>(path, 'imports');
  }

  #definition(path: string, isNamed: (fact: DefinitionFact) => boolean): Target | undefined {
    const fact = this.project.facts<DefinitionFact>(path, 'definitions').find(isNamed);
    return fact === undefined ? undefined : { definition: { path, fact } };
  }

  #lookUp(path: string, segments: readonly string[]): Target {
    const [head = '', ...rest] = segments;
    const own = rest.length === 0 ? this.#definition(path, (fact) => fact.name === head) : undefined;
    return own ?? this.#throughImports(path, segments, MAX_IMPORTS) ?? { identity: segments.join('.') };
  }

  /** Follows the import of the file that binds the first segment. */
  #throughImports(path: string, segments: readonly string[], depth: number): Target | undefined {
    const [head = '', ...rest] = segments;
    for (const { specifier, names } of this.#imports(path)) {
      const name = names.find(({ local }) => local === head);
      if (name?.imported === '*') return this.#exportOf(path, specifier, rest, depth);
      if (name !== undefined) return this.#exportOf(path, specifier, [name.imported, ...rest], depth);
      const dotted = specifier.split('.');
      if (names.length === 0 && segments.length > dotted.length && segments.join('.').startsWith(`${specifier}.`)) {
        return this.#exportOf(path, specifier, segments.slice(dotted.length), depth);
      }
    }
    return this.#throughStars(path, segments, depth);
  }

  #throughStars(path: string, segments: readonly string[], depth: number): Target | undefined {
    for (const { specifier, names } of this.#imports(path)) {
      if (!names.some(({ imported, local }) => imported === '*' && local === '')) continue;
      const target = this.#exportOf(path, specifier, segments, depth);
      if ('definition' in target) return target;
    }
    return undefined;
  }

  /** What the segments mean among the exports of the module that `specifier` leads to. */
  #exportOf(path: string, specifier: string, segments: readonly string[], depth: number): Target {
    const [name = '', ...rest] = segments;
    const unknown = { identity: `${specifierIdentity(path, specifier)}#${segments.join('.')}` };
    if (depth === 0) return unknown;
    if (rest.length > 0 && !specifier.includes('/')) {
      const submodule = specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`;
      if (this.project.resolve(path, submodule).kind === 'file')
        return this.#exportOf(path, submodule, rest, depth - 1);
    }
    const resolution = this.project.resolve(path, specifier);
    if (resolution.kind !== 'file') return unknown;
    const module = resolution.path;
    const isPython = /\.pyi?$/.test(module);
    const own =
      rest.length > 0
        ? undefined
        : this.#definition(module, (fact) => (isPython ? fact.name === name : fact.exportedAs.includes(name)));
    return own ?? this.#throughImports(module, segments, depth - 1) ?? { identity: `${module}#${segments.join('.')}` };
  }
}

/** The same text for the same module as long as it cannot be resolved. */
function specifierIdentity(path: string, specifier: string): string {
  return specifier.startsWith('.') ? `${path.split('/').slice(0, -1).join('/')}/${specifier}` : specifier;
}

function isSameDefinition(a: Definition, b: Definition): boolean {
  return (
    a.path === b.path && a.fact.name === b.fact.name && a.fact.site.range.start.line === b.fact.site.range.start.line
  );
}

/** The names that a type refers to, without `@`. */
function referencesIn(type: TypeExpression): string[] {
  if (typeof type !== 'string') return type.flatMap((operand) => referencesIn(operand));
  return type.startsWith('@') ? [type.slice(1)] : [];
}

/** True for `typeof` of something that the file itself defines: the type follows its value. */
function isDerivedLocally({ path, fact }: Candidate, names: Names): boolean {
  return fact.type !== undefined && hasLocalTypeof(fact.type, path, names);
}

function hasLocalTypeof(type: TypeExpression, path: string, names: Names): boolean {
  if (typeof type === 'string') return false;
  const [operator, operand] = type;
  if (operator === 'typeof') return typeof operand !== 'string' || names.isLocal(path, operand.replace(/^@/, ''));
  return type.some((part) => hasLocalTypeof(part, path, names));
}

// ---- Families: what kind of thing a class is

const EXCEPTION = 'exception';
/** Families by the last segment of a base's name. */
const FAMILY_BY_BASE: readonly (readonly [RegExp, string])[] = [
  [/(?:Exception|Error|Warning)$|^(?:SystemExit|KeyboardInterrupt)$/, EXCEPTION],
  [/^(?:BaseModel|RootModel|GenericModel|BaseSettings|SQLModel)$/, 'pydantic'],
  [/^TypedDict$/, 'typed-dict'],
  [/^(?:NamedTuple|namedtuple)$/, 'named-tuple'],
  [/^(?:\w*Enum|Flag|IntFlag|\w*Choices)$/, 'enum'],
  [/^(?:Protocol|ABC|ABCMeta)$/, 'protocol'],
  [/^(?:DeclarativeBase\w*|Model|Document|EmbeddedDocument|MappedAsDataclass)$/, 'orm'],
  [/Serializer$/, 'serializer'],
  [/Form(?:Set)?$/, 'form'],
  [/(?:Admin|Inline)$/, 'admin'],
  [/^(?:\w*AutoSchema|Schema)$/, 'marshmallow'],
];
const DATACLASS = /^(?:[\w.]*\.)?(?:dataclass|attrs|attributes|s|define|frozen|mutable)$/;
const ORM_MEMBER = /^\["(?:<>","@(?:\w+\.)?Mapped"|=","~(?:\w+\.)?(?:Column|mapped_column|relationship)\()/;

function isException(definition: Definition, names: Names): boolean {
  return definition.fact.kind === 'class' && names.family(definition) === EXCEPTION;
}

/** Types that are erased have one family; a class is told by its decorators, its fields and all its bases. */
function familyOf(definition: Definition, names: Names): string {
  const { fact, path } = definition;
  if (fact.kind !== 'class') return 'type';
  const isPython = /\.py$/.test(path);
  const lineage = lineageOf(definition, names, MAX_BASES);
  const decorators = lineage.classes.flatMap((ancestor) => ancestor.fact.decorators ?? []);
  if (!isPython) return typescriptFamily(fact, lineage.roots);
  if (lineage.classes.some(({ fact: { members, keywords = [] } }) => isTable(members, keywords))) return 'orm';
  for (const [pattern, family] of FAMILY_BY_BASE) {
    if (lineage.roots.some((root) => pattern.test(root))) return family;
  }
  if (decorators.some((decorator) => DATACLASS.test(decorator))) return 'dataclass';
  const [decorator] = fact.decorators ?? [];
  return decorator ?? lineage.roots.find((root) => !/^(?:object|str|int)$/.test(root)) ?? 'plain';
}

function isTable(members: readonly DefinitionMember[], keywords: readonly string[]): boolean {
  if (keywords.includes('table=True')) return true;
  return members.some(({ name, type }) => name === '__tablename__' || ORM_MEMBER.test(JSON.stringify(type)));
}

/** A class of nothing but fields compares with interfaces; others with those of the same decorator and base. */
function typescriptFamily(fact: DefinitionFact, roots: readonly string[]): string {
  if (roots.some((root) => /(?:Exception|Error)$/.test(root))) return EXCEPTION;
  const [decorator] = fact.decorators ?? [];
  if (decorator !== undefined) return `@${decorator}`;
  return fact.members.some(isMethod) ? `class ${roots[0] ?? ''}` : 'type';
}

/** The class and the classes of the project that it extends, and the last segments of all bases found elsewhere. */
function lineageOf(definition: Definition, names: Names, depth: number): { classes: Definition[]; roots: string[] } {
  const classes = [definition];
  const roots = (definition.fact.keywords ?? []).filter((keyword) => keyword === 'metaclass=ABCMeta').map(() => 'ABC');
  for (const base of definition.fact.bases) {
    const name = nameOf(base);
    const target = name === undefined ? undefined : names.target(definition.path, name);
    if (target !== undefined && 'definition' in target && depth > 0) {
      const inherited = lineageOf(target.definition, names, depth - 1);
      classes.push(...inherited.classes);
      roots.push(...inherited.roots);
    } else {
      roots.push((name ?? renderType(base, 'python')).replace(/^.*\./, ''));
    }
  }
  return { classes, roots };
}

/** The name that a base is an application of: `Page` for `Page[Order]`. */
function nameOf(type: TypeExpression): string | undefined {
  const head = typeof type === 'string' ? type : type[0] === '<>' ? type[1] : undefined;
  return typeof head === 'string' ? head.replace(/^@/, '') : undefined;
}

// ---- Shapes: members with those of the bases, and how two of them relate

/** A type and the file in which its names have their meaning. */
interface Located {
  readonly path: string;
  readonly type: TypeExpression;
}

interface Operation {
  readonly path: string;
  readonly type: TypeOperation;
}

interface Field {
  readonly name: string;
  readonly path: string;
  readonly type: TypeExpression | null;
  readonly isOptional: boolean;
}

type Shape = ReadonlyMap<string, Field>;

/** True for a constant: a name with a value, without an annotation. */
function isConstant({ type }: Field): boolean {
  return type !== null && typeof type !== 'string' && type[0] === '=';
}

function isMethod({ type }: { readonly type: TypeExpression | null }): boolean {
  if (type === null || typeof type === 'string') return type?.startsWith('#') === true;
  return type[0] === '&' && type.some((part) => typeof part === 'string' && part.startsWith('#'));
}

/** The members of a definition and of the bases that `other` does not extend too. */
function shapeOf(definition: Definition, other: Definition, names: Names): Shape {
  const common = new Map<string, TypeExpression>();
  addAncestors(other, { common, names, depth: MAX_BASES });
  const fields = new Map<string, Field>();
  addFields(definition, { fields, common, names, depth: MAX_BASES });
  return fields;
}

/** All that a definition extends, directly or not, by identity. */
function addAncestors({ path, fact }: Definition, search: Omit<Gathering, 'fields'>): void {
  const { common, names, depth } = search;
  for (const base of fact.bases) {
    const identity = baseIdentity(path, base, names);
    if (common.has(identity)) continue;
    common.set(identity, base);
    const name = nameOf(base);
    const target = name === undefined ? undefined : names.target(path, name);
    if (target !== undefined && 'definition' in target && depth > 0) {
      addAncestors(target.definition, { ...search, depth: depth - 1 });
    }
  }
}

interface Gathering {
  readonly fields: Map<string, Field>;
  readonly common: Map<string, TypeExpression>;
  readonly names: Names;
  readonly depth: number;
}

function addFields({ path, fact }: Definition, gathering: Gathering): void {
  const { fields, common, names, depth } = gathering;
  for (const { name, type, optional } of fact.members) {
    if (!fields.has(name)) fields.set(name, { name, path, type, isOptional: optional === true });
  }
  for (const base of fact.bases) {
    const name = nameOf(base);
    const twin = common.get(baseIdentity(path, base, names));
    if (twin !== undefined) {
      const shown = `extends ${name?.replace(/^.*\./, '') ?? ''}`;
      const isEqual = JSON.stringify(twin) === JSON.stringify(base);
      if (!isEqual && typeof base !== 'string') fields.set(shown, { name: shown, path, type: base, isOptional: false });
      continue;
    }
    const target = name === undefined ? undefined : names.target(path, name);
    if (target !== undefined && 'definition' in target && depth > 0) {
      addFields(target.definition, { ...gathering, depth: depth - 1 });
    } else if (!/\.py$/.test(path)) {
      const shown = `all of ${renderType(base, 'typescript')}`;
      fields.set(shown, { name: shown, path, type: base, isOptional: false });
    }
  }
}

/** What a base is, whatever it is applied to. */
function baseIdentity(path: string, base: TypeExpression, names: Names): string {
  const name = nameOf(base);
  if (name === undefined) return JSON.stringify(base);
  const target = names.target(path, name);
  return 'definition' in target ? `${target.definition.path}#${target.definition.fact.name}` : target.identity;
}

function compare(kept: Candidate, other: Candidate, names: Names): Comparison {
  const matching = new Matching(names);
  const hasType = kept.fact.type !== undefined || other.fact.type !== undefined;
  const comparison = hasType
    ? compareTypes(kept, other, matching)
    : compareShapes(shapeOf(kept, other, names), shapeOf(other, kept, names), { matching, format: kept.format });
  return { ...comparison, isNominal: matching.isNominal };
}

type Shapeless = Omit<Comparison, 'isNominal'>;

/** Aliases of something other than an object type are the same or are not. */
function compareTypes(kept: Candidate, other: Candidate, matching: Matching): Shapeless {
  const { type: left } = kept.fact;
  const { type: right } = other.fact;
  const isSame =
    left !== undefined &&
    right !== undefined &&
    kept.fact.typeParameters === other.fact.typeParameters &&
    matching.isSame({ path: kept.path, type: left }, { path: other.path, type: right });
  const [here, there] = [describe(other), describe(kept)];
  const difference = here === there ? `it is another ${here}` : `it is ${here} here and ${there} there`;
  const differences = isSame ? [] : [difference];
  return { relation: isSame ? 'identical' : 'different', differences, shared: right === undefined ? 0 : leaves(right) };
}

function describe({ fact, format }: Candidate): string {
  return fact.type === undefined ? 'a type with members' : `\`${renderType(fact.type, format)}\``;
}

/** The words of a type: how much there is to repeat. */
function leaves(type: TypeExpression): number {
  return typeof type === 'string' ? 1 : type.slice(1).reduce<number>((sum, part) => sum + leaves(part), 0);
}

function compareShapes(kept: Shape, other: Shape, by: { matching: Matching; format: string }): Shapeless {
  const lacking = [...kept.keys()].filter((name) => !other.has(name));
  const added = [...other.keys()].filter((name) => !kept.has(name));
  const changed: string[] = [];
  let equal = 0;
  let changedBodies = 0;
  for (const field of other.values()) {
    const keptField = kept.get(field.name);
    if (keptField === undefined) continue;
    const change = describeChange(keptField, field, by);
    if (change === null) equal += 1;
    else {
      changed.push(change);
      if ([field, keptField].some((one) => isMethod(one) || isConstant(one))) changedBodies += 1;
    }
  }
  const shared = equal + changed.length - changedBodies;
  const larger = Math.max(kept.size, other.size);
  const differences = [
    ...lacking.map((name) => `it lacks \`${name}\``),
    ...added.map((name) => `it adds \`${name}\``),
    ...changed,
  ];
  const isVocabulary = [...other.values(), ...kept.values()].every(
    ({ name, type }) => type === null && isLiteral(name),
  );
  return {
    differences,
    shared,
    relation: relate({ isVocabulary, lacking, added, changed, changedBodies, equal, shared, larger }),
  };
}

interface Counts {
  /** True for a union of literals. */
  readonly isVocabulary: boolean;
  readonly lacking: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly changedBodies: number;
  readonly equal: number;
  readonly shared: number;
  readonly larger: number;
}

/**
 * Methods of one name with other bodies, and constants with other values, are what polymorphism looks like: such members
 * count as shared only where as many are equal. A union of literals that allows fewer of them is a choice, no neglected copy: an overlap, not a
 * subset. A subset and an overlap share two members at least, and half of the larger definition.
 */
function relate({ isVocabulary, lacking, added, changed, changedBodies, equal, shared, larger }: Counts): Relation {
  const isHalf = shared >= 2 && shared * 2 >= larger;
  if (lacking.length === 0 && added.length === 0) {
    if (changed.length === 0) return 'identical';
    return changedBodies <= equal ? 'drifted' : 'different';
  }
  const isPart = changed.length === 0 && (lacking.length === 0 || added.length === 0);
  if (isPart && isHalf && !isVocabulary) return 'subset';
  return isHalf ? 'overlapping' : 'different';
}

function describeChange(kept: Field, other: Field, by: { matching: Matching; format: string }): string | null {
  const name = `\`${other.name}\``;
  if (!sameType(kept, other, by.matching)) {
    if (isMethod(kept) || isMethod(other)) return `${name} does something else`;
    const [here, there] = [other, kept].map(
      ({ type }) => `\`${type === null ? 'unknown' : renderType(type, by.format)}\``,
    );
    return here === there
      ? `${name} is another ${here ?? ''}`
      : `${name} is ${here ?? ''} here and ${there ?? ''} there`;
  }
  if (kept.isOptional === other.isOptional || isColumn(kept) || isColumn(other)) return null;
  return other.isOptional
    ? `${name} is optional here and required there`
    : `${name} is required here and optional there`;
}

function isColumn({ type }: Field): boolean {
  return ORM_MEMBER.test(JSON.stringify(type));
}

function sameType(kept: Field, other: Field, matching: Matching): boolean {
  if (kept.type === null || other.type === null) return kept.type === other.type;
  return matching.isSame({ path: kept.path, type: kept.type }, { path: other.path, type: other.type });
}

// ---- Matching: whether two types of two files mean the same

/** Unordered operators. */
const UNORDERED: ReadonlySet<string> = new Set(['|', '&']);

/** Compares types of different files by what their names mean. Cycles are taken to match until something differs. */
class Matching {
  /** True once two distinct classes or enumerations of equal shape have been taken for one. */
  isNominal = false;
  readonly #assumed = new Set<string>();

  constructor(private readonly names: Names) {}

  isSame(left: Located, right: Located, depth = MAX_DEPTH): boolean {
    const [a, b] = [this.#meaning(left), this.#meaning(right)];
    if (depth === 0) return JSON.stringify(left.type) === JSON.stringify(right.type);
    if ('definition' in a && 'definition' in b) return this.#isSameDefinition(a.definition, b.definition, depth);
    if ('definition' in a || 'definition' in b) return this.#isSameObject(a, b, depth);
    if (typeof a.type === 'string' || typeof b.type === 'string') return a.type === b.type;
    return this.#isSameOperation({ path: a.path, type: a.type }, { path: b.path, type: b.type }, depth);
  }

  /** A type with its outermost name replaced by what that means, as far as this is known. */
  #meaning({ path, type }: Located, depth = MAX_DEPTH): Located | { readonly definition: Definition } {
    const target = this.#targetOf({ path, type });
    if (target === undefined) return { path, type };
    if (!('definition' in target)) return { path, type: `=${target.identity}` };
    const { definition } = target;
    const { fact } = definition;
    if (fact.kind !== 'alias' || fact.typeParameters > 0 || fact.bases.length > 0 || depth === 0) return target;
    if (fact.type !== undefined) return this.#meaning({ path: definition.path, type: fact.type }, depth - 1);
    const isUnion = fact.members.every((member) => member.type === null);
    return isUnion ? { path: definition.path, type: ['|', ...fact.members.map(({ name }) => name)] } : target;
  }

  #targetOf({ path, type }: Located): Target | undefined {
    if (typeof type === 'string') return type.startsWith('@') ? this.names.target(path, type.slice(1)) : undefined;
    const [operator, specifier] = type;
    const segments = type.slice(2);
    if (operator === 'import' && typeof specifier === 'string' && segments.length > 0) {
      return this.names.imported(path, specifier.slice(1, -1), segments.join('.'));
    }
    // A value that the file defines is another one in every file.
    if (operator === 'typeof' && typeof specifier === 'string' && specifier.startsWith('@')) {
      const name = specifier.slice(1);
      const target = this.names.target(path, name);
      const identity = 'definition' in target ? `${target.definition.path}#${name}` : target.identity;
      return { identity: `typeof ${this.names.isLocal(path, name) ? `${path}#${name}` : identity}` };
    }
    return undefined;
  }

  #isSameDefinition(a: Definition, b: Definition, depth: number): boolean {
    if (isSameDefinition(a, b)) return true;
    const pair = [a, b].map(({ path, fact }) => `${path}#${fact.name}`).join('\n');
    if (this.#assumed.has(pair)) return true;
    this.#assumed.add(pair);
    const isNominal = [a, b].some(({ fact }) => fact.kind === 'class' || fact.kind === 'enum');
    if (isNominal && a.fact.kind !== b.fact.kind) return false;
    if (a.fact.typeParameters !== b.fact.typeParameters) return false;
    if (isNominal) this.isNominal = true;
    if (a.fact.type !== undefined || b.fact.type !== undefined) {
      const [left, right] = [a.fact.type, b.fact.type];
      if (left === undefined || right === undefined) return false;
      return this.isSame({ path: a.path, type: left }, { path: b.path, type: right }, depth - 1);
    }
    return this.#isSameShape(shapeOf(a, b, this.names), shapeOf(b, a, this.names), depth);
  }

  #isSameObject(
    a: Located | { readonly definition: Definition },
    b: Located | { readonly definition: Definition },
    depth: number,
  ): boolean {
    const [left, right] = [this.#fieldsOf(a), this.#fieldsOf(b)];
    return left !== undefined && right !== undefined && this.#isSameShape(left, right, depth);
  }

  /** The fields of an object type written in place, or of an interface or alias. */
  #fieldsOf(term: Located | { readonly definition: Definition }): Shape | undefined {
    if ('definition' in term) {
      const { fact } = term.definition;
      const isStructural = fact.kind === 'interface' || (fact.kind === 'alias' && fact.type === undefined);
      return isStructural
        ? shapeOf(term.definition, { path: '', fact: { ...fact, bases: [] } }, this.names)
        : undefined;
    }
    if (typeof term.type === 'string' || term.type[0] !== '{}') return undefined;
    return fieldsIn({ path: term.path, type: term.type });
  }

  #isSameShape(a: Shape, b: Shape, depth: number): boolean {
    if (a.size !== b.size) return false;
    for (const field of a.values()) {
      const other = b.get(field.name);
      if (other?.isOptional !== field.isOptional) return false;
      if (field.type === null || other.type === null) {
        if (field.type !== other.type) return false;
      } else if (
        !this.isSame({ path: field.path, type: field.type }, { path: other.path, type: other.type }, depth - 1)
      ) {
        return false;
      }
    }
    return true;
  }

  #isSameOperation(a: Operation, b: Operation, depth: number): boolean {
    if (a.type[0] !== b.type[0]) return false;
    if (a.type[0] === '{}') return this.#isSameShape(fieldsIn(a), fieldsIn(b), depth);
    const isUnordered = UNORDERED.has(a.type[0]);
    const left = isUnordered ? this.#operands(a) : locatedOperands(a);
    const right = isUnordered ? this.#operands(b) : locatedOperands(b);
    if (left.length !== right.length) return false;
    if (isUnordered) return this.#isSameSet(left, right, depth);
    return left.every((operand, index) => {
      const other = right[index];
      return other !== undefined && this.isSame(operand, other, depth - 1);
    });
  }

  /** The operands of a union or intersection, those of aliases that stand for one included, without repeated words. */
  #operands({ path, type }: Operation, depth = MAX_DEPTH): Located[] {
    const operands = new Map<string, Located>();
    for (const operand of locatedOperands({ path, type })) {
      const meaning = this.#meaning(operand);
      const inner = 'definition' in meaning ? operand : meaning;
      const isNested = typeof inner.type !== 'string' && inner.type[0] === type[0] && depth > 0;
      const parts = isNested ? this.#operands({ path: inner.path, type: inner.type }, depth - 1) : [operand];
      for (const part of parts) {
        const isWord = typeof part.type === 'string' && !part.type.startsWith('@');
        operands.set(isWord ? JSON.stringify(part.type) : `${part.path} ${JSON.stringify(part.type)}`, part);
      }
    }
    return [...operands.values()];
  }

  #isSameSet(left: readonly Located[], right: readonly Located[], depth: number): boolean {
    const words = new Set(right.filter(isPlainWord).map(({ type }) => type));
    const plain = left.filter(isPlainWord);
    if (plain.length !== words.size || !plain.every(({ type }) => words.has(type))) return false;
    const open = right.filter((operand) => !isPlainWord(operand));
    for (const operand of left) {
      if (isPlainWord(operand)) continue;
      const at = open.findIndex((other) => this.isSame(operand, other, depth - 1));
      if (at < 0) return false;
      open.splice(at, 1);
    }
    return open.length === 0;
  }
}

function isPlainWord({ type }: Located): boolean {
  return typeof type === 'string' && !type.startsWith('@');
}

function locatedOperands({ path, type }: Operation): Located[] {
  return type.slice(1).map((operand) => ({ path, type: operand }));
}

function fieldsIn({ path, type }: Operation): Shape {
  const fields = new Map<string, Field>();
  for (const member of type.slice(1)) {
    if (typeof member === 'string') continue;
    const isOptional = member[0].endsWith('?');
    const name = isOptional ? member[0].slice(0, -1) : member[0];
    fields.set(name, { name, path, type: member[1] ?? null, isOptional });
  }
  return fields;
}

// ---- Messages

/** Longest type that a message quotes, in UTF-16 units. */
const MAX_SHOWN = 60;

/** A type as the language of the format writes it. */
function renderType(type: TypeExpression, format: string): string {
  const text = writeType(type, format);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 1)}…`;
}

function writeType(type: TypeExpression, format: string): string {
  if (typeof type === 'string') return writeWord(type);
  const [operator] = type;
  const operands = type.slice(1);
  const [first = '', second = ''] = operands.slice(0, 2).map((operand) => writeType(operand, format));
  const rest = (from: number): string =>
    operands
      .slice(from)
      .map((operand) => writeType(operand, format))
      .join(', ');
  switch (operator) {
    case '|':
    case '&':
      return operands.map((operand) => writeType(operand, format)).join(` ${operator} `);
    case '<>':
      return format === 'python' ? `${first}[${rest(1)}]` : `${first}<${rest(1)}>`;
    case '[]':
      return /[|&]/.test(first) ? `(${first})[]` : `${first}[]`;
    case 'tuple':
      return `[${rest(0)}]`;
    case '=':
      return first;
    case 'annotated':
      return `Annotated[${first}, …]`;
    case '=>':
      return format === 'python' ? `(${rest(1)}) -> ${first}` : `(${rest(1)}) => ${first}`;
    case 'new':
      return `new (${rest(1)}) => ${first}`;
    case '{}':
      return `{ ${operands.map((operand) => writeMember(operand, format)).join('; ')} }`;
    case 'at':
      return `${first}[${second}]`;
    case 'import':
      return `import(${first}).${rest(1)}`;
    case 'keyof':
    case 'typeof':
      return `${operator} ${first}`;
    case '?':
    case '...':
      return first;
    default:
      return '…';
  }
}

function writeWord(word: string): string {
  if (word === '~') return 'anything';
  if (word.startsWith('#')) return '…';
  if (word.startsWith('$')) return `T${word.slice(1)}`;
  return word.replace(/^[@~]/, '');
}

function writeMember(member: TypeExpression, format: string): string {
  return typeof member === 'string' ? member : `${member[0]}: ${writeType(member[1] ?? 'any', format)}`;
}

function toProblem(duplicate: Duplicate, all: readonly Duplicate[], project: Project): Problem {
  const { definition, kept, relation } = duplicate;
  const { path, fact, component } = definition;
  const twins = all.filter((other) => other.definition.path === path);
  const occurrence = twins.indexOf(duplicate);
  const fix = relation === 'identical' ? replaceByImport(duplicate, project) : undefined;
  const removed = removedLines(duplicate);
  return {
    path,
    site: fact.site,
    kind: kindOf(duplicate),
    message: messageOf(duplicate),
    subject: fact.name,
    identity: [component, fact.name, path, ...(occurrence > 0 ? [occurrence.toString()] : [])].join('|'),
    related: relatedTo(duplicate, all),
    ...(fix === undefined ? {} : { fixes: [fix] }),
    data: { name: fact.name, relation, keep: kept.path },
    ...(removed === 0 ? {} : { removesLines: removed }),
  };
}

function kindOf({ relation, definition }: Duplicate): string {
  switch (relation) {
    case 'identical':
    case 'drifted':
      return definition.fact.exportedAs.length > 0 ? 'default' : 'local';
    case 'subset':
    case 'overlapping':
      return relation;
    case 'different':
      return 'collision';
  }
}

/** What is gone when the kept definition is imported, or extended. */
function removedLines({ relation, definition, differences, shared }: Duplicate): number {
  if (relation === 'identical') return definition.fact.lines;
  if (relation !== 'subset') return 0;
  return differences.some((difference) => difference.startsWith('it adds')) ? shared : definition.fact.lines;
}

function relatedTo(duplicate: Duplicate, all: readonly Duplicate[]): Related[] {
  const { kept } = duplicate;
  const others = all.filter((other) => other.kept === kept && other !== duplicate);
  return [
    { path: kept.path, range: kept.fact.site.range, message: `kept: \`${kept.fact.name}\`` },
    ...others.slice(0, MAX_RELATED).map(({ definition, relation }) => ({
      path: definition.path,
      range: definition.fact.site.range,
      message: `also defined here: ${relation === 'different' ? 'unrelated' : relation}`,
    })),
  ];
}

function messageOf({ relation, definition, kept, differences, shared }: Duplicate): string {
  const name = `\`${definition.fact.name}\``;
  const there =
    definition.path === kept.path ? `line ${kept.fact.site.range.start.line.toString()}` : `\`${kept.path}\``;
  const use = kept.fact.exportedAs.length > 0 ? 'import that one' : 'export that one and import it here';
  switch (relation) {
    case 'identical':
      return `${name} repeats its definition in ${there}: a change to one will miss the other. Delete this one and ${use}.`;
    case 'drifted':
      return `${name} has drifted from its definition in ${there}: ${listed(differences)}. Settle on one and ${use}.`;
    case 'subset':
      return differences.some((difference) => difference.startsWith('it adds'))
        ? `${name} repeats all of its definition in ${there}; ${listed(differences)}. Extend that one.`
        : `${name} repeats a part of its definition in ${there}: ${listed(differences)}. Derive it from that one, or ${use}.`;
    case 'overlapping':
      return `${name} shares ${shared.toString()} members with its definition in ${there}: ${listed(differences)}. Build both on one, or rename this one.`;
    case 'different':
      return `${name} means something else in ${there}: ${listed(differences)}. Rename one of them.`;
  }
}

function listed(details: readonly string[]): string {
  const shown = details.slice(0, MAX_DETAILS);
  const more = details.length - shown.length;
  return more === 0 ? shown.join('; ') : `${shown.join('; ')}; and ${more.toString()} more`;
}

// ---- Fix

/**
 * Replaces the definition by an import of the kept one, and exports it again where it was exported. Safe for what
 * exists at compile time only; a class or a Python type is an object, and importing it may also close a cycle.
 */
function replaceByImport({ definition, kept, isNominal }: Duplicate, project: Project): Fix | undefined {
  const { fact, path, format } = definition;
  const isTypeOnly = format === 'typescript' && (fact.kind === 'interface' || fact.kind === 'alias');
  const isImportable = kept.fact.exportedAs.includes(fact.name) && kept.path !== path && fact.isConditional !== true;
  if (!isImportable || fact.exportedAs.includes('default')) return undefined;
  if (!isTypeOnly && importsFrom(kept.path, path, project)) return undefined;
  const text =
    format === 'python' ? pythonImport(definition, kept, project) : typescriptImport(definition, kept, project);
  if (text === undefined) return undefined;
  return {
    title: `Import \`${fact.name}\` from ${kept.path}`,
    safety: isTypeOnly && !isNominal && kept.fact.kind !== 'class' ? 'safe' : 'unsafe',
    edits: [{ path, range: fact.range, text }],
  };
}

function importsFrom(from: string, target: string, project: Project): boolean {
  return project.facts<ImportFact>(from, 'imports').some(({ specifier }) => {
    const resolution = project.resolve(from, specifier);
    return resolution.kind === 'file' && resolution.path === target;
  });
}

function pythonImport({ path, fact }: Candidate, kept: Candidate, project: Project): string | undefined {
  const module = project.importNames(path, kept.path)[0]?.name;
  if (module === undefined) return undefined;
  // The form `X as X` tells linters that the name is exported again.
  return `from ${module} import ${fact.name}${fact.isMentioned === true ? '' : ` as ${fact.name}`}`;
}

function typescriptImport({ path, fact }: Candidate, kept: Candidate, project: Project): string | undefined {
  const specifier = specifierOf(path, kept.path, project);
  if (specifier === undefined) return undefined;
  const type = fact.kind === 'interface' || fact.kind === 'alias' ? ' type' : '';
  const isInline = /^\s*export\b/.test(fact.site.lineText);
  if (isInline && fact.isMentioned !== true) return `export${type} { ${fact.name} } from '${specifier}';`;
  const imported = `import${type} { ${fact.name} } from '${specifier}';`;
  return isInline ? `${imported}\nexport${type} { ${fact.name} };` : imported;
}

/** An absolute name, else a relative one in the style of the file's other imports; it must lead to the target. */
function specifierOf(path: string, target: string, project: Project): string | undefined {
  const absolute = project.importNames(path, target)[0]?.name;
  if (absolute !== undefined) return absolute;
  const written = project.facts<ImportFact>(path, 'imports').map(({ specifier }) => specifier);
  const extension = /\.(?:d\.)?[cm]?[jt]sx?$/.exec(target)?.[0] ?? '';
  const stem = relativePath(path, target.slice(0, target.length - extension.length));
  const style = written.find((specifier) => /^\..*\.[cm]?[jt]sx?$/.test(specifier));
  const suffix =
    style === undefined
      ? ''
      : /\.[cm]?tsx?$/.test(style)
        ? extension
        : extension.replace(/(?:\.d)?\.([cm]?)tsx?$/, '.$1js');
  const candidates = suffix === '' ? [stem.replace(/\/index$/, ''), stem] : [stem + suffix];
  return candidates.find((specifier) => {
    const resolution = project.resolve(path, specifier);
    return resolution.kind === 'file' && resolution.path === target;
  });
}

function relativePath(from: string, target: string): string {
  const folders = from.split('/').slice(0, -1);
  const segments = target.split('/');
  let common = 0;
  while (common < folders.length && common < segments.length - 1 && folders[common] === segments[common]) common += 1;
  const up = folders.length - common;
  return (up === 0 ? './' : '../'.repeat(up)) + segments.slice(common).join('/');
}
