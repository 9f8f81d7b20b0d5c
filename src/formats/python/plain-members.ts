import type { DefinitionMember } from '../../model/facts.js';
import { bodyHash } from '../definition-text.js';
import type { LogicalLines } from './logical-lines.js';
import { MemberList } from './member-list.js';
import { isPlainDefault, readPlainValue } from './plain-value.js';
import { isIdle, readPlainSignature } from './plain-signature.js';
import { isOptionalAnnotation, type PythonNames, readPythonType } from './type-expression.js';

/** Statements that declare no member. */
const OTHERS =
  /(?:assert|break|continue|del|elif|else|except|finally|for|from|global|if|import|nonlocal|pass|raise|return|try|while|with)\b/y;
/** Names that are keywords in places. */
const UNSURE = /(?:async|await|exec|lambda|match|not|print|type|yield)\b/y;
const STRING = /[A-Za-z]{0,2}["']/y;
const NAME = /([A-Za-z_]\w*)[ \t]*/y;
const FUNCTION = /(?:async[ \t]+)?def[ \t]+([A-Za-z_]\w*)[ \t]*[([]/y;
const CLASS = /class[ \t]+([A-Za-z_]\w*)[ \t]*[:(]/y;
const SELF = /self\.([A-Za-z_]\w*)[ \t]*([:=]|[-+*/%&|^@<>.,([ \t]|$)/y;

export interface PlainBody {
  readonly members: readonly DefinitionMember[];
  /** After the code of the last line. */
  readonly end: number;
}

/**
 * The members of the class whose body begins on the next of the `lines`, told by its text alone; undefined where that is
 * not sure. Goes on to the line behind the class.
 */
export function readPlainMembers(lines: LogicalLines, names: PythonNames, allOptional: boolean): PlainBody | undefined {
  if (lines.next() !== true || lines.depth === 0) return undefined;
  return new Reading(lines, names, allOptional).body();
}

interface MethodBody {
  /** Those of `self` that it declares. */
  readonly fields: readonly DefinitionMember[];
  /** Without comments. */
  readonly isSilent: boolean;
  /** Nothing happens in it. */
  readonly isIdle: boolean;
}

class Reading {
  readonly #members = new MemberList();
  readonly #text: string;
  readonly #depth: number;
  /** After the last line of the class that was read, with the comment behind its code. */
  #end = 0;

  constructor(
    private readonly lines: LogicalLines,
    private readonly names: PythonNames,
    private readonly allOptional: boolean,
  ) {
    this.#text = lines.text;
    this.#depth = lines.depth;
  }

  body(): PlainBody | undefined {
    const { lines } = this;
    while (lines.depth > 0) {
      // Behind a statement that was read, only what is as deep can follow.
      if (lines.depth !== this.#depth || !this.#readMember()) return undefined;
    }
    const end = lines.endOfComments(this.#depth) ?? this.#end;
    // The comment goes on to the line feed.
    return this.#text[end - 1] === '\r' ? undefined : { members: this.#members.all(), end };
  }

  /** Reads the statement at the current line, and goes to the line behind it; false where it is not plain. */
  #readMember(): boolean {
    const start = this.lines.start;
    const unit = this.#text[start];
    if (unit === '@') return this.#readDecorated(start);
    FUNCTION.lastIndex = start;
    const method = FUNCTION.exec(this.#text)?.[1];
    if (method !== undefined) return this.#readMethod(method, start, method === '__init__');
    CLASS.lastIndex = start;
    const inner = CLASS.exec(this.#text)?.[1];
    if (inner !== undefined) return this.#readInner(inner, start);
    return this.#readSimple() && this.#passOver();
  }

  /** Goes on to the next line that is indented no deeper than the members. */
  #passOver(): boolean {
    do {
      if (!this.#goOn()) return false;
    } while (this.lines.depth > this.#depth);
    return true;
  }

  #goOn(): boolean {
    this.#end = this.lines.hasComment ? this.lines.end : this.lines.codeEnd;
    return this.lines.next() !== undefined;
  }

  #readDecorated(start: number): boolean {
    while (this.#text[this.lines.start] === '@') {
      if (!this.#goOn() || this.lines.depth !== this.#depth) return false;
    }
    FUNCTION.lastIndex = this.lines.start;
    const method = FUNCTION.exec(this.#text)?.[1];
    if (method !== undefined) return this.#readMethod(method, start, false);
    CLASS.lastIndex = this.lines.start;
    const inner = CLASS.exec(this.#text)?.[1];
    return inner !== undefined && this.#readInner(inner, start);
  }

  #readMethod(name: string, start: number, declaresFields: boolean): boolean {
    const { lines } = this;
    if (lines.isUnusual) return false;
    const head = { start: FUNCTION.lastIndex - 1, end: lines.colon };
    const isSilent = !lines.hasComment;
    const inline = this.#text.slice(lines.colon + 1, lines.codeEnd).trim();
    if (inline !== '' && !isIdle(inline)) return false;
    if (!this.#goOn() || lines.depth <= this.#depth !== (inline !== '')) return false;
    const body = this.#readBody(declaresFields);
    // Comments count as statements, where they are in the body.
    if (body === undefined || (body.isIdle && !(isSilent && body.isSilent))) return false;
    const type = body.isIdle
      ? readPlainSignature(this.#text, head, this.names)
      : bodyHash(this.#text.slice(start, this.#end));
    if (type === undefined) return false;
    this.#members.add({ name, type });
    for (const field of body.fields) this.#members.add(field);
    return true;
  }

  /** Reads the lines of a method's body, none where it stands on the line of its head. */
  #readBody(declaresFields: boolean): MethodBody | undefined {
    const { lines } = this;
    const { depth } = lines;
    const fields: DefinitionMember[] = [];
    let isSilent = true;
    let idle = 0;
    let count = 0;
    while (lines.depth > this.#depth) {
      if (lines.hasComment || lines.comments.length > 0) isSilent = false;
      if (lines.depth === depth) {
        count += 1;
        if (!lines.isUnusual && isIdle(this.#text.slice(lines.start, lines.codeEnd))) idle += 1;
        if (declaresFields && !this.#readInstanceField(fields)) return undefined;
      }
      if (!this.#goOn()) return undefined;
    }
    if (count > 0 && lines.endOfComments(depth) !== undefined) isSilent = false;
    return { fields, isSilent, isIdle: idle === count && count <= 2 };
  }

  /** A line of `__init__`; false where it cannot be told what it declares. */
  #readInstanceField(fields: DefinitionMember[]): boolean {
    const { lines } = this;
    if (lines.isUnusual && this.#text.slice(lines.start, lines.codeEnd).includes(';')) return false;
    if (lines.assignments === 0 && lines.colon < 0) return true;
    if (!this.#text.startsWith('self', lines.start)) return true;
    SELF.lastIndex = lines.start;
    const [, name, mark] = SELF.exec(this.#text) ?? [];
    if (name === undefined) return /^self(?:\w|\[)/.test(this.#text.slice(lines.start, lines.start + 5));
    const markAt = SELF.lastIndex - 1;
    if (mark === '=' && markAt === lines.equals) fields.push({ name, type: null });
    else if (mark === ':' && markAt === lines.colon) {
      const annotation = this.#annotation();
      if (annotation === undefined) return false;
      fields.push({ name, type: readPythonType(annotation, this.names) });
    }
    return true;
  }

  #annotation(): string | undefined {
    const { colon, equals, codeEnd, isUnusual, assignments } = this.lines;
    if (isUnusual || assignments > 1 || (equals >= 0 && equals < colon)) return undefined;
    const text = this.#text.slice(colon + 1, equals < 0 ? codeEnd : equals).trim();
    return text === '' || text.includes('lambda') || text.includes('#') ? undefined : text;
  }

  #readInner(name: string, start: number): boolean {
    if (!this.#hasBlock() || !this.#passOver()) return false;
    this.#members.add({ name, type: bodyHash(this.#text.slice(start, this.#end)) });
    return true;
  }

  /** True if nothing follows the colon of a definition. */
  #hasBlock(): boolean {
    const { colon, codeEnd, isUnusual } = this.lines;
    return !isUnusual && colon >= 0 && colon === codeEnd - 1;
  }

  #readSimple(): boolean {
    const { lines } = this;
    const at = lines.start;
    if (lines.isUnusual && (lines.colon >= 0 || lines.assignments > 0)) return false;
    if (isAt(STRING, this.#text, at) || isAt(OTHERS, this.#text, at)) return !lines.isUnusual;
    NAME.lastIndex = at;
    const name = NAME.exec(this.#text)?.[1];
    const follows = NAME.lastIndex;
    if (name !== undefined && lines.colon === follows) return !isUnsure(name) && this.#readAnnotated(name);
    if (name !== undefined && lines.equals === follows) return !isUnsure(name) && this.#readAssigned(name);
    // A call or another expression.
    return (
      name !== undefined &&
      !isAt(UNSURE, this.#text, at) &&
      lines.colon < 0 &&
      lines.assignments === 0 &&
      !lines.isUnusual
    );
  }

  #readAnnotated(name: string): boolean {
    const annotation = this.#annotation();
    if (annotation === undefined) return false;
    const { equals, codeEnd } = this.lines;
    const hasDefault = equals < 0 ? false : isPlainDefault(this.#text.slice(equals + 1, codeEnd).trim());
    if (hasDefault === undefined) return false;
    const member = { name, type: readPythonType(annotation, this.names) };
    const isOptional = hasDefault || isOptionalAnnotation(annotation, this.allOptional);
    this.#members.add(isOptional ? { ...member, optional: true } : member);
    return true;
  }

  #readAssigned(name: string): boolean {
    const { equals, codeEnd, assignments } = this.lines;
    const type = assignments > 1 ? undefined : readPlainValue(this.#text.slice(equals + 1, codeEnd).trim());
    if (type === undefined) return false;
    this.#members.add({ name, type });
    return true;
  }
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function isUnsure(name: string): boolean {
  return /^(?:exec|print|match)$/.test(name);
}
