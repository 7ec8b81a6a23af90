/** Listed addresses by country: those that a query of any country may match come first. */
import * as layout from './layout.ts';

const RECORD_WORDS = layout.ADDRESSES_RECORD_BYTES / 4;
const LETTER_A = 0x61;

export type Grouped = {
  /** In the order of their groups, and as they came within one. */
  readonly records: Uint32Array;
  /** The first address of each group, and their number behind the last. */
  readonly starts: Uint32Array;
};

/** 0 without a country, or with one that no query can name. */
export function groupOf(country: string | null): number {
  if (country === null || !/^[a-z]{2}$/.test(country)) return 0;
  return 1 + 26 * (country.charCodeAt(0) - LETTER_A) + country.charCodeAt(1) - LETTER_A;
}

/** @param groups of each address */
export function byGroup(records: Uint32Array, groups: Uint32Array): Grouped {
  const starts = new Uint32Array(layout.ADDRESSES_NUM_GROUPS + 1);
  for (const group of groups) starts[group + 1]++;
  for (let group = 1; group < starts.length; group++) starts[group] += starts[group - 1];
  const next = starts.slice();
  const sorted = new Uint32Array(records.length);
  for (const [from, group] of groups.entries()) {
    sorted.set(records.subarray(from * RECORD_WORDS, (from + 1) * RECORD_WORDS), next[group]++ * RECORD_WORDS);
  }
  return { records: sorted, starts };
}
