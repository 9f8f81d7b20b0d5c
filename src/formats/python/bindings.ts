import type { BindingFact } from '../../model/facts.js';
import type { Extractor } from '../../model/syntax.js';
import { basesOf, readAssignment } from './binding-text.js';
import { endOfBody, endOfStatement, nextLine } from './statements.js';

/** Deepest nesting of classes and branches that is read. */
const MAX_DEPTH = 50;

const HEADER = /[ \t]*(?:async[ \t]+)?(def|class)[ \t]+([\w\u0080-\uffff]+)/y;
const STATEMENT = /[ \t]*(?=[^\s#])/y;

interface Class {
  readonly name: string;
  readonly bases: readonly string[];
  /** The column of `class`. */
  readonly depth: number;
  readonly members: Set<string>;
}

/** Names that a Python module defines at its top level, also under `if`, `try` and the like, in the order of the text. */
export const bindings: Extractor<BindingFact> = {
  version: 1,
  extract: (file) => new Reading(file.text.includes('\n') ? file.text : file.text.replaceAll('\r', '\n')).facts(),
};

/** One pass over the lines of a module, classes entered, functions passed over. */
class Reading {
  readonly #facts: BindingFact[] = [];
  /** The classes around the current line, the outermost first. */
  readonly #classes: Class[] = [];

  constructor(private readonly text: string) {}

  facts(): readonly BindingFact[] {
    for (let line = 0; line < this.text.length;) line = this.#read(line);
    this.#leave(-1);
    return this.#facts;
  }

  /** Reads the statement that starts on the line at the offset; gives the line after it. */
  #read(line: number): number {
    STATEMENT.lastIndex = line;
    const indentation = STATEMENT.exec(this.text)?.[0];
    if (indentation === undefined) return nextLine(this.text, line);
    const depth = indentation.length;
    this.#leave(depth);
    HEADER.lastIndex = line;
    const [, keyword, name = ''] = HEADER.exec(this.text) ?? [];
    const end = endOfStatement(this.text, line + depth);
    if (keyword === undefined) {
      this.#readSimple(this.text.slice(line + depth, end));
      return nextLine(this.text, end);
    }
    if (keyword === 'def' || this.#classes.length >= MAX_DEPTH) {
      this.#define({ name, kind: 'function' });
      return endOfBody(this.text, nextLine(this.text, end), depth);
    }
    this.#classes.push({ name, depth, bases: basesOf(this.text.slice(HEADER.lastIndex, end)), members: new Set() });
    return nextLine(this.text, end);
  }

  #readSimple(statement: string): void {
    const { names, madeBy } = readAssignment(statement);
    for (const name of names) this.#define({ name, kind: 'value', ...(madeBy === undefined ? {} : { madeBy }) });
  }

  /** Ends the classes whose bodies do not reach a line indented to `depth`. */
  #leave(depth: number): void {
    for (let last = this.#classes.at(-1); last !== undefined && last.depth >= depth; last = this.#classes.at(-1)) {
      this.#classes.pop();
      this.#define({ name: last.name, kind: 'class', bases: last.bases, members: [...last.members] });
    }
  }

  #define(fact: BindingFact): void {
    const around = this.#classes.at(-1);
    if (around === undefined) this.#facts.push(fact);
    else around.members.add(fact.name);
  }
}
