import { isSetByPlatform } from './ecmascript-conditions.js';
import { isUpperCase } from './ecmascript-paths.js';
import { wordsOf } from './environments.js';

/** A value that comes from outside the code, and may be missing there. */
export interface Missing {
  readonly name: string;
  readonly isVariable: boolean;
  /** How surely it is configuration: `parameter` is merely what a caller may leave out. */
  readonly kind: 'environment' | 'configuration' | 'parameter';
  /** The paths, joined by dots, that hold nothing when it is missing. */
  readonly paths: readonly string[];
  /** Set where it is what a caller of a function may leave out, rather than a part of its configuration. */
  readonly isParameter?: true;
  /** The schema that it is a field of. */
  readonly settings?: string;
}

const ENVIRONMENT = words('env environment environ getenv envs');
const CONFIGURATION = words(
  'config configs configuration conf cfg nconf settings setting options option opts opt defaults props',
);
/** What a client, a form or a command line says is not configuration, wherever it is kept. */
const FOREIGN = words(
  'req request headers header cookies cookie argv args flags flag cli program form values credentials expo manifest',
);
/** What is parsed, answered or stored is none either, unless the configuration names it (`config.search.host`). */
const COMPUTED = words(
  'location event url uri parsed socket query body search response res row record storage match groups from',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/**
 * The last two names of a path, where the first of them is a part of the configuration: `search_host` of
 * `config.search.host`, whose last name alone would not say which host.
 */
export function partAndName(path: string): string | undefined {
  const [part, name] = path.split('.').slice(-2);
  const isPart = path.split('.').length > 2 && !wordsOf(part ?? '').some((word) => isSettingsWord(word));
  return isPart && part !== undefined && name !== undefined ? `${part}_${name}` : undefined;
}

function isSettingsWord(word: string): boolean {
  return ENVIRONMENT.has(word) || CONFIGURATION.has(word) || /^(?:get|this|process|import)$/.test(word);
}

/** True if the names above a value say that somebody else than who deploys the code chose it. */
export function isForeign(above: readonly string[]): boolean {
  const configured = above.findIndex((word) => ENVIRONMENT.has(word) || CONFIGURATION.has(word));
  const before = configured === -1 ? above : above.slice(0, configured);
  return above.some((word) => FOREIGN.has(word)) || before.some((word) => COMPUTED.has(word));
}

/** What the words of a path tell. */
export function classify(path: readonly string[]): Missing | undefined {
  const name = path.at(-1) ?? '';
  const above = path.slice(0, -1).flatMap(wordsOf);
  if (isForeign(above) || isSetByPlatform(name)) return undefined;
  const paths = [path.join('.')];
  if (above.some((word) => ENVIRONMENT.has(word)) && !isPartOfUrl(path)) {
    const isVariable = isUpperCase(name) || path[0] === 'process';
    return { name, isVariable, kind: isVariable ? 'environment' : 'configuration', paths };
  }
  const kind = kindOfWords(above);
  if (kind === undefined || isPartOfUrl(path)) return undefined;
  const isGetter = path.length > 2 && /^get/.test(path.at(-2) ?? '');
  return { name, isVariable: isGetter && isUpperCase(name), kind, paths };
}

/** What words make of what they name: configuration; of the properties of a component, what its user may leave out. */
export function kindOfWords(found: readonly string[]): 'configuration' | 'parameter' | undefined {
  const known = found.filter((word) => CONFIGURATION.has(word));
  if (known.length === 0) return undefined;
  return known.every((word) => word === 'props') ? 'parameter' : 'configuration';
}

/** `config.databaseUrl.hostname`: what parsing a URL gives is no setting, the URL is. */
function isPartOfUrl(path: readonly string[]): boolean {
  const parent = wordsOf(path.at(-2) ?? '').at(-1) ?? '';
  return /^(?:hostname|host|port)$/.test(path.at(-1) ?? '') && /^(?:url|uri|parsed)$/.test(parent);
}
