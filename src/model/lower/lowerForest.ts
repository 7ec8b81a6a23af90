/** Forest to the one buffer that the core scores from; see forestLayout.ts for what lies where. */
import type { Forest } from '../forest.ts';
import * as layout from '../forestLayout.ts';
import { align, createByteWriter } from './byteWriter.ts';
import { type Columns, missingRank, planColumns } from './columns.ts';
import { fixedTree } from './fixedProgram.ts';
import { leftToRight } from './leafOrder.ts';
import { muxProgram } from './muxProgram.ts';
import { type Precision, planRanks, writePlan } from './rankPlan.ts';
import { kernelOf, planSegments, type Segment } from './segments.ts';
import { walkNodes } from './walkNodes.ts';

/** Planes of more thresholds than this would not stay in any cache: such a forest is walked. */
const MOST_PLANES = 1 << 16;

/** What a segment's kernel runs, and where its trees' leaves go. */
type Program = { steps: Uint32Array; numSteps: number; numSlots: number; leafPlaces: readonly Int32Array[] };

/** @returns A fresh buffer; the same forest gives the same bytes. */
export function lowerForest(forest: Forest): Uint8Array<ArrayBuffer> {
  let kernels = forest.trees.map(kernelOf);
  let columns = planColumns(forest, (tree) => kernels[tree] === layout.SEGMENT_WALK);
  if (columns.numPlanes > MOST_PLANES) {
    kernels = kernels.map(() => layout.SEGMENT_WALK);
    columns = planColumns(forest, () => true);
  }
  const segments = planSegments(forest, kernels);

  // results come first, so that the slots that follow may be as many as any segment needs
  const resultsAt = layout.ARENA_COLUMNS + layout.PLANE_BYTES * columns.numPlanes;
  const slotsAt = resultsAt + layout.PLANE_BYTES * layout.MAX_LEAF_PLANES * layout.MAX_TREES_A_SEGMENT;
  const programs = segments.map((segment) => programOf(forest, segment, columns, slotsAt, resultsAt));
  const numSlots = programs.reduce((most, program) => Math.max(most, program.numSlots), 0);
  const ranksAt = align(layout.SCRATCH_VALUES + forest.featureNames.length * layout.BLOCK_ROWS * 8);
  const arenaAt = align(ranksAt + columns.columns.length * layout.BLOCK_ROWS * layout.BLOCKS_A_TILE);

  const writer = createByteWriter();
  const header = new DataView(new ArrayBuffer(layout.FOREST_HEADER_BYTES));
  const word = (at: number, value: number): void => header.setUint32(at, value, true);
  writer.add(header);

  const columnRecords = new DataView(new ArrayBuffer(columns.columns.length * layout.COLUMN_BYTES));
  const segmentRecords = new DataView(new ArrayBuffer(segments.length * layout.SEGMENT_BYTES));
  word(layout.FOREST_COLUMNS, writer.add(columnRecords));
  word(layout.FOREST_SEGMENTS, writer.add(segmentRecords));

  const leaves = placeLeaves(forest, segments, programs);
  const { roots, nodes } = walkNodes(forest, (tree, leaf) => leaves.firstOfTree[tree] + leaves.placeOf[tree][leaf]);
  word(layout.FOREST_ROOTS, writer.add(roots));
  word(layout.FOREST_NODES, writer.add(nodes));
  const leavesAt = writer.add(leaves.values);
  word(layout.FOREST_LEAVES, leavesAt);

  writeColumns(columnRecords, columns, (table) => writer.add(table));
  segments.forEach((segment, i) => {
    const at = i * layout.SEGMENT_BYTES;
    const set = (field: number, value: number): void => segmentRecords.setUint32(at + field, value, true);
    set(layout.SEGMENT_KIND, segment.kind);
    set(layout.SEGMENT_FIRST_TREE, segment.firstTree);
    set(layout.SEGMENT_NUM_TREES, segment.numTrees);
    set(layout.SEGMENT_PROGRAM, writer.add(programs[i].steps));
    set(layout.SEGMENT_NUM_STEPS, programs[i].numSteps);
    set(layout.SEGMENT_LEAVES, leavesAt + 8 * leaves.firstOfTree[segment.firstTree]);
    set(layout.SEGMENT_LEAF_PLANES, segment.leafPlanes);
  });

  const { source, objective, link, linkDivisor, featureNames } = forest;
  const about = new TextEncoder().encode(JSON.stringify({ source, objective, link, linkDivisor, featureNames }));
  word(layout.FOREST_ABOUT, writer.add(about));
  word(layout.FOREST_ABOUT_BYTES, about.length);

  word(0, layout.FOREST_MAGIC);
  word(4, layout.FOREST_VERSION);
  word(layout.FOREST_NUM_FEATURES, featureNames.length);
  word(layout.FOREST_NUM_TREES, forest.trees.length);
  word(layout.FOREST_NUM_NODES, nodes.byteLength / layout.NODE_BYTES);
  word(layout.FOREST_NUM_LEAVES, leaves.values.length);
  word(layout.FOREST_NUM_COLUMNS, columns.columns.length);
  word(layout.FOREST_NUM_SEGMENTS, segments.length);
  word(layout.FOREST_NUM_PLANES, columns.numPlanes);
  word(layout.FOREST_SCRATCH_RANKS, ranksAt);
  word(layout.FOREST_SCRATCH_ARENA, arenaAt);
  word(layout.FOREST_ARENA_RESULTS, resultsAt);
  word(layout.FOREST_SCRATCH_BYTES, align(arenaAt + slotsAt + layout.PLANE_BYTES * numSlots));

  const bytes = writer.finish();
  new DataView(bytes.buffer).setUint32(layout.FOREST_BYTES, bytes.length, true);
  return bytes;
}

