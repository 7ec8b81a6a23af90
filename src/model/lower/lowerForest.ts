/** Forest to the one buffer that the core scores from; see forestLayout.ts for what lies where. */
import { type Forest, numLeavesOf, type Tree } from '../forest.ts';
import * as layout from '../forestLayout.ts';
import { arenaOffset, layScratch, slotsAfter } from '../scratchLayout.ts';
import { align, createByteWriter } from './byteWriter.ts';
import { type Columns, planColumns } from './columns.ts';
import { fixedTree } from './fixedProgram.ts';
import { leafAtPlace, type LeafPlaces, placeLeaves } from './leaves.ts';
import { leftToRight } from './leafOrder.ts';
import { muxProgram } from './muxProgram.ts';
import { fewRows } from './fewRows.ts';
import { kernelsOf, planSegments, type Segment } from './segments.ts';
import { planSources } from './sources.ts';
import { orderTrees } from './treeOrder.ts';
import { walkNodes } from './walkNodes.ts';
import {
  aggregationFlags,
  columnRecords,
  outputStarts,
  predicateRecords,
  preparationRecords,
  segmentRecords,
  sourceRecords,
  treeRecords,
} from './records.ts';

/** Planes of more thresholds than this would not stay in any cache: such a forest is walked. */
const MOST_PLANES = 1 << 16;

/** What a segment's kernel runs, and where its trees' leaves go. */
export type Program = {
  readonly steps: Uint32Array;
  readonly numSteps: number;
  readonly numSlots: number;
  readonly places: readonly LeafPlaces[];
};

/**
 * @returns A fresh buffer; the same forest gives the same bytes.
 * @throws MODEL_UNSUPPORTED when the forest is larger than its lowered form can say.
 */
export function lowerForest(forest: Forest): Uint8Array<ArrayBuffer> {
  const trees = orderTrees(forest.trees);
  const { segments, columns } = planKernels(forest, trees);

  const resultsAt = arenaOffset(columns.numPlanes);
  const slotsAt = slotsAfter(resultsAt);
  const programs = segments.map((segment) => programOf(trees, segment, columns, slotsAt, resultsAt));
  const numSlots = programs.reduce((most, program) => Math.max(most, program.numSlots), 0);

  const writer = createByteWriter();
  const header = new DataView(new ArrayBuffer(layout.FOREST_HEADER_BYTES));
  const word = (at: number, value: number): void => header.setUint32(at, value, true);
  const section = (at: number, bytes: ArrayBufferView): number => {
    const offset = writer.add(bytes);
    word(at, offset);
    return offset;
  };
  writer.add(header);

  const sources = planSources(forest, trees);
  const places = programs.flatMap((program) => program.places);
  const leaves = placeLeaves(trees, places, forest.aggregation);
  const walk = walkNodes(trees, sources, leaves.indexOf);
  const add = (bytes: ArrayBufferView): number => writer.add(bytes);
  section(layout.FOREST_COLUMNS, columnRecords(columns, add));
  section(layout.FOREST_PREDICATES, predicateRecords(columns, add));
  section(layout.FOREST_SOURCES, sourceRecords(sources, add));
  section(layout.FOREST_TREES, treeRecords(trees, places, walk));
  section(layout.FOREST_NODES, walk.nodes);
  section(layout.FOREST_LEAF_OF_NODE, walk.leafOfNode);
  const leavesAt = section(layout.FOREST_LEAVES, leaves.values);
  section(
    layout.FOREST_SEGMENTS,
    segmentRecords(segments, programs, (tree) => leavesAt + 8 * leaves.firstOfTree[tree], add),
  );
  const preparations = preparationRecords(forest.values);
  section(layout.FOREST_PREPARATIONS, preparations);
  section(layout.FOREST_START, outputStarts(forest));
  section(layout.FOREST_BIAS, forest.aggregation.bias ?? new Float64Array(forest.numOutputs));

  const { source, objective, link, linkDivisor, featureNames, categories, notes } = forest;
  const about = { source, objective, link, linkDivisor, featureNames, categories, notes };
  const aboutBytes = new TextEncoder().encode(JSON.stringify(about));
  section(layout.FOREST_ABOUT, aboutBytes);
  word(layout.FOREST_ABOUT_BYTES, aboutBytes.length);

  word(0, layout.FOREST_MAGIC);
  word(4, layout.FOREST_VERSION);
  word(layout.FOREST_NUM_FEATURES, featureNames.length);
  word(layout.FOREST_NUM_OUTPUTS, forest.numOutputs);
  word(layout.FOREST_NUM_TREES, trees.length);
  word(
    layout.FOREST_NUM_NODES,
    trees.reduce((sum, tree) => sum + tree.feature.length, 0),
  );
  word(layout.FOREST_NUM_COLUMNS, columns.columns.length);
  word(layout.FOREST_NUM_PREDICATES, columns.predicates.length);
  word(layout.FOREST_NUM_SEGMENTS, segments.length);
  word(layout.FOREST_NUM_SOURCES, sources.sources.length);
  word(layout.FOREST_NUM_WALK_COLUMNS, sources.numColumns);
  word(layout.FOREST_NUM_WALK_NODES, walk.leafOfNode.length);
  word(layout.FOREST_NUM_LEAVES, leaves.values.length);
  word(layout.FOREST_NUM_PREPARATIONS, preparations.byteLength / layout.PREPARATION_BYTES);
  word(layout.FOREST_NUM_PLANES, columns.numPlanes);
  word(layout.FOREST_FLAGS, aggregationFlags(forest));
  header.setFloat64(layout.FOREST_DIVISOR, forest.aggregation.divisor ?? 1, true);
  header.setFloat64(layout.FOREST_SCALE, forest.aggregation.scale ?? 1, true);
  word(layout.FOREST_FEW_ROWS, fewRows(segments, programs, columns, walk.depths));
  const scratch = layScratch({
    numFeatures: featureNames.length,
    numOutputs: forest.numOutputs,
    numColumns: columns.columns.length,
    numWalkColumns: sources.numColumns,
    arenaBytes: align(slotsAt + layout.PLANE_BYTES * numSlots),
  });
  for (const [at, value] of scratch) word(at, value);
  word(layout.FOREST_ARENA_RESULTS, resultsAt);

  const bytes = writer.finish();
  new DataView(bytes.buffer).setUint32(layout.FOREST_BYTES, bytes.length, true);
  return bytes;
}

