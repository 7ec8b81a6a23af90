/**
 * A strict JSON reader (RFC 8259) over the bytes of one row. It takes exactly what a fatal UTF-8 decoder followed by
 * JSON.parse takes, and gives the same values; unlike JSON.parse it keeps keys that stand twice, holds nesting to a
 * limit and keeps what it read before a fault. It does not recurse, so no input can exhaust the stack.
 */
import { plural } from './describe.ts';
import type { RowFault, SourceReading } from './rowReading.ts';
import { SourceObject, type SourceValue } from './sourceValue.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const SMALL_U = 0x75;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** Sets the bit that tells capital from small ASCII letters. */
const SMALL = 0x20;
const SMALL_E = 0x65;

const escapes: ReadonlyMap<number, string> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([key, value]) => [key.charCodeAt(0), value],
  ),
);

const literals: ReadonlyMap<number, { word: string; value: SourceValue }> = new Map(
  [
    { word: 'true', value: true },
    { word: 'false', value: false },
    { word: 'null', value: null },
  ].map((literal) => [literal.word.charCodeAt(0), literal]),
);

// a byte order mark is kept, so that it is refused like any other character between values
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

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
  fault: RowFault | undefined;
  readonly #bytes: Buffer;
  readonly #maxNesting: number;
  /** Containers that are open, outermost first. They hang in the tree from the moment they open. */
  readonly #open: (SourceObject | SourceValue[])[] = [];
  #at = 0;
  /** The innermost open container has nothing in it yet. */
  #isFresh = false;

  constructor(bytes: Uint8Array, maxNesting: number) {
    // copied: the bytes may lie in memory that another thread writes, and a decoder refuses to read there
    this.#bytes = Buffer.from(bytes);
    this.#maxNesting = maxNesting;
  }

  readDocument(): void {
    do this.#readValue();
    while (this.fault === undefined && this.#toNextValue());
    if (this.fault !== undefined) return;
    this.#skipBlanks();
    if (this.#at < this.#bytes.length) this.#refuse('the end of the row');
  }

  /** Read a scalar, or open a container and stand behind its bracket. */
  #readValue(): void {
    this.#skipBlanks();
    const byte = this.#bytes[this.#at];
    if (byte === OPEN_OBJECT) return this.#openContainer(new SourceObject());
    if (byte === OPEN_LIST) return this.#openContainer([]);
    const value = this.#readScalar(byte);
    if (value !== undefined) this.#hang(value);
  }

  #readScalar(byte: number | undefined): SourceValue | undefined {
    if (byte === QUOTE) return this.#readText();
    if (byte === MINUS || isDigit(byte)) return this.#readNumber();
    const literal = byte === undefined ? undefined : literals.get(byte);
    if (literal === undefined) return this.#refuse('a JSON value');
    const end = this.#at + literal.word.length;
    if (this.#bytes.toString('latin1', this.#at, end) !== literal.word) return this.#refuse('a JSON value');
    this.#at = end;
    return literal.value;
  }

  /** Close what ends here and stand before the next value; false when there is none. */
  #toNextValue(): boolean {
    for (;;) {
      const container = this.#open.at(-1);
      if (container === undefined) return false;
      const isObject = container instanceof SourceObject;
      this.#skipBlanks();
      const byte = this.#bytes[this.#at];
      if (byte === (isObject ? CLOSE_OBJECT : CLOSE_LIST)) {
        this.#at++;
        this.#open.pop();
        this.#isFresh = false;
        continue;
      }
      if (!this.#isFresh) {
        if (byte !== COMMA) {
          this.#refuse(isObject ? 'a comma or }' : 'a comma or ]');
          return false;
        }
        this.#at++;
      }
      this.#isFresh = false;
      return isObject ? this.#readKey(container) : true;
    }
  }

  #openContainer(container: SourceObject | SourceValue[]): void {
    if (this.#open.length >= this.#maxNesting) {
      this.fault = {
        code: 'ROW_TOO_DEEP',
        pointer: '',
        expected: `nesting of at most ${this.#maxNesting}`,
        got: `nesting of ${this.#open.length + 1} at byte ${this.#at}`,
      };
      return;
    }
    this.#at++;
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
    this.#skipBlanks();
    if (this.#bytes[this.#at] !== QUOTE) {
      this.#refuse('a key in quotes');
      return false;
    }
    const key = this.#readText();
    if (key === undefined) return false;
    object.keys.push(key);
    this.#skipBlanks();
    if (this.#bytes[this.#at] !== COLON) {
      this.#refuse('a colon');
      return false;
    }
    this.#at++;
    return true;
  }

  /** A text between quotes, decoded. UTF-8 is checked piece by piece, so that the first fault is the one named. */
  #readText(): string | undefined {
    const bytes = this.#bytes;
    this.#at++;
    let text = '';
    for (;;) {
      const piece = this.#readPiece();
      if (piece === undefined) return undefined;
      text += piece;
      const byte = bytes[this.#at];
      if (byte === QUOTE) {
        this.#at++;
        return text;
      }
      if (byte !== BACKSLASH) return this.#refuse('a closing quote');
      const character = this.#readEscape();
      if (character === undefined) return undefined;
      text += character;
    }
  }

  /** Characters up to the next quote, backslash, control character or the end. */
  #readPiece(): string | undefined {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    let highest = 0;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE || byte === BACKSLASH || byte < 0x20) break;
      highest |= byte;
    }
    this.#at = at;
    if (highest < 0x80) return bytes.toString('latin1', start, at);
    try {
      return strictUtf8.decode(bytes.subarray(start, at));
    } catch {
      this.fault = {
        code: 'ROW_UTF8',
        pointer: '',
        expected: 'valid UTF-8',
        got: `an invalid sequence between bytes ${start} and ${at}`,
      };
      return undefined;
    }
  }

  #readEscape(): string | undefined {
    const bytes = this.#bytes;
    const letter = bytes[this.#at + 1];
    if (letter === SMALL_U) {
      const digits = bytes.toString('latin1', this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) return this.#refuse('four hexadecimal digits after \\u');
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = escapes.get(letter);
    if (character === undefined) return this.#refuse('an escape that JSON has');
    this.#at += 2;
    return character;
  }

  #readNumber(): number | undefined {
    const bytes = this.#bytes;
    const start = this.#at;
    if (bytes[this.#at] === MINUS) this.#at++;
    if (bytes[this.#at] === ZERO) this.#at++;
    else if (!this.#skipDigits()) return this.#refuse('a digit');
    if (bytes[this.#at] === POINT) {
      this.#at++;
      if (!this.#skipDigits()) return this.#refuse('a digit');
    }
    if ((bytes[this.#at] | SMALL) === SMALL_E) {
      this.#at++;
      if (bytes[this.#at] === PLUS || bytes[this.#at] === MINUS) this.#at++;
      if (!this.#skipDigits()) return this.#refuse('a digit');
    }
    return Number(bytes.toString('latin1', start, this.#at));
  }

  #skipDigits(): boolean {
    const start = this.#at;
    while (isDigit(this.#bytes[this.#at])) this.#at++;
    return this.#at > start;
  }

  #skipBlanks(): void {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.#at++;
    }
  }

  #refuse(expected: string): undefined {
    const isEnd = this.#at >= this.#bytes.length;
    this.fault = {
      code: 'ROW_SYNTAX',
      pointer: '',
      expected,
      got: isEnd ? `the end of the row after ${plural(this.#at, 'byte')}` : `another character at byte ${this.#at}`,
    };
    return undefined;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
