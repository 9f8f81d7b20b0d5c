import { rmSync } from 'node:fs';

/** Removes a file or folder. Another run may have done so before, and what cannot be removed does no harm. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true });
  } catch {
    // It stays, as it stayed until now.
  }
}
