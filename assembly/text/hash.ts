// The hash of a token, as tokenHash of src/features/tokens.ts: its first 16 bytes, zero-padded, and its length.

/** Zero-padded bytes 0 to 7 of a token of at least one byte. */
@inline
export function headOf(token: usize, length: u32): u64 {
  return load<u64>(token) & (~(<u64>0) >> (<u64>(8 - min<u32>(length, 8)) << 3));
}

/** Zero-padded bytes from the ninth on, at most eight. */
@inline
export function tailOf(token: usize, length: u32): u64 {
  return length > 8 ? headOf(token + 8, length - 8) : 0;
}

@inline
export function tokenHash(head: u64, tail: u64, length: u32): u32 {
  let hash =
    length * 0x165667b1 +
    <u32>head * 0x9e3779b1 +
    <u32>(head >> 32) * 0x85ebca77 +
    <u32>tail * 0xc2b2ae3d +
    <u32>(tail >> 32) * 0x27d4eb2f;
  hash = (hash ^ (hash >> 15)) * 0x7feb352d;
  return hash ^ (hash >> 13);
}
