// Numbers from numbers, an element at a time: conditions that compute are rare. 64-bit integers never wrap.

import { ADD, DIVIDE, MULTIPLY, NODE_CONSTANT, NODE_OPERATOR, SUBTRACT } from '../generated/rules';
import { columnBytesOf, maskBytesOf } from './capacity';
import { bitAt, clearMask, copyMask, setBit, setEither } from './masks';
import { countOf, domainOf, ownersOf, resultOf } from './sheet';

/** 2^63, the first double that is no i64. */
const TWO_63: f64 = 9223372036854775808.0;

export function fillConstant(sheet: usize, record: usize): void {
  const column = resultOf(sheet, record);
  const domain = domainOf(record);
  const bits = load<u64>(record, NODE_CONSTANT);
  const count = countOf(sheet, domain);
  clearMask(column + columnBytesOf(domain), maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) store<u64>(column + (<usize>i << 3), bits);
}

export function calculateF64(sheet: usize, record: usize, a: usize, b: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const errors = columnBytesOf(domain);
  const operator = <i32>load<u8>(record, NODE_OPERATOR);
  const count = countOf(sheet, domain);
  setEither(column + errors, a + errors, b + errors, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    const x = load<f64>(a + (<usize>i << 3));
    const y = load<f64>(b + (<usize>i << 3));
    let result: f64;
    if (operator == ADD) result = x + y;
    else if (operator == SUBTRACT) result = x - y;
    else if (operator == MULTIPLY) result = x * y;
    else result = x / y;
    store<f64>(column + (<usize>i << 3), result);
  }
}

export function calculateI64(sheet: usize, record: usize, a: usize, b: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const errors = columnBytesOf(domain);
  const error = column + errors;
  const operator = <i32>load<u8>(record, NODE_OPERATOR);
  const count = countOf(sheet, domain);
  setEither(error, a + errors, b + errors, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    const x = load<i64>(a + (<usize>i << 3));
    const y = load<i64>(b + (<usize>i << 3));
    let result: i64 = 0;
    if (operator == ADD) {
      result = x + y;
      if (((x ^ result) & (y ^ result)) < 0) setBit(error, i);
    } else if (operator == SUBTRACT) {
      result = x - y;
      if (((x ^ y) & (x ^ result)) < 0) setBit(error, i);
    } else if (operator == MULTIPLY) {
      result = x * y;
      if (overflows(x, y, result)) setBit(error, i);
    } else if (y == 0 || (operator == DIVIDE && x == i64.MIN_VALUE && y == -1)) {
      setBit(error, i);
    } else {
      result = operator == DIVIDE ? x / y : y == -1 ? 0 : x % y;
    }
    store<i64>(column + (<usize>i << 3), result);
  }
}

/** Whether a wrapped product is not the product. */
function overflows(x: i64, y: i64, product: i64): bool {
  if (x == 0) return false;
  if (x == -1) return y == i64.MIN_VALUE;
  return product / x != y;
}

export function negateF64(sheet: usize, record: usize, a: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const errors = columnBytesOf(domain);
  const count = countOf(sheet, domain);
  copyMask(column + errors, a + errors, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    const bits = load<u64>(a + (<usize>i << 3));
    store<u64>(column + (<usize>i << 3), bits ^ 0x8000000000000000);
  }
}

export function negateI64(sheet: usize, record: usize, a: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const errors = columnBytesOf(domain);
  const count = countOf(sheet, domain);
  copyMask(column + errors, a + errors, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    const value = load<i64>(a + (<usize>i << 3));
    if (value == i64.MIN_VALUE) setBit(column + errors, i);
    store<i64>(column + (<usize>i << 3), 0 - value);
  }
}

/** Towards zero; an error where the result is no i64, as CEL has it: what does not lie between -2^63 and 2^63. */
export function truncate(sheet: usize, record: usize, a: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const errors = columnBytesOf(domain);
  const count = countOf(sheet, domain);
  copyMask(column + errors, a + errors, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    const value = load<f64>(a + (<usize>i << 3));
    // a comparison with NaN is false either way round
    const fits = value > -TWO_63 && value < TWO_63;
    let result: i64 = 0;
    if (fits) result = <i64>value;
    else setBit(column + errors, i);
    store<i64>(column + (<usize>i << 3), result);
  }
}

/** Doubles known to be integers. */
export function toI64(sheet: usize, record: usize, a: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const errors = columnBytesOf(domain);
  const count = countOf(sheet, domain);
  copyMask(column + errors, a + errors, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    const isError = bitAt(a + errors, i) != 0;
    store<i64>(column + (<usize>i << 3), isError ? 0 : <i64>load<f64>(a + (<usize>i << 3)));
  }
}

export function toF64(sheet: usize, record: usize, a: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const errors = columnBytesOf(domain);
  const count = countOf(sheet, domain);
  copyMask(column + errors, a + errors, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) store<f64>(column + (<usize>i << 3), <f64>load<i64>(a + (<usize>i << 3)));
}

/** test ? a : b, bits of either kind; `test` is its mask with the mask of its errors behind. */
export function chooseColumn(sheet: usize, record: usize, test: usize, a: usize, b: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const errors = columnBytesOf(domain);
  const testError = test + maskBytesOf(domain);
  const count = countOf(sheet, domain);
  clearMask(column + errors, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    const from = bitAt(test, i) ? a : b;
    store<u64>(column + (<usize>i << 3), load<u64>(from + (<usize>i << 3)));
    if (bitAt(testError, i) | bitAt(from + errors, i)) setBit(column + errors, i);
  }
}

/** For each item what its row has. */
export function expandColumn(sheet: usize, record: usize, a: usize, from: u32): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const error = column + columnBytesOf(domain);
  const rowError = a + columnBytesOf(from);
  const owners = ownersOf(sheet, domain);
  const count = countOf(sheet, domain);
  clearMask(error, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    const row = <u32>load<u16>(owners + (<usize>i << 1));
    store<u64>(column + (<usize>i << 3), load<u64>(a + (<usize>row << 3)));
    if (bitAt(rowError, row)) setBit(error, i);
  }
}
