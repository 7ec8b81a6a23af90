/** XGBoost models that are refused, each by the name of what it is. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { importModel } from '../../src/model/importModel.ts';
import { importXgboost } from '../../src/model/xgboost/importXgboost.ts';
import { edited, jsonOf, type SmallModel as Model, smallModel } from './xgboostModel.ts';

const fixture = (path: string): Uint8Array => readFileSync(new URL(`../fixtures/xgboost/${path}`, import.meta.url));

function refusal(bytes: Uint8Array, options = {}): PosternError {
  try {
    importXgboost(bytes, options);
  } catch (error) {
    if (error instanceof PosternError) return error;
    throw error;
  }
  throw new Error('the model was accepted');
}

const tree = (edit: (tree: Record<string, never>) => void) => (model: Model) =>
  edit(model.learner.gradient_booster.model.trees[0] as Record<string, never>);
const set = (key: string, value: unknown) => tree((one) => Object.assign(one, { [key]: value }));

const refused: readonly [what: string, edit: (model: Model) => void, code: string, message: RegExp][] = [
  [
    'an unknown objective',
    (m) => (m.learner.objective.name = 'my:loss'),
    'MODEL_UNSUPPORTED',
    /objective "my:loss" is not known; known are reg:/,
  ],
  [
    'a booster without trees',
    (m) => (m.learner.gradient_booster['name'] = 'gblinear'),
    'MODEL_UNSUPPORTED',
    /booster "gblinear"/,
  ],
  [
    'leaves of several values',
    tree((t) => Object.assign(t['tree_param'], { size_leaf_vector: '2' })),
    'MODEL_UNSUPPORTED',
    /Tree 0 .*multi_output_tree/,
  ],
  ['an old release', (m) => (m.version = [1, 6, 2]), 'MODEL_UNSUPPORTED', /XGBoost 1\.6.*save it again/],
  ['a release of another age', (m) => (m.version = [4, 0, 0]), 'MODEL_UNSUPPORTED', /XGBoost 4\.0, newer/],
  [
    'classes of several targets',
    (m) => Object.assign(m.learner.learner_model_param, { num_class: '3', num_target: '2' }),
    'MODEL_UNSUPPORTED',
    /several classes and several targets/,
  ],
  [
    'billions of outputs',
    (m) => Object.assign(m.learner.learner_model_param, { num_class: '999999999' }),
    'MODEL_UNSUPPORTED',
    /999999999 outputs/,
  ],
  [
    'names that are not as many as features',
    (m) => m.learner.feature_names.pop(),
    'MODEL_INVALID',
    /1 names, but num_feature is 2/,
  ],
  ['a name that stands twice', (m) => (m.learner.feature_names = ['a', 'a']), 'MODEL_INVALID', /a name twice/],
  [
    'a base score without a margin',
    (m) => {
      m.learner.objective.name = 'count:poisson';
      m.learner.learner_model_param.base_score = '0E0';
    },
    'MODEL_INVALID',
    /base_score: expected a base score with a finite margin/,
  ],
  [
    'a base score that is no number',
    (m) => (m.learner.learner_model_param.base_score = 'half'),
    'MODEL_INVALID',
    /Not valid JSON at byte 0/,
  ],
  [
    'base scores that are not as many as outputs',
    (m) => (m.learner.learner_model_param.base_score = '[1,2]'),
    'MODEL_INVALID',
    /expected 1 or 1 numbers/,
  ],
  [
    'a tree of no output',
    (m) => (m.learner.gradient_booster.model.tree_info = [0, 1]),
    'MODEL_INVALID',
    /tree_info: expected whole numbers from 0 to 0, got 1/,
  ],
  ['trees that are fewer than said', (m) => m.learner.gradient_booster.model.trees.pop(), 'MODEL_INVALID', /num_trees/],
  [
    'weights that are fewer than trees',
    (m) => Object.assign(m.learner.gradient_booster, { weight_drop: [1] }),
    'MODEL_INVALID',
    /weight_drop: expected 2 weights/,
  ],
  [
    'a column that is short',
    set('split_indices', [0]),
    'MODEL_INVALID',
    /trees\[0\]: expected 7 values in "split_indices"/,
  ],
  [
    'no column of children',
    tree((t) => delete t['left_children']),
    'MODEL_INVALID',
    /expected a member "left_children"/,
  ],
  [
    'a child beyond the tree',
    set('left_children', [1, -1, 7, -1, -1, -1, -1]),
    'MODEL_INVALID',
    /left_children: expected whole numbers from -1 to 6, got 7/,
  ],
  [
    'a child that is its own parent',
    set('left_children', [0, -1, 3, -1, -1, -1, -1]),
    'MODEL_INVALID',
    /node 0 is the child of two nodes, or of itself/,
  ],
  [
    'children that go round',
    set('left_children', [1, -1, 0, -1, -1, -1, -1]),
    'MODEL_INVALID',
    /node 0 is the child of two/,
  ],
  ['a node of one child', set('right_children', [2, -1, -1, -1, -1, -1, -1]), 'MODEL_INVALID', /children of node 2/],
  [
    'nodes that hang nowhere',
    tree((t) => Object.assign(t['tree_param'], { num_deleted: '0' })),
    'MODEL_INVALID',
    /num_deleted says otherwise/,
  ],
  [
    'a feature that there is not',
    set('split_indices', [2, 0, 1, 0, 0, 0, 0]),
    'MODEL_INVALID',
    /Tree 0: node 0 asks for feature 2/,
  ],
  [
    'a threshold that is none',
    set('split_conditions', ['x', 0, 0, 0, 0, 0, 0]),
    'MODEL_INVALID',
    /split_conditions: expected a list of numbers/,
  ],
  ['a set without categories', set('categories_nodes', []), 'MODEL_INVALID', /0 segments with sizes/],
  [
    'a categorical node without a set',
    tree((t) => Object.assign(t, { categories_nodes: [], categories_segments: [], categories_sizes: [] })),
    'MODEL_INVALID',
    /categories of node 2/,
  ],
  [
    'a segment beyond the categories',
    set('categories_segments', [1]),
    'MODEL_INVALID',
    /categories of node 2 are not one segment/,
  ],
  [
    'segments that overlap',
    tree((t) => Object.assign(t, { categories_nodes: [1, 2], categories_segments: [0, 0], categories_sizes: [2, 2] })),
    'MODEL_INVALID',
    /add up to at most the 2 categories/,
  ],
  [
    'a category that is no float',
    set('categories', [1, 2 ** 24]),
    'MODEL_INVALID',
    /categories: expected whole numbers/,
  ],
  ['a kind of split that there is not', set('split_type', [0, 0, 2, 0, 0, 0, 0]), 'MODEL_INVALID', /split_type/],
  [
    'categories that are fractions',
    (m) =>
      Object.assign(m.learner.gradient_booster.model, {
        cats: {
          enc: [
            { offsets: [], values: [] },
            { type: 10, values: [0.5, 1] },
          ],
        },
      }),
    'MODEL_UNSUPPORTED',
    /"kind" has data-frame categories that are fractions/,
  ],
  [
    'offsets that go back',
    (m) =>
      Object.assign(m.learner.gradient_booster.model, {
        cats: {
          enc: [
            { offsets: [], values: [] },
            { offsets: [0, 2, 1], values: [65, 66] },
          ],
        },
      }),
    'MODEL_INVALID',
    /offsets in order/,
  ],
  ['no version', (m) => (m.version = []), 'MODEL_INVALID', /version: expected three numbers/],
];

test.each(refused)('refuses %s', (_, edit, code, message) => {
  const error = refusal(edited(edit));
  expect(error.message).toMatch(message);
  expect(error.code).toBe(code);
});

test.each([
  ['gblinear.json', 'MODEL_UNSUPPORTED', /booster "gblinear"/],
  ['vector_leaves.ubj', 'MODEL_UNSUPPORTED', /multi_output_tree/],
  ['old_binary.bin', 'MODEL_UNSUPPORTED', /save_model/],
  ['dump.txt', 'MODEL_UNSUPPORTED', /save_model/],
  ['dump.json', 'MODEL_UNSUPPORTED', /save_model/],
  ['letters_beyond_ascii.json', 'MODEL_UNSUPPORTED', /"city" has categories with letters beyond ASCII/],
])('refuses %s of the library', (name, code, message) => {
  const error = refusal(fixture(`refused/${name}`));
  expect(error.message).toMatch(message);
  expect(error.code).toBe(code);
  expect(() => importModel(fixture(`refused/${name}`))).toThrow(message);
});

test('refuses options that are none, and a best iteration that the file does not say', () => {
  const bytes = jsonOf(smallModel());
  expect(refusal(bytes, { missing: 'NA' })).toMatchObject({ code: 'REQUEST_INVALID' });
  expect(refusal(bytes, { iterations: 3 })).toMatchObject({ code: 'REQUEST_INVALID' });
  expect(refusal(bytes, { iterations: 'best' }).message).toContain('does not say its best iteration');
});
