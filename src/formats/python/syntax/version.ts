import { parse } from 'smol-toml';
import { isRecord } from '../../../model/plain-values.js';
import type { Source } from '../../../model/source.js';

/** Minor versions beyond every real one are not looked for. */
const MOST_MINORS = 40;

/**
 * The version of Python (`3.11`) that the code of a folder must run on: the oldest that `requires-python`, Poetry,
 * `setup.cfg` or `setup.py` admits; else what ruff, mypy or Black is told to target; else that of `.python-version`. The
 * nearest folder upward that says something decides; null where none does.
 *
 * @param folder relative to the root; '' is the root
 */
export function declaredVersion(source: Source, folder: string): string | null {
  const known = VERSIONS.get(source) ?? new Map<string, string | null>();
  VERSIONS.set(source, known);
  const remembered = known.get(folder);
  if (remembered !== undefined) return remembered;
  const above = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
  const version = versionIn(source, folder) ?? (folder === '' ? null : declaredVersion(source, above));
  known.set(folder, version);
  return version;
}

/** By source and folder. A source stands for one state of the files. */
const VERSIONS = new WeakMap<Source, Map<string, string | null>>();

/** Manifests and specifiers beyond this, in UTF-16 units, say nothing: no person wrote them. */
const [LONGEST_MANIFEST, LONGEST_SPECIFIER] = [1_000_000, 500];

function versionIn(source: Source, folder: string): string | null {
  const read = (name: string): string => {
    const text = source.text(folder === '' ? name : `${folder}/${name}`) ?? '';
    return text.length > LONGEST_MANIFEST ? '' : text;
  };
  const project = tomlOf(read('pyproject.toml'));
  const tool = (...keys: readonly string[]): unknown => at(project, 'tool', ...keys);
  const ruff = tomlOf(read('ruff.toml') || read('.ruff.toml'));
  return (
    oldestAdmitted(at(project, 'project', 'requires-python')) ??
    oldestAdmitted(tool('poetry', 'dependencies', 'python')) ??
    oldestAdmitted(/^[ \t]*python_requires[ \t]*=[ \t]*(.+)$/m.exec(read('setup.cfg'))?.[1]) ??
    oldestAdmitted(/\bpython_requires\s{0,9}=\s{0,9}["']([^"']{1,80})["']/.exec(read('setup.py'))?.[1]) ??
    targetOf(at(ruff, 'target-version') ?? tool('ruff', 'target-version')) ??
    targetOf(tool('mypy', 'python_version')) ??
    targetOf(tool('black', 'target-version')) ??
    /^[ \t]*(?:c?python-?)?(3\.\d{1,2})\b/m.exec(read('.python-version'))?.[1] ??
    null
  );
}

function tomlOf(text: string): unknown {
  try {
    return text === '' ? undefined : parse(text);
  } catch {
    return undefined;
  }
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

/** `py311`, `3.11`, `["py310", "py311"]`: the oldest of them. */
function targetOf(value: unknown): string | undefined {
  const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  const minors = texts.flatMap((text) => /^(?:py3|3\.)(\d{1,2})$/.exec(text)?.[1] ?? []).map(Number);
  return minors.length === 0 ? undefined : `3.${Math.min(...minors).toString()}`;
}

/**
 * The oldest minor version of Python 3 in which some release fits a version specifier (PEP 440), or a constraint of
 * Poetry (`^3.9`, `>=3.9 || ...`); undefined where the text is none.
 */
export function oldestAdmitted(specifier: unknown): string | undefined {
  const text = isRecord(specifier) ? specifier['version'] : specifier;
  if (typeof text !== 'string' || text.length > LONGEST_SPECIFIER || !/\d/.test(text)) return undefined;
  const alternatives = text.split('||').map((one) => one.split(',').map((part) => part.trim()));
  const isAdmitted = (minor: number): boolean =>
    alternatives.some((clauses) => clauses.every((clause) => admits(clause, minor)));
  const oldest = Array.from({ length: MOST_MINORS }, (_, minor) => minor).find(isAdmitted);
  // Who admits 3.0 has named no version, but Python 3.
  return oldest === undefined || oldest === 0 ? undefined : `3.${oldest.toString()}`;
}

/** Whether some release of Python 3.`minor` fits one clause. */
function admits(clause: string, minor: number): boolean {
  const [, operator = '', major = '', given = '', patch] =
    /^(===?|!=|~=|>=|<=|>|<|\^|~)?\s*v?(\d+)(?:\.(\d+|\*))?(?:\.(\d+|\*))?/.exec(clause) ?? [];
  if (major === '') return clause === '' || clause === '*';
  if (major !== '3')
    return operator === '!=' || (Number(major) < 3 ? operator.startsWith('>') : operator.startsWith('<'));
  if (given === '' || given === '*') return operator !== '<' && operator !== '!=';
  const distance = minor - Number(given);
  const isFirst = patch === undefined || patch === '0';
  switch (operator) {
    case '>=':
    case '>':
    case '^':
      return distance >= 0;
    case '~=':
      return patch === undefined ? distance >= 0 : distance === 0;
    case '<':
      return isFirst ? distance < 0 : distance <= 0;
    case '<=':
      return distance <= 0;
    case '!=':
      return !(distance === 0 && (patch === undefined || patch === '*'));
    default:
      return distance === 0;
  }
}
