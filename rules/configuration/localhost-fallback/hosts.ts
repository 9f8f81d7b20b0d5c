/** Stands in a text for an interpolation. */
export const HOLE = '\u0000';

// Other addresses of 127.0.0.0/8 are chosen on purpose: the resolvers of Docker (127.0.0.11) and systemd (127.0.0.53).
const LOCAL = String.raw`(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])`;
// Port 0 lets the system choose one: only who listens does that.
const PORT = String.raw`(?::(?!0(?!\d))(?:\d+|\u0000))?`;
const END = String.raw`(?=$|[\/?#\\\u0000]|[,;]\S)`;
const LOCATOR = new RegExp(
  String.raw`^(?!file:)(?:[a-z\u0000][\w+.\u0000-]{0,30}:){0,2}\/\/(?:[^\s\/?#@]{0,200}@)?(${LOCAL})${PORT}${END}`,
  'i',
);
/** Without a scheme, what stands before `@` is a mailbox unless it has a password (`guest:guest@localhost`). */
const ADDRESS = new RegExp(String.raw`^(?:[^\s\/?#@:]{1,200}:[^\s\/?#@:]{0,200}@)?(${LOCAL})${PORT}${END}`, 'i');
/** The connection strings of libpq and ODBC. */
const KEYWORD = new RegExp(
  String.raw`(?:^|[\s;])(?:host|hostaddr|server|data source)\s{0,9}=\s{0,9}(?:tcp:)?(${LOCAL})${PORT}(?=$|[\s,;\\])`,
  'i',
);
/** Several local hosts, or a local host among others without a port: a list of names, not a place to connect to. */
const LIST = new RegExp(String.raw`^${LOCAL},|,${LOCAL}(?:,|$)`, 'i');

/**
 * The local host that a literal connects to, alone (`localhost:6379`), in a URL or in a connection string; undefined for
 * anything else: prose, patterns, lists of hosts, mail addresses.
 */
export function localHostOf(text: string): string | undefined {
  if (text === '::1') return text;
  if (/\s/.test(text)) return KEYWORD.exec(text)?.[1];
  return LIST.test(text) ? undefined : (LOCATOR.exec(text) ?? ADDRESS.exec(text) ?? KEYWORD.exec(text))?.[1];
}

/** True if the literal is a URL or a connection string, which nobody binds to or allows by. */
export function isAddressed(text: string): boolean {
  return LOCATOR.test(text) || KEYWORD.test(text);
}
