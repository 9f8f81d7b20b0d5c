import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/model/report.js';
import type { Preset } from '../../src/model/rule.js';
import { measure, type Measurement } from '../measure.js';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));

export interface CheckedRepository {
  readonly report: Report;
  readonly measurement: Measurement;
}

/** Checks a folder with the built command, without a gate; throws where the check could not be made. */
export async function checkRepository(
  folder: string,
  { preset, rule }: { readonly preset: Preset; readonly rule?: string },
): Promise<CheckedRepository> {
  const place = mkdtempSync(join(tmpdir(), 'compliance-report-'));
  const file = join(place, 'report.json');
  try {
    const only = rule === undefined ? [] : ['--rule', rule];
    const destination = ['--preset', preset, '--fail-on', 'none', '--min-score', '0', '--format', `json:${file}`];
    const measurement = await measure([MAIN, 'check', ...only, ...destination], folder);
    if (measurement.code !== 0) throw new Error(`The check of ${folder} ended with ${String(measurement.code)}.`);
    return { report: JSON.parse(readFileSync(file, 'utf8')) as Report, measurement };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The first ten digits of the commit that is checked out. */
export function commitOf(folder: string): string {
  return execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
}
