import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { loadFormats } from '../../src/formats/formats.js';
import { packageFile } from '../package-file.js';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files?: string;
  readonly pass_filenames: boolean;
  readonly always_run?: boolean;
}

const HOOKS = parse(readFileSync(packageFile('.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];

test('hooks read the project themselves, and only the one about syntax waits for a file', () => {
  assert.equal(
    HOOKS.map(({ id, entry, pass_filenames, always_run, files }) => {
      return [id, entry, pass_filenames, always_run === true, files !== undefined];
    }),
    [
      ['compliance', 'compliance check --staged', false, true, false],
      ['compliance-syntax', 'compliance check --staged --rule syntax-error', false, false, true],
      ['compliance-all', 'compliance check', false, true, false],
    ],
  );
});

test('the hook about syntax waits for just the files that are understood', async () => {
  const formats = await loadFormats();
  const pattern = new RegExp(HOOKS.find(({ id }) => id === 'compliance-syntax')?.files ?? '');
  const letters = ['', 'c', 'm'].flatMap((first) =>
    ['js', 'ts'].flatMap((rest) => [`${first}${rest}`, `${first}${rest}x`]),
  );
  const paths = [...letters, 'py', 'pyi', 'pyw', 'pyx', 'json', 'md', 'vue'].map(
    (extension) => `tests/orders.${extension}`,
  );
  assert.equal(
    paths.filter((path) => pattern.test(path)),
    paths.filter((path) => formats.some((format) => format.dialect(path) !== undefined)),
  );
});

test.run();
