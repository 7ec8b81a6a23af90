/** Where the rule stage keeps what in its scratch. */
import type { NodeFields } from './graph.ts';
import * as layout from './tableLayout.ts';

/** Scratch that the core lends to the rule stage; a bundle that needs more is refused. */
export const RULE_SCRATCH_BYTES: number = 28 << 20;

const LINE_BYTES = 64;
const align = (bytes: number): number => Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;

export type Scratch = {
  readonly states: number;
  readonly touched: number;
  /** Of each node's result. */
  readonly places: readonly number[];
  readonly bytes: number;
};

export function layScratch(nodes: readonly NodeFields[], numSearches: number): Scratch {
  let next = layout.SCRATCH_VARIABLE;
  const take = (bytes: number): number => {
    const at = next;
    next = align(next + bytes);
    return at;
  };
  const states = take(nodes.length + numSearches);
  const touched = take(4 * nodes.length);
  const places = nodes.map(({ kind, domain }) => {
    const capacity = layout.domainCapacity[domain];
    return take(kind < layout.KIND_COLUMNS ? (2 * capacity) / 8 : 8 * capacity + capacity / 8);
  });
  return { states, touched, places, bytes: next };
}
