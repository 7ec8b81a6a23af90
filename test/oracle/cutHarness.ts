/** Cuts bodies in pieces and holds every answer against the row ends that are known. */
import { expect } from 'vitest';
import type { Format } from '../../src/contract/formats.ts';
import { CUT_STATE_BYTES, type Cutter, openCutter } from '../../src/core/cutters.ts';
import type { CoreHarness } from './coreHarness.ts';

export type CutBench = {
  readonly harness: CoreHarness;
  /** Where bodies are laid. */
  readonly at: number;
  open(format: Format): Cutter;
};

export function createCutBench(harness: CoreHarness, maxBytes: number): CutBench {
  const state = harness.allocate(CUT_STATE_BYTES + 64);
  const at = harness.allocate(maxBytes + 64);
  const open = (format: Format): Cutter => {
    harness.bytes.fill(0, state, state + CUT_STATE_BYTES);
    return openCutter(format, harness.core, harness.memory, state);
  };
  return { harness, at, open };
}

/**
 * Lay and cut a body piece by piece, lengths taken in turn; each call must find the first and the last of `rowEnds`
 * (offsets in the body) in its piece. What is not laid yet is junk, so that nothing may depend on it.
 */
export function cutInPieces(
  bench: CutBench,
  format: Format,
  body: Uint8Array,
  lengths: readonly number[],
  rowEnds: readonly number[],
): Cutter {
  const { harness, at } = bench;
  const cutter = bench.open(format);
  harness.bytes.fill(0x22, at, at + body.length + 64);
  for (let next = 0, piece = 0; next < body.length; piece++) {
    const end = Math.min(body.length, next + lengths[piece % lengths.length]);
    harness.bytes.set(body.subarray(next, end), at + next);
    const found = cutter.cut(at + next, at + end);
    const here = rowEnds.filter((rowEnd) => rowEnd > next && rowEnd <= end);
    expect([next, found === 0 ? 0 : found - at]).toEqual([next, here.at(-1) ?? 0]);
    expect([next, cutter.firstBoundary === 0 ? 0 : cutter.firstBoundary - at]).toEqual([next, here[0] ?? 0]);
    next = end;
  }
  return cutter;
}

/** Ends of parts laid one after another, the first behind `start` bytes. */
export function endsOf(parts: readonly Uint8Array[], start: number): number[] {
  let end = start;
  return parts.map((part) => (end += part.length));
}

/** Row ends as the cutter finds them a byte at a time. @throws what the cutter throws */
export function boundariesOf(bench: CutBench, format: Format, body: Uint8Array): number[] {
  const cutter = bench.open(format);
  bench.harness.bytes.set(body, bench.at);
  const found: number[] = [];
  for (let next = 0; next < body.length; next++) {
    if (cutter.cut(bench.at + next, bench.at + next + 1) !== 0) found.push(next + 1);
  }
  return found;
}
