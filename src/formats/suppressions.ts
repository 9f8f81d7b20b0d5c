import type { SuppressionFact } from '../model/facts.js';
import type { Extractor, ParsedFile, SyntaxNode } from '../model/syntax.js';

const DIRECTIVE = /compliance:[ \t]*ignore/g;
const SHAPE =
  /^compliance:[ \t]*ignore(-file)?[ \t]*(?:\[([^\]\n]*)\])?[ \t]*(?:until[ \t]+(\S+))?[ \t]*(?:--[ \t]*(.*))?$/s;
const FORM = '`compliance: ignore[rule-id] -- reason`';

/**
 * The extractor `suppressions` of a format whose comments are nodes of the given types. A directive starts its
 * comment, or follows another comment marker in it (`# type: ignore  # compliance: ignore[…] -- …`).
 */
export function suppressionExtractor(commentTypes: readonly string[]): Extractor<SuppressionFact> {
  return {
    version: 1,
    *extract(file) {
      for (const { node, match } of file.nodesAt(DIRECTIVE)) {
        if (!commentTypes.includes(node.type) || !startsComment(file.text, node, match.index)) continue;
        yield readDirective(file, node, match.index);
      }
    },
  };
}

function startsComment(text: string, comment: SyntaxNode, at: number): boolean {
  return /(?:^|\s)(?:#+|\/\/+|\/\*+)[!\s*]*$/.test(text.slice(comment.startIndex, at));
}

function readDirective(file: ParsedFile, comment: SyntaxNode, at: number): SuppressionFact {
  const written = file.text
    .slice(at, comment.endIndex)
    .replace(/\s*\*+\/$/, '')
    .trimEnd();
  const match = SHAPE.exec(written);
  const rules = (match?.[2] ?? '')
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  const isFileWide = /^compliance:[ \t]*ignore-file/.test(written);
  const reason = match?.[4]?.replace(/\s*\n\s*\**\s*/g, ' ').trim() ?? '';
  const until = match?.[3] ?? null;
  return {
    scope: isFileWide ? 'file' : 'line',
    rules,
    reason: reason === '' ? null : reason,
    until,
    line: isFileWide ? 0 : coveredLine(file, comment),
    site: file.site(
      at,
      at + (/^compliance:[ \t]*ignore(?:-file)?(?:[ \t]*\[[^\]\n]*\])?/.exec(written)?.[0].length ?? 0),
    ),
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
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** True if only blank lines and comments stand above. */
function isAtTop(text: string, offset: number): boolean {
  const above = text.slice(0, offset).replace(/\/\*[\s\S]*?\*\//g, '');
  return above
    .split(/\r\n?|\n/)
    .every((line) => /^\s*(?:$|#|\/\/|\/\*|\*|\{\s*$|(["'])use \w+\1;?\s*$|(?:"""|''').*)/.test(line));
}

/** The comment's own line if code precedes it there, else the next line that is neither blank nor a comment. */
function coveredLine(file: ParsedFile, comment: SyntaxNode): number {
  const { text } = file;
  const first = file.site(comment.startIndex, comment.endIndex).range;
  const lineStart =
    Math.max(text.lastIndexOf('\n', comment.startIndex - 1), text.lastIndexOf('\r', comment.startIndex - 1)) + 1;
  if (!/^[\s{]*$/.test(text.slice(lineStart, comment.startIndex))) return first.start.line;
  const below = text.slice(comment.endIndex).split(/\r\n?|\n/);
  let skipped = 1;
  while (skipped < below.length && /^\s*(?:$|#|\/\/|\/\*|\*|\{\s*\/\*)/.test(below[skipped] ?? '')) skipped += 1;
  return first.end.line + skipped;
}
