/**
 * What the nodes of some trees ask, each thing once. A *group* is one feature under one treatment of missing values
 * with the sorted thresholds that its nodes compare with. A *predicate* is a category set or an equality: a value goes
 * left when it is above an odd number of the predicate's thresholds.
 */
import { type Forest, MISSING_NONE, MISSING_ZERO, TEST_AT_MOST, TEST_BELOW, TEST_EQUAL, type Tree } from '../forest.ts';
import { nextDown64 } from './floats.ts';
import { canonicalThreshold, type Edges, edgesOfNumber, edgesOfSet, noEdges } from './thresholds.ts';

/** Where missing values rank: where 0 does, below all thresholds, or above all of them. */
export type MissingSide = 'asZero' | 'left' | 'right';

export type Group = {
  readonly feature: number;
  readonly zeroMissing: boolean;
  readonly missingSide: MissingSide;
  /** Sorted. Where predicates treat missing apart, the last is an end that only missing values are above. */
  readonly thresholds: Float64Array;
};

/** `edges` are places in the group's thresholds. */
export type Predicate = { readonly group: number; readonly edges: Int32Array; readonly fromBelow: boolean };

export type Questions = {
  readonly groups: readonly Group[];
  readonly predicates: readonly Predicate[];
  /** Number of the first node of each of the trees, by its place among them; `groupOf` and `placeOf` are by node number. */
  readonly firstNode: Float64Array;
  /** The node's group, or -1 where it asks a predicate. */
  readonly groupOf: Int32Array;
  /** Place of the node's threshold in its group, or the number of its predicate. */
  readonly placeOf: Int32Array;
};

/** Keys of groups: 16 a feature. */
const PREDICATES_KEY = 8;

const isPredicate = (test: number, threshold: number): boolean =>
  test !== TEST_AT_MOST && !(test === TEST_BELOW && threshold !== -Infinity);

function keyOf(tree: Tree, node: number): number {
  const missing = tree.missing[node];
  const first = tree.feature[node] * 16;
  if (isPredicate(tree.test[node], tree.threshold[node])) return first + PREDICATES_KEY + missing;
  return first + missing * 2 + (missing === MISSING_NONE ? 0 : tree.defaultLeft[node]);
}

export function collectQuestions(forest: Forest, trees: readonly Tree[]): Questions {
  const firstNode = new Float64Array(trees.length + 1);
  trees.forEach((tree, i) => (firstNode[i + 1] = firstNode[i] + tree.feature.length));
  const numNodes = firstNode[trees.length];
  const groupOf = new Int32Array(numNodes);
  const placeOf = new Int32Array(numNodes);

  const lists = thresholdLists(forest, trees);
  const drafts = draftPredicates(forest, trees, lists);
  const keys = [...lists.keys()].sort((a, b) => a - b);
  const groupNumber = new Map(keys.map((key, i) => [key, i]));
  const groups = keys.map((key) => groupFor(key, lists.get(key)?.numbers ?? []));

  trees.forEach((tree, t) => {
    const first = firstNode[t];
    for (let node = 0; node < tree.feature.length; node++) {
      const key = keyOf(tree, node);
      const predicate = drafts.numberOf(tree, node);
      if (predicate >= 0) {
        groupOf[first + node] = -1;
        placeOf[first + node] = predicate;
        continue;
      }
      const group = groupNumber.get(key) ?? 0;
      groupOf[first + node] = group;
      placeOf[first + node] = placeIn(groups[group].thresholds, comparedWith(forest, tree, node));
    }
  });
  const predicates = drafts.all.map(({ key, edges, missingLeft }): Predicate => {
    const group = groupNumber.get(key) ?? 0;
    const { thresholds } = groups[group];
    const places = edges.ends.map((end) => placeIn(thresholds, end));
    return {
      group,
      edges: Int32Array.from(missingLeft ? [...places, thresholds.length - 1] : places),
      fromBelow: edges.fromBelow,
    };
  });
  return { groups, predicates, firstNode, groupOf, placeOf };
}

/** The threshold of a node that is no predicate. */
function comparedWith(forest: Forest, tree: Tree, node: number): number {
  const threshold = tree.threshold[node];
  return canonicalThreshold(tree.test[node] === TEST_BELOW ? nextDown64(threshold) : threshold, forest.values);
}

