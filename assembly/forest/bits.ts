// Bytes to bit planes and back: 128 bytes as eight vectors are an 8 x 8 matrix of bits at each of 16 places. Turning
// it makes eight planes, plane k holding bit k of all 128 bytes; turning it again undoes it. Three rounds of swaps
// between vectors (distance 4, 2, 1), as in Warren, Hacker's Delight, section 7-3.

/** Turn eight vectors; the results lie 16 bytes apart at `to`. */
@inline
export function turnBits(
  a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128, to: usize,
): void {
  const low4 = i8x16.splat(0x0f);
  const low2 = i8x16.splat(0x33);
  const low1 = i8x16.splat(0x55);
  let swap = crossing(a0, a4, 4, low4);
  a4 = v128.xor(a4, swap);
  a0 = v128.xor(a0, i16x8.shl(swap, 4));
  swap = crossing(a1, a5, 4, low4);
  a5 = v128.xor(a5, swap);
  a1 = v128.xor(a1, i16x8.shl(swap, 4));
  swap = crossing(a2, a6, 4, low4);
  a6 = v128.xor(a6, swap);
  a2 = v128.xor(a2, i16x8.shl(swap, 4));
  swap = crossing(a3, a7, 4, low4);
  a7 = v128.xor(a7, swap);
  a3 = v128.xor(a3, i16x8.shl(swap, 4));

  swap = crossing(a0, a2, 2, low2);
  a2 = v128.xor(a2, swap);
  a0 = v128.xor(a0, i16x8.shl(swap, 2));
  swap = crossing(a1, a3, 2, low2);
  a3 = v128.xor(a3, swap);
  a1 = v128.xor(a1, i16x8.shl(swap, 2));
  swap = crossing(a4, a6, 2, low2);
  a6 = v128.xor(a6, swap);
  a4 = v128.xor(a4, i16x8.shl(swap, 2));
  swap = crossing(a5, a7, 2, low2);
  a7 = v128.xor(a7, swap);
  a5 = v128.xor(a5, i16x8.shl(swap, 2));

  swap = crossing(a0, a1, 1, low1);
  v128.store(to, v128.xor(a0, i16x8.shl(swap, 1)));
  v128.store(to, v128.xor(a1, swap), 16);
  swap = crossing(a2, a3, 1, low1);
  v128.store(to, v128.xor(a2, i16x8.shl(swap, 1)), 32);
  v128.store(to, v128.xor(a3, swap), 48);
  swap = crossing(a4, a5, 1, low1);
  v128.store(to, v128.xor(a4, i16x8.shl(swap, 1)), 64);
  v128.store(to, v128.xor(a5, swap), 80);
  swap = crossing(a6, a7, 1, low1);
  v128.store(to, v128.xor(a6, i16x8.shl(swap, 1)), 96);
  v128.store(to, v128.xor(a7, swap), 112);
}

/** Bits of `x` that belong where `y` has others; 16-bit shifts are one instruction, and the mask stops what they leak. */
@inline
function crossing(x: v128, y: v128, distance: i32, mask: v128): v128 {
  return v128.and(v128.xor(i16x8.shr_u(x, distance), y), mask);
}
