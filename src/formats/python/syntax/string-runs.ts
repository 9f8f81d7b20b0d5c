/** Strings in a row from which on ruff takes seconds: its time grows with the square of their number. */
const MAX_STRINGS = 50_000;

const STRING_OR_OTHER = /"[^"\\\n]*"|'[^'\\\n]*'|[^\s"']+/g;

/** Whether so many strings follow each other without anything between them that no person wrote them. */
export function hasEndlessStrings(text: string): boolean {
  if (quotesIn(text) < 2 * MAX_STRINGS) return false;
  let run = 0;
  for (const [word] of text.matchAll(STRING_OR_OTHER)) {
    run = word.startsWith('"') || word.startsWith("'") ? run + 1 : 0;
    if (run > MAX_STRINGS) return true;
  }
  return false;
}

function quotesIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 34 || unit === 39) count += 1;
  }
  return count;
}
