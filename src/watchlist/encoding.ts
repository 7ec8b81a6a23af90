/**
 * Which encoding a file is in, and its bytes as UTF-8. A byte order mark and an XML declaration are believed; nothing
 * is guessed: Latin-1 cannot be told from other encodings of one byte, so it is taken only where someone says so.
 */
import { PosternError } from '../contract/errors.ts';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** Names in XML declarations and of people. Windows-1252 is Latin-1 with letters where that has control characters. */
const names: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'windows-1252',
  'latin-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
};
const DECLARED = /^<\?xml[^>]{0,200}\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;
/** No UTF-8 has this byte: rows that hold it are refused where rows are read. */
const NO_CHARACTER = Uint8Array.of(0xff);

/** @throws PosternError REQUEST_INVALID where nothing here is called so */
export function encodingNamed(name: string): Encoding {
  const found = names[name.toLowerCase()];
  if (found !== undefined) return found;
  throw new PosternError('REQUEST_INVALID', `expected an encoding of ${encodings.join(', ')}, latin1, got "${name}"`);
}

/**
 * @param head the first bytes of the file
 * @throws PosternError FORMAT_UNSUPPORTED naming the encoding where it is none of those here
 */
export function encodingOf(name: string, head: Uint8Array): Encoding {
  const refuse = (got: string): PosternError =>
    new PosternError('FORMAT_UNSUPPORTED', `${name}: expected UTF-8, UTF-16 or Latin-1, got ${got}`);
  const [a, b, c, d] = head;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw refuse('UTF-32; convert it first');
  }
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const [odd, even] = [1, 0].map((parity) => head.filter((byte, i) => byte === 0 && i % 2 === parity).length);
  if (Math.max(odd, even) > head.length / 4 && Math.min(odd, even) < head.length / 16) {
    throw refuse(`text of UTF-16 without a byte order mark; say --encoding utf-16${odd > even ? 'le' : 'be'}`);
  }
  const [, declared] = DECLARED.exec(Buffer.from(head.subarray(0, 256)).toString('latin1')) ?? [];
  if (declared === undefined || /^utf-16$/i.test(declared)) return 'utf-8';
  const known = names[declared.toLowerCase()];
  if (known === undefined) throw refuse(`an XML file in ${declared}; convert it first`);
  return known;
}

/** The same text in UTF-8. What is no character becomes a byte that UTF-8 does not have. */
export function asUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncIterable<Uint8Array> {
  if (encoding === 'utf-8') return chunks;
  return encoding === 'windows-1252' ? fromOneByte(chunks) : fromUtf16(chunks, encoding === 'utf-16be');
}

async function* fromOneByte(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('windows-1252');
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
}

async function* fromUtf16(chunks: AsyncIterable<Uint8Array>, isBigEndian: boolean): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  let isFirst = true;
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    let end = bytes.length - (bytes.length % 2);
    // the first half of a pair waits for the second
    const last = end < 2 ? 0 : isBigEndian ? bytes[end - 2] : bytes[end - 1];
    if (last >= 0xd8 && last <= 0xdb) end -= 2;
    rest = Buffer.from(bytes.subarray(end));
    const whole = bytes.subarray(0, end);
    const text = (isBigEndian ? whole.swap16() : whole).toString('utf16le');
    yield wellFormed(isFirst ? text.replace(/^\ufeff/, '') : text);
    if (text !== '') isFirst = false;
  }
  if (rest.length > 0) yield NO_CHARACTER;
}

/** Halves of pairs that stand alone are no characters. */
function wellFormed(text: string): Uint8Array {
  const parts = text.split(/\p{Surrogate}/u);
  if (parts.length === 1) return Buffer.from(text);
  return Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [Buffer.from(part)] : [NO_CHARACTER, Buffer.from(part)])));
}
