import {
  addressComparator,
  addressText,
  forgivesTypo,
  type ListedAddress,
  listedAddress,
  queriedAddress,
  roleUnits,
  scoreWithout,
  unitsToReach,
} from '../compare/address.ts';
import type { AddressWord } from '../text/addressWords.ts';
import type { Attribute } from './attribute.ts';
import { textKey, typingKeys } from './wordKeys.ts';

type Listed = { readonly text: string; readonly address: ListedAddress };

const LEAST = 0.75;
const ROUNDING = 1e-9;

export const addressAttribute: Attribute<Listed> = {
  letter: 'A',
  name: 'address',
  least: LEAST,
  facetsOf: ({ addresses }) => addresses,
  termsOf: (text) => [...queriedAddress(text).seen.keys()],
  keysOfTerm: (word) => [textKey(word), ...typingKeys(word, 1)],
  listedOf: (indicator) => {
    if (indicator.kind !== 'address') return null;
    const text = addressText(indicator);
    const address = listedAddress(text);
    return scoreWithout(0, address) < LEAST ? null : { text, address };
  },
  // words may be missing, up to a share of the weight of all
  keysOfListed: ({ address }) => ({
    groups: address.words.map((word) => ({ keys: keysOf(word), weight: roleUnits[word.role] })),
    leastWeight: unitsToReach(LEAST, address) - ROUNDING,
    alone: [],
  }),
  score: (text, { text: listed }) => addressComparator.compare(text, listed).score,
};

function keysOf(word: AddressWord): string[] {
  return forgivesTypo(word) ? [textKey(word.text), ...typingKeys(word.text, 1)] : [textKey(word.text)];
}
