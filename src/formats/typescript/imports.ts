import type { ImportedName, ImportFact } from '../../model/facts.js';
import type { Extractor } from '../../model/syntax.js';
import { readImportStatement } from './import-statement.js';
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
      if (token === 'import' || token === 'export' || token === 'require') {
        const found = readImport(text, match.index, token);
        if (found === undefined) continue;
        stop.lastIndex = found.end;
        yield found.fact;
      } else stop.lastIndex = endOfOpaque(text, match.index);
    }
  },
};

interface Found {
  readonly fact: ImportFact;
  /** The offset after the specifier. */
  readonly end: number;
}

function readImport(text: string, start: number, keyword: 'import' | 'export' | 'require'): Found | undefined {
  if (/[.$#@]/.test(text[start - 1] ?? '')) return undefined;
  const call = keyword === 'export' ? undefined : readCall(text, start, start + keyword.length);
  if (call !== undefined || keyword === 'require') return call;
  return startsStatement(text, start) ? readImportStatement(text, start + keyword.length, keyword) : undefined;
}

function startsStatement(text: string, start: number): boolean {
  let before = start - 1;
  while (text[before] === ' ' || text[before] === '\t') before -= 1;
  return before < 0 || /[\n\r;{})/]/.test(text[before] ?? '');
}

const GAP = String.raw`(?:\s|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)*`;
const NAME = String.raw`(?:[\w$]|[^\x00-\x7f\s])+`;

/** After `import` or `require`, up to the closing parenthesis: the quote and the specifier. */
const CALL = new RegExp(
  `${GAP}(?:<[^<>()]{0,200}>${GAP})?\\(${GAP}(["'\`])((?:(?!\\1)[^\\\\\\n])*)\\1${GAP}(?=[),])`,
  'y',
);

function readCall(text: string, start: number, offset: number): Found | undefined {
  CALL.lastIndex = offset;
  const [, quote, specifier = ''] = CALL.exec(text) ?? [];
  if (quote === undefined || (quote === '`' && specifier.includes('${'))) return undefined;
  const end = CALL.lastIndex;
  return { fact: { specifier, isReexport: false, ...readResult(text, start, end) }, end };
}

/** Longest declaration before a call, and longest rest of its arguments, that is read, in UTF-16 units. */
const MAX_DECLARATION = 2000;
const MAX_REST = 500;
/** Up to a call: the declared name or pattern, and what awaits it. */
const DECLARATION = new RegExp(
  `(?:\\b(?:const|let|var|import|using)\\s+(type\\s+)?|,\\s*)(${NAME}|\\{[^{}]*\\})\\s*` +
    `(?::[^=;,{}()\\n]*)?=\\s*(\\(?\\s*await\\b)?\\s*$`,
);
/** From a call's closing parenthesis: what is taken of its result. */
const TAKEN = new RegExp(`^[^()]*\\)\\s*\\)?\\s*(?:\\??\\.\\s*(${NAME})\\s*([.([?]?)|([([]))?`);

/** What the call at `[start, end)` of `require` or `import` binds. */
function readResult(text: string, start: number, end: number): Pick<ImportFact, 'names' | 'isTypeOnly'> {
  const before = withoutComments(text.slice(Math.max(0, start - MAX_DECLARATION), start));
  const [, property, further = '', use = ''] = TAKEN.exec(text.slice(end, end + MAX_REST)) ?? [];
  const isRequired = text.startsWith('require', start);
  if (!isRequired && isType(before, property)) return { names: [], isTypeOnly: true };
  const [, type, local, awaited] = DECLARATION.exec(before) ?? [];
  const isPromise = !isRequired && awaited === undefined;
  const isUsed = use !== '' || further !== '';
  if (local === undefined || isPromise || isUsed) return { names: [], isTypeOnly: false };
  const isTypeOnly = type !== undefined;
  if (!local.startsWith('{')) return { names: [{ imported: property ?? '*', local }], isTypeOnly };
  return { names: property === undefined ? readPattern(local) : [], isTypeOnly };
}

function withoutComments(text: string): string {
  return text.includes('/') ? text.replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, ' ') : text;
}

/** True for `typeof import('…')` and `import('…').Name`; the value of a dynamic import is a promise. */
function isType(before: string, property: string | undefined): boolean {
  if (/\btypeof\s*$/.test(before)) return true;
  if (property === undefined) return /\btype\s+[\w$]+\s*=\s*$/.test(before);
  return !/^(?:then|catch|finally)$/.test(property) && /[:<|&,=[(]\s*$|\bas\s*$/.test(before);
}

/** The names that a destructuring pattern without patterns in it takes: `{ a, b: c = 1, ...rest }`. */
function readPattern(pattern: string): ImportedName[] {
  return pattern
    .slice(1, -1)
    .replace(/=[^,]*/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('...'))
    .map((name) => {
      const [imported = '', local = imported] = name.split(/\s*:\s*/);
      return { imported, local };
    });
}
