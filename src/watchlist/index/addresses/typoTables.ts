/** What finds the listed words an edit from a query's: slots, a filter before them, and which words need not ask. */
import * as layout from './layout.ts';
import type { ListedTexts } from './listedTexts.ts';
import { eachTypo, groupHash, wordHash } from './wordHash.ts';
import { WordSlots } from './wordSlots.ts';

/** Bytes of the filter for each hash, at least. */
const FILTER_BYTES = 1;
/** Of the words that a query may have and an edit may change. */
const LETTERS = /^[a-z]{4,64}$/;
const SEVERAL = -1;
const encoder = new TextEncoder();

export type TypoTables = { readonly slots: Uint32Array; readonly filter: Uint32Array; readonly alike: Uint8Array };

/** @param typos words with groups, as post.ts has them */
export function typoTables({ texts }: ListedTexts, typos: ReadonlySet<number>): TypoTables {
  const slots = new WordSlots();
  for (const typo of typos) {
    const group = typo % layout.ADDRESSES_NUM_GROUPS;
    const number = (typo - group) / layout.ADDRESSES_NUM_GROUPS;
    eachTypo(encoder.encode(texts[number]), (sum, length) => slots.add(groupHash(sum, length, group), number));
  }
  return { filter: filterOf(slots.hashes), slots: slots.finish(), alike: alikeOf(texts, typos) };
}

function filterOf(hashes: Uint32Array): Uint32Array {
  const filter = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(1, (hashes.length * FILTER_BYTES) / 4))));
  for (const hash of hashes) filter[hash & (filter.length - 1)] |= filterBits(hash);
  return filter;
}

function filterBits(hash: number): number {
  return (1 << ((hash >>> layout.ADDRESSES_FILTER_SHIFT) & 31)) | (1 << (hash >>> layout.ADDRESSES_FILTER_OTHER_SHIFT));
}

/** Bits may be set in vain, where two words share a hash or differ by more. */
function alikeOf(texts: readonly string[], typos: ReadonlySet<number>): Uint8Array {
  const owners = new Map<number, number>();
  for (const typo of typos) {
    const number = Math.floor(typo / layout.ADDRESSES_NUM_GROUPS);
    if (!LETTERS.test(texts[number])) continue;
    eachTypo(encoder.encode(texts[number]), (sum, length) => {
      const hash = wordHash(sum, length);
      owners.set(hash, (owners.get(hash) ?? number) === number ? number : SEVERAL);
    });
  }
  const alike = new Uint8Array(Math.ceil(texts.length / 8));
  for (const [number, text] of texts.entries()) {
    let isAlike = !LETTERS.test(text);
    if (!isAlike) {
      eachTypo(encoder.encode(text), (sum, length) => {
        isAlike ||= (owners.get(wordHash(sum, length)) ?? number) !== number;
      });
    }
    if (isAlike) alike[number >> 3] |= 1 << (number & 7);
  }
  return alike;
}
