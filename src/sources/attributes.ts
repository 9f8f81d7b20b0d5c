import ignore, { type Ignore } from 'ignore';

interface AttributeLine {
  readonly matcher: Ignore;
  readonly folder: string;
  /** Attribute → set or unset. */
  readonly values: ReadonlyMap<string, boolean>;
}

/** Attributes by which git keeps another content than that of the work tree. */
const CONVERSIONS: readonly string[] = ['filter', 'ident', 'working-tree-encoding'];

/** True of a file whose content git converts: its name for the content is not that of the file as it lies there. */
export function isConverted(attributes: ReadonlySet<string> | undefined): boolean {
  return attributes !== undefined && CONVERSIONS.some((name) => attributes.has(name));
}

/** True if an attribute file gives conversions a name of its own (`[attr]secret filter=git-crypt`), which is not followed. */
export function definesConversion(text: string): boolean {
  return /^\s*\[attr\].*\b(?:filter|ident|working-tree-encoding)\b/m.test(text);
}

/**
 * The attributes of `.gitattributes` that say what a file is (`linguist-generated`, `linguist-vendored`), and those by
 * which git converts it. `files` are the attribute files by folder; a deeper one and a later line win.
 */
export function readAttributes(files: ReadonlyMap<string, string>): (path: string) => ReadonlySet<string> | undefined {
  const lines = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([folder, text]) => readLines(folder, text));
  if (lines.length === 0) return () => undefined;
  return (path) => {
    const attributes = new Set<string>();
    for (const line of lines) {
      if (!isMatched(line, path)) continue;
      for (const [name, isSet] of line.values) {
        if (isSet) attributes.add(name);
        else attributes.delete(name);
      }
    }
    return attributes.size === 0 ? undefined : attributes;
  };
}

function readLines(folder: string, text: string): AttributeLine[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, quoted, bare, rest = ''] = /^\s*(?:"((?:\\.|[^"\\])*)"|([^\s#"]\S*))\s+(.*)$/.exec(line) ?? [];
    const pattern = quoted ?? bare;
    if (pattern === undefined || pattern.startsWith('!')) return [];
    const values = new Map(rest.split(/\s+/).flatMap(readValue));
    return values.size === 0 ? [] : [{ folder, values, matcher: ignore({ ignorecase: false }).add(pattern) }];
  });
}

function readValue(text: string): [string, boolean][] {
  const [, sign, name, value] =
    /^([-!]?)(linguist-[\w-]+|filter|ident|working-tree-encoding)(?:=(\S+))?$/.exec(text) ?? [];
  return name === undefined ? [] : [[name, sign === '' && value !== 'false']];
}

function isMatched({ folder, matcher }: AttributeLine, path: string): boolean {
  if (folder === '') return matcher.ignores(path);
  return path.startsWith(`${folder}/`) && matcher.ignores(path.slice(folder.length + 1));
}
