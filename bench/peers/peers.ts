import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from '../measure.js';
import { installPackages } from './install.js';

/** The peers of the comparison. They are no dependencies of the product. */
const PACKAGES = {
  '@ast-grep/cli': '0.51.1',
  '@biomejs/biome': '2.6.8',
  eslint: '10.15.0',
  'eslint-plugin-import-x': '4.18.1',
  oxlint: '1.94.0',
  typescript: '5.9.3',
  'typescript-eslint': '8.73.0',
};

const CONFIGURATIONS = fileURLToPath(new URL('../../../bench/peers/', import.meta.url));

export type PeerName = 'ast-grep' | 'oxlint' | 'Biome' | 'ESLint' | 'flake8' | 'pylint';

/** A linter and how it is asked to lint a folder, with JSON or its plainest output going to a file. */
export interface Peer {
  readonly title: string;
  command(folder: string, output: string): Command;
}

/** What is not there is told with its reason. */
export type Peers = Readonly<Record<PeerName, Peer | { readonly missing: string }>>;

export function findPeers(folder: string, say: (text: string) => void): Peers {
  const installed = installPackages(folder, PACKAGES);
  if (!installed.ok) say(installed.reason);
  for (const name of ['ast-grep', 'eslint-rules.mjs', 'oxlint.json', 'biome.json'])
    cpSync(join(CONFIGURATIONS, name), join(folder, name), { recursive: true });
  const peerOf = (peer: Peer): Peer | { missing: string } => (installed.ok ? peer : { missing: installed.reason });
  const bin = (name: string): string => join(folder, 'node_modules', '.bin', name);
  const withNode = (name: string, ...args: string[]) => ({
    program: process.execPath,
    args: [join(folder, 'node_modules', name), ...args],
  });
  return {
    'ast-grep': peerOf({
      title: `ast-grep ${PACKAGES['@ast-grep/cli']}`,
      command: (cwd, output) => ({
        program: bin('ast-grep'),
        args: ['scan', '--config', join(folder, 'ast-grep', 'sgconfig.yml'), '--json=compact', '.'],
        ...{ cwd, output },
      }),
    }),
    oxlint: peerOf({
      title: `oxlint ${PACKAGES.oxlint}`,
      command: (cwd, output) => ({
        ...withNode('oxlint/bin/oxlint', '--config', join(folder, 'oxlint.json'), '--format', 'json', '.'),
        ...{ cwd, output, accepts: [1] },
      }),
    }),
    Biome: peerOf({
      title: `Biome ${PACKAGES['@biomejs/biome']}`,
      command: (cwd, output) => ({
        ...withNode(
          '@biomejs/biome/bin/biome',
          'lint',
          '--config-path',
          folder,
          '--reporter=json',
          '--max-diagnostics=none',
          '.',
        ),
        ...{ cwd, output, accepts: [1] },
      }),
    }),
    ESLint: peerOf({
      title: `ESLint ${PACKAGES.eslint}, typescript-eslint ${PACKAGES['typescript-eslint']}`,
      command: (cwd, output) => ({
        ...withNode('eslint/bin/eslint.js', '--config', join(folder, 'eslint-rules.mjs'), '--format', 'json', '.'),
        ...{ cwd, output, accepts: [1] },
      }),
    }),
    flake8: onPath('flake8', (cwd, output) => ({
      program: 'flake8',
      args: ['--isolated', '--exit-zero', '.'],
      cwd,
      output,
    })),
    pylint: onPath('pylint', (cwd, output) => ({
      program: 'pylint',
      args: ['--rcfile=/dev/null', '--exit-zero', '--jobs=2', '--recursive=y', '--output-format=json', '.'],
      ...{ cwd, output },
    })),
  };
}

/** A linter that Debian packages, if the machine has it. */
function onPath(name: string, command: Peer['command']): Peer | { readonly missing: string } {
  const { status, stdout } = spawnSync(name, ['--version'], { encoding: 'utf8' });
  if (status !== 0) return { missing: `${name} is not installed (apt-get install ${name})` };
  return { title: `${name} ${/\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? ''}`, command };
}
