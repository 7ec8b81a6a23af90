// Facts to columns: spans and numbers out of structs that lie far apart, side by side for every later test.

import { DOMAIN_ROWS, NODE_A, NODE_B, NODE_C, NODE_FLAG, NODE_OPERATOR } from '../generated/rules';
import { TILE_MARGINS } from '../generated/tile';
import { columnBytesOf, maskBytesOf, usedBytesOf } from './capacity';
import { findFloats, floatsOf } from './floats';
import { clearMask, setBit, setNeither } from './masks';
import { addressesOf, countOf, domainOf, liveOf, rangesOf, resultOf, tableOf, tileOf } from './sheet';

/** A text that is there but empty: any address that may be read. */
const EMPTY_TEXT: u32 = 64;
const DAY_MS: f64 = 86400000;

/** Never by comparing floats, which the optimiser may rewrite. */
@inline
export function isNaNBits(value: f64): bool {
  return (reinterpret<u64>(value) & 0x7fffffffffffffff) > 0x7ff0000000000000;
}

/** Struct that holds the leaf for an element, or 0 where the row has no such item. */
@inline
function structOf(sheet: usize, record: usize, addresses: usize, element: u32): usize {
  if (load<u8>(record, NODE_FLAG) == 0) return <usize>load<u32>(addresses + (<usize>element << 2));
  const domain = <u32>load<u8>(record, NODE_OPERATOR);
  const range = rangesOf(sheet, domain) + (<usize>element << 3);
  const index = load<u32>(record, NODE_C);
  if (index >= load<u32>(range, 4)) return 0;
  return <usize>load<u32>(addressesOf(sheet, domain) + (<usize>(load<u32>(range) + index) << 2));
}

export function readSpans(sheet: usize, record: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const error = column + columnBytesOf(domain);
  const addresses = addressesOf(sheet, domain);
  const offset = <usize>load<u32>(record, NODE_A);
  const numSpans = load<u32>(record, NODE_B);
  const count = countOf(sheet, domain);
  clearMask(error, maskBytesOf(domain));
  if (load<u8>(record, NODE_FLAG) == 0 && numSpans < 2) {
    readOwnSpans(column, error, addresses, offset, count);
    return;
  }
  for (let i: u32 = 0; i < count; i++) {
    const struct = structOf(sheet, record, addresses, i);
    let address: u32 = 0;
    let length: u32 = 0;
    if (struct) {
      length = load<u32>(struct + offset, 4);
      if (length) address = load<u32>(struct + offset);
      else if (numSpans > 1 && isLaterGiven(struct + offset, numSpans)) address = EMPTY_TEXT;
    }
    store<u32>(column + (<usize>i << 3), address);
    store<u32>(column + (<usize>i << 3), length, 4);
    if (address == 0) setBit(error, i);
  }
}

/** One span of each element, which is there unless it is empty. */
function readOwnSpans(column: usize, error: usize, addresses: usize, offset: usize, count: u32): void {
  for (let first: u32 = 0; first < count; first += 64) {
    const end = min<u32>(64, count - first);
    let absent: u64 = 0;
    for (let i: u32 = 0; i < end; i++) {
      const element = <usize>(first + i);
      const span = load<u64>(<usize>load<u32>(addresses + (element << 2)) + offset);
      const isAbsent = span >> 32 == 0;
      store<u64>(column + (element << 3), isAbsent ? 0 : span);
      absent |= (<u64>isAbsent) << <u64>i;
    }
    store<u64>(error + (<usize>(first >> 6) << 3), absent);
  }
}

function isLaterGiven(span: usize, numSpans: u32): bool {
  for (let i: u32 = 1; i < numSpans; i++) if (load<u32>(span + (<usize>i << 3), 4)) return true;
  return false;
}

@inline
function put(column: usize, error: usize, element: u32, value: f64): void {
  store<f64>(column + (<usize>element << 3), value);
  if (isNaNBits(value)) setBit(error, element);
}

export function readField(sheet: usize, record: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const error = column + columnBytesOf(domain);
  const addresses = addressesOf(sheet, domain);
  const offset = <usize>load<u32>(record, NODE_A);
  const count = countOf(sheet, domain);
  clearMask(error, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    const struct = structOf(sheet, record, addresses, i);
    put(column, error, i, struct ? load<f64>(struct + offset) : f64.NaN);
  }
}

