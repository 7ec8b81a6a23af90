import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { importCatboost, looksLikeCatboost } from '../../src/model/catboost/importCatboost.ts';
import { depthOf, type Forest } from '../../src/model/forest.ts';
import { referenceLeaves, referenceMargins } from '../../src/model/referenceScore.ts';
import { readModel } from './golden.ts';

const encode = (model: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(model));

const numberFeature = (column: number, borders: readonly number[], treatment = 'AsIs', hasNans = false): object => ({
  borders,
  feature_id: '',
  feature_index: column === 2 ? 1 : 0,
  flat_feature_index: column,
  has_nans: hasNans,
  nan_value_treatment: treatment,
});
const border = (feature: number, value: number): object => ({
  border: value,
  float_feature_index: feature,
  split_type: 'FloatFeature',
});
const category = (value: number): object => ({ cat_feature_index: 0, split_type: 'OneHotFeature', value });

/** A number, a category and a number again, by hand: hashes are small, which a real one never is. */
const small = {
  features_info: {
    cat_features_hash: [
      { hash: 4294967290, value: 'red' },
      { hash: 9, value: 'blue' },
      { hash: 7, value: 'asked for nowhere' },
    ],
    categorical_features: [{ feature_id: 'colour', feature_index: 0, flat_feature_index: 1, values: [-6, 9] }],
    float_features: [numberFeature(0, [0.5]), numberFeature(2, [-1, 2], 'AsTrue', true)],
  },
  model_info: { params: { loss_function: { params: {}, type: 'RMSE' } } },
  oblivious_trees: [
    {
      leaf_values: [1, 2, 3, 4, 5, 6, 7, 8],
      leaf_weights: [1, 2, 3, 4, 5, 6, 7, 8],
      splits: [border(0, 0.5), category(-6), border(1, 2)],
    },
    { leaf_values: [0.25], splits: null },
  ],
  scale_and_bias: [2, [0.5]],
};

const leaf = (value: unknown, weight = 1): object => ({ value, weight });
const { oblivious_trees: _, ...withoutTrees } = small;
const grown = {
  ...withoutTrees,
  trees: [
    {
      left: { left: leaf(1), right: leaf(2, 5), split: category(9) },
      right: leaf(3, 2),
      split: border(0, 0.5),
    },
    leaf(10),
    { left: leaf(100), right: leaf(200), split: border(1, -1) },
  ],
};

const margin = (forest: Forest, ...row: readonly number[]): number => referenceMargins(forest, row)[0];

test('a symmetric tree is the complete tree it stands for, its leaves numbered by the library', () => {
  const forest = importCatboost(encode(small));
  expect(forest.featureNames).toEqual(['0', 'colour', '2']);
  expect(forest.categories).toEqual([null, { texts: ['red', 'blue'], unknown: 2 }, null]);
  expect(forest.trees.map(depthOf)).toEqual([3, 0]);
  expect(referenceLeaves(forest, [0.5, 1, 2])).toEqual(Int32Array.of(0, 0));
  expect(referenceLeaves(forest, [0.6, 1, 2])).toEqual(Int32Array.of(1, 0));
  expect(referenceLeaves(forest, [0.5, 0, 2])).toEqual(Int32Array.of(2, 0));
  expect(referenceLeaves(forest, [0.5, 2, 2.1])).toEqual(Int32Array.of(4, 0));
  expect(margin(forest, 0.6, 0, 3)).toBe(2 * (8 + 0.25) + 0.5);
});

test('a missing number passes a split only as AsTrue says, a missing category none', () => {
  const forest = importCatboost(encode(small));
  expect(referenceLeaves(forest, [Number.NaN, Number.NaN, Number.NaN])[0]).toBe(4);
});

test('AsTrue without missing values in training leaves NaN to the comparison, which is false', () => {
  const unseen = structuredClone(small) as { features_info: { float_features: object[] } };
  unseen.features_info.float_features[1] = numberFeature(2, [-1, 2], 'AsTrue', false);
  expect(referenceLeaves(importCatboost(encode(unseen)), [0, 1, Number.NaN])[0]).toBe(0);
});

