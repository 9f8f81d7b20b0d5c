import type { ParsedFile } from 'compliance-linter';

const HOST = String.raw`(?:localhost|127\.0\.0\.1|\[?::1\]?)`;
/** A literal of a local host, a collection that begins with one of two literals, or a constant for local hosts. */
const LITERAL = String.raw`[rfb]?["'](?:https?:\/\/)?${HOST}`;
const COLLECTION = String.raw`[([{]\s{0,20}(?:["'][^"'\n]{0,60}["'],\s{0,20}){0,3}${LITERAL}`;
const CONSTANT = String.raw`(?:[a-zA-Z_]\w{0,40}\.)?\w{0,30}(?:LOCAL|LOOPBACK|SAME_DOMAIN)\w{0,30}`;
/** What may stand between a name and the operator: `.hostname`, `.lower()`, the end of a lookup. */
const REST = String.raw`["'\])]{0,3}(?:\.\w{1,30}(?:\(\))?){0,3}[)\s]{1,5}`;

const ASKED = new WeakMap<ParsedFile, Map<string, boolean>>();

/**
 * True if the file itself treats a local host as a mark in what has this name: compares it, looks for it in a list, or
 * puts another in its place (`if host == "localhost"`, `url.hostname in LOCAL_HOSTS`, `url.replace("localhost", …)`).
 */
export function isMarker(file: ParsedFile, dotted: string): boolean {
  const name = /(\w{1,80})$/.exec(dotted)?.[1];
  if (name === undefined) return false;
  const known = ASKED.get(file) ?? new Map<string, boolean>();
  ASKED.set(file, known);
  const answer = known.get(name) ?? comparisonsOf(name).some((pattern) => pattern.test(file.text));
  known.set(name, answer);
  return answer;
}

function comparisonsOf(name: string): readonly RegExp[] {
  const asked = String.raw`(?<!\bfor )\b${name}`;
  return [
    new RegExp(String.raw`${asked}${REST}(?:==|!=|is|in|not in)\s{1,3}(?:${LITERAL}|${COLLECTION}|${CONSTANT})`),
    new RegExp(String.raw`${LITERAL}[^"'\n]{0,20}["']\s{1,3}(?:==|!=|in|not in)\s{1,3}(?:\w{1,40}\.){0,3}${name}\b`),
    new RegExp(String.raw`\b${name}(?:\.\w{1,30}\(\))?\.(?:startswith|replace|find|count)\(\s{0,20}(?:${LITERAL}|\()`),
  ];
}

/**
 * True if a class puts another URL in place of its field where the surroundings tell one
 * (`self.api_url = f"https://{domain}"`): the local host is what it recognises its own default by.
 */
export function isReplaced(file: ParsedFile, field: string): boolean {
  if (!/^\w+$/.test(field)) return false;
  const assigned = new RegExp(
    String.raw`\bself\.${field}\s{0,3}=\s{0,3}\(?\s{0,40}[rf]?["']https?:\/\/(?!(?:localhost|127\.0\.0\.1))`,
  );
  return assigned.test(file.text);
}
