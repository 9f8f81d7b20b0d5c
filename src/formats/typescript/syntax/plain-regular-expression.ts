/** Atoms, quantified at most once, in alternatives and groups one level deep: no more than tests usually match. */
const ATOM = String.raw`(?:[\w \-,:;'"!@#%&~=<>]|\\[.\/dswDSWbnrt()[\]{}+*?|^$\\]|\.|\[[\w .,]+\])[+*?]?`;
const SEQUENCE = String.raw`\^?(?:${ATOM})*\$?`;
const GROUP = String.raw`\((?:\?:)?${SEQUENCE}(?:\|${SEQUENCE})*\)[+*?]?`;
const PLAIN = new RegExp(
  String.raw`^\/(?:\^?(?:${ATOM}|${GROUP})+\$?)(?:\|\^?(?:${ATOM}|${GROUP})+\$?)*\/[gimsy]?[gi]?$`,
);

/** Whether a literal regular expression is one of the simple ones that the compiler surely accepts. */
export function isPlainRegularExpression(text: string): boolean {
  return text.length <= 200 && PLAIN.test(text) && !/\\b[+*?]|\/(?:gg|ii)$/.test(text);
}
