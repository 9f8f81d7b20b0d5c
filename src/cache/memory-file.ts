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

/** Throws what the disk throws; the file then is as it was. */
export function writeMemory(file: string, { head, tail }: Memory): void {
  const [first, second] = [Buffer.from(JSON.stringify(head)), Buffer.from(JSON.stringify(tail()))];
  const checksum = crc32(second, crc32(first, crc32(first.length.toString())));
  writeWholeFile(file, [Buffer.from(`${MAGIC} ${first.length} ${checksum}\n`), first, second]);
}
