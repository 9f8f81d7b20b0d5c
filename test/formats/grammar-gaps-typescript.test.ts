import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseContent } from './parse.js';

/** What is wrong with the syntax of each statement, if anything, and the functions called in it. */
async function read(...statements: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    statements.map(async (statement) => {
      const root = (await parseContent('src/cart.test.tsx', `async () => {\n  ${statement}\n  return 1\n}\n`)).tree();
      const calls = root.descendantsOfType('call_expression').map((call) => call?.childForFieldName('function')?.text);
      return `${root.hasError ? 'error: ' : ''}${calls.join(' ')}`;
    }),
  );
}

test('type arguments that name a module are no comparisons', async () => {
  assert.equal(
    await read(
      "await importOriginal<typeof import('./api')>()",
      "vi.mock<typeof import('./api')>('./api', () => ({}))",
      "jest.fn<typeof import('./api')['load']>()",
      "jest.fn<(typeof import('./api'))['load']>()",
      'vi.importActual<\n    typeof import("./api")\n  >("./api")',
      "vi.importActual<typeof import('./api'),>('./api')",
    ),
    [
      'await importOriginal import',
      'vi.mock import',
      'jest.fn import',
      'jest.fn import',
      'vi.importActual import',
      'vi.importActual import',
    ],
  );
});

test('what the grammar can read stays as it is', async () => {
  const file = await parseContent('src/cart.ts', "type Api = Partial<typeof import('./api')>;\n");
  assert.is(file.tree().text, file.text);
  assert.is(file.tree().descendantsOfType('type_query').length, 1);
});

test.run();
