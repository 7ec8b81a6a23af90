/** What a tree's paths say of its nodes: an order, which earlier node asked for the same feature, how many points it takes. */
import type { Tree } from '../forest.ts';
import { ANSWER_LEFT, ANSWER_RIGHT } from './layout.ts';

/** Columns are by node number, unless said. */
export type TreePlan = {
  /** Node numbers, parents before children and nodes of leaves only last, and the place of each node in it. */
  readonly order: Int32Array;
  readonly placeOf: Int32Array;
  /** Nodes of leaves only. */
  readonly numLast: number;
  readonly leftShare: Float64Array;
  readonly rightShare: Float64Array;
  /** Nearest node above of the same feature, -1 for none; its answer that leads here; share of all such answers above. */
  readonly earlier: Int32Array;
  readonly earlierAnswer: Uint8Array;
  readonly earlierShare: Float64Array;
  /** Pairs of points that integrate this tree exactly. */
  readonly numPairs: number;
};

/** What was asked on the way to a node, newest first. */
type Trail = { node: number; feature: number; answer: number; share: number; above: Trail | null };

export function planTree(tree: Tree, shares: { left: Float64Array; right: Float64Array }): TreePlan {
  const numNodes = tree.feature.length;
  const plan = {
    order: new Int32Array(numNodes),
    placeOf: new Int32Array(numNodes),
    leftShare: shares.left,
    rightShare: shares.right,
    earlier: new Int32Array(numNodes).fill(-1),
    earlierAnswer: new Uint8Array(numNodes),
    earlierShare: new Float64Array(numNodes).fill(1),
  };
  let numPlaced = 0;
  let numLast = 0;
  let mostFeatures = 1;
  // level by level: neighbours do not wait for each other's results
  const queue: { node: number; trail: Trail | null; numFeatures: number }[] = [
    { node: 0, trail: null, numFeatures: 0 },
  ];
  for (const next of queue) {
    const { node, trail } = next;
    const hasLeavesOnly = tree.left[node] < 0 && tree.right[node] < 0;
    plan.placeOf[node] = hasLeavesOnly ? numNodes - ++numLast : numPlaced++;
    plan.order[plan.placeOf[node]] = node;
    const feature = tree.feature[node];
    const earlier = lastOf(feature, trail);
    if (earlier !== null) {
      plan.earlier[node] = earlier.node;
      plan.earlierAnswer[node] = earlier.answer;
      plan.earlierShare[node] = earlier.share;
    }
    const numFeatures = next.numFeatures + (earlier === null ? 1 : 0);
    mostFeatures = Math.max(mostFeatures, numFeatures);
    const descend = (child: number, answer: number, part: number): void => {
      if (child < 0) return;
      const share = plan.earlierShare[node] * part;
      queue.push({ node: child, trail: { node, feature, answer, share, above: trail }, numFeatures });
    };
    descend(tree.left[node], ANSWER_LEFT, shares.left[node]);
    descend(tree.right[node], ANSWER_RIGHT, shares.right[node]);
  }
  // a polynomial of degree mostFeatures - 1
  return { ...plan, numLast, numPairs: Math.ceil(Math.ceil(mostFeatures / 2) / 2) };
}

function lastOf(feature: number, trail: Trail | null): Trail | null {
  let step = trail;
  while (step !== null && step.feature !== feature) step = step.above;
  return step;
}
