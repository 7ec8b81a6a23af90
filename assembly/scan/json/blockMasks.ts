// Masks of 64 bytes, one bit each, lowest first: what the JSON cutter needs to know of a block.

/** Bits of the bytes in `[at, at + 64)` that equal `byte` once `ignored` bits are set in both. */
@inline
export function maskOf(at: usize, byte: u8, ignored: u8): u64 {
  if (ASC_FEATURE_SIMD) {
    const wanted = i8x16.splat(<i8>(byte | ignored));
    const ignore = i8x16.splat(<i8>ignored);
    return (
      sixteen(at, wanted, ignore) |
      (sixteen(at + 16, wanted, ignore) << 16) |
      (sixteen(at + 32, wanted, ignore) << 32) |
      (sixteen(at + 48, wanted, ignore) << 48)
    );
  }
  let mask: u64 = 0;
  const ignore = <u64>ignored * EACH_BYTE;
  for (let i: usize = 0; i < 64; i += 8) {
    mask |= equalBits(load<u64>(at + i) | ignore, <u64>(byte | ignored)) << (<u64>i);
  }
  return mask;
}

@inline
function sixteen(at: usize, wanted: v128, ignore: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.or(v128.load(at), ignore), wanted)));
}

const EACH_BYTE: u64 = 0x0101010101010101;
const LOW_SEVEN: u64 = 0x7f7f7f7f7f7f7f7f;
/** Brings the high bits of eight bytes together in the top byte, the first byte's lowest. */
const GATHER: u64 = 0x0102040810204080;

/** One bit for each of the eight bytes that equals `byte`; exact, as no carry crosses a byte. */
@inline
function equalBits(word: u64, byte: u64): u64 {
  const difference = word ^ (byte * EACH_BYTE);
  const highWhereZero = ~(((difference & LOW_SEVEN) + LOW_SEVEN) | difference | LOW_SEVEN);
  return ((highWhereZero >> 7) * GATHER) >> 56;
}

/** Bits of the bytes that are not space, tab, carriage return or newline. */
export function notBlank(at: usize): u64 {
  return ~(maskOf(at, 0x20, 0) | maskOf(at, 0x09, 0) | maskOf(at, 0x0d, 0) | maskOf(at, 0x0a, 0));
}

const ODD_BITS: u64 = 0xaaaaaaaaaaaaaaaa;

/**
 * The backslashes of a block that escape the next byte (those at an even place in their run).
 * `carry` is 1 when the first byte is itself escaped. After Lemire and Keiser's simdjson: subtracting from the odd
 * places carries through each run of backslashes and so tells odd from even ones.
 */
@inline
export function escaping(backslashes: u64, carry: u64): u64 {
  const candidates = backslashes & ~carry;
  const places = ((candidates << 1) | ODD_BITS) - candidates;
  return (places ^ ODD_BITS) & backslashes;
}

/** Each bit becomes the parity of itself and all lower ones: from an opening quote up to its closing one. */
@inline
export function prefixParity(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}
