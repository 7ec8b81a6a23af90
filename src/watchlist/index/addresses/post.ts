/** Postings: for each word the addresses that are found by it. */
import { GrowingWords } from '../growing.ts';
import * as layout from './layout.ts';
import type { ListedTexts } from './listedTexts.ts';
import { type GroupedItems, isForgiving, planGroup } from './planGroup.ts';

export type Numbers = GroupedItems & { readonly words: ListedTexts };
export type Postings = {
  readonly starts: Uint32Array;
  readonly addresses: Uint32Array;
  /** Posted words that forgive an edit, with the group of the address: number of the word times all groups, plus group. */
  readonly typos: ReadonlySet<number>;
  /** How many of them each group has. */
  readonly numTypos: Uint32Array;
};

export function postAddresses(numbers: Numbers, least: number): Postings {
  const [words, postings] = [new GrowingWords(), new GrowingWords()];
  const typos = new Set<number>();
  const numTypos = new Uint32Array(layout.ADDRESSES_NUM_GROUPS);
  for (let group = 0; group < layout.ADDRESSES_NUM_GROUPS; group++) {
    const before = typos.size;
    for (const { address, items, needed } of planGroup(numbers, group, least)) {
      for (const item of items) {
        const word = item & layout.ADDRESSES_NUMBER_MASK;
        const check = checkOf(needed.find((other) => other !== word) ?? 0);
        words.push(word);
        postings.push(address | (check << layout.ADDRESSES_CHECK_BITS));
        if (isForgiving(item)) typos.add(word * layout.ADDRESSES_NUM_GROUPS + group);
      }
    }
    numTypos[group] = typos.size - before;
  }
  return { ...byWord(words.words, postings.words, numbers.words.texts.length), typos, numTypos };
}

/** Words that no match can lack are no special ones, so 0 is no such word. */
function checkOf(number: number): number {
  return number === 0 ? 0 : Math.imul(number, layout.ADDRESSES_CHECK_SEED) >>> layout.ADDRESSES_CHECK_BITS;
}

function byWord(words: Uint32Array, postings: Uint32Array, numWords: number): Pick<Postings, 'starts' | 'addresses'> {
  const starts = new Uint32Array(numWords + 1);
  for (const word of words) starts[word + 1]++;
  for (let word = 1; word < starts.length; word++) starts[word] += starts[word - 1];
  const next = starts.slice();
  const addresses = new Uint32Array(postings.length);
  for (const [i, word] of words.entries()) addresses[next[word]++] = postings[i];
  return { starts, addresses };
}
