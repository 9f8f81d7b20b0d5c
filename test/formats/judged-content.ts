import type { JudgedContent } from '../../src/model/syntax-verdict.js';

/** A content of a Python file, from its text or its bytes. */
export function pythonContent(source: string | Buffer): JudgedContent {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  return { bytes, text: bytes.toString('utf8').replace(/^\ufeff/, ''), dialect: 'py' };
}
