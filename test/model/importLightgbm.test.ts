import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { describeForest } from '../../src/model/describeForest.ts';
import { importLightgbm } from '../../src/model/lightgbm/importLightgbm.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../fixtures/lightgbm/${name}/model.txt`, import.meta.url), 'utf8');

/** Two nodes and three leaves, by hand. */
const small = `tree
version=v4
num_class=1
num_tree_per_iteration=1
label_index=0
max_feature_idx=1
objective=binary sigmoid:1
feature_names=weight value
feature_infos=none none
tree_sizes=200

Tree=0
num_leaves=3
num_cat=0
split_feature=0 1
threshold=0.5 1e-3
decision_type=2 8
left_child=1 -1
right_child=-2 -3
leaf_value=0.25 -0.5 1
is_linear=0
shrinkage=1

end of trees

pandas_categorical:null
`;

function refusal(text: string): PosternError {
  try {
    importLightgbm(text);
  } catch (error) {
    if (error instanceof PosternError) return error;
    throw error;
  }
  throw new Error('the model was accepted');
}

const edits: readonly [name: string, from: string | RegExp, to: string, code: string, message: RegExp][] = [
  ['another first line', 'tree\n', 'booster\n', 'MODEL_INVALID', /Not a LightGBM text model/],
  ['an unknown version', 'version=v4', 'version=v5', 'MODEL_UNSUPPORTED', /version "v5".*v3 and v4/],
  ['an unknown objective', 'objective=binary sigmoid:1', 'objective=secret', 'MODEL_UNSUPPORTED', /objective "secret"/],
  ['several outputs', 'num_tree_per_iteration=1', 'num_tree_per_iteration=3', 'MODEL_UNSUPPORTED', /num_tree_per_it/],
  ['data-frame categories', 'categorical:null', 'categorical:[["a"]]', 'MODEL_UNSUPPORTED', /pandas_categorical/],
  ['a categorical node', 'decision_type=2 8', 'decision_type=1 8', 'MODEL_UNSUPPORTED', /Tree 0 .*categorical split/],
  ['an unknown decision type', 'decision_type=2 8', 'decision_type=14 8', 'MODEL_INVALID', /decision_type/],
  ['a feature beyond the last', 'split_feature=0 1', 'split_feature=0 2', 'MODEL_INVALID', /split_feature/],
  ['a child that is its own parent', 'left_child=1 -1', 'left_child=0 -1', 'MODEL_INVALID', /one tree/],
  ['two nodes in a circle', 'right_child=-2 -3', 'right_child=-2 0', 'MODEL_INVALID', /one tree/],
  ['a leaf that hangs twice', 'left_child=1 -1', 'left_child=1 -2', 'MODEL_INVALID', /one tree/],
  ['a node that hangs nowhere', 'left_child=1 -1', 'left_child=-1 -1', 'MODEL_INVALID', /one tree/],
  ['a child beyond the last', 'left_child=1 -1', 'left_child=2 -1', 'MODEL_INVALID', /left_child/],
  ['a threshold that is not a number', 'threshold=0.5', 'threshold=nan', 'MODEL_INVALID', /threshold/],
  ['an infinite leaf', 'leaf_value=0.25', 'leaf_value=inf', 'MODEL_INVALID', /leaf_value/],
  ['too few thresholds', 'threshold=0.5 1e-3', 'threshold=0.5', 'MODEL_INVALID', /threshold should hold 2/],
  ['a billion leaves', 'num_leaves=3', 'num_leaves=999999999', 'MODEL_INVALID', /leaf_value should hold 999999999/],
  ['a tree out of turn', 'Tree=0', 'Tree=1', 'MODEL_INVALID', /Tree=0/],
  ['a key twice', 'num_cat=0', 'num_cat=0\nnum_cat=0', 'MODEL_INVALID', /stands twice in tree 0/],
  ['a tree too few', 'tree_sizes=200', 'tree_sizes=200 200', 'MODEL_INVALID', /announces 2 trees/],
  ['a feature name too few', 'feature_names=weight value', 'feature_names=weight', 'MODEL_INVALID', /feature_names/],
  ['a feature name twice', 'feature_names=weight value', 'feature_names=value value', 'MODEL_INVALID', /twice/],
  ['no end', 'end of trees', '', 'MODEL_INVALID', /end of trees/],
];

describe('a model is refused for', () => {
  for (const [name, from, to, code, message] of edits) {
    test(name, () => {
      const text = small.replace(from, to);
      expect(text).not.toBe(small);
      const error = refusal(text);
      expect(error.code).toBe(code);
      expect(error.message).toMatch(message);
    });
  }
});

test('a model is described by its objective, features, trees, leaves and depth', () => {
  expect(describeForest(importLightgbm(small))).toEqual({
    source: 'lightgbm',
    objective: 'binary sigmoid:1',
    link: { kind: 'sigmoid', scale: 1, precision: 'f64' },
    linkDivisor: null,
    numOutputs: 1,
    featureNames: ['weight', 'value'],
    numTrees: 1,
    numNodes: 2,
    numLeaves: 3,
    mostLeaves: 3,
    maxDepth: 2,
  });
});

test('line ends of Windows read the same', () => {
  expect(importLightgbm(small.replaceAll('\n', '\r\n'))).toEqual(importLightgbm(small));
});

test('a model without an objective is scored raw, with an unknown link', () => {
  expect(importLightgbm(read('custom')).link).toEqual({ kind: 'unknown' });
});

test('a random forest says by what its library divides', () => {
  expect(importLightgbm(read('random_forest')).linkDivisor).toBe(8);
});

test('a model cut short anywhere before its trees end is refused', () => {
  const end = small.indexOf('end of trees') + 'end of trees'.length;
  for (let length = 0; length < end; length++) expect(refusal(small.slice(0, length)).code).toMatch(/^MODEL_/);
});

test('a mutated model is read or refused, and nothing else happens', () => {
  const texts = [small, read('binary_zero_as_missing'), read('one_leaf'), read('random_forest')];
  const piece = fc.oneof(
    fc.constantFrom('=', ' ', '\n', '-1', '0', '1e999', 'nan', 'inf', '9999999999', 'Tree=0\n', 'num_leaves=2\n', '\0'),
    fc.string({ maxLength: 4 }),
  );
  const place = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), piece);
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(place, { minLength: 1, maxLength: 6 }), (text, places) => {
      let mutated = text;
      for (const [where, removed, added] of places) {
        const at = Math.floor(where * mutated.length);
        mutated = mutated.slice(0, at) + added + mutated.slice(at + removed);
      }
      try {
        importLightgbm(mutated);
      } catch (error) {
        if (!(error instanceof PosternError)) throw error;
        expect(error.code).toMatch(/^MODEL_/);
      }
    }),
    { numRuns: 2000, seed: 11 },
  );
});
