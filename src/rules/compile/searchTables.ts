/** The hash tables of searches as the core reads them. */
import { hashBytes, hashHead } from './textHashes.ts';
import type { Search } from './searches.ts';
import * as layout from './tableLayout.ts';
import type { PooledText } from './textPool.ts';

export type Lists = {
  /** Appends to the table's lists and gives the place of the first. */
  put(values: readonly number[]): number;
};

export type SearchTable = {
  /** Words of the search's record that are known here. */
  readonly slotBits: number;
  readonly slots: Uint32Array;
  readonly entries: Uint32Array;
  readonly lengths: readonly [first: number, count: number];
  readonly filter: Uint32Array;
  readonly filterBits: number;
  readonly unguarded: readonly [first: number, count: number];
};

type Entry = { readonly text: PooledText; readonly nodes: Set<number>; readonly hash: number };

export function searchTable(search: Search, lists: Lists): SearchTable {
  const isContains = search.operator === layout.CONTAINS;
  const entries = [...search.entries.values()].map(
    ({ text, nodes }): Entry => ({ text, nodes, hash: isContains ? hashHead(text.bytes) : hashBytes(text.bytes) }),
  );
  // entries of one hash lie together: a slot names the first and how many
  entries.sort((x, y) => x.hash - y.hash || x.text.offset - y.text.offset);
  const slotBits = Math.max(2, Math.ceil(Math.log2(2 * entries.length + 1)));
  const unguarded = [...search.unguarded].sort((x, y) => x - y);
  const lengths = isContains ? headLengths(entries) : lengthsOf(entries, lists);
  const filterBits = isContains ? Math.max(12, Math.ceil(Math.log2(entries.length + 1)) + 5) : 5;
  return {
    slotBits,
    slots: fillSlots(entries, slotBits),
    entries: Uint32Array.from(
      entries.flatMap(({ text, nodes }) => [text.offset, text.length, lists.put([...nodes]), nodes.size]),
    ),
    lengths,
    filter: fillFilter(isContains ? entries : [], filterBits),
    filterBits,
    unguarded: [lists.put(unguarded), unguarded.length],
  };
}

/** Open addressing by the top bits of the hash, one slot a hash. */
function fillSlots(entries: readonly Entry[], slotBits: number): Uint32Array {
  const slots = new Uint32Array(2 ** slotBits * 4);
  for (let first = 0; first < entries.length; ) {
    const { hash } = entries[first];
    let end = first + 1;
    while (end < entries.length && entries[end].hash === hash) end++;
    let slot = hash >>> (32 - slotBits);
    while (slots[4 * slot + 1] !== 0) slot = (slot + 1) % 2 ** slotBits;
    slots.set([hash, first + 1, end - first, 0], 4 * slot);
    first = end;
  }
  return slots;
}

function fillFilter(entries: readonly Entry[], filterBits: number): Uint32Array {
  const filter = new Uint32Array(2 ** (filterBits - 5));
  for (const { hash } of entries) {
    const bit = hash >>> (32 - filterBits);
    filter[bit >>> 5] |= 1 << (bit & 31);
  }
  return filter;
}

/** Distinct lengths, rising. */
function lengthsOf(entries: readonly Entry[], lists: Lists): [number, number] {
  const lengths = [...new Set(entries.map(({ text }) => text.length))].sort((x, y) => x - y);
  return [lists.put(lengths), lengths.length];
}

/** One bit a length of heads. */
function headLengths(entries: readonly Entry[]): [number, number] {
  const bits = entries.reduce((all, { text }) => all | (1 << Math.min(text.length, layout.HEAD_BYTES)), 0);
  return [bits, 0];
}
