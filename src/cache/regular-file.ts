import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Windows has no such flag. */
const { O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

/** Opens a file for reading, and nothing else: a pipe in its place would be waited for. Throws what the disk throws. */
export function openRegularFile(path: string): number {
  const handle = openSync(path, constants.O_RDONLY | O_NONBLOCK);
  if (fstatSync(handle).isFile()) return handle;
  closeSync(handle);
  throw new Error(`${path} is not a regular file`);
}

/** Fewer bytes where the file ends before. */
export function readAt(handle: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let read = 0;
  while (read < length) {
    const count = readSync(handle, bytes, read, length - read, start + read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}

/** All of a regular file. Throws what the disk throws. */
export function readRegularFile(path: string): Buffer {
  const handle = openRegularFile(path);
  try {
    return readAt(handle, 0, fstatSync(handle).size);
  } finally {
    closeSync(handle);
  }
}
