import { pythonString, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import type { Chain } from './python-nodes.js';

const PURPOSE = String.raw`(?:development|dev|testing|tests?|debugging|local (?:use|development|dev|testing|tests?|machines?|runs?))`;
const FOR_DEVELOPMENT = new RegExp(
  [
    String.raw`\b(?:only|solely|purely|just) (?:\w{1,15} ){0,2}(?:for|in|during|by) (?:\w{1,15} ){0,2}${PURPOSE}\b`,
    String.raw`\b(?:for|in|during) ${PURPOSE}(?: (?:use|purposes?|environments?))?(?: and \w{1,15})? only\b`,
    String.raw`\b${PURPOSE}[ -]only\b`,
    String.raw`\b(?:not|never) (?:(?:be|meant|intended|suitable|safe|use|used) ){0,2}(?:for|in) (?:use in )?production\b`,
  ].join('|'),
  'i',
);
/** A docstring that says it is about a program that a person runs. */
const OF_COMMAND = /^(?:The )?(?:CLI|[Cc]ommand[- ]line)\b/;
/** Longer comments are not read to their beginning. */
const MAX_LINES = 12;

/**
 * True if the code says that it is for development, tests or a person's own machine only, or a command's: a comment on the line or
 * directly above it, above the statement, above the enclosing function or class, or the first paragraph of their docstring.
 */
export function isMeantForDevelopment(file: ParsedFile, chain: Chain): boolean {
  const [literal] = chain;
  if (literal === undefined || !/development|dev\b|test|debugging|local|production|CLI|command/i.test(file.text))
    return false;
  const commented = [literal, ...chain.filter((node, index) => isCommented(node, chain[index + 1]))];
  const comments = commented.map(({ startIndex }) => commentsAt(file.text, startIndex));
  const docstrings = chain.filter(isDefinition).map(docstringOf);
  return (
    [...comments, ...docstrings].some((text) => FOR_DEVELOPMENT.test(text)) ||
    docstrings.some((text) => OF_COMMAND.test(text))
  );
}

/** Statements, fields of dictionaries and arguments: what people write a comment above. */
function isCommented(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (isDefinition(node) || /^(?:decorated_definition|pair)$/.test(node.type)) return true;
  const isStatement = parent?.type === 'block' || parent?.type === 'module';
  return isStatement && /^(?:expression|return)_statement$/.test(node.type);
}

function isDefinition({ type }: SyntaxNode): boolean {
  return type === 'function_definition' || type === 'class_definition';
}

/** The comment at the end of the line of an offset, and the lines of comment directly above it, joined. */
function commentsAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const found = [/#(.{0,200})$/m.exec(lineAt(text, offset))?.[1] ?? ''];
  for (let end = start - 1; end > 0 && found.length < MAX_LINES;) {
    const above = text.lastIndexOf('\n', end - 1) + 1;
    const comment = /^\s{0,200}#(.{0,300})/.exec(text.slice(above, end))?.[1];
    if (comment === undefined) break;
    found.unshift(comment);
    end = above - 1;
  }
  return joined(found.join(' '));
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, Math.min(end === -1 ? text.length : end, offset + 500));
}

/** The first paragraph of a docstring. */
function docstringOf(definition: SyntaxNode): string {
  const statement = definition.childForFieldName('body')?.firstNamedChild;
  const text = statement?.type === 'expression_statement' ? pythonString(statement.firstNamedChild) : undefined;
  return joined((text ?? '').slice(0, 1_000).split(/\n[ \t]{0,99}\n/)[0] ?? '');
}

function joined(text: string): string {
  return text.replace(/\s+/g, ' ');
}
