/** Seeded random forests and hostile rows, for tests that compare scorers. */
import {
  type Aggregation,
  type CategorySet,
  type Forest,
  type Preparation,
  plainSum,
  plainValues,
  TEST_IN_SET,
  type Tree,
  ZERO_BAND,
} from '../../src/model/forest.ts';

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
  /** Every kind of test, with so many category sets to draw from; without it nodes ask "at most" only. */
  numSets?: number;
  /** Outputs that one leaf speaks to, and the first of them; one and the first when left out. */
  leafWidth?: number;
  output?: number;
};

/** A tree grown by splitting one leaf at a time; which leaf is what makes its shape. */
export function randomTree(random: Random, options: TreeOptions): Tree {
  const { numLeaves, shape, thresholds, missing, numSets, leafWidth = 1, output = 0 } = options;
  const numNodes = numLeaves - 1;
  const tree = {
    feature: new Int32Array(numNodes),
    test: new Uint8Array(numNodes),
    threshold: new Float64Array(numNodes),
    left: new Int32Array(numNodes),
    right: new Int32Array(numNodes),
    defaultLeft: new Uint8Array(numNodes),
    missing: new Uint8Array(numNodes),
    leafWidth,
    output,
    cover: null,
    leafValue: Float64Array.from(
      { length: numLeaves * leafWidth },
      () => (random() - 0.5) * 10 ** Math.floor(random() * 6 - 3),
    ),
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
    if (numSets !== undefined) tree.test[node] = Math.floor(random() * (numSets > 0 ? 4 : 3));
    if (tree.test[node] === TEST_IN_SET) tree.threshold[node] = Math.floor(random() * (numSets ?? 0));
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

/** A forest that uses all that a forest can say: what is drawn differs from seed to seed. */
export function randomForest(
  random: Random,
  options: Omit<TreeOptions, 'shape' | 'leafWidth' | 'output'> & { numTrees: number },
): Forest {
  const numFeatures = options.thresholds.length;
  const numOutputs = pick(random, [1, 1, 2, 3, 5]);
  const isWide = random() < 0.3;
  const sets = Array.from({ length: options.numSets ?? 0 }, () => randomSet(random));
  const trees = Array.from({ length: options.numTrees }, () => {
    const output = isWide ? 0 : Math.floor(random() * numOutputs);
    const shape = pick<Shape>(random, ['bushy', 'leafwise', 'leftChain', 'rightChain']);
    const numLeaves = Math.max(1, Math.floor(options.numLeaves * random()));
    return randomTree(random, { ...options, numLeaves, shape, output, leafWidth: isWide ? numOutputs : 1 });
  });
  return {
    ...forestOf(trees, numFeatures),
    sets,
    numOutputs,
    aggregation: randomAggregation(random, numOutputs),
    values: {
      precision: pick(random, ['f32', 'f64']),
      zeroBand: random() < 0.5,
      preparation: random() < 0.5 ? null : Array.from({ length: numFeatures }, () => randomPreparation(random)),
    },
  };
}

function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)];
}

export function randomSet(random: Random): CategorySet {
  const draw = (): number => {
    const kind = random();
    if (kind < 0.6) return Math.floor(random() * 12);
    if (kind < 0.8) return Math.floor(random() * 400) - 50;
    return pick(random, [0, -1, 2 ** 24, 2 ** 31, 2 ** 53, 1e10, 1e300, 2.5, -0.5, 5e-324, -1e-36, Number.MAX_VALUE]);
  };
  const values = new Set(Array.from({ length: Math.floor(random() * 20) }, draw));
  return { values: Float64Array.from(values).sort(), rounding: pick(random, ['truncate', 'floor', 'exact']) };
}

function randomPreparation(random: Random): Preparation[] {
  const number = (): number => Math.fround((random() - 0.5) * 10 ** Math.floor(random() * 8 - 4));
  return Array.from({ length: Math.floor(random() * 3) }, () =>
    pick<Preparation>(random, [
      { kind: 'scale', offset: number(), factor: number() },
      { kind: 'scale', offset: 0.1, factor: 1 / 3 },
      { kind: 'replace', from: Number.NaN, to: number() },
      { kind: 'replace', from: 0, to: number() },
      { kind: 'replace', from: 1, to: Number.NaN },
      { kind: 'round32' },
    ]),
  );
}

function randomAggregation(random: Random, numOutputs: number): Aggregation {
  const perOutput = (): Float64Array => Float64Array.from({ length: numOutputs }, () => (random() - 0.5) * 10);
  return {
    precision: pick(random, ['f32', 'f64']),
    kind: pick(random, ['sum', 'sum', 'min', 'max']),
    start: random() < 0.5 ? new Float64Array(numOutputs) : perOutput(),
    divisor: random() < 0.5 ? null : 1 + Math.floor(random() * 9),
    scale: random() < 0.5 ? null : random() * 3,
    bias: random() < 0.5 ? null : perOutput(),
    roundResult: random() < 0.3,
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
