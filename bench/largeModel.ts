/** A model as large as users have, synthetic: as a forest, and as the files in which its library would save one such. */
import { type Forest, plainSum, plainValues, type Tree, ZERO_BAND } from '../src/model/forest.ts';
import { createRandom } from './random.ts';

export const NUM_TREES = 5000;
export const NODES_A_TREE = 600;
const NUM_FEATURES = 40;
const NUM_THRESHOLDS = 200;
const SEED = 19;

/** Five thousand trees grown leaf by leaf, three million nodes. */
export function largeForest(): Forest {
  const random = createRandom(SEED);
  const thresholds = Array.from({ length: NUM_FEATURES }, () =>
    Float64Array.from({ length: NUM_THRESHOLDS }, () => Math.fround(random() * 100 + ZERO_BAND)),
  );
  return {
    source: 'lightgbm',
    featureNames: thresholds.map((_, feature) => `f${feature}`),
    categories: thresholds.map(() => null),
    values: { ...plainValues, zeroBand: true },
    trees: Array.from({ length: NUM_TREES }, () => grownTree(random, thresholds)),
    sets: [],
    numOutputs: 1,
    aggregation: plainSum(1),
    objective: 'regression',
    link: { kind: 'identity' },
    linkDivisor: null,
    notes: [],
  };
}

/** A node takes the place of a random leaf. */
function grownTree(random: () => number, thresholds: readonly Float64Array[]): Tree {
  const left = new Int32Array(NODES_A_TREE);
  const right = new Int32Array(NODES_A_TREE);
  const parentOf = new Int32Array(NODES_A_TREE + 1).fill(-1);
  for (let node = 0; node < NODES_A_TREE; node++) {
    const leaf = Math.floor(random() * (node + 1));
    const parent = parentOf[leaf];
    if (parent >= 0) {
      const side = left[parent] === ~leaf ? left : right;
      side[parent] = node;
    }
    left[node] = ~leaf;
    right[node] = ~(node + 1);
    parentOf[leaf] = node;
    parentOf[node + 1] = node;
  }
  const feature = Int32Array.from(left, () => Math.floor(random() * thresholds.length));
  return {
    feature,
    test: new Uint8Array(NODES_A_TREE),
    threshold: Float64Array.from(feature, (f) => thresholds[f][Math.floor(random() * NUM_THRESHOLDS)]),
    left,
    right,
    defaultLeft: new Uint8Array(NODES_A_TREE).fill(1),
    missing: new Uint8Array(NODES_A_TREE).fill(2),
    leafValue: Float64Array.from({ length: NODES_A_TREE + 1 }, () => (random() - 0.5) / 10),
    leafWidth: 1,
    output: 0,
    cover: null,
  };
}

/** As LightGBM's save_model writes it, with the columns that nobody needs for scoring. */
export function lightgbmFile({ trees, featureNames }: Forest): Buffer {
  const blocks = trees.map((tree, i) => {
    const of = (column: ArrayLike<number>): string => Array.prototype.join.call(column, ' ');
    const counts = of(tree.leafValue.map((_, leaf) => leaf + 20));
    const internal = of(tree.feature.map((_, node) => node + 40));
    return (
      `Tree=${i}\nnum_leaves=${tree.leafValue.length}\nnum_cat=0\nsplit_feature=${of(tree.feature)}\n` +
      `split_gain=${internal}\nthreshold=${of(tree.threshold)}\ndecision_type=${of(tree.feature.map(() => 10))}\n` +
      `left_child=${of(tree.left)}\nright_child=${of(tree.right)}\nleaf_value=${of(tree.leafValue)}\n` +
      `leaf_weight=${counts}\nleaf_count=${counts}\ninternal_value=${of(tree.threshold)}\ninternal_weight=${internal}\n` +
      `internal_count=${internal}\nis_linear=0\nshrinkage=0.1\n\n\n`
    );
  });
  const header =
    'tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n' +
    `max_feature_idx=${featureNames.length - 1}\nobjective=regression\nfeature_names=${featureNames.join(' ')}\n` +
    `feature_infos=${featureNames.map(() => '[0:100]').join(' ')}\n` +
    `tree_sizes=${blocks.map((block) => block.length).join(' ')}\n\n`;
  return Buffer.concat(
    [header, ...blocks, 'end of trees\n\npandas_categorical:null\n'].map((part) => Buffer.from(part)),
  );
}