/** A feature or a signal: columns of f32, of which there may be none at all. */
export function readColumn(sheet: usize, record: usize): void {
  const column = resultOf(sheet, record);
  const error = column + columnBytesOf(DOMAIN_ROWS);
  const count = countOf(sheet, DOMAIN_ROWS);
  clearMask(error, maskBytesOf(DOMAIN_ROWS));
  const floats = floatsOf(sheet, record);
  if (ASC_FEATURE_SIMD && floats != 0) {
    for (let i: u32 = 0; i < count; i += 4) {
      const four = v128.load(floats + (<usize>i << 2));
      const to = column + (<usize>i << 3);
      v128.store(to, f64x2.promote_low_f32x4(four));
      v128.store(to, f64x2.promote_low_f32x4(i32x4.shuffle(four, four, 2, 3, 2, 3)), 16);
    }
    const bytes = usedBytesOf(count);
    findFloats(sheet, error, record);
    setNeither(error, error, error, liveOf(sheet, DOMAIN_ROWS), bytes);
    return;
  }
  for (let i: u32 = 0; i < count; i++) {
    put(column, error, i, floats ? <f64>load<f32>(floats + (<usize>i << 2)) : f64.NaN);
  }
}

/** The model's margin, which is a number for every row that has no status. */
export function readScore(sheet: usize, record: usize): void {
  const column = resultOf(sheet, record);
  const margins = <usize>load<u32>(tileOf(sheet), TILE_MARGINS);
  const count = countOf(sheet, DOMAIN_ROWS);
  clearMask(column + columnBytesOf(DOMAIN_ROWS), maskBytesOf(DOMAIN_ROWS));
  for (let i: u32 = 0; i < count; i++) {
    store<f64>(column + (<usize>i << 3), load<f64>(margins + (<usize>i << 3)));
  }
}

export function readDayOf(sheet: usize, record: usize): void {
  readField(sheet, record);
  const column = resultOf(sheet, record);
  const count = countOf(sheet, DOMAIN_ROWS);
  for (let i: u32 = 0; i < count; i++) {
    const at = column + (<usize>i << 3);
    store<f64>(at, Math.floor(load<f64>(at) / DAY_MS));
  }
}

/** The first column, and the second where that is absent. */
export function readElse(sheet: usize, record: usize, first: usize, second: usize): void {
  const column = resultOf(sheet, record);
  const error = column + columnBytesOf(DOMAIN_ROWS);
  const count = countOf(sheet, DOMAIN_ROWS);
  clearMask(error, maskBytesOf(DOMAIN_ROWS));
  for (let i: u32 = 0; i < count; i++) {
    const value = load<f64>(first + (<usize>i << 3));
    put(column, error, i, isNaNBits(value) ? load<f64>(second + (<usize>i << 3)) : value);
  }
}

export function readLength(sheet: usize, record: usize): void {
  const column = resultOf(sheet, record);
  const ranges = rangesOf(sheet, load<u32>(record, NODE_A));
  const count = countOf(sheet, DOMAIN_ROWS);
  clearMask(column + columnBytesOf(DOMAIN_ROWS), maskBytesOf(DOMAIN_ROWS));
  for (let i: u32 = 0; i < count; i++) {
    store<f64>(column + (<usize>i << 3), <f64>load<u32>(ranges + (<usize>i << 3), 4));
  }
}

/** Code points of texts: bytes that continue none. */
export function readSize(sheet: usize, record: usize, spans: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const error = column + columnBytesOf(domain);
  const count = countOf(sheet, domain);
  clearMask(error, maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    let at = <usize>load<u32>(spans + (<usize>i << 3));
    const end = at + <usize>load<u32>(spans + (<usize>i << 3), 4);
    let size: f64 = 0;
    if (at == 0) setBit(error, i);
    for (; at < end; at++) if ((load<u8>(at) & 0xc0) != 0x80) size += 1;
    store<f64>(column + (<usize>i << 3), size);
  }
}

/** A constant text, for every element. */
export function fillText(sheet: usize, record: usize): void {
  const domain = domainOf(record);
  const column = resultOf(sheet, record);
  const address = <u32>(tableOf(sheet) + <usize>load<u32>(record, NODE_A));
  const length = load<u32>(record, NODE_B);
  const count = countOf(sheet, domain);
  clearMask(column + columnBytesOf(domain), maskBytesOf(domain));
  for (let i: u32 = 0; i < count; i++) {
    store<u32>(column + (<usize>i << 3), address);
    store<u32>(column + (<usize>i << 3), length, 4);
  }
}
