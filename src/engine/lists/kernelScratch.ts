/** The parts that the core reads, checked when they are opened, and the scratch that each of their kernels needs. */
import { alignUp } from '../../base/alignUp.ts';
import { openAddresses } from '../../watchlist/index/addresses/open.ts';
import { openIdentifiers } from '../../watchlist/index/identifiers/open.ts';
import type { ListIndex } from '../../watchlist/index/listIndex.ts';
import { openNames } from '../../watchlist/index/names/open.ts';
import { openPhrases } from '../../watchlist/index/phrases/open.ts';

export type KernelScratch = {
  readonly names: number;
  readonly addresses: number;
  readonly identifiers: number;
  readonly phrases: number;
  /** All of them, each on a line of its own. */
  readonly bytes: number;
};

const LINE_BYTES = 64;

export function scratchOf({ parts }: ListIndex, numEntries: number): KernelScratch {
  const pieces = {
    names: parts.names === null ? 0 : openNames(parts.names).scratchBytes,
    addresses: parts.addresses === null ? 0 : openAddresses(parts.addresses).scratchBytes,
    identifiers: parts.identifiers === null ? 0 : openIdentifiers(parts.identifiers, numEntries).scratchBytes,
    phrases: parts.phrases === null ? 0 : openPhrases(parts.phrases, numEntries).scratchBytes,
  };
  return { ...pieces, bytes: Object.values(pieces).reduce((sum, bytes) => sum + alignUp(bytes, LINE_BYTES), 0) };
}

/** Where each piece lies from `start` on. */
export function layKernels(
  start: number,
  { names, addresses, identifiers }: KernelScratch,
): Omit<KernelScratch, 'bytes'> {
  const afterNames = start + alignUp(names, LINE_BYTES);
  const afterAddresses = afterNames + alignUp(addresses, LINE_BYTES);
  return {
    names: start,
    addresses: afterNames,
    identifiers: afterAddresses,
    phrases: afterAddresses + alignUp(identifiers, LINE_BYTES),
  };
}
