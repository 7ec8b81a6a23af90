/** JSON as bytes, with the words of a vocabulary as numbers and all other texts in UTF-16. */
import type { Json } from './encodeExpression.ts';

const NULL = 0;
const FALSE = 1;
const TRUE = 2;
const NUMBER = 3;
const WORD = 4;
const TEXT = 5;
const LIST = 6;
const OBJECT = 7;
/** Deeper than any condition in its list of rules. */
const MAX_DEPTH = 1000;

export function writeNumbered(value: Json, words: readonly string[]): Uint8Array {
  const numberOf = new Map(words.map((word, number) => [word, number]));
  const parts: Uint8Array[] = [];
  const put = (tag: number, count: number): void => {
    const head = Buffer.alloc(5);
    head[0] = tag;
    head.writeUInt32LE(count, 1);
    parts.push(head);
  };
  const writeText = (text: string): void => {
    const number = numberOf.get(text);
    if (number !== undefined) return put(WORD, number);
    put(TEXT, text.length);
    parts.push(Buffer.from(text, 'utf16le'));
  };
  const write = (each: Json): void => {
    if (each === null) put(NULL, 0);
    else if (typeof each === 'boolean') put(each ? TRUE : FALSE, 0);
    else if (typeof each === 'string') writeText(each);
    else if (typeof each === 'number') {
      put(NUMBER, 0);
      const double = Buffer.alloc(8);
      double.writeDoubleLE(each);
      parts.push(double);
    } else if (Array.isArray(each)) {
      put(LIST, each.length);
      each.forEach(write);
    } else {
      const entries = Object.entries(each);
      put(OBJECT, entries.length);
      for (const [key, member] of entries) {
        writeText(key);
        write(member);
      }
    }
  };
  write(value);
  return Buffer.concat(parts);
}

/** @throws RangeError where the bytes are not what `writeNumbered` wrote with these words */
export function readNumbered(bytes: Buffer, words: readonly string[]): unknown {
  let at = 0;
  const read = (depth: number): unknown => {
    if (depth > MAX_DEPTH) throw new RangeError(`nested deeper than ${MAX_DEPTH}`);
    const tag = bytes.readUInt8(at);
    const count = bytes.readUInt32LE(at + 1);
    at += 5;
    switch (tag) {
      case NULL:
        return null;
      case FALSE:
      case TRUE:
        return tag === TRUE;
      case NUMBER:
        at += 8;
        return bytes.readDoubleLE(at - 8);
      case WORD:
        if (count >= words.length) throw new RangeError(`word ${count} of ${words.length}`);
        return words[count];
      case TEXT:
        if (at + 2 * count > bytes.length) throw new RangeError('a text beyond the end');
        at += 2 * count;
        return bytes.toString('utf16le', at - 2 * count, at);
      case LIST: {
        const list: unknown[] = [];
        for (let i = 0; i < count; i++) list.push(read(depth + 1));
        return list;
      }
      case OBJECT: {
        const members: [string, unknown][] = [];
        for (let i = 0; i < count; i++) members.push([String(read(depth + 1)), read(depth + 1)]);
        return Object.fromEntries(members);
      }
      default:
        throw new RangeError(`unknown tag ${tag}`);
    }
  };
  const value = read(0);
  if (at !== bytes.length) throw new RangeError('bytes are left over');
  return value;
}
