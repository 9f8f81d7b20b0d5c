/** The words of a name in lower case: `dbSession`, `DB_SESSION` and `#db_session` are `db`, `session`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1 ')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/**
 * True if `name` is what `pattern` says: upper and lower case, `_` and `-` do not count, `*` stands for anything. Takes
 * linear time, whatever the pattern.
 */
export function matchesName(name: string, pattern: string): boolean {
  const text = squashed(name);
  const [first = '', ...others] = squashed(pattern).split('*');
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let rest = text.slice(first.length, text.length - last.length);
  for (const part of others) {
    const found = rest.indexOf(part);
    if (found === -1) return false;
    rest = rest.slice(found + part.length);
  }
  return true;
}

function squashed(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}