test('values and borders are compared in single precision', () => {
  const forest = importCatboost(encode(small));
  expect(referenceLeaves(forest, [0.5 + 1e-12, 1, 0])[0]).toBe(0);
});

test('how much training data reached each leaf and node is kept, and null where the file does not say', () => {
  const [tree, constant] = importCatboost(encode(small)).trees;
  expect([...(tree.cover?.leaf ?? [])]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...(tree.cover?.node ?? [])]).toEqual([36, 10, 26, 3, 7, 11, 15]);
  expect(constant.cover).toBeNull();
});

test('grown trees keep the order of their leaves', () => {
  const forest = importCatboost(encode(grown));
  expect(referenceLeaves(forest, [0.5, 0, -1])).toEqual(Int32Array.of(0, 0, 0));
  expect(referenceLeaves(forest, [0.5, 1, -1])).toEqual(Int32Array.of(1, 0, 0));
  expect(referenceLeaves(forest, [1, 1, 0])).toEqual(Int32Array.of(2, 0, 1));
  expect(margin(forest, 1, 1, 0)).toBe(2 * (3 + 10 + 200) + 0.5);
  expect([...(forest.trees[0].cover?.node ?? [])]).toEqual([8, 6]);
});

test('a leaf of several values has an output for each', () => {
  const two = {
    ...grown,
    scale_and_bias: [1, [0, 0]],
    trees: [{ ...grown.trees[2], left: leaf([1, 2]), right: leaf([3, 4]) }],
  };
  const forest = importCatboost(encode(two));
  expect([forest.numOutputs, ...referenceMargins(forest, [0, 0, 0])]).toEqual([2, 3, 4]);
});

test('a loss of the user gives raw margins, and a note', () => {
  const custom = { ...small, model_info: { params: { loss_function: { type: 'PythonUserDefinedPerObject' } } } };
  const { link, notes } = importCatboost(encode(custom));
  expect(link).toEqual({ kind: 'unknown' });
  expect(notes).toEqual([expect.stringContaining('only raw margins')]);
});

test('files before scale_and_bias, and with one bias for all, are read', () => {
  const { scale_and_bias: __, ...older } = small;
  expect(margin(importCatboost(encode(older)), 0, 1, 0)).toBe(1.25);
  expect(margin(importCatboost(encode({ ...older, scale_and_bias: [1, 4] })), 0, 1, 0)).toBe(5.25);
});

test('a symmetric tree as deep as CatBoost grows them is read whole', () => {
  const splits = Array.from({ length: 16 }, (_unused, i) => border(i % 2, [0.5, -1][i % 2]));
  const deep = { leaf_values: Array.from({ length: 2 ** 16 }, (_unused, i) => i), splits };
  const forest = importCatboost(encode({ ...small, oblivious_trees: [deep] }));
  expect(depthOf(forest.trees[0])).toBe(16);
  expect(referenceLeaves(forest, [1, 0, -2])).toEqual(Int32Array.of(0b0101010101010101));
});

test('the beginning tells a CatBoost model', () => {
  expect(looksLikeCatboost(readModel('catboost', 'rmse'))).toBe(true);
  expect(looksLikeCatboost(readModel('catboost', 'lossguide'))).toBe(true);
  expect(looksLikeCatboost(encode(small))).toBe(true);
  for (const other of [
    '',
    '{',
    '{"learner": {}}',
    '[{"features_info":',
    'tree\nversion=v4',
    '{"größe": {}}'.repeat(99),
  ]) {
    expect(looksLikeCatboost(new TextEncoder().encode(other)), other.slice(0, 20)).toBe(false);
  }
});

function refusal(bytes: Uint8Array): PosternError {
  try {
    importCatboost(bytes);
  } catch (error) {
    if (error instanceof PosternError) return error;
    throw error;
  }
  throw new Error('the model was accepted');
}

