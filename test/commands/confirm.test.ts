import { PassThrough } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { confirm } from '../../src/commands/confirm.js';

async function answerTo(typed: string): Promise<readonly [boolean, string]> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answer = confirm('Write it?', { input, output });
  if (typed === '') input.end();
  else input.write(typed);
  return [await answer, String(output.read())];
}

test('yes is what is meant by yes, y and nothing, and by nothing else', async () => {
  for (const typed of ['y\n', 'YES\n', ' yes \r\n', '\n'])
    assert.equal(await answerTo(typed), [true, 'Write it? [Y/n] '], JSON.stringify(typed));
  for (const typed of ['n\n', 'no\n', 'yesterday\n'])
    assert.equal(await answerTo(typed), [false, 'Write it? [Y/n] '], JSON.stringify(typed));
});

test('the end of the input is no', async () => {
  assert.equal(await answerTo(''), [false, 'Write it? [Y/n] \n']);
});

test.run();
