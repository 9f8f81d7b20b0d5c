import { lineEndOf } from './text-edits.js';

/** What a fix writes into a file, in the file's own line ends; import statements of ECMAScript in its quotes and ends. */
export function inLayoutOf(file: { readonly path: string; readonly text: string }, written: string): string {
  const styled = /\.[cm]?[jt]sx?$/.test(file.path) ? styledImports(file.text, written) : written;
  return styled.replace(/\r\n?|\n/g, lineEndOf(file.text));
}

/** `import … from 'x';` or `export … from 'x';` alone on its line, up to the quote. */
const STATEMENT = /^((?:import|export)\b[^'"`;\n]*)(["'])([^'"\n]*)\2(;?)[ \t]*$/gm;
/** Likewise, or the last line of one over several lines. */
const WRITTEN = /^(?:(?:import|export)\b|[ \t]*\})[^'"`;\n]*(["'])[^'"\n]*\1(;?)[ \t]*\r?$/gm;
/** The last unit of a statement on one line, of a kind that ends by a semicolon where such are written. */
const STATEMENT_END = /^[ \t]*(?:export[ \t]+)?(?:const|let|var|return|throw|type)\b.*[\w)\]'"`](;?)[ \t]*\r?$/gm;
/** A local list of exports. */
const EXPORTS = /^(export\b[^'"`;=\n]*\})(;?)[ \t]*$/gm;

function styledImports(text: string, written: string): string {
  const { quote, end } = styleOf(text);
  return written
    .replace(STATEMENT, (_, head: string, own: string, specifier: string, ownEnd: string) => {
      const mark = quote ?? own;
      return `${head}${mark}${specifier}${mark}${end ?? ownEnd}`;
    })
    .replace(EXPORTS, (_, head: string, ownEnd: string) => `${head}${end ?? ownEnd}`);
}

/** How most imports of a file are written; without any, most strings and plain statements. */
function styleOf(text: string): { readonly quote?: string; readonly end?: string } {
  const imports = [...text.matchAll(WRITTEN)];
  if (imports.length > 0) {
    return { quote: mostOf(imports.map(([, quote = '']) => quote)), end: mostOf(imports.map(([, , end = '']) => end)) };
  }
  const quotes = [...text.matchAll(/(["'])(?:[^"'\\\n]|\\.)*\1/g)].map(([, quote = '']) => quote);
  const ends = [...text.matchAll(STATEMENT_END)].map(([, end = '']) => end);
  return {
    ...(quotes.length > 0 ? { quote: mostOf(quotes) } : {}),
    ...(ends.length > 0 ? { end: mostOf(ends) } : {}),
  };
}

/** The first of those that come most often. */
function mostOf(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}
