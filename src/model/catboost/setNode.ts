/** Splits of CatBoost to tests of a Forest: `value > border` and "is this category" with what they do about NaN. */
import { PosternError } from '../../contract/errors.ts';
import { TEST_AT_MOST, TEST_EQUAL } from '../forest.ts';
import type { TreeColumns } from '../treeColumns.ts';
import type { Features } from './features.ts';
import type { Split } from './splits.ts';

/**
 * Writes one node.
 * @param fails Where a row goes whose value fails the split, and `passes` where one that passes it.
 */
export function setNode(
  columns: TreeColumns,
  node: number,
  features: Features,
  split: Split,
  fails: number,
  passes: number,
): void {
  const { isCategory, feature: index, value } = split;
  if (isCategory) {
    const feature = features.ofCategories[index] ?? fail('categorical_features', index);
    columns.feature[node] = feature.column;
    columns.test[node] = TEST_EQUAL;
    columns.threshold[node] = feature.codes.get(value) ?? fail(`the values of categorical feature ${index}`, value);
    columns.left[node] = passes;
    columns.right[node] = fails;
    // no category is none of them: to the right
    return;
  }
  const feature = features.ofNumbers[index] ?? fail('float_features', index);
  columns.feature[node] = feature.column;
  columns.test[node] = TEST_AT_MOST;
  columns.threshold[node] = value;
  columns.left[node] = fails;
  columns.right[node] = passes;
  columns.defaultLeft[node] = feature.missingPasses && value < Infinity ? 0 : 1;
}

function fail(list: string, index: number): never {
  throw new PosternError('MODEL_INVALID', `A split names ${index}, which is not in ${list}`);
}
