/** A small XGBoost model by hand, to be edited, and its two spellings. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type Trees = {
  gbtree_model_param: { num_parallel_tree: string; num_trees: string };
  iteration_indptr: number[];
  tree_info: number[];
  trees: Record<string, Json>[];
};
export type SmallModel = {
  learner: {
    attributes: Record<string, Json>;
    feature_names: string[];
    feature_types: string[];
    gradient_booster: { model: Trees; name: string };
    learner_model_param: Record<
      'base_score' | 'boost_from_average' | 'num_class' | 'num_feature' | 'num_target',
      string
    >;
    objective: { name: string; reg_loss_param: { scale_pos_weight: string } };
  };
  version: number[];
};

/**
 * Tree 0: `weight < 0.5`, missing left; then "kind" is 1 or 3 goes right, missing right; 2 a pruned pair behind it.
 * Tree 1: one leaf.
 */
export function smallModel(): SmallModel {
  const parameters = { num_deleted: '2', num_feature: '2', num_nodes: '7', size_leaf_vector: '1' };
  const tree = {
    base_weights: [0, 0, 0, 0, 0, 0, 0],
    categories: [1, 3],
    categories_nodes: [2],
    categories_segments: [0],
    categories_sizes: [2],
    default_left: [1, 0, 0, 0, 0, 0, 0],
    id: 0,
    left_children: [1, -1, 3, -1, -1, -1, -1],
    loss_changes: [5, 0, 2, 0, 0, 0, 0],
    parents: [2147483647, 0, 0, 2, 2, 1, 1],
    right_children: [2, -1, 4, -1, -1, -1, -1],
    split_conditions: [0.5, -0.25, 1, 0.125, 2, 9, 9],
    split_indices: [0, 0, 1, 0, 0, 2147483647, 2147483647],
    split_type: [0, 0, 1, 0, 0, 0, 0],
    sum_hessian: [10, 4, 6, 5, 1, 2, 2],
    tree_param: parameters,
  };
  const leaf = {
    ...Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, Array.isArray(value) ? [0] : value])),
    categories: [],
    categories_nodes: [],
    categories_segments: [],
    categories_sizes: [],
    left_children: [-1],
    right_children: [-1],
    split_conditions: [0.0625],
    tree_param: { num_deleted: '0', num_feature: '2', num_nodes: '1', size_leaf_vector: '1' },
  };
  const model = {
    gbtree_model_param: { num_parallel_tree: '1', num_trees: '2' },
    iteration_indptr: [0, 1, 2],
    tree_info: [0, 0],
    trees: [tree, leaf],
  };
  return {
    learner: {
      attributes: {},
      feature_names: ['weight', 'kind'],
      feature_types: ['float', 'c'],
      gradient_booster: { model, name: 'gbtree' },
      learner_model_param: {
        base_score: '[5E-1]',
        boost_from_average: '1',
        num_class: '0',
        num_feature: '2',
        num_target: '1',
      },
      objective: { name: 'reg:squarederror', reg_loss_param: { scale_pos_weight: '1' } },
    },
    version: [3, 4, 1],
  };
}

export const jsonOf = (model: Json): Uint8Array => new TextEncoder().encode(JSON.stringify(model));

/** As XGBoost spells it: lists of numbers as columns, whole ones of int32, others of float. */
export function ubjsonOf(model: Json): Uint8Array {
  const parts: Buffer[] = [];
  const int64 = (marker: string, value: number): void => {
    const bytes = Buffer.alloc(9, marker);
    bytes.writeBigInt64BE(BigInt(value), 1);
    parts.push(bytes);
  };
  const text = (words: string): void => {
    int64('L', Buffer.byteLength(words));
    parts.push(Buffer.from(words));
  };
  const write = (value: Json): void => {
    if (value === null || typeof value === 'boolean') {
      parts.push(Buffer.from(value === null ? 'Z' : value ? 'T' : 'F'));
    } else if (typeof value === 'number') {
      int64('L', value);
    } else if (typeof value === 'string') {
      parts.push(Buffer.from('S'));
      text(value);
    } else if (Array.isArray(value)) {
      writeList(value as Json[]);
    } else {
      parts.push(Buffer.from('{'));
      for (const [key, member] of Object.entries(value as Record<string, Json>)) {
        text(key);
        write(member);
      }
      parts.push(Buffer.from('}'));
    }
  };
  const writeList = (list: readonly Json[]): void => {
    const numbers = list.filter((item) => typeof item === 'number');
    const isColumn = numbers.length === list.length;
    const isWhole = numbers.every((number) => number === (number | 0));
    parts.push(Buffer.from(!isColumn ? '[#' : isWhole ? '[$l#' : '[$d#'));
    int64('L', list.length);
    if (!isColumn) return list.forEach(write);
    const bytes = Buffer.alloc(4 * numbers.length);
    numbers.forEach((number, i) => (isWhole ? bytes.writeInt32BE(number, 4 * i) : bytes.writeFloatBE(number, 4 * i)));
    parts.push(bytes);
  };
  write(model);
  return new Uint8Array(Buffer.concat(parts));
}

/** The small model with a change, as JSON. */
export function edited(edit: (model: SmallModel) => void): Uint8Array {
  const model = smallModel();
  edit(model);
  return jsonOf(model);
}
