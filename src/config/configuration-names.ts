import { basename, extname } from 'node:path';

/**
 * The files in which a folder can keep its configuration: cosmiconfig's names in cosmiconfig's order, without its
 * `.config/` folder and TypeScript. The first one present counts; `package.json` only with the key `compliance`.
 */
export const CONFIGURATION_NAMES: readonly string[] = [
  'package.json',
  '.compliancerc',
  '.compliancerc.json',
  '.compliancerc.yaml',
  '.compliancerc.yml',
  '.compliancerc.js',
  '.compliancerc.cjs',
  '.compliancerc.mjs',
  'compliance.config.js',
  'compliance.config.cjs',
  'compliance.config.mjs',
];

/** The key of a `package.json` that holds a configuration. */
export const PACKAGE_KEY = 'compliance';

/** True if reading the configuration means to execute it. */
export function isExecutable(file: string): boolean {
  return ['.js', '.cjs', '.mjs'].includes(extname(file));
}

export function isPackageManifest(file: string): boolean {
  return basename(file) === 'package.json';
}
