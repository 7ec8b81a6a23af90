/** Neighbours and bit patterns of floats. */

const f32 = new Float32Array(1);
const f32Bits = new Int32Array(f32.buffer);
const f64 = new Float64Array(1);
const f64Bits = new BigInt64Array(f64.buffer);

export function bitsOfF32(value: number): number {
  f32[0] = value;
  return f32Bits[0];
}

export function f32OfBits(bits: number): number {
  f32Bits[0] = bits;
  return f32[0];
}

/** Smallest f32 above a value that is an f32; +Infinity stays. */
export function nextUp32(value: number): number {
  if (value === Infinity) return value;
  if (value === 0) return f32OfBits(1);
  return f32OfBits(bitsOfF32(value) + (value > 0 ? 1 : -1));
}

/** Largest f32 that is not above the value. */
export function roundDown32(value: number): number {
  const nearest = Math.fround(value);
  return nearest > value ? -nextUp32(-nearest) : nearest;
}

/** Largest f64 below a value; -Infinity stays. */
export function nextDown64(value: number): number {
  if (value === -Infinity) return value;
  if (value === 0) return -Number.MIN_VALUE;
  f64[0] = value;
  f64Bits[0] += value > 0 ? -1n : 1n;
  return f64[0];
}
