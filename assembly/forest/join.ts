// How a leaf joins a margin, in the library's own precision. Margins and leaves are f64 throughout; a margin in f32 is
// rounded after every operation, and the sum of two f32 rounded from f64 to f32 is their f32 sum.
import { FLAG_MAX, FLAG_MIN, FLAG_SUMS_F32, FOREST_FLAGS } from '../generated/forest';

export const JOIN_SUM: u32 = 0;
export const JOIN_SUM_F32: u32 = 1;
export const JOIN_MIN: u32 = 2;
export const JOIN_MAX: u32 = 3;

@inline
export function joinOf(forest: usize): u32 {
  const flags = load<u32>(forest, FOREST_FLAGS);
  if ((flags & <u32>FLAG_MIN) != 0) return JOIN_MIN;
  if ((flags & <u32>FLAG_MAX) != 0) return JOIN_MAX;
  return (flags & <u32>FLAG_SUMS_F32) != 0 ? JOIN_SUM_F32 : JOIN_SUM;
}

@inline
export function joined(join: u32, margin: f64, leaf: f64): f64 {
  if (join == JOIN_SUM) return margin + leaf;
  if (join == JOIN_SUM_F32) return <f64>(<f32>(margin + leaf));
  return join == JOIN_MIN ? min<f64>(margin, leaf) : max<f64>(margin, leaf);
}

/** The same for two margins. */
@inline
export function joinedTwo(join: u32, margins: v128, leaves: v128): v128 {
  if (join == JOIN_SUM) return f64x2.add(margins, leaves);
  if (join == JOIN_SUM_F32) return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(f64x2.add(margins, leaves)));
  return join == JOIN_MIN ? f64x2.min(margins, leaves) : f64x2.max(margins, leaves);
}
