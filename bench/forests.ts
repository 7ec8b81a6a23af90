/**
 * Seeded random forests in the shapes that libraries grow, for cases that need no training: what a kernel costs
 * depends on shapes, thresholds and missing values, not on what was learned.
 */
import {
  type CategorySet,
  type Forest,
  MISSING_NAN,
  MISSING_NONE,
  plainSum,
  plainValues,
  TEST_AT_MOST,
  TEST_IN_SET,
  type Tree,
} from '../src/model/forest.ts';
import { createRandom } from './random.ts';

const SEED = 7;
const NUM_FEATURES = 32;
const NUM_THRESHOLDS = 254;
const NUM_LEAVES = 31;
const DEEPEST = 14;
const RANGE = 100;

/** Of the mixed forests: the last features are categories, the ones before them are sometimes missing. */
const NUM_CATEGORICAL = 3;
const NUM_WITH_MISSING = 4;
const NUM_CATEGORIES = 30;
const MISSING_SHARE = 0.1;

export type Kind = 'complete' | 'leafwise' | 'mixed';

type Grower = { readonly random: () => number; readonly kind: Kind; readonly grid: readonly Float64Array[] };

/** Complete trees have 64 leaves, the others 31, grown one split after another where most rows are. */
export function randomForest(kind: Kind, numTrees: number): { forest: Forest; sets: readonly CategorySet[] } {
  const random = createRandom(SEED);
  const grid = Array.from({ length: NUM_FEATURES }, () =>
    Float64Array.from({ length: NUM_THRESHOLDS }, () => random() * RANGE),
  );
  const sets: CategorySet[] = [];
  const grower = { random, kind, grid };
  const trees = Array.from({ length: numTrees }, () => growTree(grower, sets));
  const forest: Forest = {
    source: 'lightgbm',
    featureNames: Array.from({ length: NUM_FEATURES }, (_, feature) => `f${feature}`),
    categories: Array.from({ length: NUM_FEATURES }, () => null),
    values: plainValues,
    trees,
    sets,
    numOutputs: 1,
    aggregation: plainSum(1),
    objective: '',
    link: { kind: 'identity' },
    linkDivisor: null,
    notes: [],
  };
  return { forest, sets };
}

/** Row-major float32 rows over the range of the thresholds. */
export function randomRows(kind: Kind, numRows: number): Float32Array {
  const random = createRandom(SEED + 1);
  return Float32Array.from({ length: numRows * NUM_FEATURES }, (_, i) => {
    const feature = i % NUM_FEATURES;
    const value = random();
    if (isCategorical(kind, feature)) return Math.floor(value * NUM_CATEGORIES);
    if (mayMiss(kind, feature) && random() < MISSING_SHARE) return Number.NaN;
    return value * RANGE;
  });
}

const isCategorical = (kind: Kind, feature: number): boolean =>
  kind === 'mixed' && feature >= NUM_FEATURES - NUM_CATEGORICAL;

const mayMiss = (kind: Kind, feature: number): boolean =>
  kind === 'mixed' && !isCategorical(kind, feature) && feature >= NUM_FEATURES - NUM_CATEGORICAL - NUM_WITH_MISSING;

/** A leaf while its tree grows: the share of the rows that it has, and where it hangs. */
type Bud = { readonly share: number; readonly depth: number; readonly node: number; readonly isLeft: boolean };

function growTree({ random, kind, grid }: Grower, sets: CategorySet[]): Tree {
  const numLeaves = kind === 'complete' ? 64 : NUM_LEAVES;
  const numNodes = numLeaves - 1;
  const tree = {
    feature: new Int32Array(numNodes),
    test: new Uint8Array(numNodes),
    threshold: new Float64Array(numNodes),
    left: new Int32Array(numNodes),
    right: new Int32Array(numNodes),
    defaultLeft: new Uint8Array(numNodes),
    missing: new Uint8Array(numNodes),
    leafValue: Float64Array.from({ length: numLeaves }, () => Math.fround(random() - 0.5)),
    leafWidth: 1,
    output: 0,
    cover: null,
  };
  const hang = ({ node, isLeft }: Bud, child: number): void => {
    if (node >= 0) (isLeft ? tree.left : tree.right)[node] = child;
  };
  const buds: Bud[] = [{ share: 1, depth: 0, node: -1, isLeft: true }];
  for (let node = 0; node < numNodes; node++) {
    const bud = buds.splice(kind === 'complete' ? 0 : largest(buds, random), 1)[0];
    hang(bud, node);
    const feature = Math.floor(random() * NUM_FEATURES);
    tree.feature[node] = feature;
    if (isCategorical(kind, feature)) {
      tree.test[node] = TEST_IN_SET;
      tree.threshold[node] = sets.push(randomSet(random)) - 1;
    } else {
      tree.test[node] = TEST_AT_MOST;
      tree.threshold[node] = grid[feature][Math.floor(random() * NUM_THRESHOLDS)];
      tree.missing[node] = mayMiss(kind, feature) ? MISSING_NAN : MISSING_NONE;
      tree.defaultLeft[node] = random() < 0.5 ? 1 : 0;
    }
    const left = 0.1 + 0.8 * random();
    const child = { depth: bud.depth + 1, node };
    buds.push({ ...child, share: bud.share * left, isLeft: true });
    buds.push({ ...child, share: bud.share * (1 - left), isLeft: false });
  }
  buds.forEach((bud, leaf) => hang(bud, ~leaf));
  return tree;
}

/** The bud that a library would split next: much of the data, and some luck. */
function largest(buds: readonly Bud[], random: () => number): number {
  const gains = buds.map(({ share, depth }) => (depth < DEEPEST ? share * random() : -1));
  return gains.indexOf(Math.max(...gains));
}

function randomSet(random: () => number): CategorySet {
  const members = Array.from({ length: NUM_CATEGORIES }, (_, category) => category).filter(() => random() < 0.4);
  return { values: Float64Array.from(members.length > 0 ? members : [0]), rounding: 'truncate' };
}
