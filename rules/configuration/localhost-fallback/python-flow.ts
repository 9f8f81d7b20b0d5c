import { pythonDottedName, pythonString, type SyntaxNode } from 'compliance-linter';
import { calleeOf, conditionalOf, isAt, type Chain } from './python-nodes.js';

/** Where a value goes from an expression on. */
export interface Flow {
  /** Variable, keyword, key, parameter, field, function called, function that returns it. */
  readonly names: readonly string[];
  /** The variable or attribute that it is assigned to, as written. */
  readonly target?: string;
  /** Where in the chain the assignment, return or expression stands. */
  readonly end: number;
}

/** Expressions that pass on what is within them. */
const PASSING =
  /^(?:parenthesized_expression|boolean_operator|binary_operator|string|interpolation|concatenated_string|list|tuple|list_splat|dictionary|dictionary_comprehension|list_comprehension|generator_expression|lambda|await|attribute|expression_list|type|as_pattern|with_item|with_clause|argument_list)$/;
/** Expressions and statements that compare a value, or ask for its truth. */
const ASKING =
  /^(?:comparison_operator|not_operator|set|if_statement|elif_clause|while_statement|assert_statement|if_clause)$/;
/** Calls that return what they are given, converted. */
const CONVERTING =
  /^(?:str|int|bytes|cast|list|tuple|dict|deepcopy|URL|Url|AnyUrl|AnyHttpUrl|HttpUrl|\w+Dsn|SecretStr|urlparse|urlsplit|make_url|urljoin|join|strip|rstrip|lstrip|lower|split|format|replace|encode|get)$/;

/** Follows the value of `chain[start]` to where it is kept; undefined where it is only compared or asked for its truth. */
export function flowOf(chain: Chain, start: number): Flow | undefined {
  const names: string[] = [];
  for (let index = start; index + 1 < chain.length; index += 1) {
    const step = stepFrom(chain, index);
    // Asked for its truth, a value is kept all the same if `:=` has named it.
    if (step === undefined) return chain.slice(start, index + 1).some(isNaming) ? { names, end: index } : undefined;
    names.push(...step.names);
    if (step.isEnd) return { names, end: index + 1, ...(step.target === undefined ? {} : { target: step.target }) };
  }
  return { names, end: chain.length - 1 };
}

function isNaming({ type }: SyntaxNode): boolean {
  return type === 'named_expression';
}

/** What the node above says of the value below: names, and whether it goes no further. */
interface Step {
  readonly names: readonly string[];
  readonly isEnd: boolean;
  readonly target?: string;
}

const ON: Step = { names: [], isEnd: false };
const END: Step = { names: [], isEnd: true };

/** The step from `chain[index]` to the node above; undefined where the value is only compared or asked for its truth. */
function stepFrom(chain: Chain, index: number): Step | undefined {
  const [child, parent] = [chain[index], chain[index + 1]];
  if (child === undefined || parent === undefined) return END;
  if (PASSING.test(parent.type)) return ON;
  if (ASKING.test(parent.type)) return undefined;
  switch (parent.type) {
    case 'conditional_expression':
      return conditionalOf(parent)?.condition.id === child.id ? undefined : ON;
    case 'subscript':
      return isAt(parent, 'value', child) ? ON : undefined;
    case 'pair':
      return isAt(parent, 'value', child) ? { names: [keyOf(parent)], isEnd: false } : undefined;
    case 'named_expression':
    case 'keyword_argument':
      return { names: [nameIn(parent)], isEnd: false };
    case 'call':
      return callStep(parent, child);
    case 'assignment':
    case 'augmented_assignment':
      return assignmentStep(parent);
    case 'default_parameter':
    case 'typed_default_parameter':
      return { names: [nameIn(parent), ...functionNames(chain, index)], isEnd: true };
    case 'return_statement':
    case 'yield':
      return { names: functionNames(chain, index), isEnd: true };
    default:
      return END;
  }
}

function nameIn(node: SyntaxNode): string {
  return node.childForFieldName('name')?.text ?? '';
}

function keyOf(pair: SyntaxNode): string {
  const key = pair.childForFieldName('key');
  return pythonString(key) ?? key?.text ?? '';
}

function callStep(call: SyntaxNode, child: SyntaxNode): Step {
  const callee = calleeOf(call);
  if (isAt(call, 'function', child)) return ON;
  return callee === undefined ? END : { names: [callee.text], isEnd: !CONVERTING.test(callee.name) };
}

function assignmentStep(assignment: SyntaxNode): Step {
  const left = assignment.childForFieldName('left');
  if (left === null) return END;
  const key = left.type === 'subscript' ? pythonString(left.childForFieldName('subscript')) : undefined;
  const target = left.text.replace(/\s+/g, '');
  return {
    names: [pythonDottedName(left) ?? target.slice(0, 200), ...(key === undefined ? [] : [key])],
    isEnd: true,
    target,
  };
}

/** The function around `chain[start]`, or its class where it is a constructor. */
function functionNames(chain: Chain, start: number): readonly string[] {
  const index = chain.findIndex(({ type }, at) => at > start && type === 'function_definition');
  const definition = chain[index];
  if (definition === undefined) return [];
  const name = nameIn(definition);
  const owner = chain.slice(index).find(({ type }) => type === 'class_definition');
  return [/^__\w+__$/.test(name) && owner !== undefined ? nameIn(owner) : name];
}

/** The enclosing classes and functions (`Cache.connect`), '' at the top level. */
export function ownerOf(chain: Chain): string {
  return chain
    .filter(({ type }) => type === 'class_definition' || type === 'function_definition')
    .map((node) => node.childForFieldName('name')?.text ?? '')
    .reverse()
    .join('.');
}
