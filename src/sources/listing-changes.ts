import { createHash } from 'node:crypto';
import { compareText } from '../model/compare-text.js';
import type { Listing, Source, SourceFile } from '../model/source.js';
import { isConverted } from './attributes.js';
import type { ChangedFile } from './git-change.js';
import { EMPTY_CONTENTS } from './git-objects.js';

interface State {
  readonly source: Source;
  readonly listing: Listing;
}

/**
 * What differs between the work tree and a state that git keeps. `renames` (new path → old path) count where the old file
 * is gone and the new one is there; else a new file with the very content of one that is gone is that file, moved.
 */
export function compareListings(now: State, before: State, renames: ReadonlyMap<string, string>): ChangedFile[] {
  const earlier = new Map(before.listing.files.map((file) => [file.path, file]));
  const present = new Map(now.listing.files.map((file) => [file.path, file]));
  const changed = [...present.values()].filter((file) => {
    const old = earlier.get(file.path);
    return old !== undefined && isOther(file, old, now.source);
  });
  const added = [...present.values()].filter(({ path }) => !earlier.has(path));
  const gone = [...earlier.values()].filter(({ path }) => !present.has(path));
  const moved = movesOf(added, gone, { renames, source: now.source });
  const left = new Set(moved.values());
  return [
    ...changed.map(({ path }) => ({ path, before: path })),
    ...added.map(({ path }) => ({ path, before: moved.get(path) ?? null })),
    ...gone.filter(({ path }) => !left.has(path)).map(({ path }) => ({ path: null, before: path })),
    ...changedLinks(now.listing, before.listing),
  ].sort((a, b) => compareText(a.path ?? a.before ?? '', b.path ?? b.before ?? ''));
}

/** True if the file is not what git has. What git converts on its way to the disk cannot be compared, and counts as same. */
function isOther(file: SourceFile, old: SourceFile, source: Source): boolean {
  if (file.blob !== undefined) return file.blob !== old.blob;
  if (isConverted(file.attributes)) return false;
  return old.blob === undefined || !namesOf(file.path, source, old.blob).includes(old.blob);
}

/** New path → old path. */
function movesOf(
  added: readonly SourceFile[],
  gone: readonly SourceFile[],
  { renames, source }: { readonly renames: ReadonlyMap<string, string>; readonly source: Source },
): Map<string, string> {
  const free = new Map(gone.map((file) => [file.path, file.blob]));
  const moved = new Map<string, string>();
  const move = (path: string, old: string): void => {
    moved.set(path, old);
    free.delete(old);
  };
  for (const { path } of added) {
    const old = renames.get(path);
    if (old !== undefined && free.has(old)) move(path, old);
  }
  const [some = ''] = free.values();
  const left = pathsByContent(free);
  for (const { path, blob } of added) {
    if (left.size === 0) break;
    if (moved.has(path)) continue;
    const names = blob === undefined ? namesOf(path, source, some) : [blob];
    const name = names.find((one) => left.has(one)) ?? '';
    const old = left.get(name)?.shift();
    if (old === undefined) continue;
    move(path, old);
    if (left.get(name)?.length === 0) left.delete(name);
  }
  return moved;
}

/** Empty files are all alike: that one came and another went is no move. */
function pathsByContent(files: ReadonlyMap<string, string | undefined>): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const [path, name] of files) {
    if (name === undefined || EMPTY_CONTENTS.has(name)) continue;
    const others = paths.get(name);
    if (others === undefined) paths.set(name, [path]);
    else others.push(path);
  }
  return paths;
}

/** The names that git would give the content: as it lies there, and with the line ends that git keeps. */
function namesOf(path: string, source: Source, like: string): readonly string[] {
  let bytes: Buffer;
  try {
    bytes = source.read(path);
  } catch {
    return [];
  }
  const algorithm = like.length === 64 ? 'sha256' : 'sha1';
  const name = (content: Buffer): string =>
    createHash(algorithm).update(`blob ${content.length.toString()}\0`).update(content).digest('hex');
  if (!bytes.includes('\r\n')) return [name(bytes)];
  return [name(bytes), name(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))];
}

function changedLinks(now: Listing, before: Listing): ChangedFile[] {
  const links = new Map(now.links.map(({ path, target }) => [path, target]));
  const earlier = new Map(before.links.map(({ path, target }) => [path, target]));
  const all = [...new Set([...links.keys(), ...earlier.keys()])].filter(
    (path) => links.get(path) !== earlier.get(path),
  );
  return all.map((path) => ({ path: links.has(path) ? path : null, before: earlier.has(path) ? path : null }));
}
