// Items and their rows: what holds of any, all or one of them, how many, and what a row means for each of its items.

import { DOMAIN_ROWS, KIND_ALL, KIND_EXISTS, NODE_KIND } from '../generated/rules';
import { columnBytesOf, maskBytesOf, usedBytesOf } from './capacity';
import { bitAt, clearMask, setBit, setNeither, setWithout } from './masks';
import { countOf, domainOf, liveOf, ownersOf, resultOf } from './sheet';

/** Rows that own a set bit of a mask of items. */
function ownersToRows(mask: usize, owners: usize, bytes: usize, rows: usize): void {
  for (let word: usize = 0; word < bytes; word += 8) {
    let bits = load<u64>(mask + word);
    while (bits != 0) {
      const item = (word << 3) + <usize>ctz(bits);
      setBit(rows, <u32>load<u16>(owners + (item << 1)));
      bits &= bits - 1;
    }
  }
}

/** exists, all and existsOne; `body` is the mask of the body over items of `domain`, its errors behind it. */
export function reduceItems(sheet: usize, record: usize, body: usize, domain: u32): void {
  const kind = load<u8>(record, NODE_KIND);
  const to = resultOf(sheet, record);
  const error = to + maskBytesOf(DOMAIN_ROWS);
  const owners = ownersOf(sheet, domain);
  const live = liveOf(sheet, domain);
  const bytes = usedBytesOf(countOf(sheet, domain));
  const rowBytes = usedBytesOf(countOf(sheet, DOMAIN_ROWS));
  const rowLive = liveOf(sheet, DOMAIN_ROWS);
  const bodyError = body + maskBytesOf(domain);
  clearMask(to, rowBytes);
  clearMask(error, rowBytes);
  ownersToRows(bodyError, owners, bytes, error);
  if (kind == KIND_EXISTS) {
    ownersToRows(body, owners, bytes, to);
    setWithout(error, error, to, rowBytes);
  } else if (kind == KIND_ALL) {
    // false for one item is false for the row
    for (let word: usize = 0; word < bytes; word += 8) {
      let bits = load<u64>(live + word) & ~(load<u64>(body + word) | load<u64>(bodyError + word));
      while (bits != 0) {
        setBit(to, <u32>load<u16>(owners + (((word << 3) + <usize>ctz(bits)) << 1)));
        bits &= bits - 1;
      }
    }
    setWithout(error, error, to, rowBytes);
    setNeither(to, to, error, rowLive, rowBytes);
  } else {
    ownersToRows(body, owners, bytes, to);
    dropRepeated(body, owners, bytes, to);
    setWithout(to, to, error, rowBytes);
  }
}

/** Takes out of `rows` those that own more than one set bit: the bits of a row lie side by side. */
function dropRepeated(mask: usize, owners: usize, bytes: usize, rows: usize): void {
  let last: u32 = 0xffffffff;
  for (let word: usize = 0; word < bytes; word += 8) {
    let bits = load<u64>(mask + word);
    while (bits != 0) {
      const row = <u32>load<u16>(owners + (((word << 3) + <usize>ctz(bits)) << 1));
      if (row == last) {
        const at = rows + (<usize>(row >> 6) << 3);
        store<u64>(at, load<u64>(at) & ~((<u64>1) << <u64>(row & 63)));
      }
      last = row;
      bits &= bits - 1;
    }
  }
}

/** Items of each row for which the body holds. */
export function countItems(sheet: usize, record: usize, body: usize, domain: u32): void {
  const column = resultOf(sheet, record);
  const error = column + columnBytesOf(DOMAIN_ROWS);
  const owners = ownersOf(sheet, domain);
  const bytes = usedBytesOf(countOf(sheet, domain));
  const numRows = countOf(sheet, DOMAIN_ROWS);
  clearMask(error, maskBytesOf(DOMAIN_ROWS));
  memory.fill(column, 0, <usize>numRows << 3);
  ownersToRows(body + maskBytesOf(domain), owners, bytes, error);
  for (let word: usize = 0; word < bytes; word += 8) {
    let bits = load<u64>(body + word);
    while (bits != 0) {
      const at = column + (<usize>load<u16>(owners + (((word << 3) + <usize>ctz(bits)) << 1)) << 3);
      store<f64>(at, load<f64>(at) + 1);
      bits &= bits - 1;
    }
  }
}

/** For each item what its row has; `rows` is a mask of rows with its errors behind it. */
export function expandMask(sheet: usize, record: usize, rows: usize): void {
  const domain = domainOf(record);
  const to = resultOf(sheet, record);
  const error = to + maskBytesOf(domain);
  const owners = ownersOf(sheet, domain);
  const count = countOf(sheet, domain);
  const bytes = usedBytesOf(count);
  const rowError = rows + maskBytesOf(DOMAIN_ROWS);
  clearMask(to, bytes);
  clearMask(error, bytes);
  for (let i: u32 = 0; i < count; i++) {
    const row = <u32>load<u16>(owners + (<usize>i << 1));
    if (bitAt(rows, row)) setBit(to, i);
    if (bitAt(rowError, row)) setBit(error, i);
  }
}
