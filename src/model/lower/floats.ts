/** Neighbours and bit patterns of floats. */

const f32 = new Float32Array(1);
const f32Bits = new Int32Array(f32.buffer);
const f64 = new Float64Array(1);
const f64Words = new Uint32Array(f64.buffer);

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
  // two words, low one first: a 64-bit integer would be an object
  if (value > 0) {
    if (f64Words[0] === 0) f64Words[1]--;
    f64Words[0]--;
  } else {
    f64Words[0]++;
    if (f64Words[0] === 0) f64Words[1]++;
  }
  return f64[0];
}
