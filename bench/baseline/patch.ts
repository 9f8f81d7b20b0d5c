/** What a commit did to one file. */
export interface FileChange {
  /** The file before; null for a new one. */
  readonly former: string | null;
  readonly hunks: readonly Hunk[];
}

export interface Hunk {
  /** 1-based; of an empty side, the line behind which it would be. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export interface Change {
  /** By path after the commit. */
  readonly files: ReadonlyMap<string, FileChange>;
  /** Files that are gone, with their lines; not those that were renamed. */
  readonly deleted: ReadonlyMap<string, FileChange>;
}

/** Reads what `git diff -U0 -M` printed. */
export function readPatch(text: string): Change {
  const files = new Map<string, FileChange>();
  const deleted = new Map<string, FileChange>();
  const lines = text.split('\n');
  for (let at = 0; at < lines.length;) {
    if (lines[at]?.startsWith('diff --git ') !== true) {
      at += 1;
      continue;
    }
    const file = readFile(lines, at);
    at = file.end;
    if (file.after !== null) files.set(file.after, { former: file.before, hunks: file.hunks });
    else if (file.before !== null) deleted.set(file.before, { former: file.before, hunks: file.hunks });
  }
  return { files, deleted };
}

interface ReadFile {
  readonly before: string | null;
  readonly after: string | null;
  readonly hunks: readonly Hunk[];
  readonly end: number;
}

function readFile(lines: readonly string[], start: number): ReadFile {
  const same = /^diff --git a\/(.*) b\/\1$/.exec(lines[start] ?? '')?.[1] ?? null;
  let before: string | null = same;
  let after: string | null = same;
  const hunks: Hunk[] = [];
  let at = start + 1;
  while (at < lines.length && lines[at]?.startsWith('diff --git ') === false) {
    const line = lines[at] ?? '';
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (header !== null) {
      const hunk = readHunk(lines, at + 1, header);
      hunks.push(hunk.hunk);
      at = hunk.end;
      continue;
    }
    if (line.startsWith('new file mode')) before = null;
    if (line.startsWith('deleted file mode')) after = null;
    before = /^rename from (.*)$/.exec(line)?.[1] ?? before;
    after = /^rename to (.*)$/.exec(line)?.[1] ?? after;
    at += 1;
  }
  return { before, after, hunks, end: at };
}

function readHunk(lines: readonly string[], start: number, header: RegExpExecArray): { hunk: Hunk; end: number } {
  const [, oldStart, oldCount = '1', newStart, newCount = '1'] = header;
  const removed: string[] = [];
  const added: string[] = [];
  let at = start;
  while (removed.length < Number(oldCount) || added.length < Number(newCount)) {
    const line = lines[at] ?? '';
    if (at >= lines.length) throw new Error('the patch ends within a hunk');
    if (line.startsWith('-')) removed.push(line.slice(1));
    else if (line.startsWith('+')) added.push(line.slice(1));
    at += 1;
  }
  return { hunk: { oldStart: Number(oldStart), newStart: Number(newStart), removed, added }, end: at };
}

/** Where a line was before the change; undefined for an added one. */
export function formerLine({ former, hunks }: FileChange, line: number): number | undefined {
  if (former === null) return undefined;
  let shift = 0;
  for (const { newStart, added, removed } of hunks) {
    const first = added.length === 0 ? newStart + 1 : newStart;
    if (line < first) break;
    if (line < first + added.length) return undefined;
    shift += removed.length - added.length;
  }
  return line + shift;
}
