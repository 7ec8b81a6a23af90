/** The lists that a bundle screens with: views over its index, and over what was changed since. */
import { type Corroboration, openCorroboration } from '../../watchlist/corroboration.ts';
import { type EntriesView, openEntries } from '../../watchlist/index/entries/open.ts';
import { type ListIndex, openListIndex } from '../../watchlist/index/listIndex.ts';
import { partFault } from '../../watchlist/index/partFault.ts';
import { type KernelScratch, scratchOf } from './kernelScratch.ts';

/** One index, and what is asked of it again and again. */
export type ListSegment = {
  readonly index: ListIndex;
  readonly entries: EntriesView | null;
  readonly scratch: KernelScratch;
};

export type OpenLists = {
  readonly base: ListSegment;
  readonly delta: ListSegment | null;
  /** How far matches go: of the changes, where they bring one of their own. */
  readonly corroboration: Corroboration;
};

/**
 * @param base   section `lists` of a bundle; empty for none
 * @param delta  index of what was changed since
 * @throws PosternError BUNDLE_* where they are no list indexes
 */
export function openLists(base: Uint8Array, delta?: Uint8Array): OpenLists | null {
  if (base.length === 0) return null;
  const segments = { base: openSegment(base), delta: delta === undefined ? null : openSegment(delta) };
  const part = segments.delta?.index.parts.corroboration ?? segments.base.index.parts.corroboration;
  if (part === null) throw partFault('corroboration', 'expected one');
  return { ...segments, corroboration: openCorroboration(part) };
}

function openSegment(bytes: Uint8Array): ListSegment {
  const index = openListIndex(bytes);
  const entries = index.parts.entries === null ? null : openEntries(index.parts.entries);
  return { index, entries, scratch: scratchOf(index, entries?.numEntries ?? 0) };
}
