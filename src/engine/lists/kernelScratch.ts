/** Scratch that the list kernels need, a piece a kernel, as the parts of an index say. */
import type { ListIndex } from '../../watchlist/index/listIndex.ts';

export type KernelScratch = {
  readonly names: number;
  readonly addresses: number;
  readonly identifiers: number;
  readonly phrases: number;
  /** All of them, each on a line of its own. */
  readonly bytes: number;
};

const LINE_BYTES = 64;

export function scratchOf({ parts }: ListIndex): KernelScratch {
  const pieces = {
    names: 0,
    addresses: 0,
    identifiers: 0,
    phrases: 0,
  };
  void parts;
  return { ...pieces, bytes: Object.values(pieces).reduce((sum, bytes) => sum + alignUp(bytes), 0) };
}

/** Where each piece lies from `start` on. */
export function layKernels(
  start: number,
  { names, addresses, identifiers }: KernelScratch,
): Omit<KernelScratch, 'bytes'> {
  const afterNames = start + alignUp(names);
  const afterAddresses = afterNames + alignUp(addresses);
  return {
    names: start,
    addresses: afterNames,
    identifiers: afterAddresses,
    phrases: afterAddresses + alignUp(identifiers),
  };
}

function alignUp(bytes: number): number {
  return Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;
}
