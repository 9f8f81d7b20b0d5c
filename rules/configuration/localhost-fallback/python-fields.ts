import { pythonArguments, pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { isAt, partsOf, type Chain } from './python-nodes.js';
import { prefixOf, settingsKindOf, urlFieldOf } from './python-settings.js';
import type { Value } from './python-values.js';

/** A field of a class whose default is a local host. */
export interface Field {
  /** The variable that sets it, where it is known; else its own name. */
  readonly name: string;
  readonly isVariable: boolean;
  /** Set where only its own name is known. */
  readonly isField?: true;
  /** Set where whoever makes an instance sets it, as with a parameter. */
  readonly isParameter?: true;
  /** The field that, set to a whole URL, takes the place of this one. */
  readonly unless?: string;
  /** Its own name. */
  readonly names: readonly string[];
}

/** The field whose default `value` is; undefined where it is none, a constant, or no setting. */
export function fieldOf(file: ParsedFile, { chain, index, field }: Value): Field | undefined {
  const assignment = chain[index + 1];
  const definition = classAround(chain, index + 1);
  if (definition === undefined || !isAt(assignment, 'right', chain[index])) return undefined;
  const target = assignment?.childForFieldName('left');
  const annotation = assignment?.childForFieldName('type');
  if (target?.type !== 'identifier' || ((annotation ?? undefined) === undefined && field === undefined))
    return undefined;
  if (/^(?:typing\.|t\.)?(?:ClassVar|Final)\b/.test(annotation?.text ?? '')) return undefined;
  // What describes itself to a person is filled in by one: the form of a connector.
  if (field !== undefined && pythonArguments(field).has('metadata')) return undefined;
  const kind = settingsKindOf(definition, field !== undefined);
  if (kind === 'other') return undefined;
  const name = target.text;
  if (kind === 'instance') return { name, isVariable: false, isParameter: true, names: [name] };
  const variable = kind === 'environment' ? variableOf(file, definition, { name, field }) : undefined;
  if (variable !== undefined) return { name: variable, isVariable: true, names: [name] };
  const unless = /^host(?:name)?$/i.test(name) ? urlFieldOf(definition) : undefined;
  return { name, isVariable: false, isField: true, names: [name], ...(unless === undefined ? {} : { unless }) };
}

/** The class in whose body the statement of `chain[index]` stands. */
export function classAround(chain: Chain, index: number): SyntaxNode | undefined {
  const [statement, block, definition] = chain.slice(index + 1, index + 4);
  const isInBody = statement?.type === 'expression_statement' && block?.type === 'block';
  return isInBody && definition?.type === 'class_definition' ? definition : undefined;
}

/**
 * The variable that pydantic reads for a field: its alias, or the prefix of the class and the name; undefined where the
 * file does not tell.
 */
function variableOf(file: ParsedFile, definition: SyntaxNode, { name, field }: Described): string | undefined {
  const given = field === undefined ? undefined : pythonArguments(field);
  const named = [given?.get('validation_alias'), given?.get('alias'), given?.get('env')].find(
    (one) => one !== undefined,
  );
  if (named !== undefined) return pythonString(named)?.toUpperCase();
  const prefix = prefixOf(file, definition);
  return prefix === undefined ? undefined : `${prefix}${name}`.toUpperCase();
}

interface Described {
  readonly name: string;
  readonly field: SyntaxNode | undefined;
}

const CHECKER = /\b(?:validator|field_validator|model_validator|root_validator|validates)\b/;
const CHECKING_METHOD =
  /^(?:__post_init__|model_post_init|__attrs_post_init__|_?(?:validate|check|ensure|require)_?\w*)$/;
const RULES_OUT = /localhost|127\.0\.0\.1|loopback|environ|\benv\b|production|\bprod\b|debug|deployed/i;

const CHECKS = new WeakMap<ParsedFile, Map<number, readonly string[]>>();

/** True if a validator of the class looks at the field and refuses a local host, or a missing value, somewhere. */
export function isValidated(file: ParsedFile, definition: SyntaxNode, field: string): boolean {
  const known = CHECKS.get(file) ?? new Map<number, readonly string[]>();
  CHECKS.set(file, known);
  const checks = known.get(definition.id) ?? checksOf(definition);
  known.set(definition.id, checks);
  const names = new RegExp(`\\b${field}\\b`, 'i');
  return checks.some((text) => names.test(text) || /["']\*["']|\bfor\b/.test(text));
}

/** The texts of the methods that refuse values. */
function checksOf(definition: SyntaxNode): readonly string[] {
  const body = definition.childForFieldName('body');
  return (body === null ? [] : partsOf(body))
    .filter(isChecker)
    .map(({ text }) => text)
    .filter((text) => /\b(?:raise|assert)\b/.test(text) && RULES_OUT.test(text));
}

function isChecker(member: SyntaxNode): boolean {
  const isMarked = member.namedChildren.some(({ type, text }) => type === 'decorator' && CHECKER.test(text));
  if (member.type === 'decorated_definition' && isMarked) return true;
  return member.type === 'function_definition' && CHECKING_METHOD.test(member.childForFieldName('name')?.text ?? '');
}
