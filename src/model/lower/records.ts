/** Records of the lowered forest, as forestLayout.ts draws them. `add` lays what a record points to and tells where. */
import { PosternError } from '../../contract/errors.ts';
import type { Forest, Tree, Values } from '../forest.ts';
import * as layout from '../forestLayout.ts';
import { arenaOffset } from '../scratchLayout.ts';
import type { Columns } from './columns.ts';
import type { LeafPlaces } from './leaves.ts';
import { planRanks, type Precision, writePlan } from './rankPlan.ts';
import type { Segment } from './segments.ts';
import type { Sources } from './sources.ts';
import type { WalkNodes } from './walkNodes.ts';

type Add = (bytes: ArrayBufferView) => number;
type SetField = (field: number, value: number) => void;

function records<T>(items: readonly T[], bytes: number, write: (item: T, set: SetField, at: number) => void): DataView {
  const view = new DataView(new ArrayBuffer(items.length * bytes));
  items.forEach((item, i) => {
    write(item, (field, value) => view.setUint32(i * bytes + field, value, true), i * bytes);
  });
  return view;
}

/** What a missing value needs; NaN ranks as 0 by itself. */
function missingFlags({ zeroMissing, missingRank }: { zeroMissing: boolean; missingRank: number }): number {
  return zeroMissing ? layout.COLUMN_ZERO_MISSING : missingRank === 0 ? 0 : layout.COLUMN_NAN_MISSING;
}

export function columnRecords({ columns }: Columns, add: Add): DataView {
  const plans: readonly [Precision, number][] = [
    ['f32', layout.COLUMN_PLAN_F32],
    ['f64', layout.COLUMN_PLAN_F64],
  ];
  const planned: (() => void)[] = [];
  const view = records(columns, layout.COLUMN_BYTES, (column, set, at) => {
    set(layout.COLUMN_FEATURE, column.feature);
    set(layout.COLUMN_NUM_THRESHOLDS, column.thresholds.length);
    set(layout.COLUMN_RANK_BITS, column.rankBits);
    set(layout.COLUMN_FIRST_PLANE, arenaOffset(column.firstPlane));
    set(layout.COLUMN_MISSING_RANK, column.missingRank);
    set(layout.COLUMN_FLAGS, missingFlags(column));
    for (const [precision, planAt] of plans) {
      const plan = planRanks(column.thresholds, precision);
      const tableAt = add(plan.table);
      planned.push(() => writePlan(view, at + planAt, plan, tableAt, precision));
    }
  });
  for (const write of planned) write();
  return view;
}

export function predicateRecords({ predicates }: Columns, add: Add): DataView {
  const edges = new Uint32Array(predicates.reduce((sum, predicate) => sum + predicate.edges.length, 0));
  const edgesAt = add(edges);
  let first = 0;
  return records(predicates, layout.PREDICATE_BYTES, (predicate, set) => {
    edges.set(predicate.edges, first);
    set(layout.PREDICATE_PLANE, arenaOffset(predicate.plane));
    set(layout.PREDICATE_EDGES, edgesAt + 4 * first);
    set(layout.PREDICATE_NUM_EDGES, predicate.edges.length);
    first += predicate.edges.length;
  });
}

export function segmentRecords(
  segments: readonly Segment[],
  programs: readonly { readonly steps: Uint32Array; readonly numSteps: number }[],
  leavesOf: (tree: number) => number,
  add: Add,
): DataView {
  const numbered = segments.map((segment, i) => ({ segment, program: programs[i] }));
  return records(numbered, layout.SEGMENT_BYTES, ({ segment, program }, set) => {
    set(layout.SEGMENT_KIND, segment.kind);
    set(layout.SEGMENT_FIRST_TREE, segment.firstTree);
    set(layout.SEGMENT_NUM_TREES, segment.numTrees);
    set(layout.SEGMENT_PROGRAM, add(program.steps));
    set(layout.SEGMENT_NUM_STEPS, program.numSteps);
    set(layout.SEGMENT_LEAVES, leavesOf(segment.firstTree));
    set(layout.SEGMENT_LEAF_PLANES, segment.leafPlanes);
    set(layout.SEGMENT_OUTPUT, segment.output);
    set(layout.SEGMENT_LEAF_WIDTH, segment.leafWidth);
  });
}

