import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DefinitionFact } from '../../src/model/facts.js';
import { readPlainMember } from '../../src/formats/typescript/plain-members.js';
import { readPlainType } from '../../src/formats/typescript/plain-type.js';
import { parseContent } from './parse.js';

const MEMBERS = [
  'id: string',
  'readonly id?: number | undefined',
  'readonly: boolean',
  'total: Money.Amount[][]',
  'state: \'open\' | "paid" | 3 | null',
  'lines: Array<Line>',
  'rates: ReadonlyArray<Readonly<Rate>>',
  'byId: Map<string, T | undefined>',
  'item: T',
  'self(): this',
  'get(): void',
  'pay(amount: number, by?: Date | undefined, ...notes: string[]): Promise<void>',
  'optional?(this: Order): unknown',
  'generic<U extends T = T>(of: U): U',
  'nested: { id: string; (of: T): T; [key: string]: unknown }',
  '"quoted-name"?: (T | null)[]',
  'pair: readonly [T, { a: 1 } & Rate]',
  "of: Rate['code'][]",
  'on?: (by?: string, of: T) => void | null',
];

const OTHERS = [
  'get total(): number',
  'static count: number',
  'keys: keyof T',
  'is(other: object): other is Order',
  'make: new () => Order',
  'id: string // text',
  'rest: [T, ...Rate[]]',
  'named: [of: T]',
  'mapped: { [K in T]: K }',
  'either: T extends string ? 1 : 2',
  'third: 1.5',
  'id',
  'any(of): void',
];

const SCOPE = new Map([['T', '$0']]);

test('a member that is told by its text is what its nodes say', async () => {
  for (const member of MEMBERS) {
    assert.ok(readPlainMember(member, SCOPE) !== undefined, member);
    const read = async (text: string): Promise<unknown> => {
      const file = await parseContent('a.ts', `interface Order<T> { ${text} }\n`);
      return file.facts<DefinitionFact>('definitions')[0]?.members;
    };
    // A comment leaves the text to the nodes.
    assert.equal(await read(member), await read(member.replace(/:(?=[^:]*$)/, ' /* of */:')), member);
  }
});

test('what is not plain is left to the nodes', () => {
  for (const member of OTHERS) assert.is(readPlainMember(member, SCOPE), undefined, member);
});

test('a plain type is read whole or not at all', () => {
  assert.equal(readPlainType(' Array<T> | null ', SCOPE), ['|', ['[]', '$0'], 'null']);
  for (const type of ['A &', 'A |', '() =>', 'A | () => void', 'typeof a', 'A<B', 'string<A>', '']) {
    assert.is(readPlainType(type, SCOPE), undefined, type);
  }
});

test.run();
