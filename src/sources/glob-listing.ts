import * as fs from 'node:fs';
import { relative, sep } from 'node:path';
import type { Listing, ListingSkip } from '../model/source.js';
import { readLink } from './git-listing.js';
import type { IgnoreFiles } from './ignore-files.js';
import { insideOf } from './inside.js';
import { attributesOnDisk, completeListing, isNeverChecked } from './listing.js';

type ReadCallback = (error: NodeJS.ErrnoException | null, entries: fs.Dirent[]) => void;

/** Files under `root` that `.gitignore` files leave. Ignored folders are not entered; unreadable ones are skips. */
export async function listWithGlob(root: string, ignored: IgnoreFiles): Promise<Listing> {
  const { default: glob } = await import('fast-glob');
  const skips: ListingSkip[] = [];
  const readdir = (folder: string, _options: { withFileTypes: true }, done: ReadCallback): void => {
    const base = relative(root, folder).split(sep).join('/');
    fs.readdir(folder, { withFileTypes: true }, (error, entries) => {
      if (error !== null) {
        skips.push({
          path: base,
          reason: `folder that cannot be read (${error.code ?? error.message})`,
          isFolder: true,
        });
        done(null, []);
        return;
      }
      done(
        null,
        entries.filter((entry) => isWanted(base === '' ? entry.name : `${base}/${entry.name}`, entry, ignored)),
      );
    });
  };
  const entries = await glob('**/*', {
    cwd: root,
    dot: true,
    onlyFiles: false,
    followSymbolicLinks: false,
    objectMode: true,
    fs: { ...fs, readdir: readdir as typeof fs.readdir },
  });
  const inside = insideOf(root);
  const links = entries
    .filter((entry) => entry.dirent.isSymbolicLink())
    .map((entry) => readLink(entry.path, root, inside));
  const paths = entries.filter((entry) => entry.dirent.isFile()).map((entry) => entry.path);
  return completeListing(attributesOnDisk(root), { paths, links, skips, repositories: [] });
}

function isWanted(path: string, entry: fs.Dirent, ignored: IgnoreFiles): boolean {
  if (!entry.isDirectory()) return !ignored.isIgnored(path);
  return !isNeverChecked(`${path}/`) && !ignored.isFolderIgnored(path);
}
