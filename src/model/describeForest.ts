/** What an import found, in numbers. */
import { depthOf, type Forest, numLeavesOf } from './forest.ts';
import type { Link } from './link.ts';

export type ForestSummary = {
  readonly source: Forest['source'];
  readonly objective: string;
  readonly link: Link;
  readonly linkDivisor: number | null;
  readonly numOutputs: number;
  readonly featureNames: readonly string[];
  readonly numTrees: number;
  readonly numNodes: number;
  readonly numLeaves: number;
  readonly mostLeaves: number;
  readonly maxDepth: number;
};

export function describeForest(forest: Forest): ForestSummary {
  const { source, objective, link, linkDivisor, numOutputs, featureNames, trees } = forest;
  const count = (of: (tree: Forest['trees'][number]) => number): number => trees.reduce((sum, t) => sum + of(t), 0);
  const most = (of: (tree: Forest['trees'][number]) => number): number => trees.reduce((m, t) => Math.max(m, of(t)), 0);
  return {
    source,
    objective,
    link,
    linkDivisor,
    numOutputs,
    featureNames,
    numTrees: trees.length,
    numNodes: count((tree) => tree.feature.length),
    numLeaves: count(numLeavesOf),
    mostLeaves: most(numLeavesOf),
    maxDepth: most(depthOf),
  };
}
