// What each feature adds to one row's margin, exactly. src/model/contributions/layout.ts says what lies where and why
// this is a Shapley value. In short: at each of a few points t every feature is known with probability t, and
//   going up    a node's expected margin is its known child's, less (1 - s) x share x difference of the children;
//   going down  (1 - s) x share of a node's weight goes to the child that the row does not take, the rest to the other;
//   then        knowing the node's feature is worth weight x share x difference x ds/dt.
import {
  ANSWER_BYTES, ANSWER_CURVE, ANSWER_LEFT, ANSWER_SAID, CONTRIBUTIONS_NUM_FEATURES, CONTRIBUTIONS_NUM_OUTPUTS, CONTRIBUTIONS_NUM_TREES,
  CONTRIBUTIONS_SCRATCH_RANKS, CONTRIBUTIONS_SCRATCH_SLOTS, CONTRIBUTIONS_SCRATCH_SUMS, CONTRIBUTIONS_SCRATCH_ANSWERS,
  CONTRIBUTIONS_TREES, EXPLAINED_CURVE, EXPLAINED_EARLIER, EXPLAINED_EARLIER_ANSWER, EXPLAINED_NODE_BYTES, EXPLAINED_RANK,
  EXPLAINED_THRESHOLD, EXPLAINED_TREE_BYTES, EXPLAINED_TREE_COLD, EXPLAINED_TREE_NODES, EXPLAINED_TREE_NUM_LAST,
  EXPLAINED_TREE_NUM_NODES, EXPLAINED_TREE_OUTPUT, EXPLAINED_TREE_PAIRS, EXPLAINED_TREE_WEIGHTS, PAIR_BYTES,
  SLOT_VECTORS,
} from '../generated/contributions';
import { rankGroup } from '../forest/sources';
import { climb, climbLast, descend, descendLast } from './passes';

/** Contributions of one row, `[output][feature]` f64, to `out`. Feature f of the row lies at `values + f * strideBytes`. */
export function explainF32(
  forest: usize, section: usize, values: usize, strideBytes: usize, out: usize, scratch: usize,
): void {
  explain<f32>(forest, section, values, strideBytes, out, scratch);
}

export function explainF64(
  forest: usize, section: usize, values: usize, strideBytes: usize, out: usize, scratch: usize,
): void {
  explain<f64>(forest, section, values, strideBytes, out, scratch);
}

function explain<T>(
  forest: usize, section: usize, values: usize, strideBytes: usize, out: usize, scratch: usize,
): void {
  const numFeatures = <usize>load<u32>(section, CONTRIBUTIONS_NUM_FEATURES);
  const numSums = numFeatures * load<u32>(section, CONTRIBUTIONS_NUM_OUTPUTS);
  const sums = scratch + load<u32>(section, CONTRIBUTIONS_SCRATCH_SUMS);
  memory.fill(sums, 0, numSums << 4);
  let tree = section + load<u32>(section, CONTRIBUTIONS_TREES);
  const end = tree + load<u32>(section, CONTRIBUTIONS_NUM_TREES) * <u32>EXPLAINED_TREE_BYTES;
  rankGroup<T>(forest, values, strideBytes, 0, 1, scratch, scratch + load<u32>(section, CONTRIBUTIONS_SCRATCH_RANKS));
  for (; tree < end; tree += EXPLAINED_TREE_BYTES) explainTree(section, tree, numFeatures, sums, scratch);
  for (let i: usize = 0; i < numSums; i++) {
    store<f64>(out + (i << 3), load<f64>(sums + (i << 4)) + load<f64>(sums + (i << 4), 8));
  }
}

