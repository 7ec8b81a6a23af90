/**
 * Categorical splits: per tree one list of categories, cut into a segment a node. A segment is what goes *right*; it is
 * kept once however many nodes use it. Source: dmlc/xgboost src/common/categorical.h, src/tree/tree_model.cc.
 */
import { PosternError } from '../../contract/errors.ts';
import type { CategorySet } from '../forest.ts';
import { expected, integersOf, memberIfAny, memberOf, type Place } from '../json/modelValue.ts';

/** Categories are f32 values and must be exact. */
const MOST_CATEGORIES = 1 << 24;

export type SetPool = {
  readonly sets: CategorySet[];
  /** Number of the set of these categories, sorted and distinct. */
  readonly numberOf: (categories: Int32Array) => number;
};

export function createSetPool(): SetPool {
  const sets: CategorySet[] = [];
  const numbers = new Map<string, number>();
  return {
    sets,
    numberOf: (categories) => {
      const key = categories.join();
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, sets.length);
      // XGBoost truncates, but has already sent every negative value the way of non-members: -0.5 is in no set
      sets.push({ values: Float64Array.from(categories), rounding: 'floor' });
      return sets.length - 1;
    },
  };
}

/** @returns Set number of each node of the tree that splits by category; others are absent. */
export function categorySetsOf(tree: Place, numNodes: number, pool: SetPool): ReadonlyMap<number, number> {
  const result = new Map<number, number>();
  const nodesPlace = memberIfAny(tree, 'categories_nodes');
  if (nodesPlace === null) return result;
  const categories = integersOf(memberOf(tree, 'categories'), 0, MOST_CATEGORIES - 1);
  const nodes = integersOf(nodesPlace, 0, numNodes - 1);
  const segments = integersOf(memberOf(tree, 'categories_segments'), 0, categories.length);
  const sizes = integersOf(memberOf(tree, 'categories_sizes'), 0, categories.length);
  if (segments.length !== nodes.length || sizes.length !== nodes.length) {
    expected(`${nodes.length} segments with sizes`, nodesPlace);
  }
  // segments that overlap would make a small file large
  if (sizes.reduce((sum, size) => sum + size, 0) > categories.length) {
    expected(`sizes that add up to at most the ${categories.length} categories`, nodesPlace);
  }
  nodes.forEach((node, i) => {
    const end = segments[i] + sizes[i];
    if (result.has(node) || end > categories.length) {
      throw new PosternError('MODEL_INVALID', `${tree.path}: the categories of node ${node} are not one segment`);
    }
    const members = [...new Set(categories.subarray(segments[i], end).toSorted())];
    result.set(node, pool.numberOf(Int32Array.from(members)));
  });
  return result;
}
