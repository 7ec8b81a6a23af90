/** Listed addresses to the part `addresses`: each under the fewest and rarest of its words that a match cannot lack. */
import { addressText, type ListedAddress, listedAddress, scoreElsewhere, scoreWithout } from '../../compare/address.ts';
import type { AddressWord } from '../../text/addressWords.ts';
import { GrowingWords } from '../growing.ts';
import type { PartBuilder } from '../partBuilder.ts';
import { partFault } from '../partFault.ts';
import { assembleAddresses } from './assemble.ts';
import { byGroup, groupOf } from './groups.ts';
import * as layout from './layout.ts';
import { FORGIVES_AS_POSTCODE, FORGIVES_AS_WORD, HAS_DIGIT, ListedTexts } from './listedTexts.ts';
import { postAddresses } from './post.ts';
import { roleNumbers } from './roles.ts';

/** No address with a lower score is proposed; under it postings would be long and hits would mean little. */
export const LEAST_ADDRESS_SCORE = 0.8;
const QUARTERS = 4;

/** @param least from 0.5 on: what the lowest hit scores */
export function addressesBuilder(least: number = LEAST_ADDRESS_SCORE): PartBuilder {
  if (!(least >= 0.5 && least < 1)) throw partFault('addresses', `expected a least score from 0.5 to 1, got ${least}`);
  const words = new ListedTexts();
  const records = new GrowingWords();
  const groups = new GrowingWords();
  const items = new GrowingWords();
  return {
    add(entry, number) {
      for (const indicator of entry.indicators) {
        if (indicator.kind !== 'address') continue;
        const listed = listedAddress(addressText(indicator));
        if (scoreWithout(0, listed) < least) continue;
        const put = (group: number, lacking: number): void => {
          groups.push(group);
          records.push(number);
          records.push(items.length);
          records.push(countryNumber(listed.country) | (listed.units << 16));
          records.push(listed.words.length | ((listed.factor * QUARTERS) << 8) | (lacking << 16));
        };
        put(groupOf(listed.country), mostLacking(listed, scoreWithout, least));
        // queries of other countries must have more of it, so by fewer of its words they find it
        if (listed.country !== null && scoreElsewhere(0, listed) >= least) {
          put(0, mostLacking(listed, scoreElsewhere, least));
        }
        for (const word of listed.words) items.push(itemOf(words, word));
      }
    },
    finish() {
      if (records.length === 0) return null;
      const numbers = { words, items: items.words, ...byGroup(records.words, groups.words) };
      return assembleAddresses(numbers, postAddresses(numbers, least), least);
    },
  };
}

/** Exactly: a unit more, and no query reaches the least score. */
function mostLacking(listed: ListedAddress, bound: typeof scoreWithout, least: number): number {
  let lacking = 0;
  while (lacking < listed.units && bound(lacking + 1, listed) >= least) lacking++;
  return lacking;
}

function itemOf(words: ListedTexts, { text, role }: AddressWord): number {
  const number = words.use(text);
  const is = words.shapes[number];
  const isForgiving =
    (role === 'word' && (is & FORGIVES_AS_WORD) !== 0) || (role === 'postcode' && (is & FORGIVES_AS_POSTCODE) !== 0);
  return (
    number |
    (roleNumbers[role] << layout.ADDRESSES_ROLE_SHIFT) |
    ((is & HAS_DIGIT) !== 0 ? layout.ADDRESSES_ITEM_IS_NUMBER : 0) |
    (isForgiving ? layout.ADDRESSES_ITEM_IS_FORGIVING : 0)
  );
}

function countryNumber(country: string | null): number {
  return country === null ? 0 : country.charCodeAt(0) | (country.charCodeAt(1) << 8);
}
