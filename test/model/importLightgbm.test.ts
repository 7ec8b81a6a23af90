import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { describeForest } from '../../src/model/describeForest.ts';
import { type Forest, MISSING_NAN, TEST_IN_SET } from '../../src/model/forest.ts';
import { importLightgbm, looksLikeLightgbm } from '../../src/model/lightgbm/importLightgbm.ts';
import { goesLeft } from '../../src/model/referenceScore.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../fixtures/lightgbm/${name}/model.txt`, import.meta.url), 'utf8');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const importText = (text: string, options = {}): Forest => importLightgbm(bytesOf(text), options);

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
    importText(text);
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
  [
    'outputs that are no classes',
    'num_tree_per_iteration=1',
    'num_tree_per_iteration=3',
    'MODEL_INVALID',
    /num_tree_per/,
  ],
  [
    'a billion outputs',
    /=1\nnum_tree_per_iteration=1/,
    '=999999999\nnum_tree_per_iteration=999999999',
    'MODEL_INVALID',
    /at most/,
  ],
  [
    'several outputs of one',
    /=1\nnum_tree_per_iteration=1/,
    '=2\nnum_tree_per_iteration=2',
    'MODEL_INVALID',
    /one output, got 2/,
  ],
  [
    'frame categories of no column',
    'categorical:null',
    'categorical:[["a"]]',
    'MODEL_UNSUPPORTED',
    /option frameCategories/,
  ],
  ['frame categories that are no list', 'categorical:null', 'categorical:[1]', 'MODEL_INVALID', /pandas_categorical/],
  ['frame categories that are no JSON', 'categorical:null', 'categorical:[[', 'MODEL_INVALID', /pandas_categorical/],
  ['a categorical node without a set', 'decision_type=2 8', 'decision_type=1 8', 'MODEL_INVALID', /number of a set/],
  ['linear leaves', 'is_linear=0', 'is_linear=1', 'MODEL_UNSUPPORTED', /Tree 0 has linear leaves \(is_linear\)/],
  ['more sets than nodes', 'num_cat=0', 'num_cat=3', 'MODEL_INVALID', /num_cat is out of range: 3/],
  ['a key without end', 'num_cat=0', 'n'.repeat(65), 'MODEL_INVALID', /not laid out as key=value/],
  [
    'too many keys',
    'num_cat=0',
    Array.from({ length: 1001 }, (_, i) => `k${i}=`).join('\n'),
    'MODEL_INVALID',
    /1000 keys/,
  ],
  ['a hexadecimal number', 'leaf_value=0.25', 'leaf_value=0x10', 'MODEL_INVALID', /leaf_value holds/],
  ['an unknown decision type', 'decision_type=2 8', 'decision_type=14 8', 'MODEL_INVALID', /decision_type/],
  ['a feature beyond the last', 'split_feature=0 1', 'split_feature=0 2', 'MODEL_INVALID', /split_feature/],
  ['a child that is its own parent', 'left_child=1 -1', 'left_child=0 -1', 'MODEL_INVALID', /one tree/],
  ['two nodes in a circle', 'right_child=-2 -3', 'right_child=-2 0', 'MODEL_INVALID', /one tree/],
  ['a leaf that hangs twice', 'left_child=1 -1', 'left_child=1 -2', 'MODEL_INVALID', /one tree/],
  ['a node that hangs nowhere', 'left_child=1 -1', 'left_child=-1 -1', 'MODEL_INVALID', /one tree/],
  ['a child beyond the last', 'left_child=1 -1', 'left_child=2 -1', 'MODEL_INVALID', /left_child/],
  [
    'a threshold that is not a number',
    'threshold=0.5',
    'threshold=nan',
    'MODEL_INVALID',
    /Tree 0: threshold holds "nan" as value 0, expected a number; save the model again/,
  ],
  ['an infinite leaf', 'leaf_value=0.25', 'leaf_value=inf', 'MODEL_INVALID', /leaf value/],
  ['too few thresholds', 'threshold=0.5 1e-3', 'threshold=0.5', 'MODEL_INVALID', /threshold should hold 2/],
  [
    'a billion leaves',
    'num_leaves=3',
    'num_leaves=999999999',
    'MODEL_INVALID',
    /leaf_value should hold 999999999 numbers, got 3/,
  ],
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
  expect(describeForest(importText(small))).toEqual({
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
  expect(importText(small.replaceAll('\n', '\r\n'))).toEqual(importText(small));
});

