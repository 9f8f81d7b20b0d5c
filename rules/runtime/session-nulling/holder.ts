import type { ImportFact } from 'compliance-linter';
import type { Analysis } from './analysis.js';
import { headOfValue } from './bindings.js';
import { DATA, GLOBALS, LOCALS, MESSAGES } from './holder-words.js';
import { wordsOf } from './names.js';
import { isWithin, type Span } from './text-index.js';

/** An attribute or key that may hold a session, and what has it. */
export interface Holding {
  readonly name: string;
  /** Normalised path of what has it: `self.orders`. */
  readonly object: string;
  /** It is a key: `context["session"]`. */
  readonly isKey: boolean;
  readonly isOwn: boolean;
  /** Words of the names of the classes around. */
  readonly classWords: readonly string[];
  /** The function that all this happens in. */
  readonly unit: Span;
}

/** What a file tells about the object that holds a session. */
export interface Holder {
  /** All words of its path. */
  readonly words: readonly string[];
  /** The words that its name, its type, what made it, and its module's name end with. */
  readonly heads: readonly string[];
  /** It is a dictionary, a copy, arguments, or storage of the whole process or thread. */
  readonly isData: boolean;
}

export function isAny({ heads }: Holder, words: ReadonlySet<string>): boolean {
  return heads.some((head) => words.has(head));
}

export function describeHolder(holding: Holding, analysis: Analysis): Holder {
  const segments = holding.object.split('.').filter((segment) => segment !== '');
  const last = segments.at(-1) ?? '';
  const origins = originsOf(last, segments.length > 1, { holding, analysis });
  const words = wordsOf(holding.object.replace(/^(?:self|this|cls)\b/, ''));
  const ownHead = wordsOf(last).at(-1) ?? '';
  const heads = [ownHead, ...origins.names.flatMap(headsOf)];
  return {
    words,
    heads,
    isData:
      !holding.isOwn &&
      (origins.values.some((value) => MAKES_DATA.test(value)) ||
        DATA.has(ownHead) ||
        LOCALS.has(ownHead) ||
        (holding.isKey && MESSAGES.has(ownHead)) ||
        GLOBALS.has(segments[0] ?? '')),
  };
}

/** `Optional[OrderService]`, `app.services.orders`: the last word of each part. */
function headsOf(name: string): readonly string[] {
  return name.split(/[^\w$]+/).flatMap((part) => wordsOf(part).slice(-1));
}

const MAKES_DATA =
  /^(?:\{|\[|(?:await\s+)?(?:[\w$.]+\.)?(?:dict|copy|deepcopy|clone|cloneDeep|structuredClone|asdict|model_dump|model_copy|vars|locals|globals|replace|loads|parse|parse_args|parse_known_args|SimpleNamespace|Namespace|object|__new__|create_autospec|MagicMock|AsyncMock|Mock)\s*\(|Object\s*\.\s*(?:create|assign|fromEntries|freeze)\s*\(|[\w$.]+\.__dict__)/;

interface Context {
  readonly holding: Holding;
  readonly analysis: Analysis;
}

interface Origins {
  /** Types, callees and modules that the object comes from. */
  readonly names: readonly string[];
  /** The values that it is bound to in the same function. */
  readonly values: readonly string[];
}

/** Where what is called `name` comes from. Of a plain name, what binds it in this function goes before the rest. */
function originsOf(name: string, isMember: boolean, { holding, analysis }: Context): Origins {
  const { unit } = holding;
  const bound = (analysis.bindings.get(name) ?? []).filter((binding) => isMember || !binding.isMember);
  const near = bound.filter(({ start }) => isWithin(start, unit));
  const relevant = isMember || near.length === 0 ? bound : near;
  const types = relevant.slice(0, MOST).flatMap(({ type, value }) => [namesOfType(type), sourceOf(value)]);
  const modules = isMember || near.length > 0 ? [] : modulesOf(name, analysis.imports);
  return {
    names: [...types, ...modules].filter((text) => text !== ''),
    values: isMember ? [] : near.slice(0, MOST).map(({ value }) => value),
  };
}

/** Bindings of one name that are looked at. */
const MOST = 20;

function namesOfType(type: string): string {
  return /^["']?([\w$.[\]| <>]*)/.exec(type)?.[1] ?? '';
}

/**
 * The name that says what a value is: of what is called or meant, its last part (`container.order_service`), of what a
 * class makes, the class (`OrderService.create()`).
 */
function sourceOf(value: string): string {
  const parts = headOfValue(value)
    .replace(/\.(?:values|items|keys)$/, '')
    .split('.');
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2) ?? '';
  return /^[A-Z]/.test(before) && !/^[A-Z]/.test(last) ? before : last;
}

function modulesOf(name: string, imports: readonly ImportFact[]): readonly string[] {
  return imports.filter(({ names }) => names.some(({ local }) => local === name)).map(({ specifier }) => specifier);
}
