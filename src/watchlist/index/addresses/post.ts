/** Under which of its words each listed address is found. */
import { type ListedAddress, scoreWithout } from '../../compare/address.ts';
import type { Grouped } from './groups.ts';
import * as layout from './layout.ts';
import type { ListedTexts } from './listedTexts.ts';
import { unitsOf } from './roles.ts';

const QUARTERS = 4;
/** How much faster a posting with a check is passed over. */
const CHECKED_SPEED = 16;

/** Addresses by group, four numbers each, and their items. */
export type Numbers = Grouped & { readonly words: ListedTexts; readonly items: Uint32Array };
export type Postings = {
  readonly starts: Uint32Array;
  readonly addresses: Uint32Array;
  /** Posted words that forgive an edit, with the group of the address: number of the word times all groups, plus group. */
  readonly typos: ReadonlySet<number>;
};

/**
 * Rarest words first, until a query that has none of them stays under the least score: a match then has at least one,
 * as it stands or with an edit.
 */
export function postAddresses({ words, records, items, starts: groups }: Numbers, least: number): Postings {
  const posted = new Uint8Array(items.length);
  // of each address, the two rarest words that no match can lack
  const needed = new Uint32Array(records.length / 2);
  const counts = new Uint32Array(words.texts.length + 1);
  const typos = new Set<number>();
  let group = 0;
  for (let at = 0; at < records.length; at += 4) {
    while (at / 4 >= groups[group + 1]) group++;
    const listed = listedOf(records, at);
    const places = Array.from({ length: records[at + 3] & 0xff }, (_, i) => records[at + 1] + i);
    const uses = (place: number): number => words.uses[items[place] & layout.ADDRESSES_NUMBER_MASK];
    const rareNeeded = places
      .filter((place) => !isForgiving(items[place]) && scoreWithout(unitsOf(items[place]), listed) < least)
      .sort((one, two) => uses(one) - uses(two) || one - two)
      .slice(0, 2);
    needed.set(
      rareNeeded.map((place) => items[place] & layout.ADDRESSES_NUMBER_MASK),
      at / 2,
    );
    const cost = (place: number): number => {
      const hasCheck = rareNeeded.some((other) => other !== place);
      return uses(place) / unitsOf(items[place]) / (hasCheck ? CHECKED_SPEED : 1);
    };
    places.sort((one, two) => cost(one) - cost(two) || one - two);
    let lacking = 0;
    for (const place of places) {
      if (scoreWithout(lacking, listed) < least) break;
      lacking += unitsOf(items[place]);
      posted[place] = 1;
      const number = items[place] & layout.ADDRESSES_NUMBER_MASK;
      counts[number]++;
      if (isForgiving(items[place])) typos.add(number * layout.ADDRESSES_NUM_GROUPS + group);
    }
  }
  const starts = new Uint32Array(counts.length);
  for (let number = 1; number < starts.length; number++) starts[number] = starts[number - 1] + counts[number - 1];
  const next = starts.slice();
  const addresses = new Uint32Array(starts[starts.length - 1]);
  for (let at = 0; at < records.length; at += 4) {
    for (let place = records[at + 1], end = place + (records[at + 3] & 0xff); place < end; place++) {
      if (!posted[place]) continue;
      const number = items[place] & layout.ADDRESSES_NUMBER_MASK;
      const other = needed[at / 2] === number ? needed[at / 2 + 1] : needed[at / 2];
      addresses[next[number]++] = (at / 4) | (checkOf(other) << layout.ADDRESSES_CHECK_BITS);
    }
  }
  return { starts, addresses, typos };
}

function isForgiving(item: number): boolean {
  return (item & layout.ADDRESSES_ITEM_IS_FORGIVING) !== 0;
}

/** Words that no match can lack are no special ones, so 0 is no such word. */
function checkOf(number: number): number {
  return number === 0 ? 0 : Math.imul(number, layout.ADDRESSES_CHECK_SEED) >>> layout.ADDRESSES_CHECK_BITS;
}

function listedOf(records: Uint32Array, at: number): ListedAddress {
  const country = (records[at + 2] & 0xffff) === 0 ? null : 'xx';
  return { words: [], country, units: records[at + 2] >>> 16, factor: ((records[at + 3] >>> 8) & 0xff) / QUARTERS };
}
