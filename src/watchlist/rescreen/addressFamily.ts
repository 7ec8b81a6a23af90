import {
  addressText,
  forgivesTypo,
  listedAddress,
  queriedAddress,
  roleUnits,
  scoreWithout,
  unitsToReach,
} from '../compare/address.ts';
import { LEAST_ADDRESS_SCORE } from '../index/addresses/build.ts';
import type { AddressWord } from '../text/addressWords.ts';
import type { Family } from './family.ts';
import { hashKey, typingKeys } from './wordKeys.ts';

const ROUNDING = 1e-9;
const TEXT = 'At';

/** Listed words are marked as forgiving an error of typing (d) or not (t). */
export const addressFamily: Family = {
  letter: 'A',
  termsOf: ({ addresses }) => addresses.flatMap((text) => [...queriedAddress(text).seen.keys()]),
  keysOfTerm: (word) => [hashKey(TEXT, word), ...typingKeys('A', word, 1)],
  // words may be missing, up to a share of the weight of all
  listedOf: ({ indicators }) =>
    indicators.flatMap((indicator) => {
      if (indicator.kind !== 'address') return [];
      const address = listedAddress(addressText(indicator));
      if (scoreWithout(0, address) < LEAST_ADDRESS_SCORE) return [];
      const words = address.words.map((word) => ({ word: markedWord(word), weight: roleUnits[word.role] }));
      return [{ words, leastWeight: unitsToReach(LEAST_ADDRESS_SCORE, address) - ROUNDING, alone: [] }];
    }),
  keysOfWord: (marked) => {
    const word = marked.slice(1);
    return marked[0] === 'd' ? [hashKey(TEXT, word), ...typingKeys('A', word, 1)] : [hashKey(TEXT, word)];
  },
};

function markedWord(word: AddressWord): string {
  return `${forgivesTypo(word) ? 'd' : 't'}${word.text}`;
}
