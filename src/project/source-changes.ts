import type { Source } from '../model/source.js';
import { nameOf, parentOf, upward, within } from './tree-paths.js';

/** One listed file that came, went or has other content. A renamed file is one removed and one added. */
export interface Change {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
}

/** The keys of everything that may have another answer after `changes`; `source` is the state after them. */
export function keysTouchedBy(changes: readonly Change[], source: Source): ReadonlySet<string> {
  const keys = new Set<string>();
  const added = pathsToAdded(changes);
  for (const { path, kind } of changes) {
    for (const question of ['text', 'facts', 'role']) keys.add(`${question}:${path}`);
    if (nameOf(path) === '.gitignore') keys.add('ignored');
    if (nameOf(path) === '.gitattributes') keys.add('attributes');
    if (kind !== 'changed') addExistence(keys, path, (folder) => existedAndStays(folder, added, source));
  }
  return keys;
}

/** The added paths and every folder above one. */
function pathsToAdded(changes: readonly Change[]): ReadonlySet<string> {
  const added = changes.filter((change) => change.kind === 'added');
  return new Set(added.flatMap((change) => [change.path, ...upward(parentOf(change.path))]));
}

function addExistence(keys: Set<string>, path: string, isSteady: (folder: string) => boolean): void {
  keys.add(`kind:${path}`).add(`entries:${path}`);
  for (const folder of upward(parentOf(path))) {
    keys.add(`entries:${folder}`);
    if (isSteady(folder)) return;
    keys.add(`kind:${folder}`).add(`text:${folder}`);
  }
}

/** True if the folder exists and holds something that is not new: then it existed before, and so did all above it. */
function existedAndStays(folder: string, added: ReadonlySet<string>, source: Source): boolean {
  if (source.kind(folder) !== 'directory') return false;
  return source.entries(folder).some((name) => !added.has(within(folder, name)));
}
