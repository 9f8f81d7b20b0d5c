import type { Example } from 'compliance-linter';
import { files, ORDER, WITH_ALIAS } from './example-files.js';

export const typescriptDuplicates: readonly Example[] = [
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
      'src/types.ts': ORDER,
      'src/total.ts': [...ORDER, 'export const total = (order: Order) => order.total;'],
    }),
    problems: [{ path: 'src/total.ts', line: 1, fix: "import type { Order } from './types';\nexport type { Order };" }],
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
          '`total` is `string` here and `number` there; `paidAt` is optional here and required there. Settle on one there and import it, or rename',
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
        message:
          'is also defined in `src/models/address.ts`: 2 of 3 members have the same name; it lacks `zip`; it adds `postbox`. Build',
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
    problems: [
      {
        path: 'src/a.ts',
        line: 1,
        kind: 'local',
        severity: 'low',
        message: 'identically, in `src/b.ts`: a change to one will miss the other. Move it',
      },
    ],
  },
  {
    title: 'Among equals all but the first by path are findings',
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
    problems: [{ path: 'src/b.ts', line: 1, message: 'is defined here and, identically, in `src/a.ts`' }],
  },
  {
    title: 'Type aliases: unions of literals, whatever their order; the import has the quotes of its file',
    files: files({
      'src/types.ts': ["export type Status = 'draft' | 'paid' | 'shipped';"],
      'src/b.ts': ['export type Status = | "paid" | "draft"', '  | "shipped";'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, fix: 'export type { Status } from "./types";' }],
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
      'src/models.ts': ['export class Money {', '  amount = 0;', "  currency = 'EUR';", '}'],
      'src/b.ts': ['export class Money {', '  amount = 0;', "  currency = 'EUR';", '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, fix: "export { Money } from './models';" }],
  },
  {
    title: 'Generic types: the names of type parameters do not matter',
    files: files({
      'src/a.ts': ['export interface Page<T> {', '  items: T[];', '  next: string | null;', '}'],
      'src/b.ts': ['export interface Page<Item> {', '  items: Item[];', '  next: string | null;', '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, message: 'is defined here and, identically, in `src/a.ts`' }],
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
    problems: [{ path: 'src/b.ts', line: 1, message: 'is defined here and, identically, in `src/a.ts`' }],
  },
  {
    title: 'A definition exported later, by `export { Order }`',
    files: files({
      'src/types.ts': ORDER,
      'src/b.ts': ['interface Order {', ...ORDER.slice(1), 'export { Order };'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, kind: 'default', fix: "import type { Order } from './types';" }],
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
    problems: [{ path: 'src/b.ts', line: 2, message: 'is defined here and, identically, in `src/a.ts`' }],
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
      {
        path: 'src/b.ts',
        line: 2,
        message: 'is defined here and, with differences, in `src/a.ts`: `unit` is another `Unit`',
      },
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
    problems: [{ path: 'src/b.ts', line: 1, message: 'is defined here and, identically, in `src/a.ts`' }],
  },
  {
    title: 'A mapping that names a type of the project has content of its own, in whatever words',
    files: files({
      'src/order.ts': ORDER,
      'src/a.ts': ["import type { Order } from './order';", 'export type OrdersById = Record<string, Order>;'],
      'src/b.ts': ["import type { Order as Entry } from './order';", 'export type OrdersById = Record<string, Entry>;'],
    }),
    problems: [{ path: 'src/b.ts', line: 2, message: 'is defined here and, identically, in `src/a.ts`' }],
  },
  {
    title: 'A class is no interface, even where both have the same members',
    files: files({
      'src/a.ts': [
        'class Unit {',
        '  gram: number;',
        '  label: string;',
        '}',
        'export interface Weight {',
        '  value: number;',
        '  unit: Unit;',
        '}',
      ],
      'src/b.ts': [
        'interface Unit {',
        '  gram: number;',
        '  label: string;',
        '}',
        'export interface Weight {',
        '  value: number;',
        '  unit: Unit;',
        '}',
      ],
    }),
    problems: [
      {
        path: 'src/b.ts',
        line: 5,
        message: 'is defined here and, with differences, in `src/a.ts`: `unit` is another `Unit`',
      },
    ],
  },
  {
    title: 'Types that differ stay different, however often they are met',
    files: files({
      'src/a.ts': [
        'interface Point { x: number; y: number }',
        'interface Label { x: string; y: string }',
        'export interface Mark { either: Point | Label; first: Point }',
      ],
      'src/b.ts': [
        'interface Text { x: string; y: string }',
        'interface Pixel { x: number; y: number }',
        'export interface Mark { either: Text | Pixel; first: Text }',
      ],
    }),
    problems: [{ path: 'src/b.ts', line: 3, message: '`src/a.ts`: `first` is `Text` here and `Point` there. Settle' }],
  },
  {
    title: 'Types that refer to each other differ together',
    files: files({
      'src/a.ts': [
        'interface Step { link: Link; size: number }',
        'interface Link { step: Step }',
        'export interface Route { step: Step; link: Link }',
      ],
      'src/b.ts': [
        'interface Step { link: Link; size: string }',
        'interface Link { step: Step }',
        'export interface Route { step: Step; link: Link }',
      ],
    }),
    problems: [{ path: 'src/b.ts', line: 3, message: '`step` is another `Step`; `link` is another `Link`. Settle' }],
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
    title: 'Without a place for types neither is said to be the right one',
    files: files({
      'src/cart.ts': ORDER,
      'src/login.ts': ORDER.map((line) => line.replace('number', 'string')),
      'src/trade.ts': [...ORDER.slice(0, -1), '  vat: string;', '}'],
      'src/offers.ts': ORDER,
    }),
    problems: [
      {
        path: 'src/login.ts',
        line: 1,
        message: 'with differences, in `src/cart.ts`: `total` is `string` here and `number` there. Settle on one',
      },
      {
        path: 'src/offers.ts',
        line: 1,
        message: 'in `src/cart.ts`: a change to one will miss the other. Move it to one shared place and import it.',
      },
      {
        path: 'src/trade.ts',
        line: 1,
        kind: 'subset',
        message: 'with less, in `src/cart.ts`: it adds `vat`. Derive one from the other.',
      },
    ],
  },
  {
    title: 'The finding is in the component, the hook or the page rather than in what they may import',
    files: files({
      'src/components/order.ts': ORDER,
      'src/deep/down/order.ts': ORDER,
      'src/hooks/use-order.ts': ORDER,
      'src/deep/down/lib/order.ts': ORDER,
      'src/server/order.ts': ORDER,
    }),
    problems: [
      { path: 'src/components/order.ts', line: 1, message: '`src/deep/down/lib/order.ts`' },
      { path: 'src/deep/down/order.ts', line: 1, message: '`src/deep/down/lib/order.ts`' },
      { path: 'src/hooks/use-order.ts', line: 1, message: '`src/deep/down/lib/order.ts`' },
      { path: 'src/server/order.ts', line: 1, message: '`src/deep/down/lib/order.ts`' },
    ],
  },
  {
    title: 'The types of the components are for components: a shared module is not told to import them',
    files: files({ 'src/components/types.ts': ORDER, 'src/components/order.tsx': ORDER, 'src/lib/order.ts': ORDER }),
    problems: [
      { path: 'src/components/order.tsx', line: 1, fix: "export type { Order } from './types';" },
      { path: 'src/lib/order.ts', line: 1, message: 'Move it to one shared place and import it.' },
    ],
  },
  {
    title: 'No fix where the kept module imports the other one, be it for types alone',
    files: files({
      'src/types/order.ts': ["import type { Line } from '../line';", ...ORDER],
      'src/line.ts': ["export * from './cart';"],
      'src/cart.ts': ORDER,
    }),
    problems: [{ path: 'src/cart.ts', line: 1, message: 'repeats its definition in `src/types/order.ts`' }],
  },
  {
    title: 'With `acrossComponents` a library is not told to import from an application',
    options: { acrossComponents: true },
    files: {
      'apps/web/package.json': '{ "name": "web" }\n',
      'packages/orders/package.json': '{ "name": "orders" }\n',
      ...files({ 'apps/web/types/order.ts': ORDER, 'packages/orders/src/deep/order.ts': ORDER }),
    },
    problems: [
      {
        path: 'apps/web/types/order.ts',
        line: 1,
        message:
          '`packages/orders/src/deep/order.ts`: a change to one will miss the other. Move it to one shared place',
      },
    ],
  },
];
