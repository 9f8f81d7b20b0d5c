import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, COMPILED } from '../cache/folders.js';
import { runCached } from './code-cache.js';

/** What the bundle can be started as. */
export interface Bundle {
  readonly runCommand: () => Promise<unknown>;
  readonly runWorker: () => Promise<unknown>;
}

/** @param keep Whether this run is one whose compiled code serves later ones. */
export function loadBundle(keep: boolean): Bundle {
  const file = fileURLToPath(new URL('../../compliance.js', import.meta.url));
  const folder = cacheFolder(process.env, process.platform);
  return runCached({ file, folder: folder === undefined ? null : join(folder, COMPILED), keep }) as Bundle;
}
