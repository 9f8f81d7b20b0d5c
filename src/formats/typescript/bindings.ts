import type { BindingFact } from '../../model/facts.js';
import type { Extractor } from '../../model/syntax.js';
import { readClass } from './binding-class.js';
import { plainName, readDeclarators, readExportClause, readProperties, type Exported } from './binding-lists.js';
import { endOfMark, isComment, isFinished, matchAt, NAME, outline, readBrackets } from './binding-text.js';
import { readValue } from './binding-value.js';

/** Strings and the like, brackets, and what may start a statement that defines or exports a name. */
const STOP =
  /["'`/]|[([{]|\b(?:(?:declare|abstract|async)\s+){0,3}(?:const|let|var|function|class|enum|namespace)\b|\bexport\b|\b(?:module\s*\.\s*)?exports\b/g;

const DECLARATION = new RegExp(
  String.raw`(?:(?:declare|abstract|async)\s+){0,3}(?:(function)\b\s*(?:\*\s*)?(${NAME})?|(?:const\s+)?(enum)\s+(${NAME})|` +
    String.raw`(namespace)\s+(${NAME})|(class|const|let|var)\b)`,
  'y',
);

/**
 * Names that an ECMAScript module defines at its top level, and those of imports that it exports by a statement of its
 * own (made by themselves), in the order of the text. Found by passing over strings, comments and what is in brackets.
 */
export const bindings: Extractor<BindingFact> = {
  version: 1,
  extract: ({ text }) => new Reading(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).facts(),
};

/** One pass over the top level of a module. Its methods read what starts at an offset and give the one to go on from. */
class Reading {
  readonly #found = new Map<string, BindingFact>();
  /** What `export { name as exported }` and the like say. */
  readonly #exports: Exported[] = [];

  constructor(private readonly text: string) {}

  facts(): readonly BindingFact[] {
    const stop = new RegExp(STOP);
    let from = 0;
    /** The end of the code before, comments left out. */
    let before = '';
    for (let match = stop.exec(this.text); match !== null; match = stop.exec(this.text)) {
      const { index, 0: token } = match;
      const between = this.text.slice(from, index);
      before = between.trim() === '' ? before + between : between;
      from = this.#read(token, index, before);
      stop.lastIndex = from;
      if (!isComment(this.text, index))
        before = token === '/' && from === index + 1 ? token : this.text[from - 1] === '}' ? '}' : ')';
      else if (this.text.startsWith('//', index)) before += '\n';
    }
    return this.#exported();
  }

  #read(token: string, at: number, before: string): number {
    const after = at + token.length;
    if (/^["'`/]/.test(token)) return endOfMark(this.text, at);
    if (/^[([{]/.test(token)) return readBrackets(this.text, at).end;
    if (token === 'export') return before.endsWith('.') ? after : this.#readExport(after);
    if (!isAtStart(before)) return after;
    return token.endsWith('exports') ? this.#readCommonJs(after) : (this.#readDeclaration(at) ?? after);
  }

  #readExport(at: number): number {
    const [whole = '', isDefault] = matchAt(/\s*(?:(default\b|=(?!=))\s*)?/y, this.text, at) ?? [];
    const start = at + whole.length;
    const declared = this.#readDeclaration(start, isDefault === undefined ? 'named' : 'default');
    if (declared !== undefined) return declared;
    if (isDefault !== undefined) return this.#readExpression(start, 'default');
    if (this.text[start] !== '{') return start;
    const { end } = readBrackets(this.text, start);
    const isReexport = matchAt(/\s*from\b/y, this.text, end) !== undefined;
    if (!isReexport) this.#exports.push(...readExportClause(this.text.slice(start, end)));
    return end;
  }

  /** Undefined if no declaration starts at the offset. */
  #readDeclaration(at: number, exported?: 'named' | 'default'): number | undefined {
    const found = matchAt(DECLARATION, this.text, at);
    if (found === undefined) return undefined;
    const after = at + found[0].length;
    const keyword = found[1] ?? found[3] ?? found[5] ?? found[7];
    const name = found[2] ?? found[4] ?? found[6] ?? '';
    if (keyword === 'class') return this.#readClass(after, exported);
    if (keyword === 'function') this.#define({ name, kind: 'function' }, exported);
    else if (name !== '') this.#define({ name, kind: 'value' }, exported);
    else {
      const { declared, end } = readDeclarators(this.text, after);
      for (const { name: local, value } of declared) this.#define({ name: local, ...value }, exported);
      return end;
    }
    return after;
  }

  #readClass(at: number, exported?: 'named' | 'default'): number {
    const { end, ...found } = readClass(this.text, at);
    this.#define({ kind: 'class', ...found }, exported);
    return end;
  }

  /** The expression that the module exports as `name`. */
  #readExpression(at: number, name: string): number {
    if (matchAt(/(?:interface|type)\s+\w/y, this.text, at) !== undefined) return at;
    const { text, end } = outline(this.text, at, true);
    // What compilers write before the real assignment.
    if (/\bvoid 0\s*$/.test(text)) return end;
    const local = plainName(text);
    const value = readValue(text);
    if (local !== undefined) this.#exports.push({ local, exported: name });
    else if (value !== undefined) this.#define({ name, exportedAs: [name], ...value });
    return end;
  }

  /** `exports.name = value`, `module.exports = value`, `module.exports = { name, … }`. */
  #readCommonJs(at: number): number {
    const assigned = /(?:\s*\.\s*([\w$]+))?\s*=(?![=>])\s*(?:(?:module\s*\.\s*)?exports\s*=(?![=>])\s*)?/y;
    const [whole, name = 'default'] = matchAt(assigned, this.text, at) ?? [];
    if (whole === undefined) return at;
    const start = at + whole.length;
    if (name !== 'default' || this.text[start] !== '{') return this.#readExpression(start, name);
    const { exports, defined, end } = readProperties(this.text, start);
    this.#define({ name: 'default', exportedAs: ['default'], kind: 'value' });
    this.#exports.push(...exports);
    for (const { name: local, value } of defined) this.#define({ name: local, exportedAs: [local], ...value });
    return end;
  }

  /** The first definition counts: overloads come before what they overload. */
  #define(fact: Omit<BindingFact, 'exportedAs'> & Partial<BindingFact>, exported?: 'named' | 'default'): void {
    const name = fact.name === '' ? 'default' : fact.name;
    if (this.#found.has(name)) return;
    const exportedAs = exported === undefined ? [] : [exported === 'default' ? 'default' : name];
    this.#found.set(name, { exportedAs, ...fact, name });
  }

  /** What was found, with all names by which it is exported. */
  #exported(): readonly BindingFact[] {
    const names = new Map<string, string[]>();
    for (const { local, exported } of this.#exports) {
      if (!this.#found.has(local))
        this.#found.set(local, { name: local, exportedAs: [], kind: 'value', madeBy: local });
      const known = names.get(local);
      if (known === undefined) names.set(local, [exported]);
      else known.push(exported);
    }
    return [...this.#found.values()].map((fact) => ({
      ...fact,
      exportedAs: [...new Set([...(fact.exportedAs ?? []), ...(names.get(fact.name) ?? [])])],
    }));
  }
}

/** True if a statement can begin after the code. */
function isAtStart(before: string): boolean {
  const code = before.trimEnd();
  return /^$|[;}]$/.test(code) || (before.includes('\n', code.length) && isFinished(code));
}
