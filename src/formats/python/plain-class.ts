import type { Span } from '../../model/location.js';
import { type FoundDefinition, parameterName, readBases } from './found-definition.js';
import { LogicalLines } from './logical-lines.js';
import { readPlainMembers } from './plain-members.js';
import { type PlainList, splitList } from './plain-value.js';

const CLASS = /class[ \t]+([A-Za-z_]\w*)[ \t]*(?=[:([])/y;
const DECORATOR = /^@[ \t]*([A-Za-z_][\w.]*)$/;
const CALLED = /^@[ \t]*([A-Za-z_][\w.]*)\(/;

export interface PlainClass {
  readonly found: FoundDefinition;
  /** With its decorators. */
  readonly statement: { readonly startIndex: number; readonly endIndex: number };
}

/**
 * The class at the top level that the statement is, told by its text alone, as its tree would tell it; undefined where
 * that is not sure. `hits` are the places in the statement where a definition may start.
 */
export function readPlainClass(
  text: string,
  statement: Span,
  { hits, foreign }: { readonly hits: readonly number[]; readonly foreign: () => ReadonlySet<string> },
): PlainClass | undefined {
  const lines = new LogicalLines(text, statement.start);
  if (lines.next() !== true || lines.start !== statement.start) return undefined;
  const decorators: string[] = [];
  while (text[lines.start] === '@') {
    const name = decoratorName(text.slice(lines.start, lines.codeEnd));
    if (name === undefined || lines.next() !== true || lines.depth > 0) return undefined;
    decorators.push(name);
  }
  const { start } = lines;
  if (!hits.includes(start)) return undefined;
  const head = readHead(lines);
  if (head === undefined) return undefined;
  const written = head.items.filter((item) => !KEYWORD.test(item));
  const keywords = head.items.filter((item) => KEYWORD.test(item)).map((item) => item.replace(/\s+/g, ''));
  const bases = readBases(written, head.parameters.map(parameterName), foreign());
  const names = { foreign: foreign(), parameters: bases.parameters };
  const body = head.isEmpty ? endOfEmpty(lines) : readPlainMembers(lines, names, keywords.includes('total=False'));
  // What follows in the statement may declare something, too.
  if (body === undefined || hits.some((hit) => hit >= lines.start)) return undefined;
  return {
    found: {
      name: head.name,
      kind: 'class',
      ...bases,
      members: body.members,
      ...(decorators.length === 0 ? {} : { decorators }),
      ...(keywords.length === 0 ? {} : { keywords }),
    },
    statement: { startIndex: statement.start, endIndex: body.end },
  };
}

const KEYWORD = /^[A-Za-z_]\w*\s*=(?!=)/;

function decoratorName(written: string): string | undefined {
  const plain = DECORATOR.exec(written)?.[1];
  if (plain !== undefined) return plain;
  const [head, called] = CALLED.exec(written) ?? [];
  if (head === undefined) return undefined;
  return splitList(written, head.length - 1)?.end === written.length ? called : undefined;
}

interface Head {
  readonly name: { readonly text: string; readonly startIndex: number; readonly endIndex: number };
  /** What stands in the brackets, and in the parentheses. */
  readonly parameters: readonly string[];
  readonly items: readonly string[];
  /** Nothing but `pass` or `...` follows on the same line. */
  readonly isEmpty: boolean;
}

function readHead({ text, start, colon, codeEnd, isUnusual }: LogicalLines): Head | undefined {
  CLASS.lastIndex = start;
  const [whole, name] = CLASS.exec(text) ?? [];
  if (whole === undefined || name === undefined || isUnusual || colon < 0) return undefined;
  const nameEnd = start + whole.trimEnd().length;
  const parameters = readList(text, start + whole.length, '[');
  const list = parameters && readList(text, parameters.end, '(');
  const body = text.slice(colon + 1, codeEnd).trim();
  if (
    parameters === undefined ||
    list === undefined ||
    text.slice(list.end, colon).trim() !== '' ||
    !/^(?:pass|\.\.\.)?$/.test(body)
  )
    return undefined;
  const place = { startIndex: nameEnd - name.length, endIndex: nameEnd };
  return { name: { text: name, ...place }, parameters: parameters.items, items: list.items, isEmpty: body !== '' };
}

/** What the brackets hold that open at `start`; nothing where none do. */
function readList(text: string, start: number, bracket: string): PlainList | undefined {
  return text[start] === bracket ? splitList(text, start) : { items: [], end: start };
}

function endOfEmpty(lines: LogicalLines): { members: readonly []; end: number } | undefined {
  const { codeEnd: end, hasComment } = lines;
  const isSure = lines.next() !== undefined && lines.depth === 0 && !hasComment;
  return isSure && lines.comments.every(({ depth }) => depth === 0) ? { members: [], end } : undefined;
}
