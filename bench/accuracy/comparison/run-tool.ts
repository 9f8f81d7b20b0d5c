import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../../src/model/finding.js';
import type { Report } from '../../../src/model/report.js';

const MAIN = fileURLToPath(new URL('../../../src/main.js', import.meta.url));

export type RuleOptions = Readonly<Record<string, unknown>>;

/**
 * The findings of one rule in a folder, suppressed ones too, by the built command in strict with these options and
 * nothing else configured. Throws where there is no report.
 */
export function findingsOf(root: string, rule: string, options: RuleOptions): readonly Finding[] {
  const place = mkdtempSync(join(tmpdir(), 'compliance-comparison-'));
  const [configuration, report] = [join(place, 'configuration.json'), join(place, 'report.json')];
  try {
    writeFileSync(configuration, JSON.stringify({ root: true, rules: { [rule]: { options } } }));
    const wanted = ['--root', root, '--config', configuration, '--preset', 'strict', '--rule', rule];
    const args = [MAIN, 'check', root, ...wanted, '--fail-on', 'none', '--format', `json:${report}`];
    const { stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (!existsSync(report)) throw new Error(`${rule} in ${root}: no report\n${stderr}`);
    const { findings } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    return findings.filter(({ ruleId }) => ruleId === rule);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
