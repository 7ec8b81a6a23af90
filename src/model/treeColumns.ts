/** Nodes of a tree before anything is known of them but their number; NaN is missing, as most libraries have it. */
import { MISSING_NAN, type Tree } from './forest.ts';

/** The part of a Tree that its nodes make up. */
export type TreeColumns = Pick<Tree, 'feature' | 'test' | 'threshold' | 'left' | 'right' | 'defaultLeft' | 'missing'>;

export function createTreeColumns(numNodes: number): TreeColumns {
  return {
    feature: new Int32Array(numNodes),
    test: new Uint8Array(numNodes),
    threshold: new Float64Array(numNodes),
    left: new Int32Array(numNodes),
    right: new Int32Array(numNodes),
    defaultLeft: new Uint8Array(numNodes),
    missing: new Uint8Array(numNodes).fill(MISSING_NAN),
  };
}
