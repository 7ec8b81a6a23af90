// Wide copies of short runs of bytes. Both may touch more bytes than asked for: what is written beyond a run is
// written over by the next one, and readable bytes lie beyond every source.

// @ts-ignore: decorator
@inline
export function copy16(to: usize, from: usize): void {
  if (ASC_FEATURE_SIMD) {
    v128.store(to, v128.load(from));
  } else {
    const low = load<u64>(from);
    const high = load<u64>(from, 8);
    store<u64>(to, low);
    store<u64>(to, high, 8);
  }
}

// @ts-ignore: decorator
@inline
export function copy32(to: usize, from: usize): void {
  copy16(to, from);
  copy16(to + 16, from + 16);
}
