import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

export interface FolderWatch {
  /** Watches these folders (relative to the root, '' for the root) from now on, and no others. */
  follow(folders: ReadonlySet<string>): void;
  close(): void;
}

export interface FolderWatchInput {
  readonly root: string;
  /** Called with the paths that changed, once nothing more has come for a moment. */
  readonly onChange: (paths: ReadonlySet<string>) => void;
  /** Called when the system cannot watch a folder. */
  readonly onError: (error: NodeJS.ErrnoException) => void;
}

/** Milliseconds of silence after which a save is over: editors write a file in several steps. */
const SILENCE = 10;
/** Milliseconds after which a change is told, however much else goes on. */
const LONGEST_WAIT = 200;

/**
 * Tells which entries of folders change. Each folder is watched by itself: the listed ones are few, whereas watching all
 * below the root would take in what is installed and built there.
 */
export function watchFolders({ root, onChange, onError }: FolderWatchInput): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;

  function note(path: string): void {
    // A folder that comes, goes or is replaced is another one than that which is watched.
    if (watchers.has(path) && path !== '') dropBelow(path);
    const now = performance.now();
    if (changed.size === 0) firstAt = now;
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        const paths = changed;
        changed = new Set();
        onChange(paths);
      },
      Math.max(0, Math.min(SILENCE, firstAt + LONGEST_WAIT - now)),
    );
  }

  function dropBelow(folder: string): void {
    for (const path of [...watchers.keys()]) if (path === folder || path.startsWith(`${folder}/`)) drop(path);
  }

  function open(folder: string): void {
    try {
      const watcher = watch(join(root, folder), (_, name) => {
        note(name === null ? folder : folder === '' ? name : `${folder}/${name}`);
      });
      watcher.on('error', () => {
        drop(folder);
        note(folder);
      });
      watchers.set(folder, watcher);
    } catch (error) {
      // A folder that has just gone is none to watch.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onError(error as NodeJS.ErrnoException);
    }
  }

  function drop(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  return {
    follow(folders) {
      for (const folder of [...watchers.keys()]) if (!folders.has(folder)) drop(folder);
      for (const folder of folders) if (!watchers.has(folder)) open(folder);
    },
    close() {
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) drop(folder);
    },
  };
}
