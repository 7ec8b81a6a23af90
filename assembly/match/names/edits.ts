// Edits that make one word of another, up to two: the twin of src/watchlist/compare/editDistance.ts.

import { NAMES_SPELLING_BYTES } from '../../generated/lists';

/** @param limit 1 or 2. @param rows three spellings of scratch. Returns the edits, or limit + 1 where there are more. */
export function editsBetween(a: usize, aLength: u32, b: usize, bLength: u32, limit: u32, rows: usize): u32 {
  // what is equal at both ends is in no edit
  while (aLength > 0 && bLength > 0 && load<u8>(a) == load<u8>(b)) {
    a++;
    b++;
    aLength--;
    bLength--;
  }
  while (aLength > 0 && bLength > 0 && load<u8>(a + aLength - 1) == load<u8>(b + bLength - 1)) {
    aLength--;
    bLength--;
  }
  if (aLength == 0) return min<u32>(bLength, limit + 1);
  if (bLength == 0) return min<u32>(aLength, limit + 1);
  if (aLength == 1 && bLength == 1) return 1;
  if (aLength == 2 && bLength == 2 && load<u8>(a) == load<u8>(b, 1) && load<u8>(a, 1) == load<u8>(b)) return 1;
  if (limit == 1) return 2;
  return byRows(a, aLength, b, bLength, limit, rows);
}

function byRows(a: usize, aLength: u32, b: usize, bLength: u32, limit: u32, rows: usize): u32 {
  if ((aLength > bLength ? aLength - bLength : bLength - aLength) > limit) return limit + 1;
  let two = rows;
  let one = rows + NAMES_SPELLING_BYTES;
  let now = rows + 2 * NAMES_SPELLING_BYTES;
  for (let j: u32 = 0; j <= bLength; j++) store<u8>(one + j, j);
  for (let i: u32 = 1; i <= aLength; i++) {
    store<u8>(now, i);
    let least = i;
    const letter = load<u8>(a + i - 1);
    const previous = i > 1 ? load<u8>(a + i - 2) : 0;
    for (let j: u32 = 1; j <= bLength; j++) {
      const other = load<u8>(b + j - 1);
      const changed = <u32>load<u8>(one + j - 1) + u32(letter != other);
      let edits = min(min(<u32>load<u8>(one + j) + 1, <u32>load<u8>(now + j - 1) + 1), changed);
      if (i > 1 && j > 1 && letter == load<u8>(b + j - 2) && other == previous) {
        edits = min(edits, <u32>load<u8>(two + j - 2) + 1);
      }
      store<u8>(now + j, edits);
      least = min(least, edits);
    }
    if (least > limit) return limit + 1;
    const spent = two;
    two = one;
    one = now;
    now = spent;
  }
  return min(<u32>load<u8>(one + bLength), limit + 1);
}
