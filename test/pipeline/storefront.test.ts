import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import type { Finding } from '../../src/model/finding.js';
import { runCli } from '../commands/run-cli.js';
import { packageFile } from '../package-file.js';

const FOLDER = packageFile('fixtures/storefront');

/** `fixtures/storefront.md` says by hand what must be found; these are the rows of its table of findings. */
function expected(preset: 'recommended' | 'strict'): string[] {
  const page = readFileSync(packageFile('fixtures/storefront.md'), 'utf8');
  const table = page.slice(page.indexOf('## Findings'), page.indexOf('## Near-misses'));
  const rows = [...table.matchAll(/^\| `([^`]+)`\s+\| (\d+)\s+\| ([\w-]+)\s+\| ([^|]+?)\s+\| ([^|]+?)\s+\|/gm)];
  assert.ok(rows.length > 40);
  return rows.flatMap(([, path, line, rule, recommended, strict]) => {
    const words = preset === 'recommended' ? recommended : strict;
    return words === '—' ? [] : [`${path ?? ''}:${line ?? ''} ${rule ?? ''} ${words ?? ''}`];
  });
}

function describe({ path, range, ruleId, kind, severity, status }: Finding): string {
  return `${path}:${range.start.line} ${ruleId} ${severity}${kind === 'missing-target' ? ' (missing)' : ''}${status === 'suppressed' ? ', suppressed' : ''}`;
}

async function check(preset: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { out } = await runCli(['check', '--preset', preset, '--format', 'json'], { cwd: FOLDER, env });
  return out;
}

for (const preset of ['recommended', 'strict'] as const) {
  test(`storefront, ${preset}: every breach of the table is found and nothing else`, async () => {
    const report = JSON.parse(await check(preset)) as Report;
    assert.equal(report.findings.map(describe), expected(preset));
    assert.equal([report.skips, report.failures], [[], []]);
    assert.is(report.gate.passed, false);
  });

  test(`storefront, ${preset}: the WebAssembly parsers give the same bytes as the native ones`, async () => {
    assert.is(
      await check(preset, { COMPLIANCE_TREE_SITTER: 'wasm' }),
      await check(preset, { COMPLIANCE_TREE_SITTER: 'native' }),
    );
  });
}

test('storefront: every file is accounted for by its role', async () => {
  const report = JSON.parse(await check('recommended')) as Report;
  assert.equal(report.score.byComponent.map(({ component }) => component).sort(), [
    'analytics',
    'backend',
    'packages/api-types',
    'packages/checkout-sdk',
    'web',
  ]);
});

test('the README shows the real output of its first command', async () => {
  const readme = readFileSync(packageFile('README.md'), 'utf8');
  const { out } = await runCli(['check', 'fixtures/storefront'], { cwd: packageFile('.') });
  const shown =
    /<!-- output of: compliance check fixtures\/storefront -->\n\n```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  assert.ok(shown.length > 500);
  const pieces = shown.split(/^\[…\]\n/m);
  for (const piece of pieces) assert.ok(out.includes(piece), `not in the output:\n${piece}`);
  assert.ok(out.startsWith(pieces[0] ?? '') && out.endsWith(pieces.at(-1) ?? ''));
});

test('an own copy of the fixture gives the same findings from any folder', async () => {
  const { out } = await runCli(['check', 'fixtures/storefront', '--format', 'json'], { cwd: packageFile('.') });
  assert.is(out, await check('recommended'));
  const below = await runCli(['check', '--format', 'json'], { cwd: join(FOLDER, 'web/src') });
  assert.is(below.out, out);
});

test.run();
