// Comparisons of columns, 64 elements to a word of the mask. What is an error, or absent, is not true.

import {
  IS_AT_LEAST,
  IS_AT_MOST,
  IS_EQUAL,
  IS_GREATER,
  IS_LESS,
  IS_NOT_EQUAL,
  NODE_CONSTANT,
  NODE_FLAG,
  NODE_OPERATOR,
} from '../generated/rules';
import { columnBytesOf, maskBytesOf, usedBytesOf } from './capacity';
import { clearMask, copyMask, setBit, setBoth, setEither, setWithout } from './masks';
import { countOf, domainOf, liveOf, resultOf } from './sheet';

/** A column of doubles with a constant. */
export function testNumbers(sheet: usize, record: usize, column: usize): void {
  const domain = domainOf(record);
  const to = resultOf(sheet, record);
  const absent = column + columnBytesOf(domain);
  const operator = <i32>load<u8>(record, NODE_OPERATOR);
  const count = countOf(sheet, domain);
  const constant = load<f64>(record, NODE_CONSTANT);
  if (operator == IS_EQUAL) testAll(IS_EQUAL, to, column, constant, count);
  else if (operator == IS_NOT_EQUAL) testAll(IS_NOT_EQUAL, to, column, constant, count);
  else if (operator == IS_LESS) testAll(IS_LESS, to, column, constant, count);
  else if (operator == IS_AT_MOST) testAll(IS_AT_MOST, to, column, constant, count);
  else if (operator == IS_GREATER) testAll(IS_GREATER, to, column, constant, count);
  else testAll(IS_AT_LEAST, to, column, constant, count);
  const bytes = usedBytesOf(count);
  setWithout(to, to, absent, bytes);
  setBoth(to, to, liveOf(sheet, domain), bytes);
  if (load<u8>(record, NODE_FLAG)) clearMask(to + maskBytesOf(domain), bytes);
  else copyMask(to + maskBytesOf(domain), absent, bytes);
}

/** Bits of elements beyond the last of the column may be anything. */
@inline
function testAll(operator: i32, to: usize, column: usize, constant: f64, count: u32): void {
  const words = (usedBytesOf(count) >> 3) as u32;
  for (let word: u32 = 0; word < words; word++) {
    const first = word << 6;
    const end = count > first ? min<u32>(64, count - first) : 0;
    let at = column + (<usize>first << 3);
    let bits: u64 = 0;
    if (ASC_FEATURE_SIMD) {
      const other = f64x2.splat(constant);
      for (let i: u32 = 0; i < end; i += 2, at += 16) {
        bits |= (<u64>i64x2.bitmask(compareTwo(operator, v128.load(at), other))) << <u64>i;
      }
    } else {
      for (let i: u32 = 0; i < end; i++, at += 8) {
        bits |= (<u64>compareOne<f64>(operator, load<f64>(at), constant)) << <u64>i;
      }
    }
    store<u64>(to + (<usize>word << 3), bits);
  }
}

@inline
function compareTwo(operator: i32, a: v128, b: v128): v128 {
  if (operator == IS_EQUAL) return f64x2.eq(a, b);
  if (operator == IS_NOT_EQUAL) return f64x2.ne(a, b);
  if (operator == IS_LESS) return f64x2.lt(a, b);
  if (operator == IS_AT_MOST) return f64x2.le(a, b);
  if (operator == IS_GREATER) return f64x2.gt(a, b);
  return f64x2.ge(a, b);
}

@inline
function compareOne<T>(operator: i32, a: T, b: T): bool {
  if (operator == IS_EQUAL) return a == b;
  if (operator == IS_NOT_EQUAL) return a != b;
  if (operator == IS_LESS) return a < b;
  if (operator == IS_AT_MOST) return a <= b;
  if (operator == IS_GREATER) return a > b;
  return a >= b;
}

/** Two columns of one kind: FLAG 1 says 64-bit integers. */
export function compareNumbers(sheet: usize, record: usize, a: usize, b: usize): void {
  const domain = domainOf(record);
  const to = resultOf(sheet, record);
  const error = to + maskBytesOf(domain);
  const errors = columnBytesOf(domain);
  const operator = <i32>load<u8>(record, NODE_OPERATOR);
  const areIntegers = load<u8>(record, NODE_FLAG) != 0;
  const count = countOf(sheet, domain);
  const bytes = usedBytesOf(count);
  clearMask(to, bytes);
  for (let i: u32 = 0; i < count; i++) {
    const x = a + (<usize>i << 3);
    const y = b + (<usize>i << 3);
    const holds = areIntegers
      ? compareOne<i64>(operator, load<i64>(x), load<i64>(y))
      : compareOne<f64>(operator, load<f64>(x), load<f64>(y));
    if (holds) setBit(to, i);
  }
  setEither(error, a + errors, b + errors, bytes);
  setWithout(to, to, error, bytes);
}

/** Two conditions compared as false and true, false the lesser. */
export function compareBools(sheet: usize, record: usize, a: usize, b: usize): void {
  const domain = domainOf(record);
  const to = resultOf(sheet, record);
  const errors = maskBytesOf(domain);
  const operator = <i32>load<u8>(record, NODE_OPERATOR);
  const bytes = usedBytesOf(countOf(sheet, domain));
  const live = liveOf(sheet, domain);
  setEither(to + errors, a + errors, b + errors, bytes);
  for (let i: usize = 0; i < bytes; i += 8) {
    const x = load<u64>(a + i);
    const y = load<u64>(b + i);
    let holds: u64;
    if (operator == IS_EQUAL) holds = ~(x ^ y);
    else if (operator == IS_NOT_EQUAL) holds = x ^ y;
    else if (operator == IS_LESS) holds = ~x & y;
    else if (operator == IS_AT_MOST) holds = ~x | y;
    else if (operator == IS_GREATER) holds = x & ~y;
    else holds = x | ~y;
    store<u64>(to + i, holds & load<u64>(live + i) & ~load<u64>(to + errors + i));
  }
}
