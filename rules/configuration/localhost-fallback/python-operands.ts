import { pythonArguments, pythonDottedName, pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { chainOf, calleeOf, isAt, lookupOf, partsOf, plainText, type Chain } from './python-nodes.js';

/** Methods and attributes that leave a value what it says: `settings.env.value.lower()`. */
const KEEPING_METHOD = /^(?:lower|upper|casefold|strip|lstrip|rstrip|title|capitalize)$/;
const KEEPING_ATTRIBUTE = /^(?:value|name)$/;
const KEEPING_CALL = /^(?:str|bool|int|strtobool|frozenset|set|tuple|list|to_bool|as_bool|parse_bool)$/;

/** The expression behind parentheses, conversions, `.lower()`, `.value` and `:=`. */
export function bareOperand(node: SyntaxNode): SyntaxNode {
  let bare = node;
  for (let inner = withinOf(bare) ?? undefined; inner !== undefined; inner = withinOf(bare) ?? undefined) bare = inner;
  return bare;
}

function withinOf(node: SyntaxNode): SyntaxNode | null | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
      return partsOf(node)[0];
    case 'named_expression':
      return node.childForFieldName('value');
    case 'attribute':
      return KEEPING_ATTRIBUTE.test(node.childForFieldName('attribute')?.text ?? '')
        ? node.childForFieldName('object')
        : null;
    case 'call': {
      const callee = calleeOf(node);
      if (callee === undefined || lookupOf(node) !== undefined) return null;
      if (KEEPING_METHOD.test(callee.name)) return callee.object;
      return KEEPING_CALL.test(callee.name) ? pythonArguments(node).get(0) : null;
    }
    default:
      return null;
  }
}

/** What an operand is called: its key where it is looked up by one, else its name, dotted; '' for anything else. */
export function nameOf(operand: SyntaxNode): string {
  const bare = bareOperand(operand);
  const key = lookupOf(bare)?.key;
  if (key !== undefined) return key;
  if (bare.type === 'call') return calleeOf(bare)?.text ?? '';
  // `get_settings().is_development`
  return bare.type === 'attribute' ? plainText(bare).slice(-200) : (pythonDottedName(bare) ?? '');
}

/** What identifies the value of an operand within a file: its text, the key that it is looked up by, also through one name. */
export function identitiesOf(file: ParsedFile, operand: SyntaxNode): readonly string[] {
  const bare = bareOperand(operand);
  const defined = bare.type === 'identifier' ? definitionOf(file, bare) : undefined;
  const looked = lookupOf(bare) ?? (defined === undefined ? undefined : lookupOf(bareOperand(defined)));
  const walrus = operand.type === 'parenthesized_expression' ? partsOf(operand)[0] : operand;
  const bound = walrus?.type === 'named_expression' ? walrus.childForFieldName('name')?.text : undefined;
  return [plainText(bare), looked?.key, bound].filter((one) => one !== undefined);
}

/** The strings that an operand stands for: literals, members of an enumeration by their last name; undefined if unknown. */
export function valuesOf(operand: SyntaxNode): readonly string[] | undefined {
  const bare = bareOperand(operand);
  const text = pythonString(bare);
  if (text !== undefined) return [text];
  if (bare.type === 'attribute') return [bare.childForFieldName('attribute')?.text ?? ''];
  if (!/^(?:tuple|list|set)$/.test(bare.type)) return undefined;
  const values = partsOf(bare).map((part) => (part.type === bare.type ? undefined : valuesOf(part)));
  return values.some((value) => value === undefined) ? undefined : values.flatMap((value) => value ?? []);
}

/**
 * The value that the name `use` was given, where its scope, or a scope around it, assigns it exactly once; in its own
 * scope exactly once before.
 */
export function definitionOf(file: ParsedFile, use: SyntaxNode): SyntaxNode | undefined {
  const scopes = scopesOf(chainOf(file, use));
  const found = assignmentsOf(file, use.text).map((assignment) => ({
    end: assignment.endIndex,
    value: assignment.childForFieldName('right') ?? assignment.childForFieldName('value'),
    scope: scopesOf(chainOf(file, assignment))[0],
  }));
  for (const scope of scopes) {
    const within = found.filter((one) => one.scope === scope);
    if (within.length === 1) return within[0]?.value ?? undefined;
    if (within.length === 0) continue;
    const before = scope === scopes[0] ? within.filter(({ end }) => end <= use.startIndex) : [];
    return before.length === 1 ? (before[0]?.value ?? undefined) : undefined;
  }
  return undefined;
}

/** Ids of the functions around a node and of the module, the nearest first. */
function scopesOf(chain: Chain): readonly number[] {
  return chain.slice(1).flatMap(({ id, type }) => (/^(?:function_definition|module)$/.test(type) ? [id] : []));
}

const ASSIGNED = new WeakMap<ParsedFile, ReadonlyMap<string, readonly number[]>>();

/** The assignments of a name anywhere in the file. Where names are assigned is read once, without looking at the tree. */
function assignmentsOf(file: ParsedFile, name: string): readonly SyntaxNode[] {
  const offsets = ASSIGNED.get(file) ?? assignedNames(file.text);
  ASSIGNED.set(file, offsets);
  return (offsets.get(name) ?? []).flatMap((offset) => {
    const node = file.tree().descendantForIndex(offset, offset + name.length);
    const parent = node?.parent ?? undefined;
    const isTarget = parent?.type === 'assignment' && isAt(parent, 'left', node ?? undefined);
    const isNamed = parent?.type === 'named_expression' && isAt(parent, 'name', node ?? undefined);
    return parent !== undefined && (isTarget || isNamed) ? [parent] : [];
  });
}

/** Where a name may be assigned: `name =`, `name: str =`, `name :=`. */
function assignedNames(text: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const match of text.matchAll(/(?<![\w.])([A-Za-z_]\w*)[ \t]{0,9}(?::[^=\n]{0,99})?:?=(?!=)/g)) {
    const name = match[1] ?? '';
    const offsets = found.get(name);
    if (offsets === undefined) found.set(name, [match.index]);
    else offsets.push(match.index);
  }
  return found;
}
