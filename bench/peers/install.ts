import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Installation =
  { readonly ok: true; readonly nodeModules: string } | { readonly ok: false; readonly reason: string };

/** Installs packages of exact versions into a folder of their own, by the user's npm. */
export function installPackages(
  folder: string,
  dependencies: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Installation {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }, null, 2));
  const { status, stderr, error } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', '--loglevel=error', ...options],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status === 0) return { ok: true, nodeModules: join(folder, 'node_modules') };
  const said = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  return { ok: false, reason: `npm could not install ${Object.keys(dependencies).join(', ')} (${said})` };
}
