/**
 * A strict msgpack reader over the bytes of one row, whichever library wrote them. Like the JSON reader it keeps keys
 * that stand twice, holds nesting to a limit, keeps what it read before a fault, and does not recurse.
 *
 * nil and msgpackr's `undefined` are null; 64-bit integers beyond 2^53 are bigints; binary and extension values are
 * kept as foreign, because under an unknown key they do no harm. msgpackr's packed records are refused by name.
 */
import { plural } from './describe.ts';
import { numberAt, numberBytes } from './msgpackNumber.ts';
import type { RowFault, SourceReading } from './rowReading.ts';
import { ForeignValue, SourceObject, type SourceValue } from './sourceValue.ts';

/** A map or array that is open, and how many values it still lacks. */
type Open = { readonly container: SourceObject | SourceValue[]; owed: number };

const RECORD_TYPE = 0x72;
// a byte order mark is a character of the text
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Read one msgpack value.
 * @param maxNesting Deepest nesting of maps and arrays; the outermost one is 1.
 * Fault codes: ROW_SYNTAX, ROW_UTF8, ROW_TOO_DEEP, KEYS_PACKED.
 */
export function parseMsgpack(bytes: Uint8Array, maxNesting: number): SourceReading<SourceValue> {
  const reader = new MsgpackReader(bytes, maxNesting);
  reader.readDocument();
  return { tree: reader.root, fault: reader.fault };
}

class MsgpackReader {
  root: SourceValue | undefined;
  fault: RowFault | undefined;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #maxNesting: number;
  readonly #open: Open[] = [];
  #at = 0;

  constructor(bytes: Uint8Array, maxNesting: number) {
    // copied: the bytes may lie in memory that another thread writes, and a decoder refuses to read there
    this.#bytes = Buffer.from(bytes);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
    this.#maxNesting = maxNesting;
  }

  readDocument(): void {
    do this.#readValue();
    while (this.fault === undefined && this.#toNextValue());
    if (this.fault === undefined && this.#at < this.#bytes.length) this.#refuse('the end of the row');
  }

  /** Close what is complete; read the next key where one is due. False when there is nothing left to read. */
  #toNextValue(): boolean {
    let innermost = this.#open.at(-1);
    while (innermost?.owed === 0) {
      this.#open.pop();
      innermost = this.#open.at(-1);
    }
    if (innermost === undefined) return false;
    innermost.owed--;
    return innermost.container instanceof SourceObject ? this.#readKey(innermost.container) : true;
  }

  #readKey(object: SourceObject): boolean {
    const numBytes = this.#textHead();
    if (numBytes === undefined) {
      if (this.fault === undefined) this.#refuse('a text as key');
      return false;
    }
    const key = this.#text(numBytes);
    if (key === undefined) return false;
    object.keys.push(key);
    return true;
  }

