/** Msgpack as any library may write it: every value in one of the widths that hold it. Repeated keys stay. */
import { ForeignValue, SourceObject, type SourceValue } from '../../src/record/sourceValue.ts';
import { encodeWtf8 } from './compareRow.ts';
import type { Random } from './random.ts';

/** Chances are per place. */
export type MsgpackWriting = {
  /** That a head is wider than it need be, or a whole number a float. */
  wide: number;
  /** That a value is binary or an extension instead. */
  foreign: number;
  /** That a value is a packed record of msgpackr. */
  packed: number;
};

export const plainMsgpack: MsgpackWriting = { wide: 0, foreign: 0, packed: 0 };

const NIL = [0xc0];
const UNDEFINED = [0xd4, 0x00, 0x00];
const PACKED = [0xd4, 0x72, 0x40, 0x91, 0xa1, 0x61, 0x01];
const FOREIGN = ['c40101', 'c5000101', 'c60000000101', 'c7010501', 'c800010501', 'c9000000010501', 'd40501', 'd50501ff']
  .concat(['d60500000000', `d705${'00'.repeat(8)}`, `d805${'00'.repeat(16)}`, 'd6ff00000000'])
  .map((hex) => [...Buffer.from(hex, 'hex')]);

/** One row. */
export function writeMsgpackRow(tree: SourceValue, writing: MsgpackWriting, random: Random): Uint8Array {
  const bytes: number[] = [];
  writeValue(bytes, tree, writing, random);
  return Uint8Array.from(bytes);
}

function writeValue(to: number[], value: SourceValue, writing: MsgpackWriting, random: Random): void {
  if (writing.foreign > 0 && random.chance(writing.foreign)) return push(to, random.pick(FOREIGN));
  if (writing.packed > 0 && random.chance(writing.packed)) return push(to, PACKED);
  const isWide = writing.wide > 0 && random.chance(writing.wide);
  if (value === null) return push(to, isWide ? UNDEFINED : NIL);
  if (typeof value === 'boolean') return push(to, [value ? 0xc3 : 0xc2]);
  if (typeof value === 'string') return writeText(to, value, isWide, random);
  if (typeof value === 'number' || typeof value === 'bigint') return writeNumber(to, Number(value), isWide, random);
  if (value instanceof ForeignValue) return push(to, random.pick(FOREIGN));
  if (value instanceof SourceObject) {
    writeHead(to, [0x80, 15], [0, 0xde, 0xdf], value.keys.length, isWide, random);
    value.keys.forEach((key, i) => {
      writeText(to, key, writing.wide > 0 && random.chance(writing.wide), random);
      writeValue(to, value.values[i] ?? null, writing, random);
    });
    return;
  }
  writeHead(to, [0x90, 15], [0, 0xdc, 0xdd], value.length, isWide, random);
  for (const item of value) writeValue(to, item, writing, random);
}

function writeText(to: number[], text: string, isWide: boolean, random: Random): void {
  const bytes = encodeWtf8(text);
  writeHead(to, [0xa0, 31], [0xd9, 0xda, 0xdb], bytes.length, isWide, random);
  push(to, bytes);
}

/** A length in its head: fixed where it fits, else 8 bits (where the type has that), 16 or 32. */
function writeHead(
  to: number[],
  [fixed, most]: [number, number],
  heads: readonly [number, number, number],
  length: number,
  isWide: boolean,
  random: Random,
): void {
  if (length <= most && !isWide) return push(to, [fixed | length]);
  const fitting = heads.map((head, i) => ({ head, numBytes: 1 << i })).filter(({ head }) => head > 0);
  const able = fitting.filter(({ numBytes }) => length < 2 ** (8 * numBytes));
  const { head, numBytes } = isWide ? random.pick(able) : able[0];
  to.push(head);
  for (let i = numBytes - 1; i >= 0; i--) to.push(Math.floor(length / 2 ** (8 * i)) % 256);
}

function writeNumber(to: number[], value: number, isWide: boolean, random: Random): void {
  const buffer = Buffer.alloc(9);
  const forms: { head: number; size: number; write: () => void }[] = [];
  const add = (head: number, size: number, isFit: boolean, write: () => void): void => {
    if (isFit) forms.push({ head, size, write });
  };
  const whole = Number.isSafeInteger(value) && !Object.is(value, -0);
  add(value & 0xff, 0, whole && value >= -32 && value < 128, () => {});
  add(0xcc, 1, whole && value >= 0 && value < 2 ** 8, () => buffer.writeUInt8(value, 1));
  add(0xcd, 2, whole && value >= 0 && value < 2 ** 16, () => buffer.writeUInt16BE(value, 1));
  add(0xce, 4, whole && value >= 0 && value < 2 ** 32, () => buffer.writeUInt32BE(value, 1));
  add(0xd0, 1, whole && Math.abs(value) < 2 ** 7, () => buffer.writeInt8(value, 1));
  add(0xd1, 2, whole && Math.abs(value) < 2 ** 15, () => buffer.writeInt16BE(value, 1));
  add(0xd2, 4, whole && Math.abs(value) < 2 ** 31, () => buffer.writeInt32BE(value, 1));
  add(0xd3, 8, whole, () => buffer.writeBigInt64BE(BigInt(value), 1));
  const isUint64 = Number.isInteger(value) && value >= 0 && value < 2 ** 64 && !Object.is(value, -0);
  add(0xcf, 8, isUint64, () => buffer.writeBigUInt64BE(BigInt(value), 1));
  add(0xca, 4, Object.is(Math.fround(value), value), () => buffer.writeFloatBE(value, 1));
  add(0xcb, 8, true, () => buffer.writeDoubleBE(value, 1));
  const form = isWide ? random.pick(forms) : forms[0];
  form.write();
  buffer[0] = form.head;
  push(to, buffer.subarray(0, 1 + form.size));
}

function push(to: number[], bytes: Iterable<number>): void {
  for (const byte of bytes) to.push(byte);
}
