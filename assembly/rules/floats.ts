// Tests of features and signals where they lie: columns of f32, asked without a copy of doubles. A float is compared
// with a double by the nearest float, rounded so that the answer is that of the doubles.

import {
  DOMAIN_ROWS,
  IS_AT_LEAST,
  IS_AT_MOST,
  IS_EQUAL,
  IS_GREATER,
  IS_LESS,
  IS_NOT_EQUAL,
  KIND_FEATURE,
  KIND_SIGNAL,
  NODE_A,
  NODE_CONSTANT,
  NODE_FLAG,
  NODE_KIND,
  NODE_OPERATOR,
} from '../generated/rules';
import { TILE_COLUMN_BYTES, TILE_FEATURES, TILE_SIGNALS } from '../generated/tile';
import { maskBytesOf, usedBytesOf } from './capacity';
import { clearMask, copyMask, setBoth, setNeither } from './masks';
import { countOf, liveOf, resultOf, tileOf } from './sheet';

/** Neither of them a comparison of the table: what is always false, and what holds of all but NaN. */
const NEVER: i32 = -1;
const IS_THERE: i32 = -2;

/** Whether a node is a column of floats. */
@inline
export function areFloats(record: usize): bool {
  const kind = <i32>load<u8>(record, NODE_KIND);
  return kind == KIND_FEATURE || kind == KIND_SIGNAL;
}

/** Address of the column, 0 where the tile has none. */
@inline
export function floatsOf(sheet: usize, record: usize): usize {
  const tile = tileOf(sheet);
  const isSignal = <i32>load<u8>(record, NODE_KIND) == KIND_SIGNAL;
  const table = <usize>(isSignal ? load<u32>(tile, TILE_SIGNALS) : load<u32>(tile, TILE_FEATURES));
  return table ? table + <usize>load<u32>(record, NODE_A) * <usize>load<u32>(tile, TILE_COLUMN_BYTES) : 0;
}

/** Mask of the rows that have a value. */
export function findFloats(sheet: usize, to: usize, source: usize): void {
  const floats = floatsOf(sheet, source);
  const count = countOf(sheet, DOMAIN_ROWS);
  const bytes = usedBytesOf(count);
  clearMask(to, bytes);
  if (floats == 0) return;
  testAll(IS_THERE, to, floats, 0, count);
  setBoth(to, to, liveOf(sheet, DOMAIN_ROWS), bytes);
}

/** The comparison of a column of floats with a constant that is no NaN. */
export function testFloats(sheet: usize, record: usize, source: usize): void {
  const to = resultOf(sheet, record);
  const error = to + maskBytesOf(DOMAIN_ROWS);
  const live = liveOf(sheet, DOMAIN_ROWS);
  const floats = floatsOf(sheet, source);
  const count = countOf(sheet, DOMAIN_ROWS);
  const bytes = usedBytesOf(count);
  const isGuarded = load<u8>(record, NODE_FLAG) != 0;
  clearMask(to, bytes);
  if (floats == 0) {
    if (isGuarded) clearMask(error, bytes);
    else copyMask(error, live, bytes);
    return;
  }
  compare(<i32>load<u8>(record, NODE_OPERATOR), to, floats, load<f64>(record, NODE_CONSTANT), count);
  setBoth(to, to, live, bytes);
  clearMask(error, bytes);
  if (isGuarded) return;
  testAll(IS_THERE, error, floats, 0, count);
  setNeither(error, error, error, live, bytes);
}

function compare(operator: i32, to: usize, floats: usize, constant: f64, count: u32): void {
  const near = <f32>constant;
  let exact = operator;
  // no float lies between the constant and the nearest one
  if (<f64>near > constant) {
    if (operator == IS_GREATER) exact = IS_AT_LEAST;
    else if (operator == IS_AT_MOST) exact = IS_LESS;
    else if (operator == IS_EQUAL) exact = NEVER;
    else if (operator == IS_NOT_EQUAL) exact = IS_THERE;
  } else if (<f64>near < constant) {
    if (operator == IS_AT_LEAST) exact = IS_GREATER;
    else if (operator == IS_LESS) exact = IS_AT_MOST;
    else if (operator == IS_EQUAL) exact = NEVER;
    else if (operator == IS_NOT_EQUAL) exact = IS_THERE;
  }
  if (exact == NEVER) return;
  if (exact == IS_THERE) testAll(IS_THERE, to, floats, near, count);
  else if (exact == IS_EQUAL) testAll(IS_EQUAL, to, floats, near, count);
  else if (exact == IS_NOT_EQUAL) testAll(IS_NOT_EQUAL, to, floats, near, count);
  else if (exact == IS_LESS) testAll(IS_LESS, to, floats, near, count);
  else if (exact == IS_AT_MOST) testAll(IS_AT_MOST, to, floats, near, count);
  else if (exact == IS_GREATER) testAll(IS_GREATER, to, floats, near, count);
  else testAll(IS_AT_LEAST, to, floats, near, count);
}

/** Never true of NaN. Sets bits of a cleared mask; up to 15 beyond the last row may be anything. */
@inline
function testAll(operator: i32, to: usize, floats: usize, constant: f32, count: u32): void {
  if (ASC_FEATURE_SIMD) {
    const other = f32x4.splat(constant);
    for (let i: u32 = 0; i < count; i += 16) {
      const at = floats + (<usize>i << 2);
      const low = i16x8.narrow_i32x4_s(
        testFour(operator, v128.load(at), other),
        testFour(operator, v128.load(at, 16), other),
      );
      const high = i16x8.narrow_i32x4_s(
        testFour(operator, v128.load(at, 32), other),
        testFour(operator, v128.load(at, 48), other),
      );
      store<u16>(to + (<usize>i >> 3), <u16>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)));
    }
  } else {
    for (let first: u32 = 0; first < count; first += 64) {
      const end = min<u32>(64, count - first);
      let bits: u64 = 0;
      for (let i: u32 = 0; i < end; i++) {
        const value = load<f32>(floats + (<usize>(first + i) << 2));
        bits |= (<u64>testOne(operator, value, constant)) << <u64>i;
      }
      store<u64>(to + (<usize>(first >> 6) << 3), bits);
    }
  }
}

@inline
function testFour(operator: i32, values: v128, other: v128): v128 {
  if (operator == IS_EQUAL) return f32x4.eq(values, other);
  if (operator == IS_LESS) return f32x4.lt(values, other);
  if (operator == IS_AT_MOST) return f32x4.le(values, other);
  if (operator == IS_GREATER) return f32x4.gt(values, other);
  if (operator == IS_AT_LEAST) return f32x4.ge(values, other);
  const bits = v128.and(values, i32x4.splat(0x7fffffff));
  const isThere = i32x4.le_s(bits, i32x4.splat(0x7f800000));
  return operator == IS_THERE ? isThere : v128.and(isThere, f32x4.ne(values, other));
}

@inline
function testOne(operator: i32, value: f32, other: f32): bool {
  const isThere = (reinterpret<u32>(value) & 0x7fffffff) <= 0x7f800000;
  if (operator == IS_THERE) return isThere;
  if (operator == IS_EQUAL) return isThere && value == other;
  if (operator == IS_NOT_EQUAL) return isThere && value != other;
  if (operator == IS_LESS) return isThere && value < other;
  if (operator == IS_AT_MOST) return isThere && value <= other;
  if (operator == IS_GREATER) return isThere && value > other;
  return isThere && value >= other;
}
