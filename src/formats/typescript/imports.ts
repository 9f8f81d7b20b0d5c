import type { ImportedName, ImportFact } from '../../model/facts.js';
import type { Extractor } from '../../model/syntax.js';
import { endOfOpaque } from './opaque.js';

/** A string, template, comment or regular expression to pass over, or what may start an import. */
const STOP = /["'`/]|\b(?:import|export|require)\b/g;

/**
 * Imports and re-exports of ECMAScript and TypeScript, in the order of the text: statements, `require('…')`,
 * `import('…')` and import types. Found by passing over strings, templates, comments and regular expressions, without
 * a parse. A call binds names only where its result is declared (`const { a } = require('…')`).
 */
export const imports: Extractor<ImportFact> = {
  version: 1,
  *extract({ text }) {
    const last = Math.max(text.lastIndexOf('import'), text.lastIndexOf('require'), text.lastIndexOf('from'));
    const stop = new RegExp(STOP);
    for (let match = stop.exec(text); match !== null && match.index <= last; match = stop.exec(text)) {
      const [token] = match;
      if (token.length === 1) {
        stop.lastIndex = endOfOpaque(text, match.index);
        continue;
      }
      const found = /[.$#@]/.test(text[match.index - 1] ?? '') ? undefined : readImport(text, match.index, token);
      if (found === undefined) continue;
      stop.lastIndex = found.end;
      yield found.fact;
    }
  },
};

const GAP = String.raw`(?:\s|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)*`;
const NAME = String.raw`[\w$\u0080-\uffff]+`;
const BRACES = String.raw`\{((?:[^{}/]|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)*)\}`;
const FROM = `from${GAP}(?:"([^"\\n]*)"|'([^'\\n]*)')`;
const TYPE = `(?:(type)\\b(?!${GAP}(?:,|=|from${GAP}["'])))?`;

/** After `import`: type, default, namespace, named, and the specifier. */
const IMPORT = new RegExp(
  `^${GAP}${TYPE}${GAP}(?:(?:(?:defer|source)\\b(?=${GAP}[\\w$*{]))?${GAP}(?:(${NAME})${GAP}(?:,${GAP})?)?` +
    `(?:\\*${GAP}as\\b${GAP}(${NAME})${GAP}|${BRACES}${GAP})?${FROM}|"([^"\\n]*)"|'([^'\\n]*)')`,
);
/** After `export`: type, `*`, its name, named, and the specifier. */
const EXPORT = new RegExp(
  `^${GAP}${TYPE}${GAP}(?:(\\*)${GAP}(?:as\\b${GAP}(${NAME}|"[^"\\n]*"|'[^'\\n]*')${GAP})?|${BRACES}${GAP})${FROM}`,
);
/** After `import` or `require`: the quote and the specifier. */
const CALL = new RegExp(`^${GAP}(?:<[^<>()]*>${GAP})?\\(${GAP}(["'\`])((?:(?!\\1)[^\\\\\\n])*)\\1${GAP}(?=[),])`);

/** Longest import that is read, in UTF-16 units. */
const MAX_LENGTH = 20_000;

interface Found {
  readonly fact: ImportFact;
  /** The offset after it. */
  readonly end: number;
}

function readImport(text: string, start: number, keyword: string): Found | undefined {
  const offset = start + keyword.length;
  const following = text.slice(offset, offset + MAX_LENGTH);
  const call = keyword === 'export' ? null : CALL.exec(following);
  if (call !== null) {
    const end = offset + call[0].length;
    const specifier = call[2] ?? '';
    if (call[1] === '`' && specifier.includes('${')) return undefined;
    return { fact: { specifier, isReexport: false, ...readResult(text, start, end) }, end };
  }
  const statement = keyword === 'export' ? EXPORT.exec(following) : IMPORT.exec(following);
  if (statement === null || keyword === 'require' || !startsStatement(text, start)) return undefined;
  const fact = keyword === 'export' ? readReexport(statement) : readImportStatement(statement);
  return { fact, end: offset + statement[0].length };
}

function startsStatement(text: string, start: number): boolean {
  let before = start - 1;
  while (text[before] === ' ' || text[before] === '\t') before -= 1;
  return before < 0 || /[\n\r;{})/]/.test(text[before] ?? '');
}

function readImportStatement([, type, local, namespace, braces, ...quoted]: RegExpExecArray): ImportFact {
  const names: ImportedName[] = local === undefined ? [] : [{ imported: 'default', local }];
  if (namespace !== undefined) names.push({ imported: '*', local: namespace });
  names.push(...readNames(braces ?? '', /\s+as\s+/));
  return { specifier: firstOf(quoted), names, isTypeOnly: type !== undefined, isReexport: false };
}

function readReexport([, type, star, namespace = '', braces, ...quoted]: RegExpExecArray): ImportFact {
  const names =
    star === undefined ? readNames(braces ?? '', /\s+as\s+/) : [{ imported: '*', local: unquoted(namespace) }];
  return { specifier: firstOf(quoted), names, isTypeOnly: type !== undefined, isReexport: true };
}

function firstOf(captures: readonly (string | undefined)[]): string {
  return captures.find((capture) => capture !== undefined) ?? '';
}

function readNames(list: string, separator: RegExp): ImportedName[] {
  return withoutComments(list)
    .split(',')
    .map((name) => name.trim().replace(/^type\s+(?!as\s+\S+$)/, ''))
    .filter((name) => name !== '')
    .map((name) => {
      const [imported = '', local = imported] = name.split(separator);
      return { imported: unquoted(imported), local: unquoted(local) };
    });
}

function withoutComments(text: string): string {
  return text.replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, ' ');
}

