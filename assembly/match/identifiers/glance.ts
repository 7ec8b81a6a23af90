// A first look at free text: nearly none holds anything that could be an identifier, and most of what the masks of
// freeText.ts cost is spared by knowing it. Says yes too often, never no too often. The build without SIMD looks at all.

import { ATTRIBUTE_IS_CAS, ATTRIBUTE_IS_PGP, IDENTIFIERS_LEAST_WORD } from '../../generated/lists';

/**
 * Whether a text may hold an identifier of one of `kinds` (a bit an attribute). Up to 15 bytes behind it are read, and
 * taken as part of it.
 */
export function mayHoldAny(kinds: u32, text: usize, length: u32): bool {
  if (!ASC_FEATURE_SIMD) return true;
  const end = text + <usize>length;
  if (mayHoldWordOrAt(text, end)) return true;
  if ((kinds & (1 << ATTRIBUTE_IS_CAS)) != 0 && mayHoldCas(text, end)) return true;
  return (kinds & (1 << ATTRIBUTE_IS_PGP)) != 0 && mayHoldFingerprint(text, end);
}

/** A word as long as a wallet's address, or an @. */
function mayHoldWordOrAt(text: usize, end: usize): bool {
  if (!ASC_FEATURE_SIMD) return true;
  let ats = i8x16.splat(0);
  let long: u64 = 0;
  // of the last 64 bytes; looked at every 32, so that a run lies whole in one of them
  let window: u64 = 0;
  for (let at = text; at < end; at += 32) {
    const first = v128.load(at);
    // twice the same where there is no more: nothing far behind the text is read
    const second = v128.load(at + 16 < end ? at + 16 : at);
    ats = v128.or(ats, v128.or(i8x16.eq(first, i8x16.splat(0x40)), i8x16.eq(second, i8x16.splat(0x40))));
    const words = <u64>(pieces(first) | (pieces(second) << 16));
    window = (window >> 32) | (words << 32);
    long |= runsOfLeastWord(window);
  }
  return long != 0 || v128.any_true(ats);
}

/** Letters, digits, and some signs that seldom stand in a row with them: what no blank, comma or dash cuts. */
@inline
function pieces(bytes: v128): u32 {
  return <u32>i8x16.bitmask(i8x16.gt_s(bytes, i8x16.splat(0x2f)));
}

/** Bits where so many set ones begin that they may be a wallet. */
@inline
export function runsOfLeastWord(mask: u64): u64 {
  mask &= mask >> 1;
  mask &= mask >> 2;
  mask &= mask >> 4;
  mask &= mask >> 8;
  return mask & (mask >> (IDENTIFIERS_LEAST_WORD - 16));
}

/** A dash right behind a digit. */
function mayHoldCas(text: usize, end: usize): bool {
  if (!ASC_FEATURE_SIMD) return true;
  let found: u32 = 0;
  // of the byte before
  let digit: u32 = 0;
  for (let at = text; at < end; at += 16) {
    const bytes = v128.load(at);
    const digits = <u32>i8x16.bitmask(i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(9)));
    const dashes = <u32>i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(0x2d)), i8x16.eq(bytes, i8x16.splat(-0x1e))));
    digit |= digits << 1;
    found |= dashes & digit;
    digit = digit >> 16;
  }
  return found != 0;
}

/** Sixteen hexadecimal digits and blanks in a row, in step with the text: forty digits never come without. */
function mayHoldFingerprint(text: usize, end: usize): bool {
  if (!ASC_FEATURE_SIMD) return true;
  for (let at = text; at + 16 <= end; at += 16) {
    const bytes = v128.load(at);
    const letters = i8x16.le_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(5));
    const digits = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(9));
    if (i8x16.all_true(v128.or(v128.or(letters, digits), i8x16.eq(bytes, i8x16.splat(0x20))))) return true;
  }
  return false;
}
