import type { Example } from 'compliance-linter';
import { files, PYDANTIC } from './example-files.js';

const SORT = ['from enum import Enum', '', 'class InvoiceSort(Enum):', '    NEWEST = "newest"', '    TOTAL = "total"'];
const EXPORTS = ['from mailer.base import Job', '', 'class Export(Job):', '    label = "Export"', '    retries = 3'];
const REST = 'from rest_framework import serializers';
const SERIALIZER = [REST, '', 'class Base(serializers.ModelSerializer):'];

/** What the message says where the obvious advice would not work. */
export const advisedDuplicates: readonly Example[] = [
  {
    title: 'Python: an enumeration cannot be extended, so what the larger one adds becomes a function',
    files: files({
      'app/api.py': SORT,
      'app/database.py': [...SORT, '', '    def as_sql(self):', '        return self.value.upper()'],
    }),
    problems: [
      {
        path: 'app/database.py',
        line: 3,
        kind: 'subset',
        message: 'it adds `as_sql`. Keep one and make `as_sql` a function: an enumeration cannot be extended.',
      },
    ],
  },
  {
    title: 'Python: an enumeration that allows more values than one in a place for types',
    files: files({
      'app/models.py': SORT,
      'app/api.py': [...SORT, '    CUSTOMER = "customer"'],
    }),
    problems: [
      {
        path: 'app/api.py',
        line: 3,
        kind: 'subset',
        message: 'it adds `CUSTOMER`. Keep one with all values: an enumeration cannot be extended.',
      },
    ],
  },
  {
    title: 'Strict: enumerations that overlap',
    preset: 'strict',
    files: files({
      'app/a.py': [...SORT, '    CUSTOMER = "customer"'],
      'app/b.py': [...SORT, '    COUNTRY = "country"'],
    }),
    problems: [
      {
        path: 'app/b.py',
        line: 3,
        kind: 'overlapping',
        message:
          '2 of 3 members have the same name; it lacks `CUSTOMER`; it adds `COUNTRY`. Keep one enumeration with all that is needed, or rename',
      },
    ],
  },
  {
    title: 'Python: the values of an enumeration are its content',
    files: files({
      'app/a.py': [...SORT, '    CUSTOMER = "customer"'],
      'app/b.py': [...SORT.slice(0, 4), '    TOTAL = "sum"', '    CUSTOMER = "customer"'],
    }),
    problems: [{ path: 'app/b.py', line: 3, message: '`TOTAL` is `"sum"` here and `"total"` there' }],
  },
  {
    title: 'TypeScript: enumerations cannot be extended',
    files: files({
      'src/a.ts': ['export enum Step {', "  Cart = 'cart',", "  Pay = 'pay',", '}'],
      'src/b.ts': ['export enum Step {', "  Cart = 'cart',", "  Pay = 'pay',", "  Done = 'done',", '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, kind: 'subset', message: 'it adds `Done`. Keep one with all values' }],
  },
  {
    title: 'Strict: unions of literals that overlap',
    preset: 'strict',
    files: files({
      'src/a.ts': ["export type Channel = 'mail' | 'push' | 'chat';"],
      'src/b.ts': ["export type Channel = 'mail' | 'push' | 'letter';"],
    }),
    problems: [
      {
        path: 'src/b.ts',
        line: 1,
        kind: 'overlapping',
        message: '2 of 3 values have the same name; it lacks `"chat"`; it adds `"letter"`. Name the common values once',
      },
    ],
  },
  {
    title: 'Python: the smaller model becomes the base of the larger',
    files: files({
      'app/a.py': [PYDANTIC, '', 'class Refund(BaseModel):', '    amount: int', '    reason: str'],
      'app/b.py': [PYDANTIC, '', 'class Refund(BaseModel):', '    amount: int', '    reason: str', '    paid: bool'],
    }),
    problems: [{ path: 'app/b.py', line: 3, kind: 'subset', message: 'Make the smaller one the base of the larger.' }],
  },
  {
    title: 'Python: a smaller model than that of the schemas becomes its base',
    files: files({
      'app/a.py': [PYDANTIC, '', 'class Refund(BaseModel):', '    amount: int', '    reason: str'],
      'app/schemas.py': [PYDANTIC, '', 'class Refund(BaseModel):', '    amount: int', '    reason: str', '    id: str'],
    }),
    problems: [
      {
        path: 'app/a.py',
        line: 3,
        kind: 'subset',
        message: 'it lacks `id`. Move this one beside that one as its base, or import that one.',
      },
    ],
  },
  {
    title: 'Python: a dataclass that adds a required field after a default',
    files: files({
      'app/a.py': [
        'from dataclasses import dataclass',
        '',
        '@dataclass',
        'class Parcel:',
        '    weight: int',
        '    note: str = ""',
      ],
      'app/b.py': [
        'from dataclasses import dataclass',
        '',
        '@dataclass',
        'class Parcel:',
        '    weight: int',
        '    street: str',
        '    note: str = ""',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 4, kind: 'subset', message: 'the base of the larger (with `kw_only=True`' }],
  },
  {
    title: 'Python: a named tuple cannot be extended',
    files: files({
      'app/a.py': ['from typing import NamedTuple', '', 'class Span(NamedTuple):', '    start: int', '    end: int'],
      'app/b.py': [
        'from typing import NamedTuple',
        '',
        'class Span(NamedTuple):',
        '    start: int',
        '    end: int',
        '    text: str',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 3, kind: 'subset', message: 'a named tuple cannot be extended.' }],
  },
  {
    title: 'Python: a table cannot extend another without becoming a part of it',
    files: files({
      'app/a.py': [
        'from django.db import models',
        '',
        'class Visit(models.Model):',
        '    page = models.CharField(max_length=80)',
        '    at = models.DateTimeField()',
      ],
      'app/b.py': [
        'from django.db import models',
        '',
        'class Visit(models.Model):',
        '    page = models.CharField(max_length=80)',
        '    at = models.DateTimeField()',
        '    agent = models.CharField(max_length=200)',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 3, kind: 'subset', message: 'or move the columns of both to a mixin.' }],
  },
  {
    title: 'Product code in a folder named for migrations, without a date',
    files: files({
      'src/migration/plan.ts': ['export interface Step { id: string; table: string }'],
      'src/migration/runner.ts': ['export interface Step { id: string; table: string }'],
    }),
    problems: [{ path: 'src/migration/runner.ts', line: 1 }],
  },
  {
    title: 'A union of literals that has grown in one place has drifted; so has an optional literal',
    files: files({
      'src/a.ts': [
        "export type Notice = { kind: 'mail'; id: string };",
        "export type Hint = { at?: 'top'; id: string };",
      ],
      'src/b.ts': [
        "export type Notice = { kind: 'mail' | 'push'; id: string };",
        'export type Hint = { at?: { side: string }; id: string };',
      ],
    }),
    problems: [
      { path: 'src/b.ts', line: 1, message: '`kind` is `"mail" | "push"` here and `"mail"` there' },
      { path: 'src/b.ts', line: 2 },
    ],
  },
  {
    title: 'A constant with another value is a difference where a method has changed too',
    files: files({
      'mailer/base.py': ['class Job:', '    def run(self):', '        return self.label'],
      'mailer/a.py': [...EXPORTS, '    limit = 1', '    queue = 7', '    def name(self):', '        return "a"'],
      'mailer/b.py': [...EXPORTS, '    limit = 1', '    queue = 8', '    def name(self):', '        return "b"'],
    }),
    problems: [
      { path: 'mailer/b.py', line: 3, message: '`queue` is `8` here and `7` there; `name` does something else' },
    ],
  },
  {
    title: 'Strict: a conventional name is no excuse for an identical union of three literals',
    preset: 'strict',
    files: files({
      'src/button.ts': ["export type Variant = 'primary' | 'secondary' | 'danger';"],
      'src/badge.ts': ["export type Variant = 'primary' | 'secondary' | 'danger';"],
    }),
    problems: [{ path: 'src/button.ts', line: 1 }],
  },
  {
    title: 'What has drifted may be two things',
    files: files({
      'src/a.ts': ['export interface Entry {', '  id: string;', '  item: { url: string };', '}'],
      'src/b.ts': ['export interface Entry {', '  id: string;', '  item: { name: string };', '}'],
    }),
    problems: [{ path: 'src/b.ts', line: 1, message: 'or rename one of them if they are different things.' }],
  },
  {
    title: 'Strict: constants of a class with other values are an overlap, no drift',
    preset: 'strict',
    files: files({
      'mailer/base.py': ['class Job:', '    def run(self):', '        return self.label'],
      'mailer/orders.py': [...EXPORTS, '    template = "orders/export.html"'],
      'mailer/users.py': [...EXPORTS, '    template = "users/export.html"'],
    }),
    problems: [
      {
        path: 'mailer/users.py',
        line: 3,
        kind: 'overlapping',
        message:
          '3 of 3 members have the same name; `template` is `"users/export.html"` here and `"orders/export.html"` there. Move what they share to one base, or rename',
      },
    ],
  },
  {
    title: 'Python: a class in a call is compared by what it is, not by where it stands',
    files: files({
      'shop/a/base.py': [...SERIALIZER, '    id = serializers.CharField(read_only=True)'],
      'shop/b/base.py': [...SERIALIZER, '    id = serializers.CharField(read_only=True)'],
      'shop/a/item.py': [
        REST,
        'from .base import Base',
        '',
        'class ItemSerializer(Base):',
        '    name = serializers.CharField(label="item")',
      ],
      'shop/a/line.py': [
        'from .base import Base',
        'from .item import ItemSerializer',
        '',
        'class LineSerializer(Base):',
        '    item = ItemSerializer(read_only=True)',
        '    note = None',
      ],
      'shop/b/line.py': [
        REST,
        'from .base import Base',
        '',
        'class ItemSerializer(Base):',
        '    name = serializers.CharField(label="item")',
        '',
        'class LineSerializer(Base):',
        '    item = ItemSerializer(read_only=True)',
        '    note = None',
      ],
    }),
    problems: [
      { path: 'shop/b/line.py', line: 4, message: '`ItemSerializer` is defined here and, identically,' },
      { path: 'shop/b/line.py', line: 7, message: '`LineSerializer` is defined here and, identically,' },
    ],
  },
  {
    title: 'Python: a class in a call that has drifted is a difference',
    files: files({
      'shop/base.py': [...SERIALIZER, '    id = serializers.CharField(read_only=True)'],
      ...Object.fromEntries(
        ['a', 'b'].map((name) => [
          `shop/${name}.py`,
          [
            REST,
            'from shop.base import Base',
            '',
            'class ItemSerializer(Base):',
            `    name = serializers.CharField(label="item")`,
            ...(name === 'b' ? ['    price = serializers.IntegerField()'] : []),
            '',
            'class LineSerializer(Base):',
            '    item = ItemSerializer(read_only=True)',
            '    note = serializers.CharField()',
            '    count = serializers.IntegerField()',
          ],
        ]),
      ),
    }),
    problems: [
      {
        path: 'shop/b.py',
        line: 8,
        message: '`item` is another `ItemSerializer(read_only=True)`',
      },
    ],
  },
  {
    title: 'Equal classes on other bases; their members of their own are not the difference',
    files: files({
      'shop/api/base.py': [PYDANTIC, '', 'class Base(BaseModel):', '    id: str'],
      'shop/web/base.py': [PYDANTIC, '', 'class Base(BaseModel):', '    id: int'],
      'shop/api/label.py': ['from .base import Base', '', 'class Label(Base):', '    name: str', '    color: str'],
      'shop/web/label.py': ['from .base import Base', '', 'class Label(Base):', '    name: str', '    color: str'],
    }),
    problems: [
      {
        path: 'shop/web/label.py',
        line: 3,
        message:
          '`Label` has the same members of its own in `shop/api/label.py`: its base `Base` is another one. Settle on one base and one definition, or rename',
      },
    ],
  },
  {
    title: 'Strict: members of its own are named first, the bases last',
    preset: 'strict',
    files: files({
      'shop/a.py': [
        PYDANTIC,
        '',
        'class Dated(BaseModel):',
        '    created: str',
        '',
        'class Label(Dated):',
        '    name: str',
        '    color: str',
      ],
      'shop/b.py': [
        PYDANTIC,
        '',
        'class Owned(BaseModel):',
        '    owner: str',
        '',
        'class Label(Owned):',
        '    name: str',
        '    color: int',
      ],
    }),
    problems: [
      {
        path: 'shop/b.py',
        line: 6,
        kind: 'overlapping',
        message:
          '2 of 2 members have the same name; `color` is `int` here and `str` there; it extends `Owned` here and `Dated` there.',
      },
    ],
  },
];