function unquoted(name: string): string {
  return name.replace(/^(["'])(.*)\1$/, '$2');
}

/** Longest declaration in front of a call that is read, in UTF-16 units. */
const MAX_DECLARATION = 2000;
/** Up to a call: the declared name or pattern, and what awaits it. */
const DECLARATION = new RegExp(
  `(?:\\b(?:const|let|var|import|using)\\s+(type\\s+)?|,\\s*)(${NAME}|\\{[^{}]*\\})\\s*(?::[^=;,{}()\\n]*)?=\\s*(\\(?\\s*await\\b)?\\s*$`,
);
/** From a call's closing parenthesis: what is taken of its result. */
const TAKEN = new RegExp(`^[^()]*\\)\\s*\\)?\\s*(?:\\??\\.\\s*(${NAME})\\s*([.([?]?)|([([]))?`);

/** What the call at `[start, end)` of `require` or `import` binds. */
function readResult(text: string, start: number, end: number): Pick<ImportFact, 'names' | 'isTypeOnly'> {
  const before = withoutComments(text.slice(Math.max(0, start - MAX_DECLARATION), start));
  const [, property, further, use] = TAKEN.exec(text.slice(end, end + 500)) ?? [];
  const isRequired = text.startsWith('require', start);
  if (!isRequired && isType(before, property)) return { names: [], isTypeOnly: true };
  const [, type, local, awaited] = DECLARATION.exec(before) ?? [];
  const isPromise = !isRequired && awaited === undefined;
  if (local === undefined || isPromise || use !== undefined || (further ?? '') !== '')
    return { names: [], isTypeOnly: false };
  const isTypeOnly = type !== undefined;
  if (!local.startsWith('{')) return { names: [{ imported: property ?? '*', local }], isTypeOnly };
  return { names: property === undefined ? readPattern(local) : [], isTypeOnly };
}

/** True for `typeof import('…')` and `import('…').Name`; the value of a dynamic import is a promise. */
function isType(before: string, property: string | undefined): boolean {
  if (/\btypeof\s+$/.test(before)) return true;
  return property !== undefined && !/^(?:then|catch|finally)$/.test(property) && /[:<|&,=[(]\s*$|\bas\s+$/.test(before);
}

function readPattern(pattern: string): ImportedName[] {
  const names = readNames(pattern.slice(1, -1).replace(/=[^,]*/g, ''), /\s*:\s*/);
  return names.filter(({ imported }) => !imported.startsWith('...'));
}
