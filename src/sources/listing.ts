import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../model/compare-text.js';
import type { Listing, ListingSkip } from '../model/source.js';
import { definesConversion, isConverted, readAttributes } from './attributes.js';
import type { FoundLink } from './git-listing.js';

/** Folders of installed, cached or built things, which belong to no repository even where somebody committed them. */
const NEVER_CHECKED =
  /(?:^|\/)(?:\.git|\.hg|\.svn|node_modules|bower_components|__pycache__|\.venv|\.tox|\.nox|\.mypy_cache|\.pytest_cache|\.ruff_cache|\.eggs|\.next|\.nuxt|\.svelte-kit|\.turbo|\.yarn|\.pnpm-store|\.gradle|\.terraform|site-packages)\//;

export function isNeverChecked(path: string): boolean {
  return NEVER_CHECKED.test(path);
}

export interface FoundEntries {
  readonly paths: readonly string[];
  /** Path → git's name of its content, where git vouches for it. */
  readonly blobs?: ReadonlyMap<string, string>;
  /** True if contents are read as git stores them: then nothing converts them. */
  readonly isStored?: boolean;
  readonly links: readonly FoundLink[];
  /** Beside those of links. */
  readonly skips?: readonly ListingSkip[];
  readonly repositories: readonly string[];
}

/** Folders within each other; nobody nests more. */
const DEEPEST_FOLDER = 200;

function deepSkip(path: string): ListingSkip {
  return { path, reason: `lies deeper than ${DEEPEST_FOLDER} folders`, isFolder: false };
}

/** True if a folder of the path is a link: what git tracked below it is not what lies there now. */
function isBelow(links: ReadonlySet<string>, path: string): boolean {
  if (links.size === 0) return false;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (links.has(path.slice(0, end))) return true;
  }
  return false;
}

/** The text of a file of git attributes at a path, if it is there. */
export type AttributeText = (path: string) => string | undefined;

/** Sorts, leaves out what is never checked and virtual environments, and adds git attributes. */
export function completeListing(attributeText: AttributeText, found: FoundEntries): Listing {
  const environments = found.paths
    .filter((path) => /(?:^|\/)pyvenv\.cfg$/.test(path))
    .map((path) => path.slice(0, -'pyvenv.cfg'.length));
  const links = new Set(found.links.map((link) => link.path));
  const isLeftOut = (path: string): boolean =>
    isBelow(links, path) || isNeverChecked(path) || environments.some((folder) => path.startsWith(folder));
  const isTooDeep = (path: string): boolean =>
    path.length > 2 * DEEPEST_FOLDER && path.split('/').length > DEEPEST_FOLDER;
  const tooDeep = found.paths.filter(isTooDeep);
  const paths = found.paths.filter((path) => !isTooDeep(path) && !isLeftOut(path)).sort(compareText);
  const attributeTexts = attributeFiles(attributeText, paths);
  const attributesOf = readAttributes(attributeTexts);
  const isStored = found.isStored === true;
  const blobs = !isStored && [...attributeTexts.values()].some(definesConversion) ? undefined : found.blobs;
  return {
    warnings: [],
    files: paths.map((path) => {
      const attributes = attributesOf(path);
      const blob = !isStored && isConverted(attributes) ? undefined : blobs?.get(path);
      return { path, ...(attributes === undefined ? {} : { attributes }), ...(blob === undefined ? {} : { blob }) };
    }),
    skips: [...(found.skips ?? []), ...found.links.flatMap((link) => link.skips), ...tooDeep.map(deepSkip)].filter(
      (skip) => !isLeftOut(skip.path),
    ),
    links: found.links
      .flatMap(({ path, target }) => (target === undefined || isLeftOut(path) ? [] : [{ path, target }]))
      .sort((a, b) => compareText(a.path, b.path)),
    repositories: [...found.repositories].sort(compareText),
  };
}

function attributeFiles(textOf: AttributeText, paths: readonly string[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const path of paths) {
    if (!/(?:^|\/)\.gitattributes$/.test(path)) continue;
    const text = textOf(path);
    if (text !== undefined) files.set(path.slice(0, -'.gitattributes'.length).replace(/\/$/, ''), text);
  }
  return files;
}

/** An unreadable attribute file says nothing; if it mattered, git itself would not see it either. */
export function attributesOnDisk(root: string): AttributeText {
  return (path) => {
    try {
      return lstatSync(join(root, path)).isFile() ? readFileSync(join(root, path), 'utf8') : undefined;
    } catch {
      return undefined;
    }
  };
}
