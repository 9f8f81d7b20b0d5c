import type { Format, Grammar } from '../../model/format.js';
import { suppressionExtractor } from '../suppressions.js';
import { bindings } from './bindings.js';
import { definitions } from './definitions.js';
import { readableText } from './grammar-gaps.js';
import { imports } from './imports.js';
import { statements } from './statement-finder.js';
import { judging } from './syntax/judging.js';

const TYPESCRIPT: Grammar = {
  name: 'typescript',
  package: 'tree-sitter-typescript',
  member: 'typescript',
  wasm: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
};
const TSX: Grammar = {
  name: 'tsx',
  package: 'tree-sitter-typescript',
  member: 'tsx',
  wasm: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

/** TypeScript and JavaScript with all their extensions. */
const format: Format = {
  name: 'typescript',
  title: 'TypeScript and JavaScript',
  dialect(path) {
    if (/\.d\.(?:\w+\.)?[cm]?ts$/i.test(path)) return 'd.ts';
    return /\.[cm]?([tj]sx?)$/i.exec(path)?.[1]?.toLowerCase();
  },
  // JavaScript may hold JSX whatever its extension; only in `.ts` does `<T>x` assert a type.
  grammar: (dialect) => (dialect === 'ts' || dialect === 'd.ts' ? TYPESCRIPT : TSX),
  comments: [
    { open: '// ', close: '', gap: ' ' },
    { open: '{/* ', close: ' */}', gap: '' },
  ],
  readableText,
  statements,
  judging,
  extractors: { bindings, definitions, imports, suppressions: suppressionExtractor(['comment']) },
};

export default format;
