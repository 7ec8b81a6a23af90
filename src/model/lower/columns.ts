/** Questions to planes: each group becomes columns of at most 255 thresholds, and each threshold one plane, "is above". */
import { type Forest, type Tree } from '../forest.ts';
import { ARENA_ONES, MAX_THRESHOLDS_A_COLUMN } from '../forestLayout.ts';
import { arenaOffset } from '../scratchLayout.ts';
import { collectQuestions, type Group, missingRank } from './questions.ts';

export type Column = {
  readonly feature: number;
  readonly zeroMissing: boolean;
  readonly missingRank: number;
  /** Sorted, at most 255. */
  readonly thresholds: Float64Array;
  readonly rankBits: number;
  readonly firstPlane: number;
};

/** A plane that is the exclusive or of all ones and of the planes at the arena offsets `edges`. */
export type PlanePredicate = { readonly plane: number; readonly edges: Uint32Array };

export type Columns = {
  readonly columns: readonly Column[];
  readonly predicates: readonly PlanePredicate[];
  readonly numPlanes: number;
  /** Plane that tells which way node `node` of the i-th tree sends a row: set is right. */
  planeOf(tree: number, node: number): number;
};

export function planColumns(forest: Forest, trees: readonly Tree[]): Columns {
  const questions = collectQuestions(forest, trees);
  const columns: Column[] = [];
  // planes of a group are in the order of its thresholds, with gaps where one column ends
  const planesOfGroup: Int32Array[] = [];
  let numPlanes = 0;
  for (const group of questions.groups) {
    const planes = new Int32Array(group.thresholds.length);
    for (let at = 0; at < planes.length; at += MAX_THRESHOLDS_A_COLUMN) {
      const column = columnOf(group, at, numPlanes);
      for (let i = 0; i < column.thresholds.length; i++) planes[at + i] = numPlanes + i;
      columns.push(column);
      numPlanes += 1 << column.rankBits;
    }
    planesOfGroup.push(planes);
  }
  const firstPredicate = numPlanes;
  const predicates = questions.predicates.map(({ group, edges, fromBelow }, i): PlanePredicate => {
    const offsets = Array.from(edges, (edge) => arenaOffset(planesOfGroup[group][edge]));
    return { plane: firstPredicate + i, edges: Uint32Array.from(fromBelow ? [ARENA_ONES, ...offsets] : offsets) };
  });
  const planeOf = (tree: number, node: number): number => {
    const number = questions.firstNode[tree] + node;
    const group = questions.groupOf[number];
    const place = questions.placeOf[number];
    return group < 0 ? firstPredicate + place : planesOfGroup[group][place];
  };
  return { columns, predicates, numPlanes: numPlanes + predicates.length, planeOf };
}

function columnOf(group: Group, at: number, firstPlane: number): Column {
  const thresholds = group.thresholds.slice(at, at + MAX_THRESHOLDS_A_COLUMN);
  return {
    feature: group.feature,
    zeroMissing: group.zeroMissing,
    missingRank: missingRank(group, thresholds),
    thresholds,
    rankBits: Math.max(3, 32 - Math.clz32(thresholds.length)),
    firstPlane,
  };
}
