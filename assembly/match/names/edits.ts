// Edits that make one word of another, up to two: the twin of src/watchlist/compare/editDistance.ts.

/** @param limit 1 or 2. Returns the edits, or limit + 1 where there are more. */
export function editsBetween(a: usize, aLength: u32, b: usize, bLength: u32, limit: u32): u32 {
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
  if (aLength == 2 && bLength == 2 && isSwapped(a, b)) return 1;
  if (limit == 1) return 2;
  return isTwo(a, aLength, b, bLength) ? 2 : 3;
}

/** Of words that one edit does not make equal and that begin with different letters: some edit stands there. */
function isTwo(a: usize, aLength: u32, b: usize, bLength: u32): bool {
  if (isOne(a + 1, aLength - 1, b + 1, bLength - 1)) return true;
  if (isOne(a + 1, aLength - 1, b, bLength)) return true;
  if (isOne(a, aLength, b + 1, bLength - 1)) return true;
  return aLength > 1 && bLength > 1 && isSwapped(a, b) && isOne(a + 2, aLength - 2, b + 2, bLength - 2);
}

function isOne(a: usize, aLength: u32, b: usize, bLength: u32): bool {
  return (aLength > bLength ? aLength - bLength : bLength - aLength) <= 1 && editsBetween(a, aLength, b, bLength, 1) <= 1;
}

@inline
function isSwapped(a: usize, b: usize): bool {
  return load<u8>(a) == load<u8>(b, 1) && load<u8>(a, 1) == load<u8>(b);
}
