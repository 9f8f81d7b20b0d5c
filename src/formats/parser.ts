import { createRequire } from 'node:module';
import type { Grammar } from '../model/format.js';
import type { SyntaxNode } from '../model/syntax.js';

export type Binding = 'native' | 'wasm';

export interface SyntaxTree {
  readonly rootNode: SyntaxNode;
  /** Frees what the garbage collector cannot. The tree's nodes must not be used afterwards. */
  dispose(): void;
}

/** Parses one text. */
export type Parse = (text: string) => SyntaxTree;

interface NativeParser {
  setLanguage(language: unknown): void;
  parse(text: string, oldTree: undefined, options: { bufferSize: number }): { rootNode: SyntaxNode };
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
  parser.setLanguage(grammar.member === undefined ? module : module[grammar.member]);
  return (text) => {
    const tree = parser.parse(text, undefined, { bufferSize: Math.max(32_768, text.length + 1024) });
    return { rootNode: tree.rootNode, dispose: () => undefined };
  };
}

async function openWasm(grammar: Grammar): Promise<Parse> {
  const { Parser, Language } = await import('web-tree-sitter');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve(grammar.wasm)));
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('the parser gave up');
    return {
      rootNode: tree.rootNode,
      dispose: () => {
        tree.delete();
      },
    };
  };
}
