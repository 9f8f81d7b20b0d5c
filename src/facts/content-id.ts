import { createHash } from 'node:crypto';

/** Git's name of a content, in hexadecimal: the SHA-1 of `blob <bytes>\0` and the content. */
export function contentId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
