/**
 * Protocol buffers, only as much as ONNX files need: a cursor over the fields of one message. Every length is held
 * against the bytes that are left, so a file can name any size and cost no more than its own bytes.
 * Source: the encoding page of the protobuf documentation.
 */
import { PosternError } from '../../contract/errors.ts';

export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

const LARGEST_TAG = 0xffffffff;

/** A piece of the file. */
export type Span = { readonly bytes: Uint8Array; readonly from: number; readonly to: number };

/** Steps through a message; after `next()` said true, `field`, `wire` and what belongs to the wire type are set. */
export class FieldCursor {
  field = 0;
  wire = 0;
  /** Of a varint: signed 64 bits as a number, exact as far as `Number.isSafeInteger`. */
  integer = 0;
  /** Where the value lies: its bytes without the length. */
  from = 0;
  to = 0;
  readonly bytes: Uint8Array;
  private readonly end: number;

  constructor({ bytes, from, to }: Span) {
    this.bytes = bytes;
    this.to = from;
    this.end = to;
  }

  next(): boolean {
    if (this.to >= this.end) return false;
    const tag = this.varint(this.to);
    if (tag < 8 || tag > LARGEST_TAG) malformed('a field without a number');
    this.field = Math.floor(tag / 8);
    this.wire = tag % 8;
    this.from = this.to;
    if (this.wire === VARINT) this.integer = this.varint(this.from);
    else if (this.wire === BYTES) this.skip(this.varint(this.from));
    else if (this.wire === FIXED64) this.skip(8);
    else if (this.wire === FIXED32) this.skip(4);
    else malformed(`a field of wire type ${this.wire}`);
    return true;
  }

  /** The value as a message of its own. */
  span(): Span {
    return { bytes: this.bytes, from: this.from, to: this.to };
  }

  private skip(length: number): void {
    this.from = this.to;
    if (!(length >= 0 && length <= this.end - this.from)) malformed('a field that is longer than what is left');
    this.to = this.from + length;
  }

  /** The varint at `at`; leaves `to` behind it. */
  varint(at: number): number {
    const first = at < this.end ? this.bytes[at] : 0x80;
    if (first < 0x80) {
      this.to = at + 1;
      return first;
    }
    let low = 0;
    let high = 0;
    for (let i = 0; i < 10 && at + i < this.end; i++) {
      const byte = this.bytes[at + i];
      // groups of seven bits: four whole ones and a part of the fifth make the low word
      if (i < 4) low |= (byte & 0x7f) << (7 * i);
      else if (i === 4) {
        low |= (byte & 0x7f) << 28;
        high = (byte & 0x7f) >> 4;
      } else high |= (byte & 0x7f) << (7 * i - 32);
      if (byte < 0x80) {
        this.to = at + i + 1;
        return high * 2 ** 32 + (low >>> 0);
      }
    }
    return malformed('an integer without an end');
  }
}

export function malformed(what: string): never {
  throw new PosternError('MODEL_INVALID', `The ONNX file is cut short or malformed: ${what}; save the model again`);
}

const decoder = new TextDecoder();

export function textOf({ bytes, from, to }: Span): string {
  return decoder.decode(bytes.subarray(from, to));
}
