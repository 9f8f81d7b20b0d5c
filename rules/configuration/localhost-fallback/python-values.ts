import { pythonArguments, type SyntaxNode } from 'compliance-linter';
import { HOLE, localHostOf } from './hosts.js';
import { calleeOf, conditionalOf, isAt, partsOf, type Chain } from './python-nodes.js';
import { textOf, withHoles } from './python-text.js';

/** An expression that yields a text: the node at `index` of the chain that begins at a literal, or at a name for one. */
export interface Value {
  readonly chain: Chain;
  readonly index: number;
  /** HOLE for every part that is not known. */
  readonly text: string;
  /** The call that describes a field by this value: `Field(default="localhost")`. */
  readonly field?: SyntaxNode;
}

/** Methods that leave an address what it is. */
const KEEPING =
  /^(?:strip|rstrip|lstrip|lower|split|rsplit|partition|rpartition|encode|decode|removesuffix|removeprefix|replace)$/;
/** Calls that turn a text into an address, a URL or a secret. */
const WRAPPER =
  /^(?:str|URL|Url|AnyUrl|AnyHttpUrl|HttpUrl|WebsocketUrl|\w+Dsn|SecretStr|Secret|urlparse|urlsplit|make_url|parse_url|furl|IPv4Address|ip_address|parse|parse_obj_as|validate_python)$/;
const FIELD = /^(?:Field|field|attrib|ib|PrivateAttr)$/;

export function nodeOf({ chain, index }: Value): SyntaxNode | undefined {
  return chain[index];
}

/** The wider expression that yields the same value; undefined where it becomes something else. */
export function carried(value: Value): Value | undefined {
  const { chain, index, text } = value;
  const [node, parent] = [chain[index], chain[index + 1]];
  if (node === undefined || parent === undefined) return undefined;
  switch (parent.type) {
    case 'parenthesized_expression':
    case 'named_expression':
    case 'lambda':
      return widened(value, 1);
    case 'concatenated_string':
    case 'binary_operator':
      return widened(value, 1, textOf(parent, { node, text }));
    case 'interpolation':
      return interpolated(value, node);
    case 'attribute':
      return method(value, parent);
    case 'argument_list':
    case 'keyword_argument':
      return argument(value);
    default:
      return keeps(parent, node) ? widened(value, 1) : undefined;
  }
}

function widened(value: Value, steps: number, text = value.text): Value {
  return { ...value, index: value.index + steps, text };
}

function interpolated(value: Value, node: SyntaxNode): Value | undefined {
  const string = value.chain[value.index + 2];
  return string === undefined ? undefined : widened(value, 2, textOf(string, { node, text: value.text }));
}

/** True if an expression may yield the operand as it is. */
function keeps(parent: SyntaxNode, node: SyntaxNode): boolean {
  switch (parent.type) {
    case 'conditional_expression':
      return conditionalOf(parent)?.condition.id !== node.id;
    case 'boolean_operator':
      return carriesOperand(parent, node);
    case 'subscript':
      return isAt(parent, 'value', node);
    case 'list':
    case 'tuple':
      return isAddress(parent, node);
    default:
      return false;
  }
}

/** `DEBUG and "localhost"`, and the left of an `or`. */
function carriesOperand(operator: SyntaxNode, operand: SyntaxNode): boolean {
  const isAnd = operator.childForFieldName('operator')?.type === 'and';
  return isAnd === isAt(operator, 'right', operand);
}

/** A list of one, a host with its port, the same for several uses. */
function isAddress(collection: SyntaxNode, host: SyntaxNode): boolean {
  const parts = partsOf(collection);
  const [first, second] = parts;
  if (collection.type === 'list') return parts.length === 1;
  const isPair = parts.length === 2 && first?.id === host.id && second?.type !== 'string';
  return isPair || parts.every((part) => part.type === 'string' && localHostOf(textOf(part)) !== undefined);
}

function method(value: Value, attribute: SyntaxNode): Value | undefined {
  const call = value.chain[value.index + 2];
  const name = attribute.childForFieldName('attribute')?.text ?? '';
  if (call?.type !== 'call' || !isAt(call, 'function', attribute)) return undefined;
  if (name === 'format') return widened(value, 2, withHoles(value.text, /\{[^{}]{0,50}\}/g));
  return KEEPING.test(name) ? widened(value, 2) : undefined;
}

/** The only argument of a call that keeps what it is given, or the default of a field. */
function argument(value: Value): Value | undefined {
  const { chain, index } = value;
  const given = argumentOf(value);
  if (given === undefined) return undefined;
  const { call, place, steps } = given;
  const name = calleeOf(call)?.name ?? '';
  if ((WRAPPER.test(name) && place === 0) || (name === 'cast' && place === 1))
    return { ...value, index: index + steps };
  const isDefault = place === 'default' || place === 'default_factory' || place === 'factory' || place === 0;
  if (!FIELD.test(name) || !isDefault) return undefined;
  return { ...value, index: index + steps, field: chain[index + steps] ?? call };
}

/** Where a value is an argument: of which call, at which position or by which keyword, how far up the chain. */
export interface Argument {
  readonly call: SyntaxNode;
  readonly place: number | string;
  readonly steps: number;
}

export function argumentOf({ chain, index }: Value): Argument | undefined {
  const node = chain[index];
  const isKeyword = chain[index + 1]?.type === 'keyword_argument';
  const steps = isKeyword ? 3 : 2;
  const call = chain[index + steps];
  if (node === undefined || call?.type !== 'call' || chain[index + steps - 1]?.type !== 'argument_list')
    return undefined;
  for (const [place, argument] of pythonArguments(call)) {
    if (argument.id === node.id) return { call, place, steps };
  }
  return undefined;
}

/** The value that the literal or name at the beginning of the chain is. */
export function valueAt(chain: Chain, text?: string): Value {
  const [node] = chain;
  return { chain, index: 0, text: text ?? (node === undefined ? HOLE : textOf(node)) };
}
