// The kernels, by spans: (u32 address, u32 bytes). An empty text is on no list.

export function nameHits(names: usize, span: usize, kind: u32, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}

export function addressHits(addresses: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}

export function phoneHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}

export function emailHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}

export function walletHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}

export function freeTextHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}

export function phraseHits(phrases: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}
