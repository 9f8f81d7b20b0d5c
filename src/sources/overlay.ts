import type { Source } from '../model/source.js';
import { FolderTree } from './folder-tree.js';

/** `base` with other content for some files: unsaved buffers, standard input. Files that `base` lacks are added. */
export function overlaySource(base: Source, contents: ReadonlyMap<string, Buffer>): Source {
  let folders: FolderTree | undefined;
  return {
    async list() {
      const listing = await base.list();
      const known = new Set(listing.files.map((file) => file.path));
      const added = [...contents.keys()].filter((path) => !known.has(path)).map((path) => ({ path }));
      const files = [...listing.files, ...added].sort((a, b) => (a.path < b.path ? -1 : 1));
      folders = new FolderTree(
        files.map((file) => file.path),
        listing.links,
      );
      return { ...listing, files };
    },
    blob: (path) => (contents.has(path) ? undefined : base.blob(path)),
    read: (path) => contents.get(path) ?? base.read(path),
    realPath: (path) => folders?.realPath(path) ?? base.realPath(path),
    kind: (path) => folders?.kind(path) ?? base.kind(path),
    entries: (path) => folders?.entries(path) ?? base.entries(path),
    text: (path) => contents.get(path)?.toString('utf8') ?? base.text(path),
    isIgnored: (path) => base.isIgnored(path),
    ignoreBasis: () => base.ignoreBasis(),
  };
}
