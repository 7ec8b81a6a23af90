/** Under which of its words each address of a group is found: the fewest and rarest that a match cannot all lack. */
import { type ListedAddress, scoreElsewhere, scoreWithout } from '../../compare/address.ts';
import type { Grouped } from './groups.ts';
import * as layout from './layout.ts';
import { unitsOf } from './roles.ts';

const QUARTERS = 4;
const RECORD_WORDS = layout.ADDRESSES_RECORD_BYTES / 4;
/** How much faster a posting with a check is passed over. */
const CHECKED_SPEED = 16;
/** As many listed addresses are read in the time that looking for typing errors takes. */
const MOST_READ = 4;

/** Addresses by group, four numbers each, and their items. */
export type GroupedItems = Grouped & { readonly items: Uint32Array };
export type Planned = {
  readonly address: number;
  /** Items, without their place in the address. */
  readonly items: readonly number[];
  /** Of items that no match can lack, the two rarest ones' words. */
  readonly needed: readonly number[];
};

/**
 * Where numbers and other words that forgive no edit are telling enough, a group is found by those alone, and none of
 * its words need be looked for with an edit. The first group always is where that can be: every query asks it.
 */
export function planGroup(numbers: GroupedItems, group: number, least: number): Planned[] {
  const addresses = Array.from(
    { length: numbers.starts[group + 1] - numbers.starts[group] },
    (_, i) => numbers.starts[group] + i,
  );
  const uses = new Map<number, number>();
  for (const address of addresses) {
    for (const item of itemsOf(numbers, address)) uses.set(wordOf(item), (uses.get(wordOf(item)) ?? 0) + 1);
  }
  const exact = planExact(numbers, addresses, group, uses, least);
  return exact ?? addresses.map((address) => planAddress(numbers, address, group, uses, false, least));
}

/** Null where a query that is as the listed addresses are would read too many of them. */
function planExact(
  numbers: GroupedItems,
  addresses: readonly number[],
  group: number,
  uses: ReadonlyMap<number, number>,
  least: number,
): Planned[] | null {
  const plan: Planned[] = [];
  let numRead = 0;
  for (const address of addresses) {
    const planned = planAddress(numbers, address, group, uses, true, least);
    for (const item of planned.items) {
      const share = (uses.get(wordOf(item)) ?? 0) / addresses.length;
      numRead += planned.needed.some((word) => word !== wordOf(item)) ? share / CHECKED_SPEED : share;
    }
    if (group !== 0 && numRead > MOST_READ) return null;
    plan.push(planned);
  }
  return plan;
}

function planAddress(
  numbers: GroupedItems,
  address: number,
  group: number,
  uses: ReadonlyMap<number, number>,
  isExact: boolean,
  least: number,
): Planned {
  const listed = listedOf(numbers.records, address * RECORD_WORDS);
  const canLack = (units: number): boolean =>
    (group === 0 && listed.country !== null ? scoreElsewhere(units, listed) : scoreWithout(units, listed)) >= least;
  const all = itemsOf(numbers, address);
  const exact = all.filter((item) => !isForgiving(item));
  const usesOf = (item: number): number => uses.get(wordOf(item)) ?? 0;
  const needed = exact
    .filter((item) => !canLack(unitsOf(item)))
    .sort((one, two) => usesOf(one) - usesOf(two))
    .slice(0, 2)
    .map(wordOf);
  const costOf = (item: number): number => {
    const hasCheck = needed.some((word) => word !== wordOf(item));
    return usesOf(item) / unitsOf(item) / (hasCheck ? CHECKED_SPEED : 1);
  };
  const isEnough = !canLack(exact.reduce((sum, item) => sum + unitsOf(item), 0));
  const rarest = [...(isExact && isEnough ? exact : all)].sort((one, two) => costOf(one) - costOf(two));
  const items: number[] = [];
  let lacking = 0;
  for (const item of rarest) {
    if (!canLack(lacking)) break;
    lacking += unitsOf(item);
    items.push(item);
  }
  return { address, items, needed };
}

function itemsOf({ records, items }: GroupedItems, address: number): number[] {
  const at = address * RECORD_WORDS;
  return Array.from(items.subarray(records[at + 1], records[at + 1] + (records[at + 3] & 0xff)));
}

function wordOf(item: number): number {
  return item & layout.ADDRESSES_NUMBER_MASK;
}

export function isForgiving(item: number): boolean {
  return (item & layout.ADDRESSES_ITEM_IS_FORGIVING) !== 0;
}

function listedOf(records: Uint32Array, at: number): ListedAddress {
  const country = (records[at + 2] & 0xffff) === 0 ? null : 'xx';
  return { words: [], country, units: records[at + 2] >>> 16, factor: ((records[at + 3] >>> 8) & 0xff) / QUARTERS };
}
