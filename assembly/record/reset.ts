// A fresh struct: spans and codes 0 (missing), numbers NaN (missing).

const MISSING: f64 = NaN;

/** Reset `[struct + from, struct + bytes)`; both multiples of 16. The numbers lie at `struct + nums`. */
@inline
export function resetStruct(struct: usize, from: usize, bytes: usize, nums: usize, numNums: u32): void {
  const end = struct + bytes;
  if (ASC_FEATURE_SIMD) {
    const zero = i8x16.splat(0);
    for (let at = struct + from; at < end; at += 16) v128.store(at, zero);
  } else {
    for (let at = struct + from; at < end; at += 16) {
      store<u64>(at, 0);
      store<u64>(at, 0, 8);
    }
  }
  const firstNum = struct + nums;
  for (let i: usize = 0; i < numNums; i++) store<f64>(firstNum + (i << 3), MISSING);
}
