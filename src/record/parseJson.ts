/**
 * A strict JSON reader (RFC 8259) over the bytes of one row. It takes exactly what a fatal UTF-8 decoder followed by
 * JSON.parse takes, and gives the same values; unlike JSON.parse it keeps keys that stand twice, holds nesting to a
 * limit and keeps what it read before a fault. It does not recurse, so no input can exhaust the stack.
 */
import { JsonCursor } from './jsonCursor.ts';
import type { RowFault, SourceReading } from './rowReading.ts';
import { SourceObject, type SourceValue } from './sourceValue.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Read one JSON document.
 * @param maxNesting Deepest nesting of objects and lists; the outermost one is 1.
 * Fault codes: ROW_SYNTAX, ROW_UTF8, ROW_TOO_DEEP.
 */
export function parseJson(bytes: Uint8Array, maxNesting: number): SourceReading<SourceValue> {
  const reader = new JsonReader(bytes, maxNesting);
  reader.readDocument();
  return { tree: reader.root, fault: reader.fault };
}

class JsonReader {
  root: SourceValue | undefined;
  readonly #cursor: JsonCursor;
  readonly #maxNesting: number;
  /** Containers that are open, outermost first. They hang in the tree from the moment they open. */
  readonly #open: (SourceObject | SourceValue[])[] = [];
  /** The innermost open container has nothing in it yet. */
  #isFresh = false;

  constructor(bytes: Uint8Array, maxNesting: number) {
    this.#cursor = new JsonCursor(bytes);
    this.#maxNesting = maxNesting;
  }

  get fault(): RowFault | undefined {
    return this.#cursor.fault;
  }

  readDocument(): void {
    do this.#readValue();
    while (this.fault === undefined && this.#toNextValue());
    if (this.fault !== undefined) return;
    this.#cursor.skipBlanks();
    if (this.#cursor.at < this.#cursor.bytes.length) this.#cursor.refuse('the end of the row');
  }

  /** Read a scalar, or open a container and stand behind its bracket. */
  #readValue(): void {
    this.#cursor.skipBlanks();
    const byte = this.#cursor.bytes[this.#cursor.at];
    if (byte === OPEN_OBJECT) return this.#openContainer(new SourceObject());
    if (byte === OPEN_LIST) return this.#openContainer([]);
    const value = this.#cursor.readScalar();
    if (value !== undefined) this.#hang(value);
  }

  /** Close what ends here and stand before the next value; false when there is none. */
  #toNextValue(): boolean {
    for (;;) {
      const container = this.#open.at(-1);
      if (container === undefined) return false;
      const isObject = container instanceof SourceObject;
      this.#cursor.skipBlanks();
      const byte = this.#cursor.bytes[this.#cursor.at];
      if (byte === (isObject ? CLOSE_OBJECT : CLOSE_LIST)) {
        this.#cursor.at++;
        this.#open.pop();
        this.#isFresh = false;
        continue;
      }
      if (!this.#isFresh) {
        if (byte !== COMMA) {
          this.#cursor.refuse(isObject ? 'a comma or }' : 'a comma or ]');
          return false;
        }
        this.#cursor.at++;
      }
      this.#isFresh = false;
      return isObject ? this.#readKey(container) : true;
    }
  }

  #openContainer(container: SourceObject | SourceValue[]): void {
    if (this.#open.length >= this.#maxNesting) {
      this.#cursor.fault = {
        code: 'ROW_TOO_DEEP',
        pointer: '',
        expected: `nesting of at most ${this.#maxNesting}`,
        got: `nesting of ${this.#open.length + 1} at byte ${this.#cursor.at}`,
      };
      return;
    }
    this.#cursor.at++;
    this.#hang(container);
    this.#open.push(container);
    this.#isFresh = true;
  }

  #hang(value: SourceValue): void {
    const container = this.#open.at(-1);
    if (container === undefined) this.root = value;
    else if (container instanceof SourceObject) container.values.push(value);
    else container.push(value);
  }

  #readKey(object: SourceObject): boolean {
    this.#cursor.skipBlanks();
    if (this.#cursor.bytes[this.#cursor.at] !== QUOTE) {
      this.#cursor.refuse('a key in quotes');
      return false;
    }
    const key = this.#cursor.readText();
    if (key === undefined) return false;
    object.keys.push(key);
    this.#cursor.skipBlanks();
    if (this.#cursor.bytes[this.#cursor.at] !== COLON) {
      this.#cursor.refuse('a colon');
      return false;
    }
    this.#cursor.at++;
    return true;
  }
}
