import type { SuppressionFact } from '../model/facts.js';
import type { Extractor, ParsedFile, SyntaxNode } from '../model/syntax.js';
import { listOf, removalOf } from './suppression-removal.js';

/** The directive, or what was surely meant as one: another spelling with a rule in brackets. */
const DIRECTIVE = /compliance:[ \t]*ignore|\bcompliance[:-][ \t]*(?:ignore|disable|suppress)[\w-]*[ \t]*\[/gi;
const SHAPE =
  /^compliance:[ \t]*ignore(-file)?[ \t]*(?:\[([^\]\n]*)\])?[ \t]*(?:until[ \t]+(\S+))?[ \t]*(?:--[ \t]*(.*))?$/s;
const FORM = '`compliance: ignore[rule-id] -- reason`';

/**
 * The extractor `suppressions` of a format whose comments are nodes of the given types. A directive starts its
 * comment, or follows another comment marker in it (`# type: ignore  # compliance: ignore[…] -- …`).
 */
export function suppressionExtractor(commentTypes: readonly string[]): Extractor<SuppressionFact> {
  return {
    version: 2,
    sign: DIRECTIVE,
    *extract(file) {
      for (const { node, match } of file.nodesAt(DIRECTIVE)) {
        if (!commentTypes.includes(node.type) || !startsComment(file.text, node, match.index)) continue;
        yield readDirective(file, node, match.index);
      }
    },
  };
}

/** Units before a directive in which its comment marker stands. */
const MARKER_REACH = 40;

function startsComment(text: string, comment: SyntaxNode, at: number): boolean {
  const before = text.slice(Math.max(comment.startIndex, at - MARKER_REACH), at);
  return /(?:^|\s)(?:#+|\/\/+|\/\*+)[!\s*]*$/.test(before);
}

function readDirective(file: ParsedFile, comment: SyntaxNode, at: number): SuppressionFact {
  const written = directiveText(file.text, at, comment.endIndex);
  const match = SHAPE.exec(written);
  const rules = (match?.[2] ?? '')
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  const isFileWide = /^compliance:[ \t]*ignore-file/.test(written);
  const reason =
    match?.[4]
      ?.split('\n')
      .map((line) => line.trim().replace(/^\*+/, '').trim())
      .join(' ')
      .trim() ?? '';
  const until = match?.[3] ?? null;
  const end = at + (/^compliance[:-][ \t]*[\w-]+(?:[ \t]*\[[^\]\n]*\])?/i.exec(written)?.[0].length ?? 0);
  return {
    scope: isFileWide ? 'file' : 'line',
    rules,
    reason: reason === '' ? null : reason,
    until,
    lines: isFileWide ? null : coveredLines(file, comment),
    site: file.site(at, end),
    list: listOf(file, { start: at, end }),
    removal: removalOf(file, comment, at),
    fault: fault({ match, rules, until, isMisplaced: isFileWide && !isAtTop(file.text, comment.startIndex) }),
  };
}

function fault(directive: {
  match: RegExpExecArray | null;
  rules: readonly string[];
  until: string | null;
  isMisplaced: boolean;
}): string | null {
  if (directive.match === null) return `it is not of the form ${FORM}`;
  if (directive.rules.length === 0) return `it names no rule; write ${FORM}`;
  if (directive.until !== null && !isDate(directive.until))
    return `\`until ${directive.until}\` is not a date such as 2027-03-31`;
  if (directive.isMisplaced) return '`ignore-file` counts only above the first statement of a file';
  return null;
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** True if only blank lines, comments, docstrings and directives such as `'use client'` stand above. */
function isAtTop(text: string, offset: number): boolean {
  if (offset > MAX_TOP) return false;
  const above = text.slice(0, offset).replace(/\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|'''[\s\S]*?'''/g, '');
  return above.split(/\r\n?|\n/).every((line) => /^\s*(?:$|#|\/\/|\/\*|\*|\{\s*$|(["'])use \w+\1;?\s*$)/.test(line));
}

/** Units from the start of a file in which `ignore-file` may stand. */
const MAX_TOP = 20_000;

/** Longest directive that is read, in UTF-16 units. */
const MAX_DIRECTIVE = 2_000;

function directiveText(text: string, at: number, end: number): string {
  const written = text.slice(at, Math.min(end, at + MAX_DIRECTIVE)).trimEnd();
  return written.endsWith('*/') ? written.slice(0, -2).trimEnd().replace(/\*+$/, '').trimEnd() : written;
}

/** The statement that the comment stands behind or, alone on its line, above; both end where a body begins. */
function coveredLines(file: ParsedFile, comment: SyntaxNode): SuppressionFact['lines'] {
  const { text } = file;
  const lineStart =
    Math.max(text.lastIndexOf('\n', comment.startIndex - 1), text.lastIndexOf('\r', comment.startIndex - 1)) + 1;
  const isBehindCode = !/^[\s{]*$/.test(text.slice(lineStart, comment.startIndex));
  const offset = isBehindCode ? lastCode(text, comment.startIndex) : firstCode(text, comment.endIndex);
  const header = headerAt(file, offset, isBehindCode);
  const { start, end } = file.range(header.start, Math.max(header.start, header.end - 1));
  return { first: start.line, last: Math.max(start.line, end.line) };
}

function lastCode(text: string, before: number): number {
  let at = before - 1;
  while (at > 0 && /[\s{]/.test(text[at] ?? '')) at -= 1;
  return at;
}

/** The offset of the next code below; blank and comment lines in between do not matter. */
function firstCode(text: string, after: number): number {
  let at = after;
  for (;;) {
    const unit = text[at];
    if (
      unit !== undefined &&
      (/\s/.test(unit) || unit === '}' || (unit === '{' && /^\{\s{0,9}\/\*/.test(text.slice(at, at + 12))))
    )
      at += 1;
    else if (unit === '#' || text.startsWith('//', at)) at = endOf(text, '\n', at);
    else if (text.startsWith('/*', at)) at = endOf(text, '*/', at);
    else return at;
  }
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

const STATEMENT =
  /statement$|declaration$|definition$|^(?:decorated_definition|expression_statement|assignment|public_field_definition|property_signature)$/;
const BODY =
  /^(?:block|statement_block|class_body|interface_body|object_type|enum_body|switch_body|jsx_element|match_statement)$/;

/** The smallest statement around the offset (behind code), or the largest that starts there, up to its body. */
function headerAt(file: ParsedFile, offset: number, isBehindCode: boolean): { start: number; end: number } {
  let statement: SyntaxNode | null = null;
  const innermost = file.tree().descendantForIndex(offset, offset + 1);
  for (const node of innermost === null ? [] : [innermost, ...file.ancestors(innermost)]) {
    if (node.type === 'module' || node.type === 'program' || (!isBehindCode && node.startIndex !== offset)) break;
    if (!STATEMENT.test(node.type)) continue;
    statement = node;
    if (isBehindCode) break;
  }
  if (statement === null) return { start: offset, end: offset + 1 };
  const body = firstBody(statement, 0);
  const isInBody = body !== null && offset >= body.startIndex;
  return isInBody
    ? { start: offset, end: offset + 1 }
    : {
        start: statement.startIndex,
        end: body === null ? statement.endIndex : lastCode(file.text, body.startIndex) + 1,
      };
}

function firstBody(node: SyntaxNode, depth: number): SyntaxNode | null {
  if (depth > 8) return null;
  for (const child of node.namedChildren) {
    const body = BODY.test(child.type) ? child : firstBody(child, depth + 1);
    if (body !== null) return body;
  }
  return null;
}
