import type { TypeExpression, TypeOperation } from '../../model/facts.js';
import { MAX_TYPE_DEPTH, union, verbatim } from '../definition-text.js';

const TOKEN =
  /\s+|#[^\n]*|\\\n|([^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)*)|((?:[rbuRBU]{0,2})(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))|(-?\d[\w.]*)|(\.\.\.|[[\](),|])|([\s\S])/gu;
const TYPING_MODULE = /^(?:typing|typing_extensions|t|types|collections\.abc|collections|builtins)\./;
/** Names of `typing` that another spelling has replaced. */
const MODERN: Readonly<Record<string, string>> = {
  List: 'list',
  Dict: 'dict',
  Set: 'set',
  FrozenSet: 'frozenset',
  Tuple: 'tuple',
  Type: 'type',
  Deque: 'deque',
  DefaultDict: 'defaultdict',
  Text: 'str',
  NoneType: 'None',
};
/** Qualifiers of a field that say nothing about the type of its value. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'Annotated',
  'Required',
  'NotRequired',
  'ReadOnly',
  'Final',
  'ClassVar',
  'InitVar',
  'Unpack',
]);
/** Functions and constants that mean the same in every file. */
const BUILT_IN_VALUES: ReadonlySet<string> = new Set([
  ...[
    'abs',
    'all',
    'any',
    'bool',
    'bytes',
    'callable',
    'classmethod',
    'dict',
    'enumerate',
    'filter',
    'float',
    'format',
  ],
  ...['frozenset', 'getattr', 'hasattr', 'int', 'isinstance', 'issubclass', 'iter', 'len', 'list', 'map', 'max', 'min'],
  ...[
    'next',
    'object',
    'property',
    'range',
    'repr',
    'reversed',
    'round',
    'set',
    'sorted',
    'staticmethod',
    'str',
    'sum',
  ],
  ...['super', 'tuple', 'type', 'zip', 'None', 'True', 'False', 'and', 'as', 'else', 'for', 'if', 'in', 'is', 'lambda'],
  ...['not', 'or', 'await', 'async', 'yield'],
]);
const BUILT_IN: ReadonlySet<string> = new Set([
  ...['None', 'True', 'False', 'int', 'str', 'float', 'bool', 'bytes', 'complex', 'object', 'bytearray'],
  ...['list', 'dict', 'set', 'frozenset', 'tuple', 'type', 'Any', 'deque', 'defaultdict', 'Never', 'NoReturn', 'Self'],
]);

/** The names of a file that do not mean what `typing` means by them, and its type parameters. */
export interface PythonNames {
  readonly foreign: ReadonlySet<string>;
  readonly parameters: readonly string[];
}

interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'mark' | 'other';
  readonly text: string;
}

/** The value of an alias. `Annotated[type, …]` keeps what it adds to the type: an alias exists for its sake. */
export function readPythonAlias(text: string, names: PythonNames): TypeExpression {
  const metadata = /^\s*(?:[\w.]+\.)?Annotated\s*\[/.test(text) ? text : undefined;
  const type = readPythonType(text, names);
  return metadata === undefined ? type : ['annotated', type, ...readPythonValue(metadata, 'annotated').slice(1)];
}

/** Reads an annotation; what is not a type comes back verbatim, what `Annotated` adds is left out. */
export function readPythonType(text: string, names: PythonNames, depth = 0): TypeExpression {
  const reader = new TypeReader(tokenize(text), names, depth);
  return reader.whole() ?? verbatim(text);
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [, name, string, number, mark, other] of text.matchAll(TOKEN)) {
    if (name !== undefined) tokens.push({ kind: 'name', text: name.replace(/\s+/g, '') });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else if (other !== undefined) tokens.push({ kind: 'other', text: other });
  }
  return tokens;
}

/**
 * A value that says something about a type: its text, and `typeof` of every name in it, since equal text means the same
 * only where its names do.
 */
export function readPythonValue(text: string, operator: string): TypeOperation {
  const names = new Set<string>();
  const tokens = tokenize(text);
  tokens.forEach(({ kind, text: name }, index) => {
    const isKeyword = tokens[index + 1]?.text === '=' && tokens[index + 2]?.text !== '=';
    const isAttribute = tokens[index - 1]?.text === '.';
    if (kind === 'name' && !isKeyword && !isAttribute && !BUILT_IN_VALUES.has(name)) names.add(name);
  });
  return [operator, verbatim(text), ...[...names].map((name): TypeExpression => ['typeof', `@${name}`])];
}

/** The content of a string literal, written as JSON. */
export function stringWord(literal: string): string {
  return JSON.stringify(stringContent(literal));
}

