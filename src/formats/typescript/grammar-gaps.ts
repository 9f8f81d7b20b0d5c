const TYPE_ARGUMENT = /(<\s*\(?\s*)typeof(?=\s+import\s*\(\s*(["'])[^"'\n]{0,500}\2\s*\)[^<>;={}(]{0,200}>\s*\()/g;

/**
 * The text as the grammar can read it, of the same length: it takes the type arguments of
 * `importOriginal<typeof import('./api')>()` for comparisons, unless a union stands there.
 */
export function readableText(text: string): string {
  return text.includes('typeof') ? text.replace(TYPE_ARGUMENT, '$1|     ') : text;
}
