// What counts as missing. NaN is told by its bits: the optimiser may assume that floats compare like numbers.

/** Values this close to zero count as zero (the f32 1e-35; src/model/forest.ts). */
export const ZERO_BAND: f64 = 1.0000000180025095e-35;
export const ZERO_BAND_BITS_F32: i32 = 0x0554ad2e;
export const ZERO_BAND_BITS_F64: i64 = 0x38aa95a5c0000000;
export const SIGNLESS_F32: i32 = 0x7fffffff;
export const SIGNLESS_F64: i64 = 0x7fffffffffffffff;
export const INFINITY_BITS_F32: i32 = 0x7f800000;
export const INFINITY_BITS_F64: i64 = 0x7ff0000000000000;

@inline
export function isNan(value: f64): bool {
  return (reinterpret<i64>(value) & SIGNLESS_F64) > INFINITY_BITS_F64;
}
