import type { CheckRequest } from '../check.js';
import { foldersOf, newFoldersAt, watchFault } from '../commands/watched-paths.js';
import { UserError } from '../model/errors.js';
import { watchFolders, type FolderWatch } from '../sources/folder-watch.js';

export interface DiskWatch {
  /** Watches the folders of what is listed now, and those that have come with `changed`. */
  follow(request: CheckRequest | undefined, changed: ReadonlySet<string>): void;
  close(): void;
}

/** The server's own eyes, for clients that do not watch files. What the system refuses is said once; saves are seen anyway. */
export function watchDisk(
  root: string,
  { onChange, onRefusal }: { onChange: (paths: ReadonlySet<string>) => void; onRefusal: (words: string) => void },
): DiskWatch {
  const newFolders = new Set<string>();
  let isRefused = false;
  const watch: FolderWatch = watchFolders({
    root,
    onChange,
    onError(error) {
      if (isRefused) return;
      isRefused = true;
      const fault = watchFault(error);
      const hint = fault instanceof UserError ? ` ${fault.hint ?? ''}` : '';
      onRefusal(`${fault.message}${hint} Until then, what other programs change is not seen.`);
    },
  });
  return {
    follow(request, changed) {
      if (isRefused) return;
      if (request === undefined) {
        watch.follow(new Set(['']));
        return;
      }
      for (const path of changed) newFoldersAt(path, request, newFolders);
      watch.follow(new Set([...foldersOf(request), ...newFolders]));
    },
    close() {
      watch.close();
    },
  };
}
