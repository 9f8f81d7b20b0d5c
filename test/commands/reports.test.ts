import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import { withFolder } from '../temporary-folder.js';
import { runCli } from './run-cli.js';

const SUPPRESSED = {
  'app/__init__.py': '',
  'app/orders.py': '# compliance: ignore[relative-import] -- generated next week\nfrom .gone import total\n',
  'app/prices.py': 'from .absent import price\n',
};

function suppressionsIn(text: string): unknown {
  return (JSON.parse(text) as Log).runs[0]?.results?.map(({ suppressions }) => suppressions);
}

test('--sarif-suppressions puts suppressed findings into SARIF, of a check and of a report', () =>
  withFolder(SUPPRESSED, async (cwd) => {
    const marked = [[{ kind: 'inSource', status: 'accepted', justification: 'generated next week' }], []];
    const { out } = await runCli(['check', '--format', 'sarif', '--format', 'json:report.json'], { cwd });
    assert.equal(suppressionsIn(out), [undefined]);
    const again = ['report', '--from', 'report.json', '--format', 'sarif'];
    for (const command of [['check', '--format', 'sarif'], again])
      assert.equal(suppressionsIn((await runCli([...command, '--sarif-suppressions'], { cwd })).out), marked);
  }));

test('what a report leaves out is told on standard error, wherever the report goes', () =>
  withFolder(SUPPRESSED, async (cwd) => {
    await runCli(['check', '--format', 'json:report.json'], { cwd });
    const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report;
    const [finding] = report.findings.filter(({ status }) => status === 'open');
    const findings = Array.from({ length: 25_001 }, () => finding);
    const input = JSON.stringify({ ...report, findings });
    await withFolder({ 'report.json': input }, async (folder) => {
      const render = async (...formats: string[]): Promise<string> =>
        (await runCli(['report', '--from', 'report.json', ...formats], { cwd: folder })).err;
      const told =
        'warning: sarif: Left out: 1 of 25,001 findings, the least severe ones, because code scanning refuses more than 25,000 results in a run. The JSON report has them all.\n' +
        "warning: sarif: GitHub's code scanning shows only the most severe 5,000 of these 25,000 results.\n";
      assert.is(await render('--format', 'sarif:report.sarif', '--format', 'markdown'), told);
      assert.is(await render('--format', 'sarif'), told);
      assert.is(await render('--format', 'markdown'), '');
      const kept = JSON.parse(readFileSync(join(folder, 'report.sarif'), 'utf8')) as Log;
      assert.is(kept.runs[0]?.results?.length, 25_000);
    });
  }));

test('a reporter of the user may warn, and is named where that fails', async () => {
  const reporterWith = (warnings: string): string =>
    `export default { summary: 'x', *render() { yield 'done\\n'; }, *warnings() { ${warnings} } };\n`;
  const files = {
    ...SUPPRESSED,
    'tools/careful.mjs': reporterWith("yield 'half\\nof it \\u001b[31mis missing';"),
    'tools/broken.mjs': reporterWith("throw new Error('no');"),
  };
  await withFolder(files, async (cwd) => {
    const careful = await runCli(['check', '--format', './tools/careful.mjs'], { cwd });
    assert.equal([careful.code, careful.out, careful.err.split('\n').length], [1, 'done\n', 2]);
    assert.match(careful.err, /^warning: \.\/tools\/careful\.mjs: half\\n?.*of it \\x1b\[31mis missing\n$/);
    const broken = await runCli(['check', '--format', './tools/broken.mjs'], { cwd });
    assert.equal([broken.code, /The reporter \.\/tools\/broken\.mjs failed: no\./.test(broken.err)], [2, true]);
  });
});

test.run();
