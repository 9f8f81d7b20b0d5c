import { isUtf8 } from 'node:buffer';

/** The text of a file that can be written back without touching what is not edited. */
export interface EditableText {
  /** Without its BOM. Bytes of an encoding other than Unicode's stand as one unit each. */
  readonly text: string;
  /** The bytes of an edited text; undefined where the file's encoding may not have what was `added`. */
  encode(text: string, added: string): Buffer | undefined;
}

const BOM = '\ufeff';

/** UTF-8, UTF-16 with a BOM, or any encoding that extends ASCII. Undefined where the bytes cannot be had back. */
export function openText(bytes: Buffer): EditableText | undefined {
  const { decode, encode, isUnicode } = codecOf(bytes);
  const whole = decode(bytes);
  if (!encode(whole).equals(bytes)) return undefined;
  const mark = whole.startsWith(BOM) ? BOM : '';
  return {
    text: whole.slice(mark.length),
    encode: (text, added) => (isUnicode || isPlain(added) ? encode(`${mark}${text}`) : undefined),
  };
}

interface Codec {
  readonly decode: (bytes: Buffer) => string;
  readonly encode: (text: string) => Buffer;
  readonly isUnicode: boolean;
}

function codecOf(bytes: Buffer): Codec {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return {
      decode: (from) => from.toString('utf16le'),
      encode: (text) => Buffer.from(text, 'utf16le'),
      isUnicode: true,
    };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return {
      decode: (from) => swapped(from).toString('utf16le'),
      encode: (text) => swapped(Buffer.from(text, 'utf16le')),
      isUnicode: true,
    };
  const name = isUtf8(bytes) ? 'utf8' : 'latin1';
  return {
    decode: (from) => from.toString(name),
    encode: (text) => Buffer.from(text, name),
    isUnicode: name === 'utf8',
  };
}

/** An odd byte at the end is lost, and missed when the bytes are had back. */
function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e\r\n\t]*$/.test(text);
}
