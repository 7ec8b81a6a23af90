// Texts against texts, byte by byte: the order of UTF-8 bytes is that of code points.

import {
  ENDS_WITH,
  FOLDED_BYTES,
  IS_AT_MOST,
  IS_EQUAL,
  IS_GREATER,
  IS_LESS,
  IS_NOT_EQUAL,
  MAX_TEXT_BYTES,
  NODE_FLAG,
  NODE_OPERATOR,
  SCRATCH_FOLDED,
  STARTS_WITH,
} from '../generated/rules';
import { columnBytesOf, maskBytesOf, usedBytesOf } from './capacity';
import { headMask } from './hash';
import { clearMask, setBit, setEither, setWithout } from './masks';
import { countOf, domainOf, resultOf } from './sheet';

/** A copy with A to Z made small; at most MAX_TEXT_BYTES, which no text of a record exceeds. */
export function foldText(to: usize, from: usize, length: u32): usize {
  if (length > MAX_TEXT_BYTES) unreachable();
  if (ASC_FEATURE_SIMD) {
    const before = i8x16.splat(0x40);
    const behind = i8x16.splat(0x5b);
    const small = i8x16.splat(0x20);
    for (let i: usize = 0; i < <usize>length; i += 16) {
      const bytes = v128.load(from + i);
      const isCapital = v128.and(i8x16.gt_s(bytes, before), i8x16.lt_s(bytes, behind));
      v128.store(to + i, v128.or(bytes, v128.and(isCapital, small)));
    }
  } else {
    for (let i: usize = 0; i < <usize>length; i++) {
      const byte = <u32>load<u8>(from + i);
      store<u8>(to + i, <u8>(byte - 0x41 < 26 ? byte | 0x20 : byte));
    }
  }
  return to;
}

/** At most three bytes behind either text are read, and do not count. */
export function areSame(a: usize, b: usize, length: u32): bool {
  let i: usize = 0;
  const end = <usize>length;
  for (; i + 8 <= end; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  if (i + 4 <= end) {
    if (load<u32>(a + i) != load<u32>(b + i)) return false;
    i += 4;
  }
  return i == end || ((load<u32>(a + i) ^ load<u32>(b + i)) & headMask(<u32>(end - i))) == 0;
}

function orderOf(a: usize, aLength: u32, b: usize, bLength: u32): i32 {
  const shared = <usize>min(aLength, bLength);
  for (let i: usize = 0; i < shared; i++) {
    const x = <i32>load<u8>(a + i);
    const y = <i32>load<u8>(b + i);
    if (x != y) return x - y;
  }
  return <i32>aLength - <i32>bLength;
}

function holds(operator: i32, a: usize, aLength: u32, b: usize, bLength: u32): bool {
  if (operator < STARTS_WITH) {
    const order = orderOf(a, aLength, b, bLength);
    if (operator == IS_EQUAL) return order == 0;
    if (operator == IS_NOT_EQUAL) return order != 0;
    if (operator == IS_LESS) return order < 0;
    if (operator == IS_AT_MOST) return order <= 0;
    return operator == IS_GREATER ? order > 0 : order >= 0;
  }
  if (bLength > aLength) return false;
  const room = aLength - bLength;
  if (operator == STARTS_WITH) return areSame(a, b, bLength);
  if (operator == ENDS_WITH) return areSame(a + <usize>room, b, bLength);
  for (let i: u32 = 0; i <= room; i++) if (areSame(a + <usize>i, b, bLength)) return true;
  return false;
}

/** Two columns of spans, either of which may be folded first. */
export function compareTexts(sheet: usize, record: usize, a: usize, b: usize): void {
  const domain = domainOf(record);
  const to = resultOf(sheet, record);
  const error = to + maskBytesOf(domain);
  const errors = columnBytesOf(domain);
  const operator = <i32>load<u8>(record, NODE_OPERATOR);
  const flag = <u32>load<u8>(record, NODE_FLAG);
  const count = countOf(sheet, domain);
  const bytes = usedBytesOf(count);
  const folded = sheet + SCRATCH_FOLDED;
  setEither(error, a + errors, b + errors, bytes);
  clearMask(to, bytes);
  for (let i: u32 = 0; i < count; i++) {
    let x = <usize>load<u32>(a + (<usize>i << 3));
    const xLength = load<u32>(a + (<usize>i << 3), 4);
    let y = <usize>load<u32>(b + (<usize>i << 3));
    const yLength = load<u32>(b + (<usize>i << 3), 4);
    if (x == 0 || y == 0) continue;
    if (flag & 1) x = foldText(folded, x, xLength);
    if (flag & 2) y = foldText(folded + FOLDED_BYTES, y, yLength);
    if (holds(operator, x, xLength, y, yLength)) setBit(to, i);
  }
  setWithout(to, to, error, bytes);
}