export function sourceRecords({ sources }: Sources, add: Add): DataView {
  return records(sources, layout.SOURCE_BYTES, (source, set) => {
    set(layout.SOURCE_FEATURE, source.feature);
    set(layout.SOURCE_FLAGS, missingFlags(source));
    set(layout.SOURCE_MISSING_RANK, source.missingRank);
    set(layout.SOURCE_NUM_THRESHOLDS, source.thresholds.length);
    set(layout.SOURCE_TABLE, add(source.thresholds));
    set(layout.SOURCE_COLUMN, source.column);
    set(layout.SOURCE_NUM_PREDICATES, source.bits.length);
    const stride = source.bits[0]?.length ?? 0;
    const bits = new Uint8Array(stride * source.bits.length);
    source.bits.forEach((own, i) => bits.set(own, i * stride));
    set(layout.SOURCE_BITS, add(bits));
    set(layout.SOURCE_BITS_STRIDE, stride);
  });
}

export function treeRecords(trees: readonly Tree[], places: readonly LeafPlaces[], walk: WalkNodes): DataView {
  const numbered = trees.map((tree, number) => ({ tree, number }));
  return records(numbered, layout.TREE_BYTES, ({ tree, number }, set) => {
    set(layout.TREE_ROOT, walk.roots[number]);
    set(layout.TREE_DEPTH, walk.depths[number]);
    set(layout.TREE_OUTPUT, tree.output);
    set(layout.TREE_LEAF_WIDTH, tree.leafWidth);
    set(layout.TREE_LEAF_STRIDE, places[number].length);
  });
}

/** @throws MODEL_INVALID where an f32 value would be replaced by one that is none. */
export function preparationRecords({ preparation, precision }: Values): DataView {
  const steps = (preparation ?? []).flatMap((list, feature) => list.map((step) => ({ feature, step })));
  const view = new DataView(new ArrayBuffer(steps.length * layout.PREPARATION_BYTES));
  steps.forEach(({ feature, step }, i) => {
    const at = i * layout.PREPARATION_BYTES;
    const write = (kind: number, first: number, second: number): void => {
      view.setUint32(at + layout.PREPARATION_FEATURE, feature, true);
      view.setUint32(at + layout.PREPARATION_KIND, kind, true);
      view.setFloat64(at + layout.PREPARATION_FIRST, first, true);
      view.setFloat64(at + layout.PREPARATION_SECOND, second, true);
    };
    if (step.kind === 'round32') return write(layout.PREPARE_ROUND32, 0, 0);
    if (step.kind === 'scale') return write(layout.PREPARE_SCALE, step.offset, step.factor);
    if (precision === 'f32' && !Object.is(Math.fround(step.to), step.to)) {
      throw new PosternError(
        'MODEL_INVALID',
        `Feature ${feature}: expected a replacement that is a float32, got ${step.to}`,
      );
    }
    write(layout.PREPARE_REPLACE, step.from, step.to);
  });
  return view;
}

export function aggregationFlags({ values, aggregation }: Forest): number {
  const { precision, kind, divisor, scale, bias, roundResult } = aggregation;
  const flag = (whether: boolean, bit: number): number => (whether ? bit : 0);
  return (
    flag(values.precision === 'f32', layout.FLAG_VALUES_F32) |
    flag(precision === 'f32', layout.FLAG_SUMS_F32) |
    flag(kind === 'min', layout.FLAG_MIN) |
    flag(kind === 'max', layout.FLAG_MAX) |
    flag(divisor !== null, layout.FLAG_DIVIDE) |
    flag(scale !== null, layout.FLAG_SCALE) |
    flag(bias !== null, layout.FLAG_BIAS) |
    flag(roundResult, layout.FLAG_ROUND_RESULT)
  );
}

/** What the first leaf is joined with: for min and max, what any leaf takes the place of, where any tree speaks. */
export function outputStarts({ trees, aggregation }: Forest): Float64Array {
  const { kind, start } = aggregation;
  const starts = start.slice();
  if (kind === 'sum') return starts;
  for (const { output, leafWidth } of trees) {
    starts.fill(kind === 'min' ? Infinity : -Infinity, output, output + leafWidth);
  }
  return starts;
}
