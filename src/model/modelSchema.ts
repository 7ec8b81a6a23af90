/** What is known of a model beside its trees: enough to name its columns, read its texts and say what it is. */
import { PosternError } from '../contract/errors.ts';
import { describeForest, type ForestSummary } from './describeForest.ts';
import {
  type Categories,
  type Forest,
  MISSING_NAN,
  MISSING_NONE,
  MISSING_ZERO,
  TEST_EQUAL,
  TEST_IN_SET,
} from './forest.ts';

export type ModelSchema = ForestSummary & {
  /** One a feature; null for a feature of numbers. */
  readonly categories: readonly (Categories | null)[];
  /** Of values before they are compared, and of the sums of leaves. */
  readonly precision: { readonly values: 'f32' | 'f64'; readonly sums: 'f32' | 'f64' };
  /** Nodes by what they take for missing. */
  readonly missing: { readonly none: number; readonly zero: number; readonly nan: number };
  /** Nodes that ask for one value or for any of a set, as is done with categories. */
  readonly numCategoryNodes: number;
  readonly notes: readonly string[];
};

export function schemaOf(forest: Forest): ModelSchema {
  const { trees, categories, values, aggregation, notes } = forest;
  const countNodes = (is: (tree: Forest['trees'][number], node: number) => boolean): number =>
    trees.reduce((sum, tree) => sum + tree.feature.reduce((n, _, node) => (is(tree, node) ? n + 1 : n), 0), 0);
  const numMissing = (kind: number): number => countNodes((tree, node) => tree.missing[node] === kind);
  return {
    ...describeForest(forest),
    categories,
    precision: { values: values.precision, sums: aggregation.precision },
    missing: { none: numMissing(MISSING_NONE), zero: numMissing(MISSING_ZERO), nan: numMissing(MISSING_NAN) },
    numCategoryNodes: countNodes((tree, node) => tree.test[node] === TEST_IN_SET || tree.test[node] === TEST_EQUAL),
    notes,
  };
}

/** As bytes that `readSchema` reads back; the same schema gives the same bytes. */
export function writeSchema(schema: ModelSchema): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(schema));
}

/** @throws MODEL_INVALID when the bytes are not what `writeSchema` writes. */
export function readSchema(bytes: Uint8Array): ModelSchema {
  let schema: ModelSchema;
  try {
    // a copy, because text cannot be decoded out of shared memory everywhere
    schema = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes))) as ModelSchema;
  } catch (cause) {
    throw new PosternError('MODEL_INVALID', 'the description of a model is not JSON', { cause });
  }
  const { featureNames, categories, numOutputs } = schema ?? {};
  const isWhole = Array.isArray(featureNames) && Array.isArray(categories) && Number.isInteger(numOutputs);
  if (!isWhole || categories.length !== featureNames.length) {
    throw new PosternError('MODEL_INVALID', 'the description of a model lacks features or outputs');
  }
  // JSON has no NaN
  const revived = categories.map((each) => each && { ...each, unknown: each.unknown ?? Number.NaN });
  return { ...schema, categories: revived };
}
