/** A place in the bytes of one row of JSON, and the reading of what has no parts: texts, numbers and literals. */
import { plural } from './describe.ts';
import type { RowFault } from './rowReading.ts';

const QUOTE = 0x22;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
/** Sets the bit that tells capital from small ASCII letters. */
const SMALL = 0x20;
const SMALL_E = 0x65;

const escapes: ReadonlyMap<number, string> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([key, value]) => [key.charCodeAt(0), value],
  ),
);

const literals: ReadonlyMap<number, { word: string; value: boolean | null }> = new Map(
  [
    { word: 'true', value: true },
    { word: 'false', value: false },
    { word: 'null', value: null },
  ].map((literal) => [literal.word.charCodeAt(0), literal]),
);

// a byte order mark is kept, so that it is refused like any other character between values
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

export class JsonCursor {
  /** Set by the first thing that is refused; what is read after it means nothing. */
  fault: RowFault | undefined;
  at = 0;
  readonly bytes: Buffer;

  constructor(bytes: Uint8Array) {
    // copied: the bytes may lie in memory that another thread writes, and a decoder refuses to read there
    this.bytes = Buffer.from(bytes);
  }

  /** A text, a number or a literal. */
  readScalar(): string | number | boolean | null | undefined {
    const byte = this.bytes[this.at];
    if (byte === QUOTE) return this.readText();
    if (byte === MINUS || isDigit(byte)) return this.readNumber();
    const literal = byte === undefined ? undefined : literals.get(byte);
    if (literal === undefined) return this.refuse('a JSON value');
    const end = this.at + literal.word.length;
    if (this.bytes.toString('latin1', this.at, end) !== literal.word) return this.refuse('a JSON value');
    this.at = end;
    return literal.value;
  }

  skipBlanks(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at++;
    }
  }

  /** A text between quotes, decoded. UTF-8 is checked piece by piece, so that the first fault is the one named. */
  readText(): string | undefined {
    const bytes = this.bytes;
    this.at++;
    let text = '';
    for (;;) {
      const piece = this.#readPiece();
      if (piece === undefined) return undefined;
      text += piece;
      const byte = bytes[this.at];
      if (byte === QUOTE) {
        this.at++;
        return text;
      }
      if (byte !== BACKSLASH) return this.refuse('a closing quote');
      const character = this.#readEscape();
      if (character === undefined) return undefined;
      text += character;
    }
  }

  /** Characters up to the next quote, backslash, control character or the end. */
  #readPiece(): string | undefined {
    const bytes = this.bytes;
    const start = this.at;
    let at = start;
    let highest = 0;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE || byte === BACKSLASH || byte < 0x20) break;
      highest |= byte;
    }
    this.at = at;
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
    const bytes = this.bytes;
    const letter = bytes[this.at + 1];
    if (letter === SMALL_U) {
      const digits = bytes.toString('latin1', this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) return this.refuse('four hexadecimal digits after \\u');
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = escapes.get(letter);
    if (character === undefined) return this.refuse('an escape that JSON has');
    this.at += 2;
    return character;
  }

  readNumber(): number | undefined {
    const bytes = this.bytes;
    const start = this.at;
    if (bytes[this.at] === MINUS) this.at++;
    if (bytes[this.at] === ZERO) this.at++;
    else if (!this.#skipDigits()) return this.refuse('a digit');
    if (bytes[this.at] === POINT) {
      this.at++;
      if (!this.#skipDigits()) return this.refuse('a digit');
    }
    if ((bytes[this.at] | SMALL) === SMALL_E) {
      this.at++;
      if (bytes[this.at] === PLUS || bytes[this.at] === MINUS) this.at++;
      if (!this.#skipDigits()) return this.refuse('a digit');
    }
    return Number(bytes.toString('latin1', start, this.at));
  }

  #skipDigits(): boolean {
    const start = this.at;
    while (isDigit(this.bytes[this.at])) this.at++;
    return this.at > start;
  }

  /** @param expected What should stand here. */
  refuse(expected: string): undefined {
    const isEnd = this.at >= this.bytes.length;
    const got = isEnd
      ? `the end of the row after ${plural(this.at, 'byte')}`
      : `${this.#nameHere()} at byte ${this.at}`;
    this.fault = { code: 'ROW_SYNTAX', pointer: '', expected, got };
    return undefined;
  }

  #nameHere(): string {
    const isMark = BYTE_ORDER_MARK.every((byte, i) => this.bytes[this.at + i] === byte);
    return isMark ? 'a byte order mark' : 'another character';
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
