import type { Cache } from '../cache/cache.js';
import type { CheckRequest } from '../check.js';
import { projectCache, requestOf } from '../commands/check.js';
import { openProject } from '../commands/project.js';
import type { Terminal } from '../commands/terminal.js';
import { overlaySource } from '../sources/overlay.js';
import type { Buffers } from './buffers.js';

export interface Opened {
  /** Over the work tree with the open documents in it; selected are the latter. */
  readonly request: CheckRequest;
  /** What the user should know of the listing and the configuration. */
  readonly warnings: readonly string[];
  /** What earlier runs found. */
  readonly cache: () => Promise<Cache | null>;
}

/** Reads the listing and the configuration of a root anew. Throws a UserError for a broken configuration. */
export async function openRequest(
  root: string,
  { terminal, trust, buffers }: { readonly terminal: Terminal; readonly trust: boolean; readonly buffers: Buffers },
): Promise<Opened> {
  const project = await openProject(terminal, { paths: [], options: { root, trust } });
  buffers.rebase(project.source, project.listing);
  const source = overlaySource(project.source, buffers.contents);
  const request: CheckRequest = {
    ...(await requestOf(terminal, project, { selected: [], options: {} })),
    source,
    listing: await source.list(),
    isSelected: (path) => buffers.documents.has(path),
  };
  const warnings = [...project.listing.warnings, ...project.configuration.warnings];
  return { request, warnings, cache: () => projectCache(terminal, project, {}) };
}
