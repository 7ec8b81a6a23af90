// The hash of a token, as tokenHash of src/features/tokens.ts: its first 24 bytes, folded and zero-padded, and its
// length. Lengths cannot be predicted, so masks come from a table and not from branches.

/** Sixteen ones before sixteen zeros: a load from 16 - n has n ones. */
const ONES_AND_ZEROS: usize = memory.data<u64>([~(<u64>0), ~(<u64>0), 0, 0]);
const WHOLE: u32 = 16;
/** Set in every byte: capitals become small, digits stay. */
const FOLD_BITS: u64 = 0x2020202020202020;

/** Folded, zero-padded bytes 0 to 7 of a token of at least one byte. */
@inline
export function headOf(token: usize, length: u32): u64 {
  return (load<u64>(token) | FOLD_BITS) & load<u64>(maskOf(length));
}

/** Folded, zero-padded bytes 8 to 15. */
@inline
export function tailOf(token: usize, length: u32): u64 {
  return (load<u64>(token, 8) | FOLD_BITS) & load<u64>(maskOf(length), 8);
}

@inline
function maskOf(length: u32): usize {
  return ONES_AND_ZEROS + <usize>(WHOLE - (length > WHOLE ? WHOLE : length));
}

/** `head` and `tail` are the token's first 16 bytes. */
@inline
export function tokenHash(token: usize, head: u64, tail: u64, length: u32): u32 {
  let hash =
    length * 0x165667b1 +
    <u32>head * 0x9e3779b1 +
    <u32>(head >> 32) * 0x85ebca77 +
    <u32>tail * 0xc2b2ae3d +
    <u32>(tail >> 32) * 0x27d4eb2f;
  if (length > WHOLE) {
    const end = headOf(token + 16, length - WHOLE);
    hash += <u32>end * 0x2c1b3c6d + <u32>(end >> 32) * 0x297a2d39;
  }
  hash = (hash ^ (hash >> 15)) * 0x7feb352d;
  return hash ^ (hash >> 13);
}
