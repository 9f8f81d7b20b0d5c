import { isRecord, type PlainRecord } from '../model/plain-values.js';
import { recordIn, stringIn, stringsOf } from './plain-values.js';
import type { Tree } from './tree.js';
import { extendedConfig } from './tsconfig-extends.js';
import { parentOf, pathFrom } from './tree-paths.js';

/** What module resolution needs of a tsconfig.json or jsconfig.json, `extends` followed. Paths are the root's. */
export interface TypeScriptConfig {
  readonly path: string;
  readonly paths: readonly PathPattern[];
  /** Where `paths` was written, for messages. */
  readonly pathsFrom: string;
  readonly baseUrl: string | null;
  readonly baseUrlFrom: string;
  readonly rootDirs: readonly string[];
  readonly moduleResolution: string;
  readonly allowsSourceExtensions: boolean;
  readonly references: readonly string[];
  readonly files: readonly string[] | null;
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[] | null;
  /** What an `extends` names and cannot be read: the configuration is then only partly known. */
  readonly unreadable: readonly string[];
}

/** One entry of `paths`: `@/*` → `apps/web/src/*`. Targets outside the root are left out. */
export interface PathPattern {
  readonly pattern: string;
  readonly targets: readonly string[];
}

/** One setting and the configuration that it was written in. */
interface Setting {
  readonly value: unknown;
  readonly path: string;
}

type Settings = ReadonlyMap<string, Setting>;

const COMPILER_SETTINGS = [
  'paths',
  'baseUrl',
  'rootDirs',
  'outDir',
  'moduleResolution',
  'module',
  'allowImportingTsExtensions',
  'rewriteRelativeImportExtensions',
];
const FILE_SETTINGS = ['files', 'include', 'exclude'];

export function typeScriptConfig(tree: Tree, path: string): TypeScriptConfig {
  return tree.cell('tsconfig', path, () => {
    const unreadable: string[] = [];
    const settings = readSettings({ tree, unreadable, known: new Map() }, path, []);
    return { ...configOf(path, settings), references: referencesOf(tree, path), unreadable };
  });
}

/** Configurations that extend each other in a row; nobody nests more. */
const DEEPEST_EXTENDS = 200;

interface Reading {
  readonly tree: Tree;
  readonly unreadable: string[];
  /** What was read already: a base that many others share is read once. */
  readonly known: Map<string, Settings>;
}

/** The settings of the configuration at `path` over those of what it extends. A cycle ends where it closes. */
function readSettings(reading: Reading, path: string, below: readonly string[]): Settings {
  const known = reading.known.get(path);
  if (known !== undefined) return known;
  const settings = new Map<string, Setting>();
  const content = reading.tree.json(path);
  if (!isRecord(content) || below.length > DEEPEST_EXTENDS || below.includes(path)) return settings;
  for (const name of stringsOf(content.extends)) {
    const base = extendedConfig(reading.tree, path, name);
    if (base === undefined) reading.unreadable.push(name);
    else for (const [key, setting] of readSettings(reading, base, [...below, path])) settings.set(key, setting);
  }
  const own = (from: PlainRecord, keys: readonly string[]): void => {
    for (const key of keys) if (from[key] !== undefined) settings.set(key, { value: from[key], path });
  };
  own(recordIn(content, 'compilerOptions'), COMPILER_SETTINGS);
  own(content, FILE_SETTINGS);
  reading.known.set(path, settings);
  return settings;
}

function configOf(path: string, settings: Settings): Omit<TypeScriptConfig, 'references' | 'unreadable'> {
  const leaf = parentOf(path);
  const text = (key: string): string => (stringsOf(settings.get(key)?.value)[0] ?? '').toLowerCase();
  const located = (key: string): readonly string[] | null => {
    const setting = settings.get(key);
    if (setting === undefined) return null;
    const found = stringsOf(setting.value).map((value) => locate(value, parentOf(setting.path), leaf));
    return found.filter((value) => value !== undefined);
  };
  const baseUrl = located('baseUrl')?.[0] ?? null;
  const outDir = located('outDir') ?? [];
  return {
    path,
    paths: pathPatterns(settings.get('paths'), baseUrl, leaf),
    pathsFrom: settings.get('paths')?.path ?? path,
    baseUrl,
    baseUrlFrom: settings.get('baseUrl')?.path ?? path,
    rootDirs: located('rootDirs') ?? [],
    moduleResolution: text('moduleResolution') || text('module'),
    allowsSourceExtensions:
      settings.get('allowImportingTsExtensions')?.value === true ||
      settings.get('rewriteRelativeImportExtensions')?.value === true,
    files: located('files'),
    include: located('include'),
    exclude: located('exclude') ?? outDir,
  };
}

function pathPatterns(setting: Setting | undefined, baseUrl: string | null, leaf: string): readonly PathPattern[] {
  if (setting === undefined || !isRecord(setting.value)) return [];
  const folder = baseUrl ?? parentOf(setting.path);
  return Object.entries(setting.value).map(([pattern, targets]) => ({
    pattern,
    targets: stringsOf(targets)
      .map((target) => locate(target, folder, leaf))
      .filter((target) => target !== undefined),
  }));
}

/** `value` as a path of the root; `leaf` is the folder that `${configDir}` stands for. */
function locate(value: string, folder: string, leaf: string): string | undefined {
  const template = /^\$\{configDir\}\/?/;
  if (template.test(value)) return pathFrom(leaf, value.replace(template, './'));
  return pathFrom(folder, value);
}

function referencesOf(tree: Tree, path: string): readonly string[] {
  const content = tree.json(path);
  const references: unknown = isRecord(content) ? content.references : undefined;
  if (!Array.isArray(references)) return [];
  return references
    .map((reference) => stringIn(reference, 'path'))
    .map((name) => (name === undefined ? undefined : pathFrom(parentOf(path), name)))
    .filter((target) => target !== undefined)
    .map((target) => (target.endsWith('.json') ? target : `${target === '' ? '' : `${target}/`}tsconfig.json`));
}