const edits: readonly [name: string, from: string, to: string, code: string, message: RegExp][] = [
  ['no features', '"features_info"', '"other"', 'MODEL_INVALID', /expected a member "features_info"/],
  ['no trees', '"oblivious_trees"', '"other"', 'MODEL_INVALID', /expected a member "trees"/],
  ['statistics', '"features_info":{', '"features_info":{"ctrs":[{}],', 'MODEL_UNSUPPORTED', /ctrs.*one_hot_max_size/],
  ['texts', '"features_info":{', '"features_info":{"text_features":[{}],', 'MODEL_UNSUPPORTED', /text_features/],
  ['embeddings', '_info":{', '_info":{"embedding_features":[1],', 'MODEL_UNSUPPORTED', /embedding_features/],
  ['a split by statistics', '"FloatFeature"', '"OnlineCtr"', 'MODEL_UNSUPPORTED', /OnlineCtr.*one_hot_max_size/],
  [
    'an unknown split',
    '"FloatFeature"',
    '"Oracle"',
    'MODEL_UNSUPPORTED',
    /type "Oracle".*FloatFeature and OneHotFeature/,
  ],
  ['a hash without text', '"hash":9', '"hash":10', 'MODEL_UNSUPPORTED', /only a hash.*pool=pool/],
  ['a hash twice', '"values":[-6,9]', '"values":[9,9]', 'MODEL_INVALID', /a hash stands twice/],
  ['a category of no feature', '"cat_feature_index":0', '"cat_feature_index":1', 'MODEL_INVALID', /not in categorical/],
  ['a category that is not listed', '"value":-6', '"value":-7', 'MODEL_INVALID', /-7, which is not in the values/],
  [
    'a number beyond the last',
    '"float_feature_index":1',
    '"float_feature_index":2',
    'MODEL_INVALID',
    /not in float_feat/,
  ],
  ['half a feature', '"float_feature_index":1', '"float_feature_index":0.5', 'MODEL_INVALID', /not in float_features/],
  ['a column twice', '"flat_feature_index":2', '"flat_feature_index":0', 'MODEL_INVALID', /taken already/],
  [
    'a column beyond the last',
    '"flat_feature_index":2',
    '"flat_feature_index":3',
    'MODEL_INVALID',
    /from 0 to 2, got 3/,
  ],
  ['a name twice', '"colour"', '"2"', 'MODEL_INVALID', /the name of another/],
  ['borders that do not ascend', '[-1,2]', '[2,-1]', 'MODEL_INVALID', /do not ascend/],
  ['a border that is no number', '[-1,2]', '[-1,NaN]', 'MODEL_INVALID', /do not ascend/],
  ['an unknown treatment', '"AsTrue"', '"AsAsked"', 'MODEL_INVALID', /one of AsIs, AsFalse, AsTrue/],
  ['a leaf too few', '[1,2,3,4,5,6,7,8]', '[1,2,3,4,5,6,7]', 'MODEL_INVALID', /a multiple of 8 long, got 7/],
  ['no leaf', '[1,2,3,4,5,6,7,8]', '[]', 'MODEL_INVALID', /a multiple of 8 long, got 0/],
  [
    'trees of other widths',
    '"leaf_values":[0.25]',
    '"leaf_values":[0.25,1]',
    'MODEL_INVALID',
    /Tree 1 has leaves of 2/,
  ],
  ['an infinite leaf', '"leaf_values":[0.25]', '"leaf_values":[Infinity]', 'MODEL_INVALID', /not a finite number/],
  ['a weight too few', '"leaf_weights":[1,', '"leaf_weights":[', 'MODEL_INVALID', /expected 8 weights/],
  ['a bias too many', '[2,[0.5]]', '[2,[0.5,1]]', 'MODEL_INVALID', /expected 1 biases/],
  ['an infinite scale', '[2,[0.5]]', '[Infinity,[0.5]]', 'MODEL_INVALID', /finite/],
];

