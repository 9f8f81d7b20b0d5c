import { crc32 } from 'node:zlib';
import { readRegularFile } from './regular-file.js';
import { writeWholeFile } from './whole-file.js';

/** Two pieces of plain data; the second is decoded only when it is asked for. */
export interface Memory {
  readonly head: unknown;
  /** Throws if it is damaged. */
  readonly tail: () => unknown;
}

const MAGIC = 'CLMEMO1';
const LONGEST_TITLE = 200;

/** What a file remembers; undefined where there is none, `damaged` where its checksum is wrong. */
export function readMemory(file: string): Memory | 'damaged' | undefined {
  let bytes: Buffer;
  try {
    bytes = readRegularFile(file);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === undefined ? 'damaged' : undefined;
  }
  const titleEnd = bytes.subarray(0, LONGEST_TITLE).indexOf('\n');
  const title = bytes.toString('latin1', 0, Math.max(titleEnd, 0));
  const [, length, checksum] = /^CLMEMO1 (\d+) (\d+)$/.exec(title) ?? [];
  if (length === undefined || checksum === undefined) return 'damaged';
  if (crc32(bytes.subarray(titleEnd + 1), crc32(length)) !== Number(checksum)) return 'damaged';
  const headEnd = titleEnd + 1 + Number(length);
  return {
    head: JSON.parse(bytes.toString('utf8', titleEnd + 1, headEnd)) as unknown,
    tail: () => JSON.parse(bytes.toString('utf8', headEnd)) as unknown,
  };
}

/** A memory as the pieces of its file: what it was made of need not be held. */
export function encodeMemory({ head, tail }: Memory): readonly Buffer[] {
  const [first, second] = [encoded(head), encoded(tail())];
  const length = first.reduce((sum, piece) => sum + piece.length, 0);
  const checksum = [...first, ...second].reduce((sum, piece) => crc32(piece, sum), crc32(length.toString()));
  return [Buffer.from(`${MAGIC} ${length} ${checksum}\n`), ...first, ...second];
}

/** Throws what the disk throws; the file then is as it was. */
export function writeMemory(file: string, pieces: readonly Buffer[]): void {
  writeWholeFile(file, pieces);
}

/** UTF-16 units of a piece, or a little more. */
const PIECE = 1_000_000;

function encoded(value: unknown): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let text = '';
  for (const part of jsonParts(value, DEEPEST)) {
    text += part;
    if (text.length < PIECE) continue;
    pieces.push(Buffer.from(text));
    text = '';
  }
  return [...pieces, Buffer.from(text)];
}

/** Levels down to which lists and objects are taken apart, and entries of a list that are taken at once. */
const DEEPEST = 3;
const BATCH = 500;

/** What `JSON.stringify` gives, in parts: as one text it could be larger than all that it tells of. */
function* jsonParts(value: unknown, depth: number): Iterable<string> {
  if (depth === 0 || typeof value !== 'object' || value === null) yield JSON.stringify(value);
  else if (Array.isArray(value)) {
    yield '[';
    for (let start = 0; start < value.length; start += BATCH)
      yield `${start === 0 ? '' : ','}${JSON.stringify(value.slice(start, start + BATCH)).slice(1, -1)}`;
    yield ']';
  } else {
    let separator = '{';
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      yield `${separator}${JSON.stringify(name)}:`;
      yield* jsonParts(member, depth - 1);
      separator = ',';
    }
    yield separator === '{' ? '{}' : '}';
  }
}