  #readValue(): void {
    const numBytes = this.#textHead();
    if (this.fault !== undefined) return;
    const value = numBytes === undefined ? this.#readOther() : this.#text(numBytes);
    if (value !== undefined) this.#hang(value);
  }

  /** If a text starts here, step behind its head and return its byte length. */
  #textHead(): number | undefined {
    const head = this.#bytes[this.#at];
    if (head === undefined) return this.#refuse('a value');
    if ((head & 0xe0) === 0xa0) {
      this.#at++;
      return head & 0x1f;
    }
    return head >= 0xd9 && head <= 0xdb ? this.#length(1 << (head - 0xd9)) : undefined;
  }

  #text(numBytes: number): string | undefined {
    const start = this.#at;
    const bytes = this.#take(numBytes);
    if (bytes === undefined) return undefined;
    // most texts are ASCII, and the decoder is slow to start
    if (bytes.every((byte) => byte < 0x80)) return bytes.toString('latin1');
    try {
      return strictUtf8.decode(bytes);
    } catch {
      this.fault = {
        code: 'ROW_UTF8',
        pointer: '',
        expected: 'valid UTF-8',
        got: `an invalid sequence between bytes ${start} and ${this.#at}`,
      };
      return undefined;
    }
  }

  /** Any value but a text; a container is opened and hung up itself. */
  #readOther(): SourceValue | undefined {
    const head = this.#bytes[this.#at];
    if (head <= 0x7f) return this.#step(head);
    if (head <= 0x8f) return this.#openContainer(new SourceObject(), 1, head & 0x0f);
    if (head <= 0x9f) return this.#openContainer([], 1, head & 0x0f);
    if (head >= 0xe0) return this.#step(head - 0x100);
    if (head >= 0xca && head <= 0xd3) return this.#readNumber(head);
    switch (head) {
      case 0xc0:
        return this.#step(null);
      case 0xc2:
      case 0xc3:
        return this.#step(head === 0xc3);
      case 0xdc:
      case 0xdd:
        return this.#openList(head === 0xdc ? 2 : 4);
      case 0xde:
      case 0xdf:
        return this.#openMap(head === 0xde ? 2 : 4);
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.#readForeign('binary data', this.#length(1 << (head - 0xc4)));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#readExtension(this.#length(1 << (head - 0xc7)));
      case 0xc1:
        return this.#refuse('a value');
      default:
        return this.#readFixedExtension(1 << (head - 0xd4));
    }
  }

  #step<Value extends SourceValue>(value: Value): Value {
    this.#at++;
    return value;
  }

  #readNumber(head: number): number | bigint | undefined {
    const at = ++this.#at;
    return this.#take(numberBytes(head)) === undefined ? undefined : numberAt(this.#view, head, at);
  }

  #openList(lengthBytes: number): undefined {
    const numItems = this.#length(lengthBytes);
    if (numItems !== undefined) this.#openContainer([], 0, numItems);
  }

  #openMap(lengthBytes: number): undefined {
    const numPairs = this.#length(lengthBytes);
    if (numPairs !== undefined) this.#openContainer(new SourceObject(), 0, numPairs);
  }

  #openContainer(container: SourceObject | SourceValue[], headBytes: number, owed: number): undefined {
    if (this.#open.length >= this.#maxNesting) {
      this.fault = {
        code: 'ROW_TOO_DEEP',
        pointer: '',
        expected: `nesting of at most ${this.#maxNesting}`,
        got: `nesting of ${this.#open.length + 1} at byte ${this.#at}`,
      };
      return;
    }
    this.#at += headBytes;
    this.#hang(container);
    this.#open.push({ container, owed });
  }

  #readFixedExtension(numBytes: number): SourceValue | undefined {
    const [type, data] = this.#bytes.subarray(this.#at + 1);
    if (numBytes <= 2 && type === RECORD_TYPE) {
      this.fault = {
        code: 'KEYS_PACKED',
        pointer: '',
        expected: 'plain maps',
        got: `a packed record at byte ${this.#at}`,
      };
      return undefined;
    }
    this.#at++;
    const value = this.#readExtension(numBytes);
    // what msgpackr writes for undefined
    return value !== undefined && numBytes === 1 && type === 0 && data === 0 ? null : value;
  }

  /** The type byte and the data. */
  #readExtension(numBytes: number | undefined): SourceValue | undefined {
    return this.#readForeign('an extension value', numBytes === undefined ? undefined : numBytes + 1);
  }

  #readForeign(type: string, numBytes: number | undefined): SourceValue | undefined {
    return numBytes === undefined || this.#take(numBytes) === undefined ? undefined : new ForeignValue(type);
  }

  /** Step behind the head and its length bytes. */
  #length(lengthBytes: number): number | undefined {
    const at = ++this.#at;
    if (this.#take(lengthBytes) === undefined) return undefined;
    if (lengthBytes === 1) return this.#view.getUint8(at);
    return lengthBytes === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }

  #take(numBytes: number): Buffer | undefined {
    const start = this.#at;
    if (numBytes > this.#bytes.length - start) {
      this.#at = this.#bytes.length;
      return this.#refuse(plural(numBytes, 'more byte'));
    }
    this.#at += numBytes;
    return this.#bytes.subarray(start, this.#at);
  }

  #hang(value: SourceValue): void {
    const container = this.#open.at(-1)?.container;
    if (container === undefined) this.root = value;
    else if (container instanceof SourceObject) container.values.push(value);
    else container.push(value);
  }

  #refuse(expected: string): undefined {
    const isEnd = this.#at >= this.#bytes.length;
    this.fault = {
      code: 'ROW_SYNTAX',
      pointer: '',
      expected,
      got: isEnd ? `the end of the row after ${plural(this.#at, 'byte')}` : `something else at byte ${this.#at}`,
    };
    return undefined;
  }
}
