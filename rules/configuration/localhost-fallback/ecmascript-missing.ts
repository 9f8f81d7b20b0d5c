import { ecmascriptArguments, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { bindingOf, type Binding } from './ecmascript-bindings.js';
import { classify, isForeign, kindOfWords, type Missing } from './ecmascript-classify.js';
import { isSetByPlatform, returnedBy } from './ecmascript-conditions.js';
import { assignedBefore, isParsed, propertyIn } from './ecmascript-holders.js';
import {
  KEEPING,
  isResultOfCall,
  isUpperCase,
  operatorOf,
  pathOf,
  propertyOf,
  withoutWrapping,
} from './ecmascript-paths.js';
import { wordsOf } from './environments.js';

const MAX_DEPTH = 12;
/** How deep the assignments of a name are looked for. */
const MAX_ASSIGNED = 3;

/** The configuration that an expression reads, if it does; what merely computes, parses or asks a client does not. */
export function missingOf(file: ParsedFile, node: SyntaxNode | null, depth = 0): Missing | undefined {
  if (node === null || depth > MAX_DEPTH) return undefined;
  const expression = withoutWrapping(node);
  const of = (field: string) => missingOf(file, expression.childForFieldName(field), depth + 1);
  switch (expression.type) {
    case 'binary_expression':
      return operatorOf(expression) === '&&' ? of('right') : eitherOf(file, expression, depth);
    case 'ternary_expression':
      return bothOf([of('consequence'), of('alternative')]);
    case 'call_expression':
      return (
        pathMissing(file, expression, depth) ??
        receiverMissing(file, expression, depth) ??
        resultMissing(file, expression, depth) ??
        argumentOf(file, expression, depth)
      );
    case 'subscript_expression':
      return pathMissing(file, expression, depth) ?? environmentOnly(of('index'));
    default:
      return pathMissing(file, expression, depth);
  }
}

/** `a ?? b`: whichever is configuration, unless one of them can never be missing where the code is deployed. */
function eitherOf(file: ParsedFile, node: SyntaxNode, depth: number): Missing | undefined {
  if (!/^(?:\|\||\?\?)$/.test(operatorOf(node))) return undefined;
  const parts = ['left', 'right'].map((field) => node.childForFieldName(field));
  if (parts.some((part) => part !== null && isPresent(withoutWrapping(part)))) return undefined;
  return bothOf(parts.map((part) => missingOf(file, part, depth + 1)));
}

function bothOf(found: readonly (Missing | undefined)[]): Missing | undefined {
  const known = found.filter((one) => one !== undefined);
  const first = known.find(({ isVariable }) => isVariable) ?? known[0];
  return first === undefined ? undefined : { ...first, paths: known.flatMap(({ paths }) => paths) };
}

function isPresent(node: SyntaxNode): boolean {
  if (/^(?:string|template_string|new_expression|object|array)$/.test(node.type))
    return node.endIndex - node.startIndex > 2;
  return isSetByPlatform(pathOf(node)?.at(-1) ?? '');
}

/** `(process.env.API_URL ?? '').trim()` */
function receiverMissing(file: ParsedFile, call: SyntaxNode, depth: number): Missing | undefined {
  const callee = call.childForFieldName('function');
  const isKept = callee?.type === 'member_expression' && KEEPING.test(propertyOf(callee) ?? '');
  return isKept ? missingOf(file, callee.childForFieldName('object'), depth + 1) : undefined;
}

/** `apiUrl()`: what a function of this file returns, if that is nothing but a value which may be missing. */
function resultMissing(file: ParsedFile, call: SyntaxNode, depth: number): Missing | undefined {
  const callee = call.childForFieldName('function');
  if (callee?.type !== 'identifier' || ecmascriptArguments(call).length > 0) return undefined;
  const binding = bindingOf(file, callee.text, call);
  const definition = binding?.kind === 'variable' ? binding.node.childForFieldName('value') : binding?.node;
  const isFunction = /^(?:function_declaration|function_expression|arrow_function)$/.test(definition?.type ?? '');
  return isFunction && definition ? environmentOnly(missingOf(file, returnedBy(definition), depth + 1)) : undefined;
}

/** `normalize(process.env.API_URL)`: what a function of one argument makes of a variable is missing with it. */
function argumentOf(file: ParsedFile, call: SyntaxNode, depth: number): Missing | undefined {
  const [first, ...others] = ecmascriptArguments(call);
  if (first === undefined || others.length > 0) return undefined;
  return environmentOnly(missingOf(file, first, depth + 1));
}

function environmentOnly(found: Missing | undefined): Missing | undefined {
  return found?.kind === 'environment' ? found : undefined;
}

function pathMissing(file: ParsedFile, node: SyntaxNode, depth: number): Missing | undefined {
  const path = pathOf(node);
  const [root = ''] = path ?? [];
  // What a function without arguments returns may be defaulted there.
  if (path === undefined || isResultOfCall(node)) return undefined;
  const binding = /^[\w$]+$/.test(root) ? bindingOf(file, root, node) : undefined;
  const holder = binding?.kind === 'variable' && path.length > 1 ? binding.node.childForFieldName('value') : null;
  if (isParsed(holder)) return undefined;
  const held = environmentOnly(missingOf(file, propertyIn(holder, path.slice(1)), depth + 1));
  if (held !== undefined) return { ...held, paths: [...held.paths, path.join('.')] };
  const known = classify(path) ?? rootMissing(path, binding);
  if (known !== undefined) return known;
  const local = path.length === 1 && binding !== undefined ? localMissing(file, root, binding, depth) : undefined;
  return local === undefined ? undefined : { ...local, paths: [...local.paths, root] };
}

/** What the root of a path tells: an object's own field, a parameter whose type says so, a constant from elsewhere. */
function rootMissing(path: readonly string[], binding: Binding | undefined): Missing | undefined {
  const [root = ''] = path;
  const name = path.at(-1) ?? '';
  const paths = [path.join('.')];
  if (isForeign(path.slice(0, -1).flatMap(wordsOf))) return undefined;
  if (root === 'this' && path.length === 2) return { name, isVariable: false, kind: 'parameter', paths };
  if (path.length === 1 && isUpperCase(root) && (binding === undefined || binding.kind === 'import')) {
    return isSetByPlatform(root) || isBuildConstant(root)
      ? undefined
      : { name, isVariable: isEnvironmentModule(binding), kind: 'configuration', paths };
  }
  if (binding?.kind !== 'parameter' || path.length !== 2) return undefined;
  const kind = kindOfWords(wordsOf(typeOf(binding)));
  return kind === undefined ? undefined : { name, isVariable: false, kind, paths };
}

/** `__API_URL__`: a bundler replaces it by what it defines, a string. */
function isBuildConstant(name: string): boolean {
  return /^__\w+__$/.test(name);
}

/** SvelteKit and Astro give variables of the environment as modules. */
function isEnvironmentModule(binding: Binding | undefined): boolean {
  return /["'](?:\$env\/|astro:env)/.test(binding?.node.text.slice(-60) ?? '');
}

/** What a local name was made of. */
function localMissing(file: ParsedFile, name: string, binding: Binding, depth: number): Missing | undefined {
  if (binding.kind === 'parameter') {
    const path = [typeOf(binding), ...(binding.keys.length === 0 ? [name] : binding.keys)];
    if (isForeign(path.flatMap(wordsOf).filter((word) => word !== 'url' && word !== 'uri'))) return undefined;
    return { name, isVariable: false, kind: 'parameter', isParameter: true, paths: [] };
  }
  if (binding.kind !== 'variable') return undefined;
  const value = binding.node.childForFieldName('value');
  if (isParsed(value)) return undefined;
  const given = binding.keys.length === 0 && depth < MAX_ASSIGNED ? assignedBefore(file, { name, binding }) : undefined;
  if (given !== undefined) return environmentOnly(missingOf(file, given, depth + 1));
  return binding.keys.length === 0
    ? missingOf(file, value, depth + 1)
    : destructured(file, { source: value, keys: binding.keys });
}

/** The name of a parameter's type. */
function typeOf({ node }: Binding): string {
  return /^:\s{0,9}([\w$.]+)/.exec(node.childForFieldName('type')?.text.slice(0, 100) ?? '')?.[1] ?? '';
}

/** A property that a pattern takes out of `source`: `const { redis: { host } } = config`. */
export function destructured(
  file: ParsedFile,
  { source, keys }: { source: SyntaxNode | null; keys: readonly string[] },
): Missing | undefined {
  if (source === null) return undefined;
  const expression = withoutWrapping(source);
  const isDefaulted = expression.type === 'binary_expression' && /^(?:\|\||\?\?)$/.test(operatorOf(expression));
  const path = pathOf(isDefaulted ? expression.childForFieldName('left') : expression);
  const [root = ''] = path ?? [];
  if (path === undefined) return undefined;
  const whole = [...path, ...keys];
  return classify(whole) ?? rootMissing(whole, bindingOf(file, root, source));
}