/** As XGBoost's save_model writes it: nodes and leaves are numbered together. */
export function xgboostFile({ trees, featureNames }: Forest): Buffer {
  const texts = trees.map((tree, id) => {
    const numNodes = tree.feature.length;
    const numAll = 2 * numNodes + 1;
    const list = (of: (place: number) => number | string): string =>
      `[${Array.from({ length: numAll }, (_, i) => of(i)).join(',')}]`;
    const child = (children: Int32Array, place: number): number => {
      if (place >= numNodes) return -1;
      return children[place] >= 0 ? children[place] : numNodes + ~children[place];
    };
    const condition = (place: number): string =>
      Math.fround(place < numNodes ? tree.threshold[place] : tree.leafValue[place - numNodes]).toPrecision(9);
    return (
      `{"base_weights":${list(condition)},"categories":[],"categories_nodes":[],"categories_segments":[],` +
      `"categories_sizes":[],"default_left":${list((i) => (i < numNodes ? 1 : 0))},"id":${id},` +
      `"left_children":${list((i) => child(tree.left, i))},"loss_changes":${list(() => '1.5E0')},` +
      `"parents":${list((i) => i)},"right_children":${list((i) => child(tree.right, i))},` +
      `"split_conditions":${list(condition)},"split_indices":${list((i) => (i < numNodes ? tree.feature[i] : 0))},` +
      `"split_type":${list(() => 0)},"sum_hessian":${list((i) => `${i}.25E1`)},` +
      `"tree_param":{"num_deleted":"0","num_feature":"${featureNames.length}","num_nodes":"${numAll}","size_leaf_vector":"1"}}`
    );
  });
  const parts = [
    `{"learner":{"attributes":{},"feature_names":[],"feature_types":[],"gradient_booster":{"model":{` +
      `"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"${trees.length}"},` +
      `"iteration_indptr":[],"tree_info":[${trees.map(() => 0).join(',')}],"trees":[`,
    ...texts.flatMap((text, i) => (i === 0 ? [text] : [',', text])),
    `]},"name":"gbtree"},"learner_model_param":{"base_score":"5E-1","boost_from_average":"1","num_class":"0",` +
      `"num_feature":"${featureNames.length}","num_target":"1"},"objective":{"name":"reg:squarederror",` +
      `"reg_loss_param":{"scale_pos_weight":"1"}}},"version":[3,0,0]}`,
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** As CatBoost's save_model writes it, a number a line: symmetric trees of nine and ten splits, three million nodes too. */
export function catboostFile(): Buffer {
  const random = createRandom(SEED);
  const borders = Array.from({ length: NUM_FEATURES }, () =>
    Float32Array.from({ length: NUM_THRESHOLDS }, () => random() * 100).sort(),
  );
  const pad = ' '.repeat(12);
  const lines = (count: number, of: () => number | string): string =>
    `[\n${Array.from({ length: count }, () => pad + of()).join(',\n')}\n          ]`;
  const split = (): string => {
    const feature = Math.floor(random() * NUM_FEATURES);
    const place = Math.floor(random() * NUM_THRESHOLDS);
    return (
      `{\n${pad}  "border":${borders[feature][place]},\n${pad}  "float_feature_index":${feature},\n` +
      `${pad}  "split_index":${feature * NUM_THRESHOLDS + place},\n${pad}  "split_type":"FloatFeature"\n${pad}}`
    );
  };
  const features = borders.map((of, feature) => ({
    borders: [...of],
    feature_id: `f${feature}`,
    feature_index: feature,
    flat_feature_index: feature,
    has_nans: false,
    nan_value_treatment: 'AsIs',
  }));
  const parts = [
    `{\n"features_info":{"float_features":${JSON.stringify(features)}},\n` +
      '"model_info":{"params":{"loss_function":{"type":"RMSE","params":{}}}},\n"oblivious_trees":[',
  ];
  for (let tree = 0; tree < NUM_TREES; tree++) {
    const depth = tree % 50 < 9 ? 10 : 9;
    const values = lines(2 ** depth, () => (random() - 0.5) / 10);
    const weights = lines(2 ** depth, () => Math.floor(random() * 100));
    const splits = lines(depth, split);
    parts.push(`${tree === 0 ? '' : ','}{"leaf_values":${values},"leaf_weights":${weights},"splits":${splits}}`);
  }
  parts.push('],\n"scale_and_bias":[1,[0.25]]}\n');
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}
