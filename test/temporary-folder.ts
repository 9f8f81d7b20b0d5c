import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TemporaryFolder {
  /** Absolute. */
  readonly path: string;
  write(files: Readonly<Record<string, string | Buffer>>): void;
  remove(): void;
}

/** A new folder on disk with the given files. */
export function temporaryFolder(files: Readonly<Record<string, string | Buffer>> = {}): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'compliance-')));
  const write = (contents: Readonly<Record<string, string | Buffer>>): void => {
    for (const [file, content] of Object.entries(contents)) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), content);
    }
  };
  write(files);
  return {
    path,
    write,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Runs `body` with a new folder that holds the files (path → content), and removes it. */
export async function withFolder(
  files: Readonly<Record<string, string | Buffer>>,
  body: (folder: string) => Promise<void> | void,
): Promise<void> {
  const folder = temporaryFolder(files);
  try {
    await body(folder.path);
  } finally {
    folder.remove();
  }
}