function explainTree(
  section: usize, tree: usize, numFeatures: usize, sums: usize, scratch: usize,
): void {
  const nodes = section + load<u32>(tree, EXPLAINED_TREE_NODES);
  const numNodes = <usize>load<u32>(tree, EXPLAINED_TREE_NUM_NODES);
  const numPairs = <usize>load<u32>(tree, EXPLAINED_TREE_PAIRS);
  const numLast = <usize>load<u32>(tree, EXPLAINED_TREE_NUM_LAST);
  const cold = section + load<u32>(tree, EXPLAINED_TREE_COLD);
  const answers = scratch + load<u32>(section, CONTRIBUTIONS_SCRATCH_ANSWERS);
  const slots = scratch + load<u32>(section, CONTRIBUTIONS_SCRATCH_SLOTS);
  const own = sums + (numFeatures * load<u32>(tree, EXPLAINED_TREE_OUTPUT) << 4);
  const ranks = scratch + load<u32>(section, CONTRIBUTIONS_SCRATCH_RANKS);
  answerNodes(ranks, section, nodes, numNodes, cold, answers);
  // the root's weights are those of the points
  memory.copy(slots + 2 * numPairs * PAIR_BYTES, section + load<u32>(tree, EXPLAINED_TREE_WEIGHTS), numPairs * PAIR_BYTES);
  if (numPairs == 1) runOne(section, nodes, numNodes, numLast, answers, slots, own);
  else if (numPairs == 2) runTwo(section, nodes, numNodes, numLast, answers, slots, own);
  else if (numPairs == 3) runThree(section, nodes, numNodes, numLast, answers, slots, own);
  else if (numPairs == 4) runFour(section, nodes, numNodes, numLast, answers, slots, own);
  else runMany(section, nodes, numNodes, numLast, answers, slots, own, numPairs);
}

/** The row's answer at every node of a tree, and the curve that goes with it. */
function answerNodes(
  ranks: usize, section: usize, node: usize, numNodes: usize, cold: usize, answers: usize,
): void {
  store<u32>(answers + numNodes * ANSWER_BYTES, ANSWER_LEFT, ANSWER_SAID);
  let answer = answers;
  for (const end = answers + numNodes * ANSWER_BYTES; answer < end; answer += ANSWER_BYTES) {
    const rank = <u32>load<u16>(ranks + load<u32>(node, EXPLAINED_RANK));
    const goesRight = <u32>(rank > load<u32>(node, EXPLAINED_THRESHOLD));
    const earlier = load<u32>(answers + load<u32>(node, EXPLAINED_EARLIER), ANSWER_SAID);
    const hasLeft = <u32>(earlier != load<u32>(node, EXPLAINED_EARLIER_ANSWER));
    const warm = section + load<u32>(node, EXPLAINED_CURVE);
    store<u32>(answer, <u32>(warm ^ ((warm ^ cold) & -<usize>hasLeft)), ANSWER_CURVE);
    // ANSWER_COLD is bit 1, whatever bit 0 says
    store<u32>(answer, (hasLeft << 1) | goesRight, ANSWER_SAID);
    node += EXPLAINED_NODE_BYTES;
  }
}

function runOne(
  section: usize, nodes: usize, numNodes: usize, numLast: usize, answers: usize, slots: usize, sums: usize,
): void {
  run(section, nodes, numNodes, numLast, answers, slots, sums, 1);
}

function runTwo(
  section: usize, nodes: usize, numNodes: usize, numLast: usize, answers: usize, slots: usize, sums: usize,
): void {
  run(section, nodes, numNodes, numLast, answers, slots, sums, 2);
}

function runThree(
  section: usize, nodes: usize, numNodes: usize, numLast: usize, answers: usize, slots: usize, sums: usize,
): void {
  run(section, nodes, numNodes, numLast, answers, slots, sums, 3);
}

function runFour(
  section: usize, nodes: usize, numNodes: usize, numLast: usize, answers: usize, slots: usize, sums: usize,
): void {
  run(section, nodes, numNodes, numLast, answers, slots, sums, 4);
}

function runMany(
  section: usize, nodes: usize, numNodes: usize, numLast: usize, answers: usize, slots: usize, sums: usize,
  numPairs: usize,
): void {
  run(section, nodes, numNodes, numLast, answers, slots, sums, numPairs);
}

@inline
function run(
  section: usize, nodes: usize, numNodes: usize, numLast: usize, answers: usize, slots: usize, sums: usize,
  numPairs: usize,
): void {
  const numOthers = numNodes - numLast;
  const lastNode = nodes + numOthers * EXPLAINED_NODE_BYTES;
  const lastAnswer = answers + numOthers * ANSWER_BYTES;
  const lastSlot = slots + numOthers * numPairs * (PAIR_BYTES * SLOT_VECTORS);
  climbLast(lastNode, numLast, lastAnswer, lastSlot, numPairs);
  climb(section, nodes, numOthers, answers, slots, numPairs);
  descend(nodes, numOthers, answers, slots, sums, numPairs);
  descendLast(lastNode, numLast, lastAnswer, lastSlot, sums, numPairs);
}
