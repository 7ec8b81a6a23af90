/** Questions to what the walk ranks: wide ranks of any number of thresholds, and one bit a predicate. */
import { type Forest, type Tree } from '../forest.ts';
import { MAX_THRESHOLDS_A_SOURCE } from '../forestLayout.ts';
import { collectQuestions, type Group, missingRank, type Predicate } from './questions.ts';

export type Source = {
  readonly feature: number;
  readonly zeroMissing: boolean;
  readonly missingRank: number;
  readonly thresholds: Float64Array;
  /** The walk column of the rank, or of the first predicate. */
  readonly column: number;
  /** For each predicate one bit a rank: goes right. Empty for a source of thresholds. */
  readonly bits: readonly Uint8Array[];
};

export type Sources = {
  readonly sources: readonly Source[];
  readonly numColumns: number;
  /** What a node compares: right where the rank in `column` is above `threshold`. */
  columnOf(tree: number, node: number): number;
  thresholdOf(tree: number, node: number): number;
};

export function planSources(forest: Forest, trees: readonly Tree[]): Sources {
  const questions = collectQuestions(forest, trees);
  const { groups, predicates, firstNode, groupOf, placeOf } = questions;
  const sources: Source[] = [];
  const firstColumn: number[] = [];
  const columnOfPredicate = new Int32Array(predicates.length);
  const predicatesOf = groups.map((): number[] => []);
  predicates.forEach(({ group }, i) => predicatesOf[group].push(i));
  let numColumns = 0;
  groups.forEach((group, g) => {
    firstColumn.push(numColumns);
    const asked = predicatesOf[g];
    if (asked.length > 0) {
      asked.forEach((predicate, i) => (columnOfPredicate[predicate] = numColumns + i));
      const bits = asked.map((predicate) => bitsOf(predicates[predicate], group.thresholds.length));
      sources.push({ ...sourceOf(group, group.thresholds, numColumns), bits });
      numColumns += asked.length;
      return;
    }
    for (let at = 0; at < group.thresholds.length; at += MAX_THRESHOLDS_A_SOURCE) {
      sources.push(sourceOf(group, group.thresholds.slice(at, at + MAX_THRESHOLDS_A_SOURCE), numColumns++));
    }
  });
  return {
    sources,
    numColumns,
    columnOf(tree, node) {
      const number = firstNode[tree] + node;
      const group = groupOf[number];
      if (group < 0) return columnOfPredicate[placeOf[number]];
      return firstColumn[group] + Math.floor(placeOf[number] / MAX_THRESHOLDS_A_SOURCE);
    },
    thresholdOf(tree, node) {
      const number = firstNode[tree] + node;
      return groupOf[number] < 0 ? 0 : placeOf[number] % MAX_THRESHOLDS_A_SOURCE;
    },
  };
}

function sourceOf(group: Group, thresholds: Float64Array, column: number): Source {
  const { feature, zeroMissing } = group;
  return { feature, zeroMissing, missingRank: missingRank(group, thresholds), thresholds, column, bits: [] };
}

/** Bit r: a value of rank r goes right, which it does unless it is above an odd number of edges. */
function bitsOf({ edges, fromBelow }: Predicate, numThresholds: number): Uint8Array {
  const bits = new Uint8Array((numThresholds >> 3) + 1);
  const sorted = Int32Array.from(edges).sort();
  let inside = fromBelow;
  let next = 0;
  for (let rank = 0; rank <= numThresholds; rank++) {
    for (; next < sorted.length && sorted[next] < rank; next++) inside = !inside;
    if (!inside) bits[rank >> 3] |= 1 << (rank & 7);
  }
  return bits;
}