/** As `small`, with a set of categories at the root: 1, 33 and 64. */
const categorical = small
  .replace('num_cat=0', 'num_cat=1\ncat_boundaries=0 3\ncat_threshold=2 2 1')
  .replace('threshold=0.5', 'threshold=0')
  .replace('decision_type=2', 'decision_type=9');

test('a bit set of categories becomes a set, and NaN goes right', () => {
  const { trees, sets } = importText(categorical);
  expect(sets).toEqual([{ values: Float64Array.of(1, 33, 64), rounding: 'truncate' }]);
  expect([trees[0].test[0], trees[0].threshold[0], trees[0].missing[0]]).toEqual([TEST_IN_SET, 0, MISSING_NAN]);
  const left = (value: number): boolean => goesLeft(trees[0], 0, value, sets);
  expect([1, 1.9, 33, 64].map(left)).toEqual([true, true, true, true]);
  expect([0, -1, -0.5, 2, 65, 2 ** 32 + 1, Infinity, -Infinity, NaN].filter(left)).toEqual([]);
});

test('a set that stands in several nodes is kept once', () => {
  const tree = categorical.slice(categorical.indexOf('Tree=0'), categorical.indexOf('end of trees'));
  const two = categorical
    .replace('tree_sizes=200', 'tree_sizes=200 200')
    .replace('end of trees', `${tree}end of trees`);
  expect(
    importText(two.replace(/Tree=0(?=[^]*Tree=0)/, 'Tree=0').replace(/(Tree=0[^]*)Tree=0/, '$1Tree=1')).sets,
  ).toHaveLength(1);
});

describe('bit sets are refused that', () => {
  for (const [name, from, to] of [
    ['do not start at 0', 'cat_boundaries=0 3', 'cat_boundaries=1 3'],
    ['are empty', 'cat_boundaries=0 3', 'cat_boundaries=0 0'],
    ['are longer than their words', 'cat_boundaries=0 3', 'cat_boundaries=0 4'],
    ['are a billion words long', 'cat_boundaries=0 3', 'cat_boundaries=0 999999999'],
    ['hold more than a word', 'cat_threshold=2 2 1', 'cat_threshold=2 2 4294967296'],
    ['are not there', 'threshold=0 1e-3', 'threshold=1 1e-3'],
    ['have a number with a fraction', 'threshold=0 1e-3', 'threshold=0.5 1e-3'],
  ] as const) {
    test(name, () => {
      expect(categorical).toContain(from);
      expect(refusal(categorical.replace(from, to)).code).toBe('MODEL_INVALID');
    });
  }
});

test('trees of several outputs take turns', () => {
  const { trees, numOutputs, link } = importText(read('multiclass'));
  expect([numOutputs, link]).toEqual([4, { kind: 'softmax', precision: 'f64' }]);
  expect(trees.slice(0, 6).map(({ output }) => output)).toEqual([0, 1, 2, 3, 0, 1]);
});

test('counts of training rows are the cover: each node has what its children have', () => {
  const [{ cover, left, right }] = importText(read('binary')).trees;
  const of = (child: number): number => (child < 0 ? cover?.leaf[~child] : cover?.node[child]) ?? 0;
  expect(cover?.node[0]).toBe(600);
  left.forEach((child, node) => expect(of(child) + of(right[node])).toBe(of(node)));
  expect(importText(small).trees[0].cover).toBeNull();
});

