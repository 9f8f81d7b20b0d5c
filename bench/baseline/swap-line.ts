import type { Words } from '../accuracy/plants/words.js';

type Swap = readonly [shape: RegExp, put: (found: readonly string[], words: Words) => string];

/** Lines with a breach, and the same breach of another thing. */
const SWAPS: readonly Swap[] = [
  [
    /^(\s*from\s+\.+)[\w.]*(\s+import\s+)[\w, ]+(\r?)$/,
    ([, from, keyword, end], { noun, first }) =>
      `${from ?? ''}${noun.snake}_${first.snake}${keyword ?? ''}${first.pascal}${end ?? ''}`,
  ],
  [
    /^(.*\bfrom\s*['"]\.{1,2}\/(?:[^'"]*\/)?)[^'"/]+(['"].*)$/s,
    ([, start, end], { first }) => `${start ?? ''}${first.kebab}${end ?? ''}`,
  ],
  [
    /^(.*\bpatch\(\s*['"][\w.]+\.)\w+(['"].*)$/s,
    ([, start, end], { first }) => `${start ?? ''}${first.snake}${end ?? ''}`,
  ],
  [
    /^(\s*)\w+(\s*=\s*(?:\w+\.)*(?:Magic|Async)?Mock\(.*)$/s,
    ([, start, end], { first }) => `${start ?? ''}${first.snake}${end ?? ''}`,
  ],
  [
    /^(\s*(?:const|let)\s+)\w+(\s*=\s*(?:vi|jest)\.\w+.*)$/s,
    ([, start, end], { first }) => `${start ?? ''}${first.camel}${end ?? ''}`,
  ],
  [
    /^(\s*(?:vi|jest)\.(?:do)?[mM]ock\(\s*['"](?:[^'"]*\/)?)[^'"/]+(['"].*)$/s,
    ([, start, end], { first }) => `${start ?? ''}${first.kebab}${end ?? ''}`,
  ],
];

/** The line with another breach of the same kind in it; undefined where it is of no known shape. */
export function swapLine(line: string, words: Words): readonly string[] | undefined {
  for (const [shape, put] of SWAPS) {
    const found = shape.exec(line);
    if (found !== null) return [put(found, words)];
  }
  return undefined;
}
