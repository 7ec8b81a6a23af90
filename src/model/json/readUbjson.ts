/**
 * UBJSON of model files, as XGBoost writes it (dmlc/xgboost src/common/json.cc): big-endian, `{` `[` `S` `Z` `T` `F`,
 * numbers, lists of a declared length `[#n` and columns `[$type#n`. Gives the values that readJson gives for the same
 * model. No length is believed beyond the bytes that are left.
 */
import { PosternError } from '../../contract/errors.ts';
import { type ModelValue, MOST_KEPT, type NumberColumn, OBJECT_WEIGHT, SHORT_LIST } from './modelValue.ts';
import { decodeUtf8 } from './readText.ts';

const MOST_NESTED = 512;

const byteOf = (letter: string): number => letter.charCodeAt(0);
const OPEN_LIST = byteOf('[');
const CLOSE_LIST = byteOf(']');
const CLOSE_OBJECT = byteOf('}');
const TYPE = byteOf('$');
const COUNT = byteOf('#');

type NumberType = {
  readonly size: number;
  readonly read: (view: DataView, at: number) => number;
  /** All of a buffer, in the machine's own byte order. */
  readonly column: (bytes: ArrayBuffer) => NumberColumn;
};

/** `L` is an int64: its columns are read number by number, for each is refused unless a double holds it exactly. */
const numberTypes: ReadonlyMap<number, NumberType> = new Map(
  Object.entries({
    i: { size: 1, read: (view, at) => view.getInt8(at), column: (bytes) => new Int8Array(bytes) },
    U: { size: 1, read: (view, at) => view.getUint8(at), column: (bytes) => new Uint8Array(bytes) },
    C: { size: 1, read: (view, at) => view.getUint8(at), column: (bytes) => new Uint8Array(bytes) },
    I: { size: 2, read: (view, at) => view.getInt16(at), column: (bytes) => new Int16Array(bytes) },
    l: { size: 4, read: (view, at) => view.getInt32(at), column: (bytes) => new Int32Array(bytes) },
    L: { size: 8, read: (view, at) => Number(view.getBigInt64(at)), column: (bytes) => new Float64Array(bytes) },
    d: { size: 4, read: (view, at) => view.getFloat32(at), column: (bytes) => new Float32Array(bytes) },
    D: { size: 8, read: (view, at) => view.getFloat64(at), column: (bytes) => new Float64Array(bytes) },
  } satisfies Record<string, NumberType>).map(([letter, type]) => [byteOf(letter), type]),
);
const INT64 = numberTypes.get(byteOf('L'));
const FLOATS: readonly (NumberType | undefined)[] = [numberTypes.get(byteOf('d')), numberTypes.get(byteOf('D'))];

/** @throws MODEL_INVALID with the byte where the bytes are not one UBJSON value of this subset. */
export function readUbjson(bytes: Uint8Array): ModelValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let numKept = 0;

  const fail = (expected: string): never => {
    const found = at < bytes.length ? `byte 0x${bytes[at].toString(16).padStart(2, '0')}` : 'the end of the file';
    throw new PosternError('MODEL_INVALID', `Not valid UBJSON at byte ${at}: expected ${expected}, got ${found}`);
  };
  const need = (numBytes: number): void => {
    if (numBytes > bytes.length - at) fail(`${numBytes} more bytes`);
  };
  const readNumber = (type: NumberType): number => {
    need(type.size);
    const value = type.read(view, at);
    if (type === INT64 && !Number.isSafeInteger(value)) fail('a whole number below 2^53');
    at += type.size;
    return value;
  };

  /** A length with its own marker; of any integer type, for writers differ. */
  function readLength(smallest: number): number {
    const type = numberTypes.get(bytes[at]);
    if (type === undefined || FLOATS.includes(type)) return fail('the marker of a length');
    at++;
    const lengthAt = at;
    const length = readNumber(type);
    if (length >= 0 && length * smallest <= bytes.length - at) return length;
    at = lengthAt;
    return fail(`a length of at most the ${bytes.length - at} bytes left`);
  }

  function readText(): string {
    const length = readLength(1);
    const text = decodeUtf8(bytes, at, at + length) ?? fail('UTF-8');
    at += length;
    return text;
  }

  function readValue(depth: number): ModelValue {
    if (depth > MOST_NESTED) fail(`at most ${MOST_NESTED} levels`);
    const marker = bytes[at++];
    const type = numberTypes.get(marker);
    if (type !== undefined) return readNumber(type);
    if (marker === OPEN_LIST) return readList(depth);
    switch (String.fromCharCode(marker ?? 0)) {
      case '{':
        return readObject(depth);
      case 'S':
        return readText();
      case 'Z':
        return null;
      case 'T':
        return true;
      case 'F':
        return false;
    }
    at--;
    return fail('the marker of a value');
  }

  const keep = (weight: number): void => {
    numKept += weight;
    if (numKept > MOST_KEPT) fail(`at most ${MOST_KEPT} members and lists`);
  };

  function readObject(depth: number): ModelValue {
    const members = new Map<string, ModelValue>();
    keep(OBJECT_WEIGHT);
    for (; bytes[at] !== CLOSE_OBJECT; ) {
      const keyAt = at;
      const key = readText();
      if (members.has(key)) {
        at = keyAt;
        fail('each key once in an object');
      }
      keep(1);
      members.set(key, readValue(depth + 1));
    }
    at++;
    return members;
  }

  function readList(depth: number): ModelValue {
    keep(1);
    if (bytes[at] === TYPE) return readColumn();
    const items: ModelValue[] = [];
    if (bytes[at] === COUNT) {
      at++;
      const count = readLength(1);
      for (let i = 0; i < count; i++) items.push(readValue(depth + 1));
      return items;
    }
    while (bytes[at] !== CLOSE_LIST) items.push(readValue(depth + 1));
    at++;
    return items;
  }

  function readColumn(): ModelValue {
    at++;
    const type = numberTypes.get(bytes[at]) ?? fail('the type of numbers');
    at++;
    if (bytes[at] !== COUNT) fail('"#" and a length');
    at++;
    const length = readLength(type.size);
    if (length <= SHORT_LIST) return Array.from({ length }, () => readNumber(type));
    if (type === INT64) return Float64Array.from({ length }, () => readNumber(type));
    const column = type.column(reversedWords(bytes, at, length, type.size));
    at += length * type.size;
    return column;
  }

  const value = readValue(0);
  if (at !== bytes.length) fail('the end of the file');
  return value;
}

/** A copy of big-endian words as little-endian ones. */
function reversedWords(bytes: Uint8Array, start: number, length: number, size: number): ArrayBuffer {
  const words = new Uint8Array(length * size);
  words.set(bytes.subarray(start, start + words.length));
  if (size === 4) {
    const whole = new Uint32Array(words.buffer);
    for (let i = 0; i < whole.length; i++) {
      const word = whole[i];
      whole[i] = (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
    }
  } else if (size > 1) {
    for (let at = 0; at < words.length; at += size) words.subarray(at, at + size).reverse();
  }
  return words.buffer;
}
