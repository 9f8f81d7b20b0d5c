/** Units of a message that are shown. */
const MAX_LENGTH = 300;

/** A judge's words on one line, without characters that a terminal or a reader could mistake, at most 300 units. */
export function faultMessage(words: string): string {
  const line = words
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
  if (line.length <= MAX_LENGTH) return line;
  return `${line.slice(0, MAX_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
