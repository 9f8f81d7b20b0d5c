import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SyntaxNode } from '../../src/model/syntax.js';
import { pythonArguments, pythonDottedName, pythonString } from '../../src/syntax/python.js';
import { parseContent } from '../formats/parse.js';

/** The expression that `text` consists of. */
async function expression(text: string): Promise<SyntaxNode> {
  const node = (await parseContent('shop/orders.py', `${text}\n`)).tree().firstNamedChild?.firstNamedChild;
  if (node === null || node === undefined) throw new Error(`no expression: ${text}`);
  return node;
}

test('arguments are found by position and by keyword, comments left out, none behind a splat by position', async () => {
  const texts = async (call: string): Promise<readonly unknown[]> =>
    [...pythonArguments(await expression(call))].map(([place, node]) => [place, node.text]);
  assert.equal(await texts('get("HOST",  # where\n  default=host)'), [
    [0, '"HOST"'],
    ['default', 'host'],
  ]);
  assert.equal(await texts('get(first, *rest, last, key=1, **more)'), [
    [0, 'first'],
    ['key', '1'],
  ]);
});

test('the value of a string literal is known unless something is interpolated or escaped', async () => {
  const value = async (text: string): Promise<string | undefined> => pythonString(await expression(text));
  assert.is(await value('"localhost"'), 'localhost');
  assert.is(await value("r'''local'''"), 'local');
  assert.is(await value('""'), '');
  assert.is(await value('("redis://"  # scheme\n  "localhost")'), 'redis://localhost');
  assert.is(await value('f"{host}"'), undefined);
  assert.is(await value('"a" f"{host}"'), undefined);
  assert.is(await value('"a\\n"'), undefined);
  assert.is(await value('host'), undefined);
});

test('names and attributes make a dotted name; calls and subscripts do not', async () => {
  const name = async (text: string): Promise<string | undefined> => pythonDottedName(await expression(text));
  assert.is(await name('mock . patch . object'), 'mock.patch.object');
  assert.is(await name('orders'), 'orders');
  assert.is(await name('orders().save'), undefined);
  assert.is(await name('orders[0].save'), undefined);
});

test.run();
