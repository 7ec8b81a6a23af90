// Masks of one bit an element, in runs of whole vectors. What is true and what is an error are two masks; neither has
// a bit beyond the last element.

/** to = not (a or b), within live. */
export function setNeither(to: usize, a: usize, b: usize, live: usize, bytes: usize): void {
  if (ASC_FEATURE_SIMD) {
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(to + i, v128.andnot(v128.load(live + i), v128.or(v128.load(a + i), v128.load(b + i))));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 8) {
      store<u64>(to + i, load<u64>(live + i) & ~(load<u64>(a + i) | load<u64>(b + i)));
    }
  }
}

/** to = a and not b. */
export function setWithout(to: usize, a: usize, b: usize, bytes: usize): void {
  if (ASC_FEATURE_SIMD) {
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(to + i, v128.andnot(v128.load(a + i), v128.load(b + i)));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 8) store<u64>(to + i, load<u64>(a + i) & ~load<u64>(b + i));
  }
}

/** to = a or b. */
export function setEither(to: usize, a: usize, b: usize, bytes: usize): void {
  if (ASC_FEATURE_SIMD) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, v128.or(v128.load(a + i), v128.load(b + i)));
  } else {
    for (let i: usize = 0; i < bytes; i += 8) store<u64>(to + i, load<u64>(a + i) | load<u64>(b + i));
  }
}

/** to = a and b. */
export function setBoth(to: usize, a: usize, b: usize, bytes: usize): void {
  if (ASC_FEATURE_SIMD) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, v128.and(v128.load(a + i), v128.load(b + i)));
  } else {
    for (let i: usize = 0; i < bytes; i += 8) store<u64>(to + i, load<u64>(a + i) & load<u64>(b + i));
  }
}

export function clearMask(to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 8) store<u64>(to + i, 0);
}

export function copyMask(to: usize, from: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 8) store<u64>(to + i, load<u64>(from + i));
}

export function isEmpty(mask: usize, bytes: usize): bool {
  let any: u64 = 0;
  for (let i: usize = 0; i < bytes; i += 8) any |= load<u64>(mask + i);
  return any == 0;
}

@inline
export function bitAt(mask: usize, element: u32): u64 {
  return (load<u64>(mask + (<usize>(element >> 6) << 3)) >> <u64>(element & 63)) & 1;
}

@inline
export function setBit(mask: usize, element: u32): void {
  const word = mask + (<usize>(element >> 6) << 3);
  store<u64>(word, load<u64>(word) | ((<u64>1) << <u64>(element & 63)));
}
