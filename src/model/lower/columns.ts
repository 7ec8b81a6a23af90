/**
 * Thresholds to columns. Every node asks "is the value above my threshold?" of one feature under one treatment of
 * missing values; nodes that agree on both share a column, in which a row's rank answers all of them.
 */
import { type Forest, MISSING_NONE, MISSING_ZERO, ZERO_BAND } from '../forest.ts';
import { MAX_THRESHOLDS_A_COLUMN } from '../forestLayout.ts';
import { nextDown64 } from './floats.ts';

/** Where missing values go: where 0 goes, always left, or always right. */
type MissingSide = 'asZero' | 'left' | 'right';

export type Column = {
  readonly feature: number;
  readonly zeroMissing: boolean;
  readonly missingSide: MissingSide;
  /** Sorted, distinct, at most 255. */
  readonly thresholds: Float64Array;
  readonly rankBits: number;
  readonly firstPlane: number;
};

export type Columns = {
  readonly columns: readonly Column[];
  readonly numPlanes: number;
  /** Plane that tells which way node `node` of tree `tree` sends a row: set is right. */
  planeOf(tree: number, node: number): number;
};

/**
 * Values within the zero band count as 0, so thresholds inside it separate nothing there: the ones below 0 become
 * the last value below the band, the others its upper end. Then no value needs flushing, and the answers are the same.
 */
export function canonicalThreshold(threshold: number): number {
  if (threshold >= 0 && threshold < ZERO_BAND) return ZERO_BAND;
  if (threshold < 0 && threshold >= -ZERO_BAND) return nextDown64(-ZERO_BAND);
  return threshold;
}

type Group = { feature: number; zeroMissing: boolean; missingSide: MissingSide; planes: Map<number, number> };

const groupKey = (feature: number, missing: number, defaultLeft: number): number =>
  feature * 8 + missing * 2 + (missing === MISSING_NONE ? 0 : defaultLeft);

/** @param isWalked Trees that are walked node by node need no planes. */
export function planColumns(forest: Forest, isWalked: (tree: number) => boolean): Columns {
  const groups = new Map<number, Group>();
  for (const [number, tree] of forest.trees.entries()) {
    if (isWalked(number)) continue;
    for (let node = 0; node < tree.feature.length; node++) {
      const missing = tree.missing[node];
      const key = groupKey(tree.feature[node], missing, tree.defaultLeft[node]);
      let group = groups.get(key);
      if (group === undefined) {
        const missingSide = missing === MISSING_NONE ? 'asZero' : tree.defaultLeft[node] === 1 ? 'left' : 'right';
        group = { feature: tree.feature[node], zeroMissing: missing === MISSING_ZERO, missingSide, planes: new Map() };
        groups.set(key, group);
      }
      group.planes.set(canonicalThreshold(tree.threshold[node]), 0);
    }
  }

  const columns: Column[] = [];
  let numPlanes = 0;
  for (const [, group] of [...groups].sort(([a], [b]) => a - b)) {
    const sorted = Float64Array.from(group.planes.keys()).sort();
    for (let at = 0; at < sorted.length; at += MAX_THRESHOLDS_A_COLUMN) {
      const thresholds = sorted.slice(at, at + MAX_THRESHOLDS_A_COLUMN);
      const rankBits = Math.max(3, 32 - Math.clz32(thresholds.length));
      const { feature, zeroMissing, missingSide } = group;
      columns.push({ feature, zeroMissing, missingSide, thresholds, rankBits, firstPlane: numPlanes });
      thresholds.forEach((threshold, i) => group.planes.set(threshold, numPlanes + i));
      numPlanes += 1 << rankBits;
    }
  }

  const planeOf = (treeNumber: number, node: number): number => {
    const tree = forest.trees[treeNumber];
    const group = groups.get(groupKey(tree.feature[node], tree.missing[node], tree.defaultLeft[node]));
    const plane = group?.planes.get(canonicalThreshold(tree.threshold[node]));
    if (plane === undefined) throw new RangeError(`no plane for node ${node} of tree ${treeNumber}`);
    return plane;
  };
  return { columns, numPlanes, planeOf };
}

/** Rank that stands for a missing value: it answers every threshold of the column as the nodes would. */
export function missingRank(column: Column): number {
  if (column.missingSide === 'left') return 0;
  if (column.missingSide === 'right') return column.thresholds.length;
  return column.thresholds.filter((threshold) => threshold < 0).length;
}
