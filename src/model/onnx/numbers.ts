/** Lists of numbers in protobuf messages: floats, doubles and integers, each packed or one by one. */
import { BYTES, FIXED32, FIXED64, FieldCursor, malformed, type Span, VARINT } from './protobuf.ts';

/** A list that grows as values come; never by what a file declares. */
export class NumberList {
  length = 0;
  private values = new Float64Array(0);

  push(value: number): void {
    this.reserve(1);
    this.values[this.length++] = value;
  }

  /** Room for so many more; the caller has seen the bytes that they come from. */
  reserve(numMore: number): void {
    if (this.length + numMore <= this.values.length) return;
    const grown = new Float64Array(Math.max(this.length + numMore, this.values.length * 2));
    grown.set(this.values);
    this.values = grown;
  }

  toArray(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}

/** One value is read here a million times: a view on the file for each would be a million objects. */
const one = new DataView(new ArrayBuffer(4));

/** A float alone. */
export function singleAt(bytes: Uint8Array, at: number): number {
  for (let i = 0; i < 4; i++) one.setUint8(i, bytes[at + i]);
  return one.getFloat32(0, true);
}

/** One field of a repeated float, double or integer, in either form. @returns false when its wire type is another. */
export function readFloats(cursor: FieldCursor, into: NumberList): boolean {
  if (cursor.wire === FIXED32) {
    into.push(singleAt(cursor.bytes, cursor.from));
    return true;
  }
  if (cursor.wire !== BYTES) return false;
  readRaw(cursor.span(), 4, into, (view, at) => view.getFloat32(at, true));
  return true;
}

export function readDoubles(cursor: FieldCursor, into: NumberList): boolean {
  if (cursor.wire !== FIXED64 && cursor.wire !== BYTES) return false;
  readRaw(cursor.span(), 8, into, (view, at) => view.getFloat64(at, true));
  return true;
}

export function readIntegers(cursor: FieldCursor, into: NumberList): boolean {
  if (cursor.wire === VARINT) {
    into.push(cursor.integer);
    return true;
  }
  if (cursor.wire !== BYTES) return false;
  const packed = new FieldCursor(cursor.span());
  while (packed.to < cursor.to) into.push(packed.varint(packed.to));
  return true;
}

/** Numbers of one width, side by side. */
export function readRaw(
  span: Span,
  width: number,
  into: NumberList,
  read: (view: DataView, at: number) => number,
): void {
  const length = span.to - span.from;
  if (length % width !== 0) malformed(`${length} bytes of numbers that take ${width} bytes each`);
  const view = new DataView(span.bytes.buffer, span.bytes.byteOffset + span.from, length);
  into.reserve(length / width);
  for (let at = 0; at < length; at += width) into.push(read(view, at));
}