type NumberList = { numbers: number[] };

/** Every threshold of the nodes that are no predicates, by key, with repetitions; keys of predicates with empty lists. */
function thresholdLists(forest: Forest, trees: readonly Tree[]): Map<number, NumberList> {
  const lists = new Map<number, NumberList>();
  for (const tree of trees) {
    for (let node = 0; node < tree.feature.length; node++) {
      const key = keyOf(tree, node);
      let list = lists.get(key);
      if (list === undefined) lists.set(key, (list = { numbers: [] }));
      if ((key & PREDICATES_KEY) === 0) list.numbers.push(comparedWith(forest, tree, node));
    }
  }
  return lists;
}

type Draft = { readonly key: number; readonly edges: Edges; readonly missingLeft: boolean };

/** Distinct predicates; their ends join the lists. */
function draftPredicates(
  forest: Forest,
  trees: readonly Tree[],
  lists: Map<number, NumberList>,
): { all: readonly Draft[]; numberOf(tree: Tree, node: number): number } {
  const all: Draft[] = [];
  const byName = new Map<string, number>();
  const byContent = new Map<string, number>();
  const nameOf = (tree: Tree, node: number): string =>
    `${keyOf(tree, node)} ${tree.missing[node] === MISSING_NONE ? 0 : tree.defaultLeft[node]} ${tree.test[node]} ${tree.threshold[node]}`;

  for (const tree of trees) {
    for (let node = 0; node < tree.feature.length; node++) {
      if (!isPredicate(tree.test[node], tree.threshold[node])) continue;
      const name = nameOf(tree, node);
      if (byName.has(name)) continue;
      const key = keyOf(tree, node);
      const edges = edgesOfNode(forest, tree, node);
      const missingLeft = tree.missing[node] !== MISSING_NONE && tree.defaultLeft[node] === 1;
      const content = `${key} ${missingLeft} ${edges.fromBelow} ${edges.ends.join(' ')}`;
      let number = byContent.get(content);
      if (number === undefined) {
        number = all.length;
        byContent.set(content, number);
        all.push({ key, edges, missingLeft });
        lists.get(key)?.numbers.push(...edges.ends);
      }
      byName.set(name, number);
    }
  }
  const numberOf = (tree: Tree, node: number): number =>
    isPredicate(tree.test[node], tree.threshold[node]) ? (byName.get(nameOf(tree, node)) ?? -1) : -1;
  return { all, numberOf };
}

function edgesOfNode(forest: Forest, tree: Tree, node: number): Edges {
  const threshold = tree.threshold[node];
  if (tree.test[node] === TEST_BELOW) return noEdges;
  if (tree.test[node] === TEST_EQUAL) return edgesOfNumber(threshold, forest.values);
  return edgesOfSet(forest.sets[threshold], forest.values);
}

function groupFor(key: number, numbers: readonly number[]): Group {
  const asked = key & 15;
  const sorted = distinct(Float64Array.from(numbers).sort());
  const isPredicates = (asked & PREDICATES_KEY) !== 0;
  const missing = isPredicates ? asked - PREDICATES_KEY : asked >> 1;
  const missingSide = missing === MISSING_NONE ? 'asZero' : !isPredicates && (asked & 1) === 1 ? 'left' : 'right';
  const marksMissing = isPredicates && missing !== MISSING_NONE;
  return {
    feature: key >>> 4,
    zeroMissing: missing === MISSING_ZERO,
    missingSide,
    thresholds: marksMissing ? Float64Array.of(...sorted, Infinity) : sorted,
  };
}

function distinct(sorted: Float64Array): Float64Array {
  let kept = 0;
  for (const value of sorted) if (kept === 0 || value !== sorted[kept - 1]) sorted[kept++] = value;
  return sorted.subarray(0, kept);
}

/** Place of a number that is there; the first where it is there twice. */
function placeIn(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rank that stands for a missing value among some of a group's thresholds. */
export function missingRank({ missingSide }: Group, thresholds: Float64Array): number {
  if (missingSide === 'left') return 0;
  if (missingSide === 'right') return thresholds.length;
  return thresholds.filter((threshold) => threshold < 0).length;
}
