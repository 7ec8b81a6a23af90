// The kernels, by spans: (u32 address, u32 bytes). An empty text is on no list.

import { matchName } from '../names/matchName';
import { matchAddress } from '../addresses/matchAddress';
import { matchEmail, matchFreeText, matchPhone, matchWallet } from '../identifiers/match';
import { matchPhrases } from '../phrases/matchPhrases';

@inline
function lengthOf(span: usize): u32 {
  return load<u32>(span, 4);
}

@inline
function textOf(span: usize): usize {
  return <usize>load<u32>(span);
}

export function nameHits(names: usize, span: usize, kind: u32, scratch: usize, out: usize, most: u32): u32 {
  return lengthOf(span) ? matchName(names, textOf(span), lengthOf(span), kind, scratch, out, most) : 0;
}

export function addressHits(addresses: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return lengthOf(span) ? matchAddress(addresses, textOf(span), lengthOf(span), scratch, out, most) : 0;
}

export function phoneHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchPhone(identifiers, textOf(span), lengthOf(span), scratch, out, most);
}

export function emailHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchEmail(identifiers, textOf(span), lengthOf(span), scratch, out, most);
}

export function walletHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchWallet(identifiers, textOf(span), lengthOf(span), scratch, out, most);
}

export function freeTextHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchFreeText(identifiers, textOf(span), lengthOf(span), scratch, out, most);
}

export function phraseHits(phrases: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchPhrases(phrases, textOf(span), lengthOf(span), scratch, out, most);
}
