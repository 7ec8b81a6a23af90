/** Forest to the buffer that the core explains from; see layout.ts for what lies where and what it means. */
import type { Forest, Tree } from '../forest.ts';
import { GROUP_ROWS } from '../forestLayout.ts';
import { align, createByteWriter } from '../lower/byteWriter.ts';
import { planSources, type Sources } from '../lower/sources.ts';
import { orderTrees } from '../lower/treeOrder.ts';
import { basesOf, leafFactor, sharesOf } from './cover.ts';
import { createCurves, type Curves } from './curves.ts';
import * as layout from './layout.ts';
import { planTree, type TreePlan } from './planTree.ts';

/** A tree's part of the plan, and one output that its leaves are added to. */
type Part = { tree: Tree; number: number; plan: TreePlan; output: number; leafColumn: number };

/** Ranks of a group of rows in one column, as the walk keeps them; here the group is one row. */
const RANKS_BYTES = 2 * GROUP_ROWS;
const VALUES_BYTES = 8 * GROUP_ROWS;

/**
 * @param source What the cover was counted on, for the reader of an explanation.
 * @returns A fresh buffer; the same forest gives the same bytes.
 * @throws MODEL_UNSUPPORTED when trees have no cover or leaves are not added up
 */
export function lowerContributions(forest: Forest, source: string): Uint8Array<ArrayBuffer> {
  // what nodes ask is numbered by the order of the lowered forest's trees
  const trees = orderTrees(forest.trees);
  const sources = planSources(forest, trees);
  const parts = partsOf(trees);
  const numNodes = parts.reduce((sum, { tree }) => sum + tree.feature.length, 0);
  const numLeaves = parts.reduce((sum, { tree, plan }) => sum + tree.feature.length + 1 - 2 * plan.numLast, 0);
  const factor = leafFactor(forest);
  const most = (of: (part: Part) => number): number => parts.reduce((max, part) => Math.max(max, of(part)), 0);
  const mostNodes = most(({ tree }) => tree.feature.length);
  const slotBytes = layout.SLOT_VECTORS * layout.PAIR_BYTES * most(({ plan }) => plan.numPairs);

  const writer = createByteWriter();
  const header = new DataView(new ArrayBuffer(layout.CONTRIBUTIONS_HEADER_BYTES));
  const word = (at: number, value: number): void => header.setUint32(at, value, true);
  const treeRecords = new Uint32Array((parts.length * layout.EXPLAINED_TREE_BYTES) / 4);
  const nodeRecords = new DataView(new ArrayBuffer(numNodes * layout.EXPLAINED_NODE_BYTES));
  const leaves = new Float64Array(2 * numLeaves);
  writer.add(header);
  word(layout.CONTRIBUTIONS_TREES, writer.add(treeRecords));
  const nodesAt = writer.add(nodeRecords);
  const leavesAt = writer.add(leaves);
  const curves = createCurves((values) => writer.add(values));
  let nextNode = 0;
  let nextLeaf = 0;
  parts.forEach((part, i) => {
    const { numPairs } = part.plan;
    const { weights, cold } = curves.of(numPairs);
    const record = (i * layout.EXPLAINED_TREE_BYTES) / 4;
    treeRecords[record + layout.EXPLAINED_TREE_NODES / 4] = nodesAt + nextNode * layout.EXPLAINED_NODE_BYTES;
    treeRecords[record + layout.EXPLAINED_TREE_NUM_NODES / 4] = part.tree.feature.length;
    treeRecords[record + layout.EXPLAINED_TREE_PAIRS / 4] = numPairs;
    treeRecords[record + layout.EXPLAINED_TREE_OUTPUT / 4] = part.output;
    treeRecords[record + layout.EXPLAINED_TREE_WEIGHTS / 4] = weights;
    treeRecords[record + layout.EXPLAINED_TREE_COLD / 4] = cold;
    treeRecords[record + layout.EXPLAINED_TREE_NUM_LAST / 4] = part.plan.numLast;
    const records = new DataView(nodeRecords.buffer, nextNode * layout.EXPLAINED_NODE_BYTES);
    const valueOf = (leaf: number): number =>
      part.tree.leafValue[leaf * part.tree.leafWidth + part.leafColumn] * factor;
    writeNodes(part, { records, curves, sources, valueOf }, (leaf) => {
      leaves.fill(valueOf(leaf), nextLeaf, nextLeaf + 2);
      nextLeaf += 2;
      return leavesAt + (nextLeaf - 2) * 8;
    });
    nextNode += part.tree.feature.length;
  });
  word(layout.CONTRIBUTIONS_BASES, writer.add(basesOf(forest)));
  const about = new TextEncoder().encode(JSON.stringify({ source }));
  word(layout.CONTRIBUTIONS_ABOUT, writer.add(about));
  word(layout.CONTRIBUTIONS_ABOUT_BYTES, about.length);

  const sumsAt = align(VALUES_BYTES * forest.featureNames.length);
  const ranksAt = align(sumsAt + layout.PAIR_BYTES * forest.featureNames.length * forest.numOutputs);
  const answersAt = align(ranksAt + RANKS_BYTES * sources.numColumns);
  const slotsAt = align(answersAt + layout.ANSWER_BYTES * (mostNodes + 1));
  word(0, layout.CONTRIBUTIONS_MAGIC);
  word(4, layout.CONTRIBUTIONS_VERSION);
  word(layout.CONTRIBUTIONS_NUM_FEATURES, forest.featureNames.length);
  word(layout.CONTRIBUTIONS_NUM_OUTPUTS, forest.numOutputs);
  word(layout.CONTRIBUTIONS_NUM_TREES, parts.length);
  word(layout.CONTRIBUTIONS_NUM_NODES, numNodes);
  word(layout.CONTRIBUTIONS_SCRATCH_SUMS, sumsAt);
  word(layout.CONTRIBUTIONS_SCRATCH_RANKS, ranksAt);
  word(layout.CONTRIBUTIONS_SCRATCH_ANSWERS, answersAt);
  word(layout.CONTRIBUTIONS_SCRATCH_SLOTS, slotsAt);
  word(layout.CONTRIBUTIONS_SCRATCH_BYTES, align(slotsAt + slotBytes * (mostNodes + 1)));
  const bytes = writer.finish();
  new DataView(bytes.buffer).setUint32(layout.CONTRIBUTIONS_BYTES, bytes.length, true);
  return bytes;
}

