import { ecmascriptDottedName, ecmascriptString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import type { MockCall } from './ecmascript-calls.js';
import type { Mock } from './facts.js';

/** Where a mock is made. */
export interface Surroundings {
  /** The innermost statement or field around it; of what a group's callback makes, the group's. */
  readonly statement: SyntaxNode;
  readonly owner: string;
  readonly marks: Mock['marks'];
}

/** The calls of mocking libraries in a file, by the id of their node. */
export type Calls = ReadonlyMap<number, MockCall>;

/** Undefined for what is part of another mock: its factory, its implementation. */
export function surroundingsOf(file: ParsedFile, node: SyntaxNode, calls: Calls): Surroundings | undefined {
  let statement: SyntaxNode | undefined;
  let child = node;
  const owners: string[] = [];
  const marks: Mock['marks'][number][] = [];
  for (const above of file.ancestors(node)) {
    const outer = child.type === 'arguments' ? mockOf(above, calls) : undefined;
    if (outer !== undefined && outer.form !== 'group') return undefined;
    if (outer !== undefined) statement = undefined;
    if (STATEMENT.test(above.type)) statement ??= above;
    const name = child.type === 'arguments' ? titleOf(above) : nameOf(above);
    if (name !== undefined) owners.unshift(name);
    marks.push(...marksOf(above));
    child = above;
  }
  return { statement: statement ?? node, owner: owners.join(' > '), marks };
}

const STATEMENT = /(?:_statement|_declaration)$|^public_field_definition$/;

/** Most calls and members between a call and the mock at the beginning of its callee. */
const MAX_CHAIN = 30;

/** The mock that a call makes, or is a method of: `vi.fn()`, `vi.fn().mockImplementation()`. */
function mockOf(call: SyntaxNode, calls: Calls): MockCall | undefined {
  let node: SyntaxNode | null = call;
  for (let step = 0; node !== null && step < MAX_CHAIN; step += 1) {
    const found = calls.get(node.id);
    if (found !== undefined) return found;
    const isWrapper = /^(?:parenthesized|as|satisfies|non_null)_expression$/.test(node.type);
    node = isWrapper ? node.firstNamedChild : (node.childForFieldName('function') ?? node.childForFieldName('object'));
  }
  return undefined;
}

const TEST = /^(?:[xf]?(?:describe|context|it|test|specify)|suite)(?:\.[\w.]+)?$/;
/** Longest title that an owner holds, in UTF-16 units. */
const MAX_TITLE = 100;

/** The title of `describe('…')`, `it.each(table)('…')` and the like. */
function titleOf(call: SyntaxNode): string | undefined {
  const callee = call.childForFieldName('function');
  const named = callee?.type === 'call_expression' ? callee.childForFieldName('function') : callee;
  if (!TEST.test(ecmascriptDottedName(named) ?? '')) return undefined;
  const title = call.childForFieldName('arguments')?.firstNamedChild;
  return (ecmascriptString(title) ?? ecmascriptDottedName(title))?.replace(/\s+/g, ' ').slice(0, MAX_TITLE);
}

const NAMED =
  /^(?:(?:abstract_)?class(?:_declaration)?|(?:generator_)?function(?:_expression|_declaration)|method_definition)$/;

/** The name of a class, function or method, or of the variable that a function is given to. */
function nameOf(node: SyntaxNode): string | undefined {
  const value = node.type === 'variable_declarator' ? node.childForFieldName('value')?.type : undefined;
  const isNamed = NAMED.test(node.type) || (value !== undefined && /function/.test(value));
  return isNamed ? node.childForFieldName('name')?.text : undefined;
}

/** Decorators of a class or method that are called with a string. */
function marksOf(node: SyntaxNode): Mock['marks'] {
  if (!/^(?:method_definition|export_statement|(?:abstract_)?class(?:_declaration)?)$/.test(node.type)) return [];
  const decorators = node.type === 'method_definition' ? decoratorsBefore(node) : node.namedChildren;
  return decorators.flatMap((decorator) => {
    const call = decorator.type === 'decorator' ? decorator.firstNamedChild : null;
    const name =
      call?.type === 'call_expression' ? ecmascriptDottedName(call.childForFieldName('function')) : undefined;
    const text = ecmascriptString(call?.childForFieldName('arguments')?.firstNamedChild);
    return name === undefined || text === undefined ? [] : [{ name, text }];
  });
}

function decoratorsBefore(method: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let before = method.previousNamedSibling;
  while (before?.type === 'decorator' || before?.type === 'comment') {
    found.unshift(before);
    before = before.previousNamedSibling;
  }
  return found;
}
