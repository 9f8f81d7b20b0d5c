import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { configurationFileIn } from '../config/find-configuration.js';
import { findRoot } from '../config/find-root.js';
import { initialConfiguration } from '../config/initial-configuration.js';
import { writeWhole } from '../disk/replace-file.js';
import { countText, formatCount } from '../model/count-text.js';
import { UserError } from '../model/errors.js';
import { SEVERITIES } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { displayScore } from '../model/score-display.js';
import { safeText } from '../model/terminal-text.js';
import { workTreeSource } from '../sources/work-tree.js';
import { judgeForBaseline, rewriteBaseline, type Judged } from './baseline-writing.js';
import { loadAllRules } from './project.js';
import type { ExitCode, Terminal } from './terminal.js';

const FILE = '.compliancerc.yaml';

export interface InitOptions {
  readonly root?: string;
  /** True: write a baseline; false: look at no findings; absent: ask, where somebody is there to answer. */
  readonly baseline?: boolean;
}

/**
 * `compliance init`: writes a commented configuration that fits the repository, and never overwrites one; then offers to
 * write a baseline of what is found, and says what happens next.
 */
export async function initCommand(terminal: Terminal, options: InitOptions): Promise<ExitCode> {
  const { cwd } = terminal;
  const root = await findRoot({ cwd, paths: [], ...(options.root === undefined ? {} : { root: options.root }) });
  const existing = configurationFileIn(root) ?? (existsSync(join(root, FILE)) ? FILE : null);
  if (existing !== null)
    throw new UserError(`${existing} is there already.`, 'Edit it, or remove it first: init never overwrites.');
  const source = workTreeSource(root);
  const text = initialConfiguration({ listing: await source.list(), source, rules: await loadAllRules() });
  writeWhole(join(root, FILE), [text]);
  const shown = relative(cwd, join(root, FILE)) || FILE;
  const { out } = terminal;
  await out.write(safeText(`Wrote ${shown}.`) + '\n');
  if (options.baseline === false) await out.write('Now run `compliance check`.\n');
  else await offerBaseline(terminal, { root, shown, isWanted: options.baseline });
  return 0;
}

async function offerBaseline(
  terminal: Terminal,
  { root, shown, isWanted }: { readonly root: string; readonly shown: string; readonly isWanted: boolean | undefined },
): Promise<void> {
  const { out } = terminal;
  const judged = await judgeForBaseline(terminal, { paths: [], options: { root }, isWriting: true });
  const { report, place } = judged;
  const count = report.findings.filter(({ status }) => status === 'open').length;
  await out.write(safeText(describe(report, count)) + '\n');
  if (count === 0 || existsSync(place.file)) {
    await out.write(`\nCommit it, and run \`compliance check\` in CI: it fails for ${whatFails(report)}.\n`);
    return;
  }
  const question = `Write a baseline of ${countText(count, 'finding')}, so that new ones alone fail the check?`;
  const isAgreed = isWanted ?? (await terminal.confirm(question)) ?? false;
  if (isAgreed) await writeAndExplain(terminal, { judged, shown });
  else {
    await out.write(
      '\n`compliance baseline write` lists them as known, so that new ones alone fail the check;\n' +
        '`compliance check` shows them.\n',
    );
  }
}

async function writeAndExplain(
  terminal: Terminal,
  { judged, shown }: { readonly judged: Judged; readonly shown: string },
): Promise<void> {
  const { place, report } = judged;
  await rewriteBaseline(judged);
  const lines = [
    `Wrote ${place.shown}.`,
    '',
    'What happens next:',
    `  git add ${shown} ${place.shown}   and commit them`,
    `  compliance check             fails for ${whatFails(report)} from now on, here and in CI`,
    '  compliance baseline status   shows how the old ones melt; they still cost points',
    '  compliance baseline prune    removes those that are mended from the list',
  ];
  await terminal.out.write(`${lines.map(safeText).join('\n')}\n`);
}

function describe({ findings, summary, score }: Report, count: number): string {
  if (count === 0) return `Nothing is found in ${countText(summary.files, 'file')}.`;
  const counts = SEVERITIES.toReversed().flatMap((severity) => {
    const number = summary.bySeverity[severity];
    return number === 0 ? [] : [`${formatCount(number)} ${severity}`];
  });
  const files = new Set(findings.flatMap(({ status, path }) => (status === 'open' ? [path] : []))).size;
  const value = score.value === null ? '' : `; score ${displayScore(score.value, true)}`;
  return `${countText(count, 'finding')} in ${countText(files, 'file')}: ${counts.join(', ')}${value}.`;
}

/** In words, from the conditions of the gate: `new findings of medium or worse`. */
function whatFails({ gate }: Report): string {
  const [, severity] = /^new:(\w+)$/.exec(gate.failOn[0] ?? '') ?? [];
  return severity === undefined ? 'what `failOn` says' : `new findings of ${severity} or worse`;
}
