import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Runs `body` with a new folder that holds the files (path → content), and removes it. */
export async function withFolder(
  files: Readonly<Record<string, string>>,
  body: (folder: string) => Promise<void> | void,
): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'compliance-config-')));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
