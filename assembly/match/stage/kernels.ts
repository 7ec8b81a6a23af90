// The kernels, by spans: (u32 address, u32 bytes). An empty text is on no list.

import { matchAddress } from '../addresses/matchAddress';
import { LIST_BLINDED_KEYS, LIST_BLINDED_SCRATCH } from '../../generated/listStage';
import { matchBlindedText } from '../blinded/freeText';
import { matchBlinded } from '../blinded/match';
import { matchFreeText } from '../identifiers/freeText';
import { matchPhone } from '../identifiers/single';
import { matchName } from '../names/matchName';
import { matchPhrases } from '../phrases/match';

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

export function freeTextHits(identifiers: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchFreeText(identifiers, textOf(span), lengthOf(span), scratch, out, most);
}

export function phraseHits(phrases: usize, span: usize, scratch: usize, out: usize, most: u32): u32 {
  return matchPhrases(phrases, textOf(span), lengthOf(span), scratch, out, most);
}

/** Of a blinded list, by the attribute that the text is. */
export function blindedHits(stage: usize, blinded: usize, attribute: u32, span: usize, out: usize, most: u32): u32 {
  const keys = <usize>load<u32>(stage, LIST_BLINDED_KEYS);
  const scratch = <usize>load<u32>(stage, LIST_BLINDED_SCRATCH);
  return matchBlinded(blinded, keys, attribute, <usize>load<u32>(span), load<u32>(span, 4), scratch, out, most);
}

export function blindedTextHits(stage: usize, blinded: usize, span: usize, out: usize, most: u32): u32 {
  const keys = <usize>load<u32>(stage, LIST_BLINDED_KEYS);
  const scratch = <usize>load<u32>(stage, LIST_BLINDED_SCRATCH);
  return matchBlindedText(blinded, keys, <usize>load<u32>(span), load<u32>(span, 4), scratch, out, most);
}
