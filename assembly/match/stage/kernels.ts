// The kernels, by spans: (u32 address, u32 bytes). An empty text is on no list.

import { matchFreeText } from '../identifiers/freeText';
import { matchEmail, matchPhone, matchWallet } from '../identifiers/single';

export function nameHits(names: usize, span: usize, kind: u32, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}

export function addressHits(addresses: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}

export function phoneHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchPhone(identifiers, <usize>load<u32>(span), load<u32>(span, 4), scratch, out, most);
}

export function emailHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchEmail(identifiers, <usize>load<u32>(span), load<u32>(span, 4), scratch, out, most);
}

export function walletHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchWallet(identifiers, <usize>load<u32>(span), load<u32>(span, 4), scratch, out, most);
}

export function freeTextHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchFreeText(identifiers, <usize>load<u32>(span), load<u32>(span, 4), scratch, out, most);
}

export function phraseHits(phrases: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return 0;
}
