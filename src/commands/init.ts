import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { configurationFileIn } from '../config/find-configuration.js';
import { findRoot } from '../config/find-root.js';
import { initialConfiguration } from '../config/initial-configuration.js';
import { UserError } from '../model/errors.js';
import { workTreeSource } from '../sources/work-tree.js';
import { loadAllRules } from './project.js';
import type { ExitCode, Terminal } from './terminal.js';

const FILE = '.compliancerc.yaml';

/** `compliance init`: writes a commented configuration that fits the repository; never overwrites one. */
export async function initCommand(terminal: Terminal, options: { root?: string }): Promise<ExitCode> {
  const { cwd } = terminal;
  const root = await findRoot({ cwd, paths: [], ...(options.root === undefined ? {} : { root: options.root }) });
  const existing = configurationFileIn(root);
  if (existing !== null)
    throw new UserError(`${existing} is there already.`, 'Edit it, or remove it first: init never overwrites.');
  const source = workTreeSource(root);
  const text = initialConfiguration({ listing: await source.list(), source, rules: await loadAllRules() });
  writeFileSync(join(root, FILE), text, { flag: 'wx' });
  const shown = relative(cwd, join(root, FILE)) || FILE;
  await terminal.out.write(`Wrote ${shown}. Now run \`compliance check\`.\n`);
  return 0;
}