function planKernels(forest: Forest, trees: readonly Tree[]): { segments: Segment[]; columns: Columns } {
  let kernels = kernelsOf(trees);
  // trees that are walked need no planes
  const planesFor = (): Columns =>
    planColumns(
      forest,
      trees.map((tree, i) => (kernels[i] === layout.SEGMENT_WALK ? withoutNodes(tree) : tree)),
    );
  let columns = planesFor();
  if (columns.numPlanes > MOST_PLANES) {
    kernels = kernels.map(() => layout.SEGMENT_WALK);
    columns = planesFor();
  }
  return { segments: planSegments(trees, kernels), columns };
}

function withoutNodes(tree: Tree): Tree {
  return { ...tree, feature: new Int32Array(0) };
}

function programOf(
  trees: readonly Tree[],
  { kind, firstTree, numTrees, leafPlanes }: Segment,
  columns: Columns,
  slotsAt: number,
  resultsAt: number,
): Program {
  const own = trees.slice(firstTree, firstTree + numTrees);
  const planeOf = (tree: number, node: number): number => columns.planeOf(firstTree + tree, node);
  if (kind === layout.SEGMENT_FIXED) {
    const fixed = own.map((tree, i) => fixedTree(tree, (node) => planeOf(i, node)));
    const steps = new Uint32Array(numTrees * layout.FIXED_NODES);
    fixed.forEach(({ planes }, i) => steps.set(planes, i * layout.FIXED_NODES));
    return { steps, numSteps: 0, numSlots: layout.FIXED_SLOTS, places: fixed.map(({ leafAt }) => leafAt) };
  }
  const isWalk = kind === layout.SEGMENT_WALK;
  const places = own.map((tree) => leafAtPlace(leftToRight(tree), isWalk ? numLeavesOf(tree) : 1 << leafPlanes));
  if (isWalk) return { steps: new Uint32Array(0), numSteps: 0, numSlots: 0, places };
  return { ...muxProgram(own, planeOf, leafPlanes, slotsAt, resultsAt), places };
}
