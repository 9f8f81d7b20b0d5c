import { pythonDottedName, pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import {
  ALWAYS,
  IN_DEVELOPMENT,
  NAMED,
  NEVER,
  UNRELATED,
  environmentOf,
  equalsOneOf,
  isTrue,
  namesEnvironment,
  not,
  wordsOf,
  type Condition,
} from './environments.js';
import { plainText } from './python-nodes.js';
import { bareOperand, definitionOf, identitiesOf, nameOf, valuesOf } from './python-operands.js';

/** What is taken for granted where a condition is read. */
export interface World {
  readonly file: ParsedFile;
  /** Names and keys that have no value. */
  readonly missing: ReadonlySet<string>;
  /** Names that hold the local host. */
  readonly local: ReadonlySet<string>;
}

const LOCAL = /localhost|127\.0\.0\.1|0\.0\.0\.0|::1/i;
const YES = /^(?:true|1|yes|on|y|t)$/i;
const NO = /^(?:false|0|no|off|n|f)$/i;
const PLATFORM = /^(?:sys\.platform|platform\.system|os\.name)$/;

/** Reads the truth of an expression. */
type Truth = (node: SyntaxNode) => Condition;

/** In which environments a comparison may hold, and in which not. */
export function comparisonCondition(node: SyntaxNode, world: World, truth: Truth): Condition {
  const [left, operator, right, ...more] = node.children;
  if (left === undefined || operator === undefined || right === undefined || more.length > 0) return UNRELATED;
  const operands = { left, right, world };
  switch (operator.type) {
    case '==':
    case 'is':
      return equalityCondition(operands, truth);
    case '!=':
    case 'is not':
      return not(equalityCondition(operands, truth));
    case 'in':
      return membershipCondition(operands, truth);
    case 'not in':
      return not(membershipCondition(operands, truth));
    default:
      return UNRELATED;
  }
}

interface Operands {
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
  readonly world: World;
}

function equalityCondition({ left, right, world }: Operands, truth: Truth): Condition {
  if (isNothing(right) || isNothing(left)) return absenceCondition(isNothing(right) ? left : right, world);
  if (isLocal(left, world) || isLocal(right, world)) return localCondition(isLocal(left, world) ? right : left);
  const [holder, value] = isValue(right) || !isValue(left) ? [left, right] : [right, left];
  return valuesCondition(holder, value, { world, truth });
}

/** True for a literal, and for what names an environment: `Environment.STAGING`, `PRODUCTION`. */
function isValue(node: SyntaxNode): boolean {
  const bare = bareOperand(node);
  if (/^(?:string|true|false|integer)$/.test(bare.type)) return true;
  return /^(?:attribute|identifier)$/.test(bare.type) && environmentOf(lastWord(bare)) !== undefined;
}

function lastWord(node: SyntaxNode): string {
  return node.childForFieldName('attribute')?.text ?? node.text;
}

function isNothing(node: SyntaxNode): boolean {
  return node.type === 'none' || pythonString(node) === '';
}

function absenceCondition(operand: SyntaxNode, world: World): Condition {
  if (isMissing(operand, world)) return ALWAYS;
  return namesEnvironment(nameOf(operand)) ? not(NAMED) : UNRELATED;
}

/** A local host is compared with a literal, or with the constant that it came from. */
function localCondition(other: SyntaxNode): Condition {
  const isConstant = wordsOf(other.text).some((word) => /^(?:default|defaults|local|loopback)$/.test(word));
  return LOCAL.test(other.text) || isConstant ? ALWAYS : UNRELATED;
}

/** `holder` equals, or is among, what `value` stands for. */
function valuesCondition(
  holder: SyntaxNode,
  value: SyntaxNode,
  { world, truth }: { world: World; truth: Truth },
): Condition {
  const values = valuesIn(world.file, value);
  if (values.length === 0) return UNRELATED;
  if (values.every((one) => YES.test(one))) return truth(holder);
  if (values.every((one) => NO.test(one))) return not(truth(holder));
  const bare = bareOperand(value);
  const isOfEnvironment = bare.type === 'attribute' && namesEnvironment(bare.childForFieldName('object')?.text ?? '');
  return valueCondition(isOfEnvironment ? 'environment' : nameOf(holder), values);
}

/** The strings that a value stands for; of a name without a definition here, the name if it names an environment. */
function valuesIn(file: ParsedFile, value: SyntaxNode): readonly string[] {
  const bare = bareOperand(value);
  if (/^(?:true|false|integer)$/.test(bare.type)) return [bare.text];
  const defined = bare.type === 'identifier' ? definitionOf(file, bare) : undefined;
  const values = valuesOf(bare) ?? (defined === undefined ? undefined : valuesOf(defined));
  if (values !== undefined) return values;
  return bare.type === 'identifier' && environmentOf(bare.text) !== undefined ? [bare.text] : [];
}

/** The condition that what `holder` holds equals one of `values`. */
export function valueCondition(holder: string, values: readonly string[]): Condition {
  // A module that is run itself: by hand, to try it out.
  if (holder === '__name__') return values.includes('__main__') ? IN_DEVELOPMENT : UNRELATED;
  if (!PLATFORM.test(holder)) return equalsOneOf(holder, values);
  // People develop on these; servers run Linux.
  const isDesktop = values.every((value) => /^(?:darwin|win|nt)/i.test(value));
  return isDesktop ? IN_DEVELOPMENT : NAMED;
}

function membershipCondition({ left, right, world }: Operands, truth: Truth): Condition {
  if (isLocal(left, world)) return localCondition(right);
  const key = pythonString(left);
  if (key !== undefined) return containmentCondition(key, right, world);
  return isNothingListed(right) ? absenceCondition(left, world) : valuesCondition(left, right, { world, truth });
}

/** `(None, "")`. */
function isNothingListed({ text }: SyntaxNode): boolean {
  return text.length < 50 && /^[([{](?:None|""|''|[,\s])+[)\]}]$/.test(text);
}

/** `"X" in os.environ`, `"pytest" in sys.modules`, `"localhost" in url`, `"dev" in settings.env`. */
function containmentCondition(key: string, container: SyntaxNode, world: World): Condition {
  if (isLocal(container, world)) return LOCAL.test(key) ? ALWAYS : UNRELATED;
  const place = pythonDottedName(container) ?? '';
  if (/^sys\.(?:modules|argv)$/.test(place)) {
    return environmentOf(key) !== undefined || key === 'runserver' ? IN_DEVELOPMENT : UNRELATED;
  }
  if (world.missing.has(key)) return NEVER;
  if (/(?:^|\.)environ$/.test(place)) return isTrue(key);
  return namesEnvironment(nameOf(container)) ? equalsOneOf(nameOf(container), [key]) : UNRELATED;
}

/** True if nothing is behind the operand. */
export function isMissing(operand: SyntaxNode, { file, missing }: World): boolean {
  return missing.size > 0 && identitiesOf(file, operand).some((one) => missing.has(one));
}

/** True if the operand is the local host that the question is about. */
export function isLocal(operand: SyntaxNode, { local }: World): boolean {
  return local.size > 0 && local.has(plainText(bareOperand(operand)));
}

/** True if a text mentions a local host. */
export function mentionsLocal({ text }: SyntaxNode): boolean {
  return LOCAL.test(text);
}
