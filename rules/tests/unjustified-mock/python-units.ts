import { pythonArguments, pythonDottedName, pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import type { Comment, Mark } from './facts.js';

/** A statement, the head of a compound one, or a decorator: what is judged as one. */
export interface Unit {
  /** UTF-16 offsets into the text, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Classes and functions around it, the outermost first; those that it decorates included. */
  readonly definitions: readonly SyntaxNode[];
}

const DEFINITION = /^(?:function|class)_definition$/;
/** Parts of a compound statement that have a head and a block of their own. */
const CLAUSE = /^(?:elif|else|except|except_group|finally|case)_clause$/;
const MODULE_PARTS = /^(?:block|module|decorated_definition)$/;

/** The unit around an expression. */
export function unitAround(file: ParsedFile, expression: SyntaxNode): Unit {
  const path = [expression, ...file.ancestors(expression)];
  const index = path.findIndex((node, at) => isUnit(node, path[at + 1]));
  const unit = path[index] ?? expression;
  const definitions = path.slice(index).flatMap((node, at) => definitionsAt(node, path[index + at - 1]));
  return { start: unit.startIndex, end: endOfHead(unit), definitions: definitions.reverse() };
}

function isUnit(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (node.type === 'decorator' || CLAUSE.test(node.type)) return true;
  return parent !== undefined && MODULE_PARTS.test(parent.type) && node.type !== 'block';
}

/** The definition that `node`, around a unit, opens. A head with a mock in it is a part of its own definition. */
function definitionsAt(node: SyntaxNode, child: SyntaxNode | undefined): readonly SyntaxNode[] {
  if (DEFINITION.test(node.type)) return [node];
  if (node.type !== 'decorated_definition' || child?.type !== 'decorator') return [];
  const definition = node.childForFieldName('definition');
  return definition === null ? [] : [definition];
}

/** Of a compound statement the end of the colon before its block. */
function endOfHead(unit: SyntaxNode): number {
  for (let child = unit.firstChild; child !== null; child = child.nextSibling) {
    if (child.type === ':') return child.endIndex;
  }
  return unit.endIndex;
}

/** `TestOrders.test_pays`. */
export function ownerOf({ definitions }: Unit): string {
  return definitions.map((definition) => definition.childForFieldName('name')?.text ?? '').join('.');
}

/** The decorators of a definition with a text as first argument, or as `reason`; those `made` are mocks. */
export function marksOn(file: ParsedFile, definition: SyntaxNode, made: ReadonlySet<number>): readonly Mark[] {
  const decorated = definition.parent;
  if (decorated?.type !== 'decorated_definition') return [];
  return decorated.namedChildren.flatMap((child) => {
    const call = child.type === 'decorator' ? child.firstNamedChild : null;
    const name = call?.type === 'call' ? pythonDottedName(call.childForFieldName('function')) : undefined;
    if (call?.type !== 'call' || name === undefined || made.has(call.id)) return [];
    const values = pythonArguments(call);
    const text = pythonString(values.get(0) ?? values.get('reason'));
    return text === undefined ? [] : [{ name, text, line: lineAt(file, child) }];
  });
}

/** Longest part of a docstring that may hold a reason. */
const MAX_DOCSTRING = 1_000;

/** The docstring of a function or class, if it may speak of mocks. */
export function docstringOf(file: ParsedFile, definition: SyntaxNode): readonly Comment[] {
  const first = definition.childForFieldName('body')?.firstNamedChild;
  const text = first?.type === 'expression_statement' ? first.firstNamedChild : null;
  if (text?.type !== 'string' || !/mock|justif/i.test(text.text)) return [];
  const written = text.text
    .slice(0, MAX_DOCSTRING)
    .replace(/^\w*(?:"""|'''|"|')|(?:"""|'''|"|')$/g, '')
    .trim();
  return [{ text: written, place: 'docstring', line: lineAt(file, text) }];
}

function lineAt(file: ParsedFile, { startIndex }: SyntaxNode): number {
  return file.range(startIndex, startIndex).start.line;
}
