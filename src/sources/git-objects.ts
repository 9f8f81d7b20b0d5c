import { askGitNow, streamGit, type Repository } from './git.js';

/** The names of the content that has no bytes. */
export const EMPTY_CONTENTS: ReadonlySet<string> = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/** Reads contents by their names in git: those of blobs, or expressions such as `:path`. */
export interface ObjectReader {
  /** Loads contents in bulk. Of those larger than `limit` bytes only the size is kept. */
  load(names: Iterable<string>, limit: number): Promise<void>;
  /**
   * The content, which is then no longer kept. One of more than `limit` bytes is given as that many zeros and one more:
   * enough to know that it is too large. Throws an Error that says what is missing.
   */
  take(name: string, limit: number): Buffer;
  /** The text of a small content, which is kept; undefined where there is none, or it is no small one. */
  text(name: string): string | undefined;
  /** The sizes of those that are there, in bytes. */
  sizes(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** Bytes that are loaded in advance; the rest is read when it is asked for. */
const MOST_LOADED = 256_000_000;
/** Contents that a partial clone lacks, and that git ends over, before no more is asked. */
const MOST_FAULTS = 500;
/** Bytes up to which a content has a text. */
export const LONGEST_TEXT = 10_000_000;
const BATCH = ['cat-file', '--batch'] as const;
const SIZES = ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'] as const;

export function objectReader(repository: Repository): ObjectReader {
  const loaded = new Map<string, Buffer | 'large' | 'missing'>();
  const texts = new Map<string, string | undefined>();
  let total = 0;

  function keep(name: string, content: Buffer | 'large' | 'missing'): void {
    loaded.set(name, content);
    if (typeof content === 'object') total += content.length;
  }

  /** One content, while everything else waits: its size first, since it may be huge. */
  function readNow(name: string, limit: number): Buffer | 'large' | 'missing' {
    if (name.includes('\n')) return 'missing';
    try {
      const said = askGitNow(repository, SIZES, `${name}\n`).toString();
      const size = /^[0-9a-f]+ blob (\d+)\n$/.exec(said)?.[1];
      if (size === undefined) return 'missing';
      if (Number(size) > limit) return 'large';
      const bytes = askGitNow(repository, BATCH, `${name}\n`);
      const start = bytes.indexOf(0x0a) + 1;
      return bytes.subarray(start, start + Number(size));
    } catch {
      return 'missing';
    }
  }

  return {
    async load(names, limit) {
      const wanted = [...new Set(names)].filter(
        (name) => !loaded.has(name) && !texts.has(name) && !name.includes('\n'),
      );
      if (wanted.length === 0) return;
      const room = MOST_LOADED - total;
      let taken = 0;
      let done = 0;
      const onContent: OnContent = (name, content, size) => {
        taken += size;
        done += 1;
        if (content === 'missing' || content === 'large' || taken <= room) keep(name, content);
      };
      for (let faults = 0; done < wanted.length; faults += 1) {
        const left = wanted.slice(done);
        try {
          await streamGit(repository, BATCH, {
            input: `${left.join('\n')}\n`,
            onOutput: batchParser(left, onContent, limit),
          });
          return;
        } catch (error) {
          // In a partial clone git ends where it would have to fetch: what follows may be there.
          const [name] = wanted.slice(done);
          if (name === undefined || faults > MOST_FAULTS) throw error;
          keep(name, 'missing');
          done += 1;
        }
      }
    },
    take(name, limit) {
      const known = loaded.get(name);
      const content = known ?? readNow(name, limit);
      if (typeof content === 'object') {
        if (known !== undefined) total -= content.length;
        loaded.delete(name);
        return content;
      }
      if (content === 'large') return Buffer.alloc(limit + 1);
      throw new Error(
        `git has no content ${name} here: this clone lacks objects. Fetch them (\`git fetch --refetch\` in a partial clone, \`git fetch --unshallow\` in a shallow one)`,
      );
    },
    text(name) {
      if (texts.has(name)) return texts.get(name);
      const known = loaded.get(name) ?? readNow(name, LONGEST_TEXT);
      const text = typeof known === 'object' ? known.toString('utf8') : undefined;
      texts.set(name, text);
      return text;
    },
    async sizes(names) {
      const sizes = new Map<string, number>();
      if (names.length === 0) return sizes;
      const chunks: Buffer[] = [];
      const onOutput = (bytes: Buffer): number => chunks.push(bytes);
      await streamGit(repository, SIZES, { input: `${names.join('\n')}\n`, onOutput });
      for (const [index, line] of Buffer.concat(chunks).toString().split('\n').entries()) {
        const size = / blob (\d+)$/.exec(line)?.[1];
        const name = names[index];
        if (size !== undefined && name !== undefined) sizes.set(name, Number(size));
      }
      return sizes;
    },
  };
}

type OnContent = (name: string, content: Buffer | 'large' | 'missing', size: number) => void;

/** Reads what `cat-file --batch` prints: for each name a line with type and size, the content, a line end. */
function batchParser(names: readonly string[], onContent: OnContent, limit: number): (bytes: Buffer) => void {
  let next = 0;
  let rest: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  /** Bytes of the present content, with its line end, that are still to come; 0 between contents. */
  let missing = 0;
  let size = 0;
  let isKept = false;

  function header(line: string): void {
    const name = names[next] ?? '';
    const found = /^[0-9a-f]+ (\w+) (\d+)$/.exec(line);
    if (found === null) {
      onContent(name, 'missing', 0);
      next += 1;
      return;
    }
    size = Number(found[2]);
    missing = size + 1;
    isKept = size <= limit && found[1] === 'blob';
    parts = [];
  }

  function content(bytes: Buffer): Buffer {
    const part = bytes.subarray(0, missing);
    if (isKept) parts.push(part);
    missing -= part.length;
    if (missing === 0) {
      // A copy: the chunk that it came in holds others too.
      const whole = isKept ? Buffer.from(Buffer.concat(parts).subarray(0, size)) : undefined;
      onContent(names[next] ?? '', whole ?? 'large', isKept ? size : 0);
      next += 1;
      parts = [];
    }
    return bytes.subarray(part.length);
  }

  return (bytes) => {
    let left = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    rest = Buffer.alloc(0);
    while (left.length > 0) {
      if (missing > 0) {
        left = content(left);
        continue;
      }
      const end = left.indexOf(0x0a);
      if (end < 0) {
        rest = left;
        return;
      }
      header(left.toString('utf8', 0, end));
      left = left.subarray(end + 1);
    }
  };
}
