import type { SuppressionFact } from '../model/facts.js';
import type { CommentForm } from '../model/format.js';

/** What a suppression says. */
export interface SuppressionText {
  readonly ruleId: string;
  readonly reason: string;
  /** ISO date. */
  readonly until: string | null;
}

/** A text put in at one offset. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
  /** 1-based line of the finding afterwards. */
  readonly findingLine: number;
}

export interface PlaceInput {
  readonly text: string;
  /** 1-based line on which the finding starts. */
  readonly line: number;
  /** Lines above on which something starts that the finding is part of, the nearest first. */
  readonly starts: readonly number[];
  readonly suppression: SuppressionText;
  /** How comments are written, the usual form first. */
  readonly forms: readonly CommentForm[];
  /** Suppressions in the text that count. */
  readonly present: readonly SuppressionFact[];
}

/**
 * Where a suppression of a finding could be written, the best place first: in the list of one that covers it with the same
 * words, above its line, above what it is part of, behind its line. Whether it counts there is for the grammar to say.
 */
export function* suppressionPlaces(input: PlaceInput): Iterable<Insertion> {
  const { suppression, forms, line, starts } = input;
  const lines = splitLines(input.text);
  yield* inPresent(input, lines);
  for (const start of new Set([line, ...starts])) {
    for (const form of forms) {
      const above = aboveLine(lines, start, comment(suppression, form));
      if (above !== undefined) yield { ...above, findingLine: line + 1 };
    }
  }
  const own = lines[line - 1];
  if (own === undefined || own.text.endsWith('\\')) return;
  const at = own.start + own.text.trimEnd().length;
  for (const form of forms) yield { at, text: `${form.gap}${comment(suppression, form)}`, findingLine: line };
}

interface Line {
  readonly start: number;
  readonly text: string;
  readonly end: string;
}

function splitLines(text: string): readonly Line[] {
  return Array.from(text.matchAll(/([^\r\n]*)(\r\n?|\n|$)/g), ({ 1: line = '', 2: end = '', index }) => ({
    start: index,
    text: line,
    end,
  }));
}

function comment({ ruleId, reason, until }: SuppressionText, { open, close }: CommentForm): string {
  return `${open}compliance: ignore[${ruleId}]${until === null ? '' : ` until ${until}`} -- ${reason}${close}`;
}

function* inPresent({ line, suppression, present }: PlaceInput, lines: readonly Line[]): Iterable<Insertion> {
  const { ruleId, reason, until } = suppression;
  for (const fact of present) {
    const isSame = fact.reason === reason && fact.until === until && !fact.rules.includes(ruleId);
    if (!isSame || fact.lines === null || line < fact.lines.first || fact.lines.last < line) continue;
    const { end } = fact.site.range;
    const own = lines[end.line - 1];
    // Columns count otherwise where the bytes of a character stand apart.
    if (own?.text[end.column - 2] !== ']') continue;
    yield { at: own.start + end.column - 2, text: `, ${ruleId}`, findingLine: line };
  }
}

/** Comments by which other tools are told of the very next line: nothing may come between. */
const ABOUT_NEXT_LINE =
  /^\s*(?:#|\/\/|\{?\s*\/\*).*(?:next-line|disable-next|ignore next|(?:prettier|biome|deno-lint|oxlint)-ignore|@ts-ignore|@ts-expect-error|noinspection)/;

/** Undefined where a backslash continues the line above. */
function aboveLine(lines: readonly Line[], number: number, text: string): Omit<Insertion, 'findingLine'> | undefined {
  let index = number - 1;
  while (index > 0 && ABOUT_NEXT_LINE.test(lines[index - 1]?.text ?? '')) index -= 1;
  const [line, before] = [lines[index], lines[index - 1]];
  if (line === undefined || before?.text.endsWith('\\') === true) return undefined;
  const [indent = ''] = /^[ \t\f]*/.exec(lines[number - 1]?.text ?? '') ?? [];
  const end = before?.end || line.end || '\n';
  return { at: line.start, text: `${indent}${text}${end}` };
}
