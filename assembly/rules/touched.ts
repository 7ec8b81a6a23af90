// States of nodes in one tile, and which were found by a search or a finding before any rule was asked.

import { SCRATCH_NEXT_TOUCHED, SCRATCH_STATE_OF_NODES } from '../generated/rules';
import { maskBytesOf } from './capacity';
import { clearMask, setBit } from './masks';
import { domainOf, nodeAt, resultOf } from './sheet';

/** Nothing is known. */
export const UNKNOWN: u8 = 0;
/** What is true is known so far; errors are not. */
export const TOUCHED: u8 = 1;
export const KNOWN: u8 = 2;

@inline
export function stateAt(sheet: usize, node: u32): usize {
  return <usize>load<u32>(sheet, SCRATCH_STATE_OF_NODES) + <usize>node;
}

/** Notes a node, with nothing true yet. */
export function touch(sheet: usize, node: u32): void {
  const state = stateAt(sheet, node);
  if (load<u8>(state) != UNKNOWN) return;
  store<u8>(state, TOUCHED);
  const record = nodeAt(sheet, node);
  clearMask(resultOf(sheet, record), maskBytesOf(domainOf(record)));
  const next = <usize>load<u32>(sheet, SCRATCH_NEXT_TOUCHED);
  store<u32>(next, node);
  store<u32>(sheet, <u32>(next + 4), SCRATCH_NEXT_TOUCHED);
}

@inline
export function touchBit(sheet: usize, node: u32, element: u32): void {
  if (load<u8>(stateAt(sheet, node)) == UNKNOWN) touch(sheet, node);
  setBit(resultOf(sheet, nodeAt(sheet, node)), element);
}
