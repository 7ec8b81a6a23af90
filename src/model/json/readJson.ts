/**
 * JSON of model files: strict, but NaN, Infinity and -Infinity are numbers, and a list of numbers becomes a column
 * without a JavaScript value a number. Files reach hundreds of megabytes, and `JSON.parse` refuses both.
 */
import { PosternError } from '../../contract/errors.ts';
import { type ModelObject, type ModelValue, MOST_KEPT, OBJECT_WEIGHT, SHORT_LIST } from './modelValue.ts';
import { createNumberReader, standsAt } from './readNumber.ts';
import { createTextReader } from './readText.ts';

/** CatBoost's non-symmetric trees nest a level a depth; nothing honest is deeper. */
const MOST_NESTED = 512;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const words: readonly (readonly [string, ModelValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/** What stands for an object once it has been read: itself, or what a parser made of it to hold less. */
export type FinishObject = (members: ModelObject) => ModelValue;

/**
 * @param bytes One JSON value in UTF-8.
 * @param finish Called for every object when it ends, inner ones first.
 * @throws MODEL_INVALID with the byte where it is not, when a key stands twice in one object, or when nested too deeply.
 */
export function readJson(bytes: Uint8Array, finish: FinishObject = (members) => members): ModelValue {
  const numbers = createNumberReader(bytes);
  const readText = createTextReader(bytes);
  let column = new Float64Array(1024);
  let at = 0;
  let numKept = 0;

  const fail = (expected: string): never => {
    const found = at < bytes.length ? `byte 0x${bytes[at].toString(16).padStart(2, '0')}` : 'the end of the file';
    throw new PosternError('MODEL_INVALID', `Not valid JSON at byte ${at}: expected ${expected}, got ${found}`);
  };
  /** The first byte that is no blank; undefined at the end. */
  const peek = (): number | undefined => {
    let byte = bytes[at];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++at];
    return byte;
  };
  const take = (byte: number): boolean => {
    if (peek() !== byte) return false;
    at++;
    return true;
  };

  function readValue(depth: number): ModelValue {
    if (depth > MOST_NESTED) fail(`at most ${MOST_NESTED} levels`);
    switch (peek()) {
      case OPEN_OBJECT:
        return readObject(depth);
      case OPEN_LIST:
        return readList(depth);
      case QUOTE:
        return readString();
    }
    for (const [word, value] of words) {
      if (!standsAt(bytes, at, word)) continue;
      at += word.length;
      return value;
    }
    if (!numbers.read(at)) fail('a value');
    at = numbers.end;
    return numbers.value;
  }

  function readString(): string {
    const quoted = readText(at + 1) ?? fail('a text that ends and is UTF-8');
    at = quoted.end;
    return quoted.text;
  }

  const keep = (weight: number): void => {
    numKept += weight;
    if (numKept > MOST_KEPT) fail(`at most ${MOST_KEPT} members and lists`);
  };

  const finished = (members: ModelObject, numKeptBefore: number): ModelValue => {
    const value = finish(members);
    // what became of it holds nothing that is below it
    if (value !== members) numKept = numKeptBefore;
    return value;
  };

  function readObject(depth: number): ModelValue {
    const members = new Map<string, ModelValue>();
    const numKeptBefore = numKept;
    keep(OBJECT_WEIGHT);
    at++;
    if (take(CLOSE_OBJECT)) return finished(members, numKeptBefore);
    do {
      if (peek() !== QUOTE) fail('a key');
      const keyAt = at;
      const key = readString();
      if (members.has(key)) {
        at = keyAt;
        fail('each key once in an object');
      }
      if (!take(COLON)) fail('":"');
      keep(1);
      members.set(key, readValue(depth + 1));
    } while (take(COMMA));
    if (!take(CLOSE_OBJECT)) fail('"," or "}"');
    return finished(members, numKeptBefore);
  }

  function readList(depth: number): ModelValue {
    keep(1);
    at++;
    if (take(CLOSE_LIST)) return [];
    const count = readColumn();
    const isWhole = count > 0 && take(CLOSE_LIST);
    if (isWhole && count > SHORT_LIST) return column.slice(0, count);
    const items: ModelValue[] = Array.from(column.subarray(0, count));
    if (isWhole) return items;
    if (count > 0 && !take(COMMA)) fail('"," or "]"');
    do items.push(readValue(depth + 1));
    while (take(COMMA));
    if (!take(CLOSE_LIST)) fail('"," or "]"');
    return items;
  }

  /** As many numbers as follow one another, into `column`; ends behind the last, before what is no comma and number. */
  function readColumn(): number {
    let count = 0;
    peek();
    for (let isNumber = numbers.read(at); isNumber; ) {
      at = numbers.end;
      if (count === column.length) {
        const longer = new Float64Array(count * 2);
        longer.set(column);
        column = longer;
      }
      column[count++] = numbers.value;
      if (peek() !== COMMA) break;
      const commaAt = at++;
      peek();
      isNumber = numbers.read(at);
      if (!isNumber) at = commaAt;
    }
    return count;
  }

  const value = readValue(0);
  if (peek() !== undefined) fail('the end of the file');
  return value;
}
