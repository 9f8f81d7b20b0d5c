import { pythonArguments, pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import type { Missing } from './python-missing.js';
import { calleeOf, isAt, isKey, isSettingsReader, plainText, readsEnvironment, type Callee } from './python-nodes.js';
import { definitionOf, nameOf } from './python-operands.js';
import { isPartOfUrl } from './python-urls.js';
import { argumentOf, type Argument, type Value } from './python-values.js';

const DEFAULT_KEYWORD = /^(?:default|fallback|default_value|fallback_value|if_missing)$/;
const ACCESSOR =
  /^(?:get|getenv|pop|setdefault|get_?(?:env|str|string|list|setting|config|value|or_default|default|url|host)|Validator)$/;
const TYPED_READER =
  /^(?:str|string|url|list|json|db|db_url|cache|cache_url|read|require|lookup|host|dj_db_url|dj_cache_url)$/;

/** What is missing where a call takes the value instead: `os.environ.get("HOST", "localhost")`, `env("HOST", default=…)`. */
export function missingInCall(file: ParsedFile, value: Value): Missing | undefined {
  const argument = argumentOf(value);
  const callee = argument === undefined ? undefined : calleeOf(argument.call);
  if (argument === undefined || callee === undefined || !isDefault(callee, argument.place)) return undefined;
  const keyNode = keyOf(callee, argument);
  const key =
    keyNode === undefined ? conventionalKey(callee, argument) : (textOfName(file, keyNode) ?? nameOf(keyNode));
  if (pythonString(keyNode) !== undefined && !isKey(key)) return undefined;
  return {
    name: key === '' ? undefined : key,
    isVariable: isVariable(callee, key),
    ...(isOfUrl(file, callee, argument) ? { isOfUrl: true } : {}),
    names: [key, callee.text, ...textsIn(argument)].filter((name) => name !== ''),
    identities: key === '' ? [] : [key],
  };
}

function isDefault(callee: Callee, place: string | number): boolean {
  if (callee.name === 'getattr') return callee.object === null && place === 2;
  const isReader = ACCESSOR.test(callee.name) || isSettingsReader(callee.name) || isTypedReader(callee);
  return isReader && (place === 1 || (typeof place === 'string' && DEFAULT_KEYWORD.test(place)));
}

/** `parse_url(url).get("host", …)`, `getattr(urlparse(url), "hostname", …)`. */
function isOfUrl(file: ParsedFile, callee: Callee, { call }: Argument): boolean {
  const holder = callee.name === 'getattr' ? pythonArguments(call).get(0) : callee.object;
  return holder !== null && holder !== undefined && isPartOfUrl(file, holder);
}

/** `env.str("X", …)`, `settings.url("X", …)`. */
function isTypedReader({ name, object }: Callee): boolean {
  return TYPED_READER.test(name) && object !== null && isSettingsReader(plainText(object).slice(-200));
}

/** The first argument, as a rule; `getattr(object, key)` and `get_config(section, key, default=…)` have it second. */
function keyOf(callee: Callee, { call, place }: Argument): SyntaxNode | undefined {
  const given = pythonArguments(call);
  const isSectioned = typeof place === 'string' && (place === 'fallback' ? given.has(1) : isText(given.get(1)));
  const isSecond = callee.name === 'getattr' || isSectioned;
  return given.get(isSecond ? 1 : 0);
}

function isText(node: SyntaxNode | undefined): boolean {
  return pythonString(node) !== undefined;
}

/** `dj_database_url.config(default=…)` reads `DATABASE_URL` unless it is told another variable. */
function conventionalKey(callee: Callee, { call }: Argument): string {
  const told = pythonString(pythonArguments(call).get('env'));
  return told ?? (callee.object?.text === 'dj_database_url' ? 'DATABASE_URL' : '');
}

function isVariable(callee: Callee, key: string): boolean {
  if (!/^[A-Za-z_]\w*$/.test(key)) return false;
  const isOwnReader = callee.object === null ? isSettingsReader(callee.name) : callee.object.text === 'dj_database_url';
  return readsEnvironment(callee.text) || (isOwnReader && /^[A-Z][A-Z\d_]*$/.test(key));
}

/** The other strings by which a value is looked up: the section of a file. */
function textsIn({ call, place }: Argument): readonly string[] {
  return [...pythonArguments(call)].flatMap(([at, node]) => (at === place ? [] : (pythonString(node) ?? [])));
}

/** The string that a name stands for. */
function textOfName(file: ParsedFile, node: SyntaxNode): string | undefined {
  const defined = node.type === 'identifier' ? definitionOf(file, node) : undefined;
  return pythonString(node) ?? pythonString(defined);
}

/** What is missing where a scheme declares the value as its default: `Env(REDIS_URL=(str, "redis://localhost"))`. */
export function missingInScheme({ chain, index }: Value): Missing | undefined {
  const [tuple, keyword, , call] = chain.slice(index + 1, index + 5);
  const isScheme =
    keyword?.type === 'keyword_argument' && call?.type === 'call' && /Env$/.test(calleeOf(call)?.name ?? '');
  const name = keyword?.childForFieldName('name')?.text;
  if (!isScheme || name === undefined || tuple === undefined || !isAt(keyword, 'value', tuple)) return undefined;
  if (tuple.lastNamedChild?.id !== chain[index]?.id) return undefined;
  return { name, isVariable: true, names: [name], identities: [name] };
}