/** Trees that ask something, once for each output they add to. */
function partsOf(trees: readonly Tree[]): Part[] {
  return trees.flatMap((tree, number) => {
    if (tree.feature.length === 0) return [];
    const plan = planTree(tree, sharesOf(tree));
    return Array.from({ length: tree.leafWidth }, (_, leafColumn): Part => {
      return { tree, number, plan, output: tree.output + leafColumn, leafColumn };
    });
  });
}

/** What the nodes of one part are written with. */
type NodeParts = {
  /** Of the part's nodes; records lie in their order. */
  readonly records: DataView;
  readonly curves: Curves;
  readonly sources: Sources;
  readonly valueOf: (leaf: number) => number;
};

/** @param addLeaf Stores a leaf's value and returns where it lies. */
function writeNodes(part: Part, parts: NodeParts, addLeaf: (leaf: number) => number): void {
  const { tree, plan, number } = part;
  const { records, curves, sources, valueOf } = parts;
  const numNodes = tree.feature.length;
  const slotBytes = layout.SLOT_VECTORS * layout.PAIR_BYTES * plan.numPairs;
  plan.order.forEach((node, place) => {
    const at = place * layout.EXPLAINED_NODE_BYTES;
    const set = (field: number, value: number): void => records.setUint32(at + field, value, true);
    const setF64 = (field: number, value: number): void => records.setFloat64(at + field, value, true);
    const child = (number: number, field: number, slotField: number): void => {
      const slot = number < 0 ? numNodes : plan.placeOf[number];
      records.setInt32(at + field, number < 0 ? ~addLeaf(~number) : slot * slotBytes, true);
      set(slotField, slot * slotBytes);
    };
    setF64(layout.EXPLAINED_LEFT_SHARE, plan.leftShare[node]);
    setF64(layout.EXPLAINED_RIGHT_SHARE, plan.rightShare[node]);
    set(layout.EXPLAINED_RANK, sources.columnOf(number, node) * RANKS_BYTES);
    set(layout.EXPLAINED_THRESHOLD, sources.thresholdOf(number, node));
    set(layout.EXPLAINED_FEATURE, tree.feature[node]);
    if (place >= numNodes - plan.numLast) {
      setF64(layout.EXPLAINED_LEFT_VALUE, valueOf(~tree.left[node]));
      setF64(layout.EXPLAINED_RIGHT_VALUE, valueOf(~tree.right[node]));
    } else {
      child(tree.left[node], layout.EXPLAINED_LEFT, layout.EXPLAINED_LEFT_SLOT);
      child(tree.right[node], layout.EXPLAINED_RIGHT, layout.EXPLAINED_RIGHT_SLOT);
    }
    const earlier = plan.earlier[node];
    // the place after the last node always says left
    set(layout.EXPLAINED_EARLIER, (earlier < 0 ? numNodes : plan.placeOf[earlier]) * layout.ANSWER_BYTES);
    set(layout.EXPLAINED_EARLIER_ANSWER, earlier < 0 ? layout.ANSWER_LEFT : plan.earlierAnswer[node]);
    set(layout.EXPLAINED_CURVE, curves.of(plan.numPairs).curve(plan.earlierShare[node]));
  });
}
