import { createRequire } from 'node:module';
import type { Grammar } from '../model/format.js';
import type { Span } from '../model/location.js';
import type { SyntaxNode } from '../model/syntax.js';

export type Binding = 'native' | 'wasm';

export interface SyntaxTree {
  readonly rootNode: SyntaxNode;
  /** Frees what the garbage collector cannot. The tree's nodes must not be used afterwards. */
  dispose(): void;
}

/** Parses one text, or the given parts of it (ascending, apart from each other) as if nothing stood between them. */
export type Parse = (text: string, parts?: readonly Span[]) => SyntaxTree;

interface NativeParser {
  setLanguage(language: unknown): void;
  parse(
    text: string,
    oldTree: undefined,
    options: { bufferSize: number; includedRanges?: Range[] },
  ): { rootNode: SyntaxNode };
}

/** What the binding adds to a grammar. */
interface NodeClasses {
  readonly nodeTypeInfo: readonly { readonly type: string; readonly named: boolean }[];
  readonly nodeSubclasses: readonly { readonly name: string; readonly prototype: object }[];
}

interface Range {
  startPosition: { row: number; column: number };
  endPosition: { row: number; column: number };
  startIndex: number;
  endIndex: number;
}

const require = createRequire(import.meta.url);
const loaded = new Map<string, Promise<Parse>>();

/**
 * The parser of a grammar: tree-sitter's native binding where it loads, else the grammar's own `.wasm` through
 * web-tree-sitter, with the same trees. `COMPLIANCE_TREE_SITTER=native|wasm` (or `binding`) insists on one.
 */
export function loadParser(grammar: Grammar, binding = requestedBinding()): Promise<Parse> {
  const key = `${grammar.name} ${binding ?? 'any'}`;
  let parse = loaded.get(key);
  if (parse === undefined) {
    parse = open(grammar, binding);
    loaded.set(key, parse);
  }
  return parse;
}

function requestedBinding(): Binding | undefined {
  const requested = process.env['COMPLIANCE_TREE_SITTER'];
  return requested === 'native' || requested === 'wasm' ? requested : undefined;
}

async function open(grammar: Grammar, binding: Binding | undefined): Promise<Parse> {
  if (binding === 'wasm') return openWasm(grammar);
  try {
    return openNative(grammar);
  } catch (error) {
    if (binding === 'native') throw error;
    return openWasm(grammar);
  }
}

/** The native binding refuses texts of 32,768 units or more unless the buffer is a little larger than the text. */
function openNative(grammar: Grammar): Parse {
  const Parser = require('tree-sitter') as new () => NativeParser;
  const module = require(grammar.package) as Record<string, unknown>;
  const parser = new Parser();
  const language = grammar.member === undefined ? module : module[grammar.member];
  parser.setLanguage(language);
  nameTypes(language);
  return (text, parts) => {
    const bufferSize = Math.max(32_768, text.length + 1024);
    const includedRanges = parts?.map(toRange);
    const tree = parser.parse(text, undefined, { bufferSize, ...(includedRanges && { includedRanges }) });
    return { rootNode: tree.rootNode, dispose: () => undefined };
  };
}

/**
 * The binding has a class of nodes for each type, but asks the tree for the type of each node. It sets the name on the
 * classes, too, in vain: the getter that they inherit cannot be assigned to.
 */
function nameTypes(language: unknown): void {
  const { nodeSubclasses: classes, nodeTypeInfo: types } = language as Partial<NodeClasses>;
  const byClass = new Map<string, string>();
  for (const { type } of (types ?? []).filter(({ named }) => named)) {
    const name = classNameOf(type);
    byClass.set(name, byClass.has(name) ? '' : type);
  }
  for (const { name, prototype } of new Set(classes)) {
    const type = byClass.get(name) ?? '';
    if (type !== '') Object.defineProperty(prototype, 'type', { value: type, configurable: true });
  }
}

/** `ImportFromStatementNode` of `import_from_statement`. */
function classNameOf(type: string): string {
  const name = type.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Node`;
}

async function openWasm(grammar: Grammar): Promise<Parse> {
  const { Parser, Language } = await import('web-tree-sitter');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve(grammar.wasm)));
  return (text, parts) => {
    const tree = parser.parse(text, null, parts === undefined ? undefined : { includedRanges: parts.map(toRange) });
    if (tree === null) throw new Error('the parser gave up');
    return {
      rootNode: tree.rootNode,
      dispose: () => {
        tree.delete();
      },
    };
  };
}

/** Rows only have to rise, and to leave room for the lines of the parts: nobody asks for them. */
function toRange({ start, end }: Span): Range {
  const position = (offset: number): Range['startPosition'] => ({ row: offset, column: 0 });
  return { startPosition: position(start), endPosition: position(end), startIndex: start, endIndex: end };
}
