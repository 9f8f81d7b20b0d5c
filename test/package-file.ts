import { fileURLToPath } from 'node:url';

/** Absolute path of a file of this package, seen from a compiled test (`dist/test/…`). */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
