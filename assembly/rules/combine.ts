// `and` and `or` with three values, part by part. While parts are heard, the error mask holds what is false so far;
// once every element is settled, no further part can change anything.

import { setNeither } from './masks';

export function beginAnd(isTrue: usize, isFalse: usize, live: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 8) {
    store<u64>(isTrue + i, load<u64>(live + i));
    store<u64>(isFalse + i, ~load<u64>(live + i));
  }
}

/** Hears one part; returns whether every element is false. */
export function hearAnd(isTrue: usize, isFalse: usize, part: usize, partError: usize, bytes: usize): bool {
  if (ASC_FEATURE_SIMD) {
    let open = i64x2.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) {
      const holds = v128.load(part + i);
      v128.store(isTrue + i, v128.and(v128.load(isTrue + i), holds));
      const fails = v128.or(v128.load(isFalse + i), v128.not(v128.or(holds, v128.load(partError + i))));
      v128.store(isFalse + i, fails);
      open = v128.or(open, v128.not(fails));
    }
    return !v128.any_true(open);
  }
  let open: u64 = 0;
  for (let i: usize = 0; i < bytes; i += 8) {
    const holds = load<u64>(part + i);
    store<u64>(isTrue + i, load<u64>(isTrue + i) & holds);
    const fails = load<u64>(isFalse + i) | ~(holds | load<u64>(partError + i));
    store<u64>(isFalse + i, fails);
    open |= ~fails;
  }
  return open == 0;
}

export function beginOr(isTrue: usize, isFalse: usize, live: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 8) {
    store<u64>(isTrue + i, 0);
    store<u64>(isFalse + i, load<u64>(live + i));
  }
}

/** Hears one part; returns whether every element is true. */
export function hearOr(isTrue: usize, isFalse: usize, part: usize, partError: usize, live: usize, bytes: usize): bool {
  let open: u64 = 0;
  for (let i: usize = 0; i < bytes; i += 8) {
    const holds = load<u64>(part + i);
    const sum = load<u64>(isTrue + i) | holds;
    store<u64>(isTrue + i, sum);
    store<u64>(isFalse + i, load<u64>(isFalse + i) & ~(holds | load<u64>(partError + i)));
    open |= load<u64>(live + i) & ~sum;
  }
  return open == 0;
}

/** What is neither true nor false is an error. */
@inline
export function endParts(isTrue: usize, isFalse: usize, live: usize, bytes: usize): void {
  setNeither(isFalse, isTrue, isFalse, live, bytes);
}

/** test ? whenTrue : whenFalse; an error of the test, or of the branch that it takes, is one. */
export function chooseMasks(
  to: usize,
  error: usize,
  test: usize,
  testError: usize,
  whenTrue: usize,
  whenTrueError: usize,
  whenFalse: usize,
  whenFalseError: usize,
  bytes: usize,
): void {
  for (let i: usize = 0; i < bytes; i += 8) {
    const yes = load<u64>(test + i);
    const bad = load<u64>(testError + i);
    const no = ~(yes | bad);
    store<u64>(to + i, (yes & load<u64>(whenTrue + i)) | (no & load<u64>(whenFalse + i)));
    store<u64>(error + i, bad | (yes & load<u64>(whenTrueError + i)) | (no & load<u64>(whenFalseError + i)));
  }
}
