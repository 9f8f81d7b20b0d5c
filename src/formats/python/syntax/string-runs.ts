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

/** UTF-16 units from which on the density of a text is looked at: below, no text takes ruff long. */
const LONG = 100_000;
/** The share of punctuation, white space left out, from which on nobody wrote a long text: lists of numbers have half. */
const DENSE = 0.7;

/** Whether a long text is mostly punctuation: ruff reports each misplaced mark, and needs a kilobyte for it. */
export function isMostlyPunctuation(text: string): boolean {
  if (text.length < LONG) return false;
  let [marks, others] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isMark =
      (unit > 32 && unit < 48) || (unit > 57 && unit < 65) || (unit > 90 && unit < 97) || (unit > 122 && unit < 127);
    const isQuote = unit === 34 || unit === 39;
    if (isMark && !isQuote) marks += 1;
    else if (unit > 32) others += 1;
  }
  return marks > DENSE * (marks + others);
}
