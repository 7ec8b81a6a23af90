// Hashes of texts: the same arithmetic as src/rules/compile/textHashes.ts.

/** Of a whole text, four bytes at a time; at most three bytes behind it are read, and do not count. */
export function hashBytes(text: usize, length: u32): u32 {
  let hash = length * 0x165667b1;
  let at: u32 = 0;
  for (; at + 4 <= length; at += 4) hash = stir(hash, load<u32>(text + <usize>at));
  if (at < length) hash = stir(hash, load<u32>(text + <usize>at) & headMask(length - at));
  return hash * 0x85ebca77;
}

/** Of the first bytes of a text, 1 to 4 of them in `head`. */
@inline
export function hashHead(head: u32, length: u32): u32 {
  return stir(length << 29, head) * 0x85ebca77;
}

/** Ones for the first 1 to 4 bytes of a word. */
@inline
export function headMask(length: u32): u32 {
  return 0xffffffff >> ((4 - length) << 3);
}

@inline
function stir(hash: u32, word: u32): u32 {
  const product = (hash ^ word) * 0x9e3779b1;
  return product ^ (product >> 15);
}
