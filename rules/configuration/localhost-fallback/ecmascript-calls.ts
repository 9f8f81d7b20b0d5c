import { ecmascriptArguments, ecmascriptString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { type Missing } from './ecmascript-classify.js';
import { destructured, missingOf } from './ecmascript-missing.js';
import { isUpperCase, keyOf, pathOf, propertyOf } from './ecmascript-paths.js';
import { nameOfCall } from './ecmascript-callees.js';
import { wordsOf } from './environments.js';

/** An argument, and the call that it is given to. */
export interface Argument {
  readonly call: SyntaxNode;
  readonly argument: SyntaxNode;
}

/** The configuration whose default an argument is: of a getter, of a schema, of a function that fills in defaults. */
export function defaultedBy(file: ParsedFile, given: Argument): Missing | undefined {
  return schemaDefault(file, given) ?? getterDefault(file, given) ?? mergedDefault(file, given);
}

const DEFAULT_METHOD = /^(?:default|prefault|catch|defaultValue|withDefault|fallback|optional|nullish|asDefault)$/;

/** `z.string().default('…')`, `env.get('HOST').default('…')`, `v.optional(v.string(), '…')`. */
function schemaDefault(file: ParsedFile, { call, argument }: Argument): Missing | undefined {
  const callee = call.childForFieldName('function');
  if (callee === null || callee.type !== 'member_expression' || !DEFAULT_METHOD.test(propertyOf(callee) ?? ''))
    return undefined;
  const object = callee.childForFieldName('object');
  if (isDemandedWhen(object)) return undefined;
  const piped = propertyOf(callee) === 'withDefault' ? pipedInto(file, call) : undefined;
  if (piped !== undefined) return piped;
  const read = missingOf(file, object);
  if (read?.kind === 'environment') return read;
  const isOnly = ecmascriptArguments(call)[0]?.id === argument.id;
  return isOnly && object?.type === 'identifier' ? undefined : fieldOfSchema(file, call);
}

/** `Joi.string().when('NODE_ENV', { is: 'production', then: Joi.required() }).default('…')` */
function isDemandedWhen(chain: SyntaxNode | null): boolean {
  const text = chain?.text.slice(0, 2_000) ?? '';
  return /\.when\(\s{0,20}["'`]\w*ENV/.test(text) && /required\(/.test(text);
}

/** `Config.string('HOST').pipe(Config.withDefault('…'))` */
function pipedInto(file: ParsedFile, call: SyntaxNode): Missing | undefined {
  const pipe = call.parent?.parent?.childForFieldName('function');
  return pipe?.childForFieldName('property')?.text === 'pipe'
    ? missingOf(file, pipe.childForFieldName('object'))
    : undefined;
}

/** The field of an object that describes variables or settings, whose schema `node` is. */
export function fieldOfSchema(file: ParsedFile, node: SyntaxNode): Missing | undefined {
  const outer: string[] = [];
  let name: string | undefined;
  let settings: string | undefined;
  for (const parent of file.ancestors(node)) {
    if (parent.type === 'pair') name ??= keyOf(parent);
    if (parent.type === 'call_expression') {
      if (isRejecting(parent, name)) return undefined;
      outer.push(nameOfCall(parent));
    }
    if (parent.type === 'variable_declarator') outer.push((settings = keyOf(parent) ?? ''));
    if (/(?:statement|declaration)$/.test(parent.type)) break;
  }
  const isSettings = outer
    .flatMap(wordsOf)
    .some((word) => /^(?:env|environment|config|configuration|settings)$/.test(word));
  const isForm = outer.flatMap(wordsOf).some((word) => /^(?:form|input|dto|body|query|request|props)$/.test(word));
  if (name === undefined || !(isUpperCase(name) || (isSettings && !isForm))) return undefined;
  const field = isUpperCase(name)
    ? { name, isVariable: true, kind: 'environment' as const }
    : { name, isVariable: false, kind: 'configuration' as const };
  return { ...field, paths: [], ...(settings === undefined ? {} : { settings }) };
}

/** A refinement that turns a local host down where it is not development. */
function isRejecting(call: SyntaxNode, name: string | undefined): boolean {
  const method = nameOfCall(call).split('.').at(-1) ?? '';
  const text = call.childForFieldName('arguments')?.text.slice(0, 2_000) ?? '';
  const isAbout = name === undefined || text.includes(name);
  const isRefinement = /^(?:refine|superRefine|check|transform|custom|test)$/.test(method);
  return isRefinement && isAbout && /localhost|127\.0\.0\.1/.test(text) && /prod|NODE_ENV|isDev/i.test(text);
}

/** `config.get('HOST', '…')`, `_.get(config, 'redis.host', '…')`, `withDefault(process.env.HOST, '…')`. */
function getterDefault(file: ParsedFile, { call, argument }: Argument): Missing | undefined {
  const given = ecmascriptArguments(call);
  const index = given.findIndex(({ id }) => id === argument.id);
  const [first, second] = given;
  const path = pathOf(call.childForFieldName('function')) ?? [];
  const key = ecmascriptString(index === 1 ? first : second);
  if (first === undefined || index < 1 || index > 2) return undefined;
  if (index === 2) {
    const isGet = /^get(?:Or)?$/.test(path.at(-1) ?? '') && key !== undefined;
    return isGet ? destructured(file, { source: first, keys: key.split('.') }) : undefined;
  }
  if (key !== undefined) return namedBy(path, key);
  const read = missingOf(file, first);
  const fills = path
    .flatMap(wordsOf)
    .some((word) => (read?.kind === 'environment' ? FILLING_VARIABLE : FILLING).test(word));
  return fills ? read : undefined;
}

/** Words of functions whose second argument takes the place of the first. */
const FILLING = /^(?:default|defaults|fallback|or|else|coalesce)$/;
const FILLING_VARIABLE = /^(?:default|defaults|fallback|or|else|coalesce|env|get|optional|normalize|resolve|read)$/;

/** What a getter of this path reads under a key. */
function namedBy(path: readonly string[], key: string): Missing | undefined {
  const words = path.flatMap(wordsOf);
  const isEnvironment = words.some((word) => /^(?:env|getenv|environment|environ)$/.test(word));
  const isConfiguration = words.some((word) => /^(?:config|configuration|conf|settings|nconf)$/.test(word));
  const isForeign = words.some((word) => /^(?:option|flag|set|header|log|describe|warn|error)$/.test(word));
  const isRead = isEnvironment || (isConfiguration && words.some((word) => /^(?:get|read|optional|or)$/.test(word)));
  if (isForeign || !isRead || !/^[\w.:-]{1,100}$/.test(key)) return undefined;
  return {
    name: key,
    isVariable: isUpperCase(key),
    kind: isEnvironment ? 'environment' : 'configuration',
    paths: [[...path, key].join('.')],
  };
}

/** `Object.assign({ host: '…' }, options)`, `defaults(options, { host: '…' })`. */
function mergedDefault(file: ParsedFile, { call, argument }: Argument): Missing | undefined {
  const callee = pathOf(call.childForFieldName('function'))?.at(-1) ?? '';
  const given = ecmascriptArguments(call);
  const index = given.findIndex(({ id }) => id === argument.id);
  const isFirst = /^(?:assign|merge|extend|deepmerge|mergeDeep)$/.test(callee);
  const isLast = /^(?:defaults|defaultsDeep|defu|withDefaults)$/.test(callee);
  if ((!isFirst && !isLast) || !/^(?:object|identifier)$/.test(argument.type)) return undefined;
  const sources = isFirst ? given.slice(index + 1) : given.slice(0, Math.max(index, 0));
  for (const source of sources) {
    const found = optionsIn(file, source);
    if (found !== undefined) return found;
  }
  return undefined;
}

const OPTIONS =
  /^(?:env|\w*(?:config|configuration|settings|options|opts|Config|Configuration|Settings|Options|Opts))$/;

/** A whole object of options or settings, whose properties may be missing. */
export function optionsIn(file: ParsedFile, source: SyntaxNode): Missing | undefined {
  if (!OPTIONS.test(pathOf(source)?.at(-1) ?? '')) return undefined;
  return destructured(file, { source, keys: [''] });
}
