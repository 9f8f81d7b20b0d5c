import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { isRecord } from '../../../model/plain-values.js';

/** What ruff reports; rows and columns are 1-based, columns in UTF-16 units. */
export interface RuffDiagnostic {
  /** `invalid-syntax`, or the name of a rule. */
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

interface Workspace {
  check(text: string): unknown;
}

interface RuffModule {
  readonly Workspace: (new (settings: unknown, encoding: number) => Workspace) & { version(): string };
  readonly PositionEncoding: { readonly Utf16: number };
}

/** The minor versions of Python 3 whose grammar ruff knows. */
export const KNOWN_MINORS = [7, 8, 9, 10, 11, 12, 13, 14] as const;

/** Rules that report what CPython's compiler rejects after parsing. */
const RULES = [
  ...['F404', 'F406', 'F407', 'F622', 'F701', 'F702', 'F704', 'F706', 'F707'],
  ...['PLE0115', 'PLE0117', 'PLE0118', 'PLE1142', 'PLE1700'],
];

const PACKAGE = '@astral-sh/ruff-wasm-nodejs';
const requirePackage = createRequire(import.meta.url);

let ruff: RuffModule | undefined;
const workspaces = new Map<number, Workspace>();

/**
 * What ruff reports of a text under one minor version of Python 3. Throws where the text exhausts the stack; the next
 * call starts a new instance, because the memory of the old one cannot be relied on.
 */
export function ruffDiagnostics(text: string, minor: number): readonly RuffDiagnostic[] {
  try {
    return readDiagnostics(workspaceFor(minor).check(text));
  } catch (error) {
    forgetInstance();
    throw error;
  }
}

/** The installed version, from the manifest of the package: asking the module would load it. */
export function ruffVersion(): string {
  const manifest: unknown = requirePackage(`${PACKAGE}/package.json`);
  return isRecord(manifest) && typeof manifest['version'] === 'string' ? manifest['version'] : 'unknown';
}

function workspaceFor(minor: number): Workspace {
  const known = workspaces.get(minor);
  if (known !== undefined) return known;
  ruff ??= loadRuff();
  const settings = { 'target-version': `py3${minor.toString()}`, lint: { select: RULES } };
  const created = new ruff.Workspace(settings, ruff.PositionEncoding.Utf16);
  workspaces.set(minor, created);
  return created;
}

function loadRuff(): RuffModule {
  // Optimizing this module takes V8 seconds, which the end of the process waits for; without, even 15 MB are judged sooner.
  setFlagsFromString('--liftoff-only');
  return requirePackage(PACKAGE) as RuffModule;
}

function forgetInstance(): void {
  ruff = undefined;
  workspaces.clear();
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the cache of modules is an object keyed by path
  delete requirePackage.cache[requirePackage.resolve(PACKAGE)];
}

function readDiagnostics(found: unknown): readonly RuffDiagnostic[] {
  if (!Array.isArray(found)) throw new Error('ruff gave no list');
  return found.map((entry: unknown) => {
    const start = isRecord(entry) ? entry['start_location'] : undefined;
    if (!isRecord(entry) || !isRecord(start)) throw new Error('ruff gave no diagnostic');
    const { row, column } = start;
    if (typeof row !== 'number' || typeof column !== 'number') throw new Error('ruff gave no place');
    return { code: String(entry['code']), message: String(entry['message']), line: row, column };
  });
}
