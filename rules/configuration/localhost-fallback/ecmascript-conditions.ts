import { ecmascriptArguments, ecmascriptString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { bindingOf } from './ecmascript-bindings.js';
import { operatorOf, pathOf, withoutWrapping } from './ecmascript-paths.js';
import {
  ALL,
  ALWAYS,
  DEVELOPMENT,
  UNRELATED,
  and,
  equalsOneOf,
  isTrue,
  not,
  or,
  type Condition,
} from './environments.js';
import { localHostOf } from './hosts.js';

/** What is known where a fallback is taken. */
export interface Premises {
  /** Paths, joined by dots, that hold nothing. */
  readonly absent: ReadonlySet<string>;
  /** Paths, joined by dots, that hold the local host. */
  readonly local: ReadonlySet<string>;
}

/** Nothing is known. */
export const NO_PREMISES: Premises = { absent: new Set(), local: new Set() };

const NEVER = not(ALWAYS);
/** Platforms set these wherever they run what is deployed. */
const SET_BY_PLATFORM =
  /^(?:(?:[A-Z]+_)?(?:PUBLIC_)?VERCEL_(?:URL|BRANCH_URL|PROJECT_PRODUCTION_URL)|(?:DEPLOY|DEPLOY_PRIME)_URL|RENDER_EXTERNAL_(?:URL|HOSTNAME)|RAILWAY_(?:PUBLIC_DOMAIN|PRIVATE_DOMAIN|STATIC_URL)|CF_PAGES_URL|HEROKU_APP_NAME|WEBSITE_HOSTNAME)$/;
const MAX_DEPTH = 40;
/** A name counts as much as this: names of names multiply. */
const PER_NAME = 12;

/** True for a variable that the platform itself sets in whatever it deploys. */
export function isSetByPlatform(name: string): boolean {
  return SET_BY_PLATFORM.test(name);
}

/** True if a condition tells nothing about the environment. */
export function isUnrelated({ whenTrue, whenFalse }: Condition): boolean {
  return whenTrue === ALL && whenFalse === ALL;
}

/** The environments in which an expression may be true, and those in which it may be false. */
export function conditionOf(file: ParsedFile, node: SyntaxNode | null, premises: Premises, depth = 0): Condition {
  if (node === null || depth > MAX_DEPTH) return UNRELATED;
  const expression = withoutWrapping(node);
  const of = (part: SyntaxNode | null) => conditionOf(file, part, premises, depth + 1);
  switch (expression.type) {
    case 'true':
      return ALWAYS;
    case 'false':
      return NEVER;
    case 'unary_expression':
      return operatorOf(expression) === '!' ? not(of(expression.childForFieldName('argument'))) : UNRELATED;
    case 'ternary_expression': {
      const condition = of(expression.childForFieldName('condition'));
      const [yes, no] = [
        of(expression.childForFieldName('consequence')),
        of(expression.childForFieldName('alternative')),
      ];
      return or(and(condition, yes), and(not(condition), no));
    }
    case 'binary_expression':
      return binaryCondition(file, expression, premises, depth);
    case 'call_expression':
      return callCondition(file, expression, premises, depth);
    default:
      return nameCondition(file, expression, premises, depth);
  }
}

function binaryCondition(file: ParsedFile, node: SyntaxNode, premises: Premises, depth: number): Condition {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const of = (part: SyntaxNode | null) => conditionOf(file, part, premises, depth + 1);
  switch (operatorOf(node)) {
    case '&&':
      return and(of(left), of(right));
    case '||':
      return or(of(left), of(right));
    case '??':
      return of(left);
    case '===':
    case '==':
      return equalityOf({ left, right }, premises);
    case '!==':
    case '!=':
      return not(equalityOf({ left, right }, premises));
    default:
      return UNRELATED;
  }
}

/** The condition that two expressions are equal. */
export function equalityOf(
  { left, right }: { left: SyntaxNode | null; right: SyntaxNode | null },
  premises: Premises,
): Condition {
  const forward = equalsValue(left, right, premises);
  return isUnrelated(forward) ? equalsValue(right, left, premises) : forward;
}

function equalsValue(subject: SyntaxNode | null, value: SyntaxNode | null, premises: Premises): Condition {
  if (subject === null || value === null) return UNRELATED;
  const isTypeof = subject.type === 'unary_expression' && operatorOf(subject) === 'typeof';
  const path = pathOfEnvironment(isTypeof ? subject.childForFieldName('argument') : subject);
  if (path === undefined) return UNRELATED;
  const dotted = path.join('.');
  const text = ecmascriptString(value);
  if (/^(?:null|undefined|void 0|''|"")$/.test(value.text.slice(0, 10)) || (isTypeof && text === 'undefined'))
    return premises.absent.has(dotted) ? ALWAYS : UNRELATED;
  if (isTypeof) return UNRELATED;
  if (/^(?:true|1)$/.test(text ?? value.text.slice(0, 10))) return isTrue(dotted);
  if (/^(?:false|0)$/.test(text ?? value.text.slice(0, 10))) return not(isTrue(dotted));
  if (text === undefined) return equalsOneOf(dotted, [pathOf(value)?.at(-1) ?? '']);
  return localHostOf(text) === undefined ? equalsOneOf(dotted, [text]) : isLocal(dotted, premises);
}

/** That a host is a local one says that this is somebody's own machine. */
function isLocal(dotted: string, premises: Premises): Condition {
  return premises.local.has(dotted) ? ALWAYS : { whenTrue: DEVELOPMENT, whenFalse: ALL };
}

/** The path of what may hold the environment's name: `process.env.NODE_ENV`, also `(NODE_ENV ?? 'development')`. */
function pathOfEnvironment(node: SyntaxNode | null): readonly string[] | undefined {
  if (node === null) return undefined;
  const inner = withoutWrapping(node);
  const isDefaulted = inner.type === 'binary_expression' && /^(?:\|\||\?\?)$/.test(operatorOf(inner));
  return pathOf(isDefaulted ? inner.childForFieldName('left') : inner);
}

function callCondition(file: ParsedFile, call: SyntaxNode, premises: Premises, depth: number): Condition {
  const callee = call.childForFieldName('function');
  const [first = null] = ecmascriptArguments(call);
  if (callee?.text === 'Boolean') return conditionOf(file, first, premises, depth + 1);
  const member = callee?.type === 'member_expression' ? callee.childForFieldName('property')?.text : undefined;
  const object = callee?.childForFieldName('object') ?? null;
  if (first !== null && object !== null && /^(?:includes|has|test|startsWith|endsWith|indexOf)$/.test(member ?? '')) {
    const condition = membershipOf(file, { object, argument: first }, premises);
    if (!isUnrelated(condition)) return condition;
  }
  return nameCondition(file, call, premises, depth);
}

/** `['development', 'test'].includes(env)`, `/^dev/.test(env)`, `env.startsWith('dev')`, `host.includes('localhost')`. */
function membershipOf(
  file: ParsedFile,
  { object, argument }: { object: SyntaxNode; argument: SyntaxNode },
  premises: Premises,
): Condition {
  if (object.type === 'regex' && /localhost|127\\?\.0/.test(object.text.slice(0, 200))) {
    const tested = pathOfEnvironment(argument)?.join('.');
    return tested === undefined ? UNRELATED : isLocal(tested, premises);
  }
  const values = listedIn(file, object);
  const text = ecmascriptString(argument);
  const path = pathOfEnvironment(values === undefined ? object : argument)?.join('.');
  if (path === undefined) return UNRELATED;
  if (values !== undefined) return equalsOneOf(path, values);
  if (text === undefined) return UNRELATED;
  return localHostOf(text) === undefined ? equalsOneOf(path, [text]) : isLocal(path, premises);
}

/** The strings of a list, a set, or a regular expression of alternatives, also through a local name. */
function listedIn(file: ParsedFile, node: SyntaxNode): readonly string[] | undefined {
  const list = withoutWrapping(node);
  if (list.type === 'regex') {
    const pattern = /^\/\^?\(?(?:\?:)?([\w|-]{1,80})\)?\$?\/i?$/.exec(list.text.slice(0, 100))?.[1];
    return pattern?.split('|');
  }
  if (list.type === 'identifier') {
    const binding = bindingOf(file, list.text, list);
    const value = binding?.kind === 'variable' ? binding.node.childForFieldName('value') : null;
    return value === null || value.type === 'identifier' ? undefined : listedIn(file, value);
  }
  if (list.type === 'new_expression') {
    const [first] = ecmascriptArguments(list);
    return first?.type === 'array' ? listedIn(file, first) : undefined;
  }
  if (list.type !== 'array') return undefined;
  return list.namedChildren.map((item) => ecmascriptString(item) ?? pathOf(item)?.at(-1) ?? '');
}

/** A name by itself: a flag, a predicate, what is known to be absent, or a local name for a condition. */
function nameCondition(file: ParsedFile, node: SyntaxNode, premises: Premises, depth: number): Condition {
  const path = pathOf(node);
  const [root] = path ?? [];
  if (path === undefined || root === undefined) return UNRELATED;
  const dotted = path.join('.');
  if (premises.absent.has(dotted)) return NEVER;
  if (isSetByPlatform(path.at(-1) ?? '')) return { whenTrue: ALL, whenFalse: DEVELOPMENT };
  const defined = path.length === 1 ? definitionOf(file, root, node) : null;
  const condition = defined === null ? UNRELATED : conditionOf(file, defined, premises, depth + PER_NAME);
  return isUnrelated(condition) ? isTrue(dotted) : condition;
}

/** What a local name is: the value of a constant, or what a function of one expression returns. */
function definitionOf(file: ParsedFile, name: string, node: SyntaxNode): SyntaxNode | null {
  const binding = bindingOf(file, name, node);
  if (binding?.kind === 'function') return returnedBy(binding.node);
  if (binding?.kind !== 'variable' || binding.keys.length > 0) return null;
  const value = binding.node.childForFieldName('value');
  return value?.type === 'arrow_function' || value?.type === 'function_expression' ? returnedBy(value) : value;
}

/** What a function returns that is one expression, or whose last statement returns. */
export function returnedBy(definition: SyntaxNode): SyntaxNode | null {
  const body = definition.childForFieldName('body');
  if (body?.type !== 'statement_block') return body;
  const last = body.lastNamedChild;
  return last?.type === 'return_statement' ? last.firstNamedChild : null;
}