function programOf(forest: Forest, segment: Segment, columns: Columns, slotsAt: number, resultsAt: number): Program {
  const { kind, firstTree, numTrees, leafPlanes } = segment;
  const trees = forest.trees.slice(firstTree, firstTree + numTrees);
  if (kind === layout.SEGMENT_FIXED) {
    const fixed = trees.map((tree, i) => fixedTree(tree, (node) => columns.planeOf(firstTree + i, node)));
    const steps = new Uint32Array(numTrees * layout.FIXED_NODES);
    fixed.forEach(({ planes }, i) => steps.set(planes, i * layout.FIXED_NODES));
    return { steps, numSteps: 0, numSlots: layout.FIXED_SLOTS, leafPlaces: fixed.map(({ leafAt }) => leafAt) };
  }
  const leafPlaces = trees.map((tree) => leafAtPlace(leftToRight(tree), kind === layout.SEGMENT_MUX ? leafPlanes : 0));
  if (kind === layout.SEGMENT_WALK) return { steps: new Uint32Array(0), numSteps: 0, numSlots: 0, leafPlaces };
  const planeOf = (tree: number, node: number): number => columns.planeOf(firstTree + tree, node);
  return { ...muxProgram(trees, planeOf, leafPlanes, slotsAt, resultsAt), leafPlaces };
}

/** Which leaf lies at each place, from the place of each leaf; places that no leaf has repeat the first. */
function leafAtPlace(placeOf: Int32Array, leafPlanes: number): Int32Array {
  const leafAt = new Int32Array(leafPlanes === 0 ? placeOf.length : 1 << leafPlanes);
  placeOf.forEach((place, leaf) => {
    leafAt[place] = leaf;
  });
  return leafAt;
}

/** All leaves in one table: each tree's places in a row, trees in order. */
function placeLeaves(
  forest: Forest,
  segments: readonly Segment[],
  programs: readonly Program[],
): { values: Float64Array; firstOfTree: Float64Array; placeOf: Int32Array[] } {
  const numPlaces = programs.reduce((sum, { leafPlaces }) => leafPlaces.reduce((n, p) => n + p.length, sum), 0);
  const values = new Float64Array(numPlaces);
  const firstOfTree = new Float64Array(forest.trees.length);
  const placeOf: Int32Array[] = [];
  let next = 0;
  programs.forEach(({ leafPlaces }, s) => {
    leafPlaces.forEach((leafAt, i) => {
      const tree = forest.trees[segments[s].firstTree + i];
      firstOfTree[segments[s].firstTree + i] = next;
      const places = new Int32Array(tree.leafValue.length);
      for (let place = leafAt.length - 1; place >= 0; place--) {
        values[next + place] = tree.leafValue[leafAt[place]];
        places[leafAt[place]] = place;
      }
      placeOf.push(places);
      next += leafAt.length;
    });
  });
  return { values, firstOfTree, placeOf };
}

function writeColumns(records: DataView, { columns }: Columns, addTable: (table: DataView) => number): void {
  columns.forEach((column, i) => {
    const at = i * layout.COLUMN_BYTES;
    const set = (field: number, value: number): void => records.setUint32(at + field, value, true);
    const rank = missingRank(column);
    set(layout.COLUMN_FEATURE, column.feature);
    set(layout.COLUMN_NUM_THRESHOLDS, column.thresholds.length);
    set(layout.COLUMN_RANK_BITS, column.rankBits);
    set(layout.COLUMN_FIRST_PLANE, layout.ARENA_COLUMNS + layout.PLANE_BYTES * column.firstPlane);
    set(layout.COLUMN_MISSING_RANK, rank);
    // NaN ranks as 0 by itself
    const flags = column.zeroMissing ? layout.COLUMN_ZERO_MISSING : rank === 0 ? 0 : layout.COLUMN_NAN_MISSING;
    set(layout.COLUMN_FLAGS, flags);
    const plans: [Precision, number][] = [
      ['f32', layout.COLUMN_PLAN_F32],
      ['f64', layout.COLUMN_PLAN_F64],
    ];
    for (const [precision, planAt] of plans) {
      const plan = planRanks(column.thresholds, precision);
      writePlan(records, at + planAt, plan, addTable(plan.table), precision);
    }
  });
}
