import { closeSync, constants, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Listing, Source } from '../model/source.js';
import { FolderTree } from './folder-tree.js';
import { listWithGit, outerIgnoreFiles } from './git-listing.js';
import { listWithGlob } from './glob-listing.js';
import { IgnoreFiles } from './ignore-files.js';
import { insideOf, type Inside } from './inside.js';

/** The files of a folder on disk: what git tracks or does not ignore, or, outside a work tree, what `.gitignore` leaves. */
export function workTreeSource(root: string): Source {
  let listed: Listing | undefined;
  let blobs: ReadonlyMap<string, string | undefined> = new Map();
  let folders = new FolderTree([]);
  const inside = insideOf(root);
  const assertInside = folderGuard(root, inside);
  const ignored = new IgnoreFiles(
    (folder) => textWithin(root, folder === '' ? '.gitignore' : `${folder}/.gitignore`, inside),
    outerIgnoreFiles(root),
  );
  return {
    async list() {
      listed ??= await listFiles(root, ignored);
      folders = new FolderTree(
        listed.files.map((file) => file.path),
        listed.links,
      );
      blobs = new Map(listed.files.map(({ path, blob }) => [path, blob]));
      return listed;
    },
    blob: (path) => blobs.get(path),
    read: (path) => {
      assertInside(path);
      return readRegularFile(join(root, path));
    },
    kind: (path) => folders.kind(path),
    realPath: (path) => folders.realPath(path),
    entries: (path) => folders.entries(path),
    text: (path) => textWithin(root, path, inside),
    isIgnored: (path) => ignored.isIgnored(path),
    ignoreBasis: () => ignored.basis(),
  };
}

/** Throws for a file whose folder has become a link that leads out of the root. */
function folderGuard(root: string, inside: Inside): (path: string) => void {
  const known = new Map<string, boolean>();
  return (path) => {
    const folder = join(root, path, '..');
    let isInside = known.get(folder);
    if (isInside === undefined) known.set(folder, (isInside = inside(folder) !== undefined));
    if (!isInside) throw new Error('its folder leads out of the root');
  };
}

async function listFiles(root: string, ignored: IgnoreFiles): Promise<Listing> {
  const byGit = await listWithGit(root);
  if (typeof byGit === 'object') return byGit;
  const listing = await listWithGlob(root, ignored);
  if (byGit === undefined) return listing;
  const warning = `git could not list the files (${byGit}): those that .gitignore leaves are checked, tracked or not`;
  return { ...listing, warnings: [...listing.warnings, warning] };
}

/** Windows has neither flag. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
const CAUTION = O_NOFOLLOW | O_NONBLOCK;

/** Opened without following a link and without waiting for a pipe: what was listed may have been replaced since. */
function readRegularFile(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | CAUTION);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new Error('not a regular file');
    const bytes = Buffer.allocUnsafeSlow(status.size);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(file, bytes, length, bytes.length - length, length);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** The text of a file that lies inside the root, links resolved; undefined otherwise. */
export function textWithin(root: string, path: string, inside: Inside): string | undefined {
  const absolute = join(root, path);
  // Most that are asked for are not there, and resolving links asks for every folder on the way.
  if (!existsSync(absolute)) return undefined;
  try {
    const below = inside(absolute);
    return below === undefined ? undefined : readRegularFile(join(root, below)).toString('utf8');
  } catch {
    return undefined;
  }
}