test('categories of a data frame stand at the number that the model knows them by', () => {
  const { categories } = importText(read('data_frame'));
  expect(categories.slice(0, 2)).toEqual([null, null]);
  expect(categories[2]?.texts.slice(0, 2)).toEqual(['città-0 "a"', 'città-1 "b"']);
  expect(categories.slice(3)).toEqual([
    { texts: ['7', '30', '1', '500', '-3'], unknown: NaN },
    { texts: ['true', 'false'], unknown: NaN },
  ]);
});

test('where the file leaves it open, the caller names the columns of the data frame', () => {
  const text = small.replace('categorical:null', 'categorical:[["red","blue"]]');
  const blue = { texts: ['red', 'blue'], unknown: NaN };
  expect(importText(text, { frameCategories: ['value'] }).categories).toEqual([null, blue]);
  expect(() => importText(text, { frameCategories: ['colour'] })).toThrow(/list of different feature names/);
  expect(importText(text.replace('pandas', '[categorical_feature: 0]\npandas')).categories).toEqual([blue, null]);
  expect(importText(text.replace('feature_infos=none none', 'feature_infos=[0:1] -1:0:1')).categories).toEqual([
    null,
    blue,
  ]);
});

test('a file is recognised by its content', () => {
  expect(looksLikeLightgbm(bytesOf(small))).toBe(true);
  expect(looksLikeLightgbm(bytesOf(small.replaceAll('\n', '\r\n')))).toBe(true);
  expect(
    ['', 'tree', 'tree\n', '{"name":"tree",\n"version":"v4"', ' tree\nversion=v4'].map((text) =>
      looksLikeLightgbm(bytesOf(text)),
    ),
  ).toEqual([false, false, false, false, false]);
});

test('linear leaves as LightGBM writes them are refused', () => {
  const bytes = readFileSync(new URL('../fixtures/lightgbm/refused/linear_tree.txt', import.meta.url));
  expect(() => importLightgbm(bytes)).toThrow(/linear leaves/);
});

test('a list longer than what becomes text at once reads the same', () => {
  const numLeaves = 20_000;
  const list = (of: (i: number) => number | string, count: number): string =>
    Array.from({ length: count }, (_, i) => of(i)).join(' ');
  const values = list((i) => (i - 7) / 3, numLeaves);
  const nodes = numLeaves - 1;
  const text = small
    .replace('num_leaves=3', `num_leaves=${numLeaves}`)
    .replace(/split_feature=.*/, `split_feature=${list(() => 0, nodes)}`)
    .replace(/threshold=.*/, `threshold=${list((i) => `${i}.5`, nodes)}`)
    .replace(/decision_type=.*/, `decision_type=${list(() => 2, nodes)}`)
    .replace(/left_child=.*/, `left_child=${list((i) => ~i, nodes)}`)
    .replace(/right_child=.*/, `right_child=${list((i) => (i + 1 < nodes ? i + 1 : ~nodes), nodes)}`)
    .replace(/leaf_value=.*/, `leaf_value=${values}`);
  expect([...importText(text).trees[0].leafValue].join(' ')).toBe(values);
});

test('a model without an objective is scored raw, with an unknown link', () => {
  expect(importText(read('custom')).link).toEqual({ kind: 'unknown' });
});

test('a random forest says by what its library divides', () => {
  expect(importText(read('random_forest')).linkDivisor).toBe(8);
});

test('a model cut short anywhere before its trees end is refused', () => {
  const end = small.indexOf('end of trees') + 'end of trees'.length;
  for (let length = 0; length < end; length++) expect(refusal(small.slice(0, length)).code).toMatch(/^MODEL_/);
});

test('a mutated model is read or refused, and nothing else happens', () => {
  const texts = [
    'binary_zero_as_missing',
    'one_leaf',
    'random_forest',
    'categorical',
    'data_frame',
    'multiclassova',
  ].map(read);
  texts.push(small, categorical);
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
        importText(mutated);
      } catch (error) {
        if (!(error instanceof PosternError)) throw error;
        expect(error.code).toMatch(/^MODEL_/);
      }
    }),
    { numRuns: 2000, seed: 11 },
  );
});
