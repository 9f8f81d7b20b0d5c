import type { ParsedFile, SyntaxNode } from 'compliance-linter';
import { HOLE, localHostOf } from './hosts.js';
import { operatorOf } from './ecmascript-paths.js';

/** An expression that always is a local host or its URL. */
export interface LocalValue {
  /** The whole expression: a literal, or a concatenation of several. */
  readonly node: SyntaxNode;
  readonly text: string;
  readonly host: string;
}

/** A literal that holds a local host, and the value that it is part of. */
export interface LocalLiteral extends LocalValue {
  /** The string or template with its quotes. */
  readonly literal: SyntaxNode;
}

/**
 * A local host is behind a quote or the mark that begins a host in a URL or a connection string. Lines of comments are
 * consumed, without the group, so that they cost no parsing.
 */
const CANDIDATE =
  /^[ \t]*(?:\/\/[^\n]*|\*(?!\/)(?:(?!\*\/)[^\n])*$)|((?<=["'`/@:[]|=\s{0,9})(?:localhost|127\.0\.0\.1|0\.0\.0\.0|::1))/gim;

/** What every file with a candidate holds; far cheaper to look for. */
const LOCAL = /localhost|127\.0\.0\.1|0\.0\.0\.0|::1/i;

/** A longer literal is no address. */
const MAX_LITERAL = 1_000;
const MAX_PARTS = 30;

/** The literals that hold a local host to connect to, alone or in a URL. A file without any candidate is not parsed. */
export function* localLiterals(file: ParsedFile): Iterable<LocalLiteral> {
  if (!LOCAL.test(file.text)) return;
  const seen = new Set<number>();
  for (const { node } of file.nodesAt(CANDIDATE, 1)) {
    const literal = literalAround(node);
    if (literal === undefined || literal.endIndex - literal.startIndex > MAX_LITERAL) continue;
    const value = wholeValue(file, literal, textOf(literal));
    if (value === undefined || seen.has(value.node.startIndex)) continue;
    seen.add(value.node.startIndex);
    yield { ...value, literal };
  }
}

function literalAround(node: SyntaxNode): SyntaxNode | undefined {
  const literal = node.type === 'string_fragment' ? node.parent : node;
  if (literal?.type === 'template_string') return literal.parent?.type === 'call_expression' ? undefined : literal;
  return literal?.type === 'string' ? literal : undefined;
}

/**
 * The widest concatenation or template around `node`, whose own text is known; undefined unless it connects to a local
 * host.
 */
export function wholeValue(file: ParsedFile, node: SyntaxNode, text: string): LocalValue | undefined {
  let whole = node;
  for (const parent of file.ancestors(node)) {
    if (parent.type === 'template_string' || isConcatenation(parent)) whole = parent;
    else if (!/^(?:template_substitution|parenthesized_expression)$/.test(parent.type)) break;
  }
  const joined = whole.id === node.id ? text : textOf(whole, { node, text });
  const host = localHostOf(joined);
  return host === undefined ? undefined : { node: whole, text: joined, host };
}

function isConcatenation(node: SyntaxNode): boolean {
  return node.type === 'binary_expression' && operatorOf(node) === '+';
}

/** The text of literals and their concatenation, `HOLE` for anything else. */
export function textOf(node: SyntaxNode, known?: { node: SyntaxNode; text: string }): string {
  let text = '';
  const rest: SyntaxNode[] = [node];
  for (let part = 0; part < MAX_PARTS; part += 1) {
    const next = rest.pop();
    if (next === undefined) break;
    if (next.id === known?.node.id) text += known.text;
    else if (next.type === 'string_fragment' || next.type === 'escape_sequence') text += next.text;
    else if (isTransparent(next)) rest.push(...next.namedChildren.filter(({ type }) => type !== 'comment').reverse());
    else text += HOLE;
  }
  return text;
}

function isTransparent(node: SyntaxNode): boolean {
  return (
    /^(?:string|template_string|template_substitution|parenthesized_expression)$/.test(node.type) ||
    isConcatenation(node)
  );
}