/** True if a key with the annotation may be missing, where keys `allOptional` may unless they are marked. */
export function isOptionalAnnotation(annotation: string, allOptional: boolean): boolean {
  return /\bNotRequired\[/.test(annotation) || (allOptional && !/\bRequired\[/.test(annotation));
}

/** What stands between the quotes. */
export function stringContent(literal: string): string {
  const bare = literal.replace(/^[a-z]+/i, '');
  const quotes = /^(?:"""|''')/.test(bare) ? 3 : 1;
  return bare.slice(quotes, -quotes);
}

/** Recursive descent over the tokens of one type; a method gives undefined where no type stands. */
class TypeReader {
  #at = 0;
  #isLiteral = false;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly names: PythonNames,
    private readonly depth: number,
  ) {}

  whole(): TypeExpression | undefined {
    const type = this.#union(this.depth);
    return this.#at === this.tokens.length ? type : undefined;
  }

  #union(depth: number): TypeExpression | undefined {
    const types: TypeExpression[] = [];
    do {
      const type = this.#subscripted(depth);
      if (type === undefined) return undefined;
      types.push(type);
    } while (this.#skip('|'));
    return types.length === 1 ? types[0] : union(types);
  }

  #subscripted(depth: number): TypeExpression | undefined {
    if (depth > MAX_TYPE_DEPTH) return undefined;
    let type = this.#atom(depth);
    while (type !== undefined && this.#skip('[')) {
      const outer = this.#isLiteral;
      this.#isLiteral = type === '@Literal';
      const operands = type === '@Annotated' ? this.#annotated(depth + 1) : this.#list(']', depth + 1);
      this.#isLiteral = outer;
      type = operands === undefined ? undefined : applied(type, operands);
    }
    return type;
  }

  #atom(depth: number): TypeExpression | undefined {
    const token = this.tokens[this.#at];
    this.#at += 1;
    switch (token?.kind) {
      case 'name':
        return this.#name(token.text);
      case 'number':
        return token.text;
      case 'string':
        return this.#isLiteral
          ? stringWord(token.text)
          : readPythonType(stringContent(token.text), this.names, depth + 1);
      case 'mark':
        return this.#bracket(token.text, depth);
      case 'other':
      case undefined:
        return undefined;
    }
  }

  #bracket(mark: string, depth: number): TypeExpression | undefined {
    if (mark === '...') return '...';
    if (mark !== '[' && mark !== '(') return undefined;
    const operands = this.#list(mark === '[' ? ']' : ')', depth + 1);
    if (operands === undefined) return undefined;
    const [only] = operands;
    return mark === '(' && operands.length === 1 && only !== undefined ? only : ['tuple', ...operands];
  }

  #list(close: string, depth: number): TypeExpression[] | undefined {
    const operands: TypeExpression[] = [];
    while (!this.#skip(close)) {
      const operand = this.#union(depth);
      if (operand === undefined) return undefined;
      operands.push(operand);
      if (!this.#skip(',') && this.tokens[this.#at]?.text !== close) return undefined;
    }
    return operands;
  }

  /** The type in `Annotated[type, …]`; the metadata behind it may be any expression. */
  #annotated(depth: number): TypeExpression[] | undefined {
    const type = this.#union(depth);
    for (let open = 1; open > 0; this.#at += 1) {
      const token = this.tokens[this.#at];
      if (token === undefined) return undefined;
      if (/^[[({]$/.test(token.text)) open += 1;
      else if (/^[\])}]$/.test(token.text)) open -= 1;
    }
    return type === undefined ? undefined : [type];
  }

  #name(written: string): TypeExpression {
    const parameter = this.names.parameters.indexOf(written);
    if (parameter >= 0) return `$${parameter.toString()}`;
    if (this.names.foreign.has(/^[^.]*/.exec(written)?.[0] ?? '')) return `@${written}`;
    const bare = written.replace(TYPING_MODULE, '');
    const modern = MODERN[bare] ?? bare;
    return BUILT_IN.has(modern) ? modern : `@${modern}`;
  }

  #skip(mark: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'mark' || token.text !== mark) return false;
    this.#at += 1;
    return true;
  }
}

function applied(generic: TypeExpression, operands: readonly TypeExpression[]): TypeExpression {
  const [first, second] = operands;
  if (first === undefined || typeof generic !== 'string') return ['<>', generic, ...operands];
  const name = generic.replace(/^@/, '');
  if (name === 'Optional') return union([first, 'None']);
  if (name === 'Union' || name === 'Literal') return union(operands);
  if (TRANSPARENT.has(name)) return first;
  if (name === 'Callable' && second !== undefined) {
    const parameters = typeof first !== 'string' && first[0] === 'tuple' ? first.slice(1) : [first];
    return ['=>', second, ...parameters];
  }
  return ['<>', generic, ...operands];
}
