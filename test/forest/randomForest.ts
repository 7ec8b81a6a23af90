/** Seeded random forests and hostile rows, for tests that compare scorers. */
import { type Forest, plainSum, plainValues, type Tree, ZERO_BAND } from '../../src/model/forest.ts';

export type Random = () => number;

/** Mulberry32: a small seeded generator of numbers in [0, 1). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Shape = 'bushy' | 'leftChain' | 'rightChain' | 'leafwise';

export type TreeOptions = {
  numLeaves: number;
  shape: Shape;
  /** Thresholds to draw from, one list a feature. */
  thresholds: readonly Float64Array[];
  /** 'each' draws a missing type and a default side a node. */
  missing: 'none' | 'zero' | 'nan' | 'each';
};

/** A tree grown by splitting one leaf at a time; which leaf is what makes its shape. */
export function randomTree(random: Random, options: TreeOptions): Tree {
  const { numLeaves, shape, thresholds, missing } = options;
  const numNodes = numLeaves - 1;
  const tree = {
    feature: new Int32Array(numNodes),
    test: new Uint8Array(numNodes),
    threshold: new Float64Array(numNodes),
    left: new Int32Array(numNodes),
    right: new Int32Array(numNodes),
    defaultLeft: new Uint8Array(numNodes),
    missing: new Uint8Array(numNodes),
    leafWidth: 1,
    output: 0,
    cover: null,
    leafValue: Float64Array.from({ length: numLeaves }, () => (random() - 0.5) * 10 ** Math.floor(random() * 6 - 3)),
  };
  // where each leaf hangs: node and side
  const hooks: { node: number; side: 'left' | 'right' }[] = [{ node: -1, side: 'left' }];
  for (let node = 0; node < numNodes; node++) {
    const leaf = pickLeaf(random, shape, node);
    const hook = hooks[leaf];
    if (hook.node >= 0) tree[hook.side][hook.node] = node;
    tree.left[node] = ~leaf;
    tree.right[node] = ~(node + 1);
    hooks[leaf] = { node, side: 'left' };
    hooks.push({ node, side: 'right' });
    const feature = Math.floor(random() * thresholds.length);
    tree.feature[node] = feature;
    tree.threshold[node] = thresholds[feature][Math.floor(random() * thresholds[feature].length)];
    tree.missing[node] = missing === 'each' ? Math.floor(random() * 3) : ['none', 'zero', 'nan'].indexOf(missing);
    tree.defaultLeft[node] = random() < 0.5 ? 1 : 0;
  }
  return tree;
}

function pickLeaf(random: Random, shape: Shape, node: number): number {
  if (shape === 'leftChain') return 0;
  if (shape === 'rightChain') return node;
  if (shape === 'bushy') return node - (1 << (31 - Math.clz32(node + 1))) + 1;
  return Math.floor(random() * (node + 1));
}

export function forestOf(trees: readonly Tree[], numFeatures: number): Forest {
  return {
    source: 'lightgbm',
    featureNames: Array.from({ length: numFeatures }, (_, i) => `f${i}`),
    categories: Array.from({ length: numFeatures }, () => null),
    values: { ...plainValues, zeroBand: true },
    trees,
    sets: [],
    numOutputs: 1,
    aggregation: plainSum(1),
    objective: 'regression',
    link: { kind: 'identity' },
    linkDivisor: null,
    notes: [],
  };
}

/** Thresholds of one feature, by kind of spacing; duplicates are welcome. */
export function randomThresholds(random: Random, count: number, kind: number): Float64Array {
  const draw = [
    () => random() * 1000 - 500,
    () => Math.fround(Math.exp(random() * 20 - 10)),
    () => Math.floor(random() * count) + 0.5,
    () => (random() < 0.1 ? 1e300 : random() * 50),
    () => 1 + Math.floor(random() * 16) * 2 ** -23 + random() * 1e-12,
    () => [ZERO_BAND, -ZERO_BAND, 0, -0, 5e-37, -5e-37, 1e-3, -1e-3, 5e-324][Math.floor(random() * 9)],
    () => (random() - 0.5) * 10 ** Math.floor(random() * 600 - 300),
    () => (random() < 0.2 ? Infinity : random() < 0.2 ? -Infinity : random()),
  ][kind % 8];
  return Float64Array.from({ length: count }, draw);
}

const f64 = new Float64Array(1);
const bits = new BigInt64Array(f64.buffer);

/** The next f64 in the direction given; infinities and NaN stay. */
export function neighbour(value: number, direction: 1 | -1): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return direction * 5e-324;
  f64[0] = value;
  bits[0] += BigInt(value > 0 ? direction : -direction);
  return f64[0];
}

const HOSTILE: readonly number[] = [
  Number.NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  5e-324,
  -5e-324,
  1e-36,
  -1e-36,
  ZERO_BAND,
  -ZERO_BAND,
  neighbour(ZERO_BAND, 1),
  neighbour(ZERO_BAND, -1),
  neighbour(-ZERO_BAND, 1),
  neighbour(-ZERO_BAND, -1),
  1.4e-45,
  3.4028234663852886e38,
  -3.4028234663852886e38,
  1e300,
  -1e300,
];

/** A value that is hostile, on a threshold, next to one, or ordinary. */
export function randomValue(random: Random, thresholds: Float64Array): number {
  const kind = random();
  if (kind < 0.25) return HOSTILE[Math.floor(random() * HOSTILE.length)];
  const threshold = thresholds[Math.floor(random() * thresholds.length)];
  if (kind < 0.4) return threshold;
  if (kind < 0.5) return neighbour(threshold, 1);
  if (kind < 0.6) return neighbour(threshold, -1);
  if (kind < 0.7) return Math.fround(threshold);
  return threshold + (random() - 0.5) * Math.abs(threshold);
}
