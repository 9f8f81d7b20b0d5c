import type { Format, Grammar } from '../../model/format.js';
import { suppressionExtractor } from '../suppressions.js';
import { bindings } from './bindings.js';
import { definitions } from './definitions.js';
import { imports } from './imports.js';
import { statements } from './statement-finder.js';
import { judging } from './syntax/judging.js';

const PYTHON: Grammar = {
  name: 'python',
  package: 'tree-sitter-python',
  wasm: 'tree-sitter-python/tree-sitter-python.wasm',
};

/** Python source and stub files. */
const format: Format = {
  name: 'python',
  title: 'Python',
  dialect: (path) => /\.(py|pyi|pyw)$/i.exec(path)?.[1]?.toLowerCase().replace('pyw', 'py'),
  grammar: () => PYTHON,
  comments: [{ open: '# ', close: '', gap: '  ' }],
  statements,
  declaredEncoding,
  judging,
  extractors: { bindings, definitions, imports, suppressions: suppressionExtractor(['comment']) },
};

/** PEP 263: a comment on the first or second line; the name as the WHATWG Encoding Standard spells it. */
function declaredEncoding(head: string): string | undefined {
  const name = /^(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)/
    .exec(head)?.[1]
    ?.toLowerCase()
    .replace(/_/g, '-');
  return name === undefined ? undefined : (ENCODING_NAMES[name] ?? name);
}

const ENCODING_NAMES: Readonly<Record<string, string>> = {
  'latin-1': 'latin1',
  'iso-latin-1': 'latin1',
  'latin-9': 'iso-8859-15',
  cp932: 'shift_jis',
  'shift-jis': 'shift_jis',
  'utf-8-sig': 'utf-8',
};

export default format;
