import type { Entry } from '../entry.ts';

/** Makes one part of a list index while entries stream by. */
export type PartBuilder = {
  /** @param number the entry's place in the part `entries`, rising from 0 */
  add(entry: Entry, number: number): void;
  /** @returns the part, or null where there is nothing to put into it */
  finish(): Uint8Array | null;
};
