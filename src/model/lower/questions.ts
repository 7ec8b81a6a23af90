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
  const nodes = readNodes(forest, trees);
  const { firstNode, keys, numbers } = nodes;
  const drafts = draftPredicates(forest, trees, nodes);
  const { groups, groupOfKey } = planGroups(nodes, drafts, forest.featureNames.length);

  const groupOf = new Int32Array(keys.length);
  const placeOf = new Int32Array(keys.length);
  for (let node = 0; node < keys.length; node++) {
    const group = groupOfKey[keys[node]];
    const isAsked = (keys[node] & PREDICATES_KEY) !== 0;
    groupOf[node] = isAsked ? -1 : group;
    // of a predicate, the number is its own
    placeOf[node] = isAsked ? numbers[node] : placeIn(groups[group].thresholds, numbers[node]);
  }
  const predicates = drafts.map(({ key, edges, missingLeft }): Predicate => {
    const group = groupOfKey[key];
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

/** All nodes of all trees in columns; `numbers` are thresholds, and for predicates their numbers once they are drafted. */
type Nodes = { readonly firstNode: Float64Array; readonly keys: Int32Array; readonly numbers: Float64Array };

function readNodes(forest: Forest, trees: readonly Tree[]): Nodes {
  const firstNode = new Float64Array(trees.length + 1);
  trees.forEach((tree, i) => (firstNode[i + 1] = firstNode[i] + tree.feature.length));
  const keys = new Int32Array(firstNode[trees.length]);
  const numbers = new Float64Array(keys.length);
  trees.forEach((tree, t) => {
    const first = firstNode[t];
    for (let node = 0; node < tree.feature.length; node++) {
      keys[first + node] = keyOf(tree, node);
      const threshold = tree.threshold[node];
      const atMost = tree.test[node] === TEST_BELOW ? nextDown64(threshold) : threshold;
      numbers[first + node] = canonicalThreshold(atMost, forest.values);
    }
  });
  return { firstNode, keys, numbers };
}

type Draft = { readonly key: number; readonly edges: Edges; readonly missingLeft: boolean };

/** Distinct predicates; nodes get their numbers. */
function draftPredicates(forest: Forest, trees: readonly Tree[], { firstNode, keys, numbers }: Nodes): Draft[] {
  const drafts: Draft[] = [];
  const byName = new Map<string, number>();
  const byContent = new Map<string, number>();
  trees.forEach((tree, t) => {
    for (let node = 0; node < tree.feature.length; node++) {
      const key = keys[firstNode[t] + node];
      if ((key & PREDICATES_KEY) === 0) continue;
      const missingLeft = tree.missing[node] !== MISSING_NONE && tree.defaultLeft[node] === 1;
      const name = `${key} ${missingLeft} ${tree.test[node]} ${tree.threshold[node]}`;
      let number = byName.get(name);
      if (number === undefined) {
        const edges = edgesOfNode(forest, tree, node);
        const content = `${key} ${missingLeft} ${edges.fromBelow} ${edges.ends.join(' ')}`;
        number = byContent.get(content) ?? drafts.push({ key, edges, missingLeft }) - 1;
        byContent.set(content, number);
        byName.set(name, number);
      }
      numbers[firstNode[t] + node] = number;
    }
  });
  return drafts;
}

function planGroups(
  { keys, numbers }: Nodes,
  drafts: readonly Draft[],
  numFeatures: number,
): { groups: Group[]; groupOfKey: Int32Array } {
  const counts = new Int32Array(numFeatures * 16);
  const isAsked = new Uint8Array(numFeatures * 16);
  for (const key of keys) {
    isAsked[key] = 1;
    if ((key & PREDICATES_KEY) === 0) counts[key]++;
  }
  for (const { key, edges } of drafts) counts[key] += edges.ends.length;
  const lists = Array.from(counts, (count) => new Float64Array(count));
  counts.fill(0);
  keys.forEach((key, node) => {
    if ((key & PREDICATES_KEY) === 0) lists[key][counts[key]++] = numbers[node];
  });
  for (const { key, edges } of drafts) for (const end of edges.ends) lists[key][counts[key]++] = end;
  const groups: Group[] = [];
  const groupOfKey = new Int32Array(numFeatures * 16);
  isAsked.forEach((asked, key) => {
    if (asked === 1) groupOfKey[key] = groups.push(groupFor(key, lists[key])) - 1;
  });
  return { groups, groupOfKey };
}

function edgesOfNode(forest: Forest, tree: Tree, node: number): Edges {
  const threshold = tree.threshold[node];
  if (tree.test[node] === TEST_BELOW) return noEdges;
  if (tree.test[node] === TEST_EQUAL) return edgesOfNumber(threshold, forest.values);
  return edgesOfSet(forest.sets[threshold], forest.values);
}

function groupFor(key: number, numbers: Float64Array): Group {
  const asked = key & 15;
  const sorted = distinct(numbers.sort());
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

/** Place of the first number that is not below `value`; the last place where there is none. */
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
  return thresholds.length === 0 || thresholds[thresholds.length - 1] < 0 ? thresholds.length : placeIn(thresholds, 0);
}
