import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SyntaxNode } from '../../src/model/syntax.js';
import {
  ecmascriptArguments,
  ecmascriptDottedName,
  ecmascriptString,
  withoutAssertions,
} from '../../src/syntax/ecmascript.js';
import { parseContent } from '../formats/parse.js';

/** The expression that `text` consists of. */
async function expression(text: string): Promise<SyntaxNode> {
  const node = (await parseContent('web/cart.ts', `${text};\n`)).tree().firstNamedChild?.firstNamedChild;
  if (node === null || node === undefined) throw new Error(`no expression: ${text}`);
  return node;
}

test('the arguments of a call are its expressions, comments left out', async () => {
  const texts = async (call: string): Promise<readonly string[]> =>
    ecmascriptArguments(await expression(call)).map(({ text }) => text);
  assert.equal(await texts("vi.mock('./api', /* why */ () => ({}))"), ["'./api'", '() => ({})']);
  assert.equal(await texts('new Client<Options>(url)'), ['url']);
  assert.equal(await texts('new Client'), []);
  assert.equal(await texts('tag`text`'), []);
});

test('the value of a literal is known unless something is substituted or escaped', async () => {
  const value = async (text: string): Promise<string | undefined> => ecmascriptString(await expression(text));
  assert.is(await value('("localhost")'), undefined);
  assert.is(await value('("a", `localhost`)'), undefined);
  assert.is(ecmascriptString(withoutAssertions(await expression("('localhost')"))), 'localhost');
  assert.is(ecmascriptString(withoutAssertions(await expression('(`localhost` as Host)'))), 'localhost');
  assert.is(ecmascriptString(withoutAssertions(await expression('(`${host}:1`)'))), undefined);
  assert.is(ecmascriptString(withoutAssertions(await expression("('a\\n')"))), undefined);
  assert.is(ecmascriptString(withoutAssertions(await expression("('')"))), '');
});

test('names and properties make a dotted name, however they are reached', async () => {
  const name = async (text: string): Promise<string | undefined> => ecmascriptDottedName(await expression(text));
  assert.is(await name('process.env.HOST'), 'process.env.HOST');
  assert.is(await name("process.env['HOST']"), 'process.env.HOST');
  assert.is(await name('this.api?.client!.get'), 'this.api.client.get');
  assert.is(await name('(api as Api).get'), 'api.get');
  assert.is(await name('(/* ours */ api).get'), 'api.get');
  assert.is(await name('this.#api.get'), 'this.#api.get');
  assert.is(await name('api().get'), undefined);
  assert.is(await name('api[index]'), undefined);
});

test('a chain of any length is read without recursion', async () => {
  const chain = `a${'.b'.repeat(20_000)}`;
  const node = (await parseContent('web/cart.ts', `${chain};\n`)).tree().descendantForIndex(0, chain.length);
  assert.is(ecmascriptDottedName(node?.type === 'member_expression' ? node : node?.firstNamedChild), chain);
});

test.run();