describe('a model is refused for', () => {
  for (const [name, from, to, code, message] of edits) {
    test(name, () => {
      const text = JSON.stringify(small);
      expect(text).toContain(from);
      const error = refusal(new TextEncoder().encode(text.replace(from, to)));
      expect(error.message).toMatch(message);
      expect(error.code).toBe(code);
    });
  }

  const trees: readonly [name: string, trees: unknown, message: RegExp][] = [
    ['a child that is no node', [{ left: 1, right: leaf(1), split: border(0, 1) }], /expected a node or a leaf/],
    ['a leaf that hangs twice', [{ left: -1, right: leaf(1), split: border(0, 1) }], /form|need/],
    ['a root that stands inside', [{ left: leaf(1), right: leaf(2), split: border(0, 1) }, 0], /form|need/],
    ['a node without a split', [{ left: leaf(1), right: leaf(2) }], /member "split"/],
    ['leaves of other widths', [{ left: leaf([1, 2]), right: leaf(2), split: border(0, 1) }], /expected 2 values/],
    ['half a node', [{ left: leaf(1), split: border(0, 1) }], /list of numbers/],
    ['roots that are none', [5, 1e300, -1e300, 0.5], /form|need/],
  ];
  for (const [name, list, message] of trees) {
    test(name, () => {
      const error = refusal(encode({ ...grown, trees: list }));
      expect(error.code).toBe('MODEL_INVALID');
      expect(error.message).toMatch(message);
    });
  }

  const refused: readonly [file: string, message: RegExp][] = [
    ['ctr', /statistics of categories \(ctrs/],
    ['hashes_without_texts', /only a hash.*pool=pool/],
    ['absent_classes', /more classes \(class_params\) than the 4/],
  ];
  for (const [file, message] of refused) {
    test(`what CatBoost itself saved: ${file}`, () => {
      const error = refusal(readFileSync(new URL(`../fixtures/catboost/refused/${file}.json`, import.meta.url)));
      expect(error.code).toBe('MODEL_UNSUPPORTED');
      expect(error.message).toMatch(message);
    });
  }
});

test('a model cut short anywhere is refused', () => {
  for (const bytes of [encode(small), encode(grown)]) {
    for (let length = 0; length < bytes.length; length++) {
      expect(refusal(bytes.subarray(0, length)).code).toBe('MODEL_INVALID');
    }
  }
});

test('a mutated model is read or refused, and nothing else happens', () => {
  const texts = [small, grown].map((model) => JSON.stringify(model));
  for (const name of ['one_hot', 'one_hot_depthwise']) {
    texts.push(new TextDecoder().decode(readModel('catboost', name)).replace(/\s+/g, ' '));
  }
  const piece = fc.oneof(
    fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '-1', '0', '1e999', 'NaN', '9999999999', 'null', 'true', '[]'),
    fc.constantFrom('{}', '{"value":1}', '{"left":0,"right":0,"split":{}}', '"splits":[],', '-0.5', '[1,[2]]', '\0'),
    fc.string({ maxLength: 4 }),
  );
  const place = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), piece);
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(place, { minLength: 1, maxLength: 4 }), (text, places) => {
      let mutated = text;
      for (const [where, removed, added] of places) {
        const at = Math.floor(where * mutated.length);
        mutated = mutated.slice(0, at) + added + mutated.slice(at + removed);
      }
      try {
        importCatboost(new TextEncoder().encode(mutated));
      } catch (error) {
        if (!(error instanceof PosternError)) throw error;
        expect(error.code).toMatch(/^MODEL_/);
      }
    }),
    { numRuns: 2000, seed: 23 },
  );
});

test('members that are of another kind than expected are refused wherever they stand', () => {
  const strange = [
    null,
    true,
    'text',
    -1,
    0.5,
    1e300,
    [],
    [[]],
    {},
    { value: 1 },
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  ];
  let numRefused = 0;
  const visit = (model: unknown, replace: (value: unknown) => unknown): void => {
    for (const value of strange) {
      try {
        importCatboost(encode(replace(value)));
      } catch (error) {
        if (!(error instanceof PosternError)) throw error;
        numRefused++;
      }
    }
    if (typeof model !== 'object' || model === null) return;
    for (const [key, member] of Object.entries(model)) {
      visit(member, (value) =>
        replace(Array.isArray(model) ? model.with(Number(key), value) : { ...model, [key]: value }),
      );
    }
  };
  for (const model of [small, grown]) visit(model, (value) => value);
  expect(numRefused).toBeGreaterThan(500);
});
