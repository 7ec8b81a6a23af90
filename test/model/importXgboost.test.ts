/** XGBoost models of every layout to forests. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Forest, TEST_BELOW, TEST_IN_SET } from '../../src/model/forest.ts';
import { importModel } from '../../src/model/importModel.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { importXgboost, looksLikeXgboost } from '../../src/model/xgboost/importXgboost.ts';
import { readManifest } from './golden.ts';
import { edited, jsonOf, type SmallModel as Model, smallModel, ubjsonOf } from './xgboostModel.ts';

const fixture = (path: string): Uint8Array => readFileSync(new URL(`../fixtures/xgboost/${path}`, import.meta.url));

test('nodes and leaves are numbered apart, what was pruned is left out, and categories of a set go right', () => {
  const forest = importXgboost(jsonOf(smallModel()));
  const [tree, leaf] = forest.trees;
  expect(tree).toEqual({
    feature: Int32Array.of(0, 1),
    test: Uint8Array.of(TEST_BELOW, TEST_IN_SET),
    threshold: Float64Array.of(0.5, 0),
    left: Int32Array.of(~0, ~2),
    right: Int32Array.of(1, ~1),
    // missing goes to the set's other side, which is right here as well: children are exchanged
    defaultLeft: Uint8Array.of(1, 1),
    missing: Uint8Array.of(2, 2),
    leafValue: Float64Array.of(-0.25, 0.125, 2),
    leafWidth: 1,
    output: 0,
    cover: { node: Float64Array.of(10, 6), leaf: Float64Array.of(4, 5, 1) },
  });
  expect(leaf.leafValue).toEqual(Float64Array.of(0.0625));
  expect(forest.sets).toEqual([{ values: Float64Array.of(1, 3), rounding: 'floor' }]);
  const margin = (weight: number, kind: number): number => referenceMargins(forest, [weight, kind])[0];
  const base = 0.5 + 0.0625;
  expect([margin(0.49, 1), margin(Number.NaN, 1)]).toEqual([base - 0.25, base - 0.25]);
  expect([1, 3, 1.99, 3.5].map((kind) => margin(0.5, kind))).toEqual([base + 2, base + 2, base + 2, base + 2]);
  const others = [0, 2, 4, -1, -0.5, 2 ** 24, Infinity, -Infinity];
  expect(others.map((kind) => margin(0.5, kind))).toEqual(others.map(() => base + 0.125));
  // default_left is 0 at that node: missing goes right, where the members go
  expect(margin(0.5, Number.NaN)).toBe(base + 2);
});

describe('one model in both layouts gives one forest', () => {
  for (const { name, model } of readManifest('xgboost').cases) {
    const twin = `twin.${model.endsWith('json') ? 'ubj' : 'json'}`;
    let bytes: Uint8Array;
    try {
      bytes = fixture(`${name}/${twin}`);
    } catch {
      continue;
    }
    test(name, () => {
      const first = importXgboost(fixture(`${name}/${model}`));
      expect(importXgboost(bytes)).toEqual(first);
      expect(importModel(bytes)).toEqual(first);
    });
  }
  test('by hand', () => expect(importXgboost(ubjsonOf(smallModel()))).toEqual(importXgboost(jsonOf(smallModel()))));
});

test('a file that another tool wrote again is the same model', () => {
  const { learner, version } = smallModel();
  const text = JSON.stringify({ version, learner }, null, 2).replace(
    '"loss_changes": [\n',
    '"loss_changes": [ NaN, -Infinity, \n',
  );
  expect(looksLikeXgboost(new TextEncoder().encode(`\n${text}`))).toBe(true);
  expect(importXgboost(new TextEncoder().encode(`\n${text}\n`))).toEqual(importXgboost(jsonOf(smallModel())));
});

test('weights of DART are folded into the leaves, wherever the release keeps them', () => {
  const third = Math.fround(1 / 3);
  const weights = [third, 2];
  const nested = edited(({ learner }) => {
    const { model } = learner.gradient_booster;
    learner.gradient_booster = { gbtree: { model, name: 'gbtree' }, name: 'dart', weight_drop: weights } as never;
  });
  const beside = edited(({ learner }) => Object.assign(learner.gradient_booster, { weight_drop: weights }));
  const within = edited(({ learner }) => Object.assign(learner.gradient_booster.model, { weight_drop: weights }));
  const forest = importXgboost(nested);
  expect(forest.trees[0].leafValue).toEqual(
    Float64Array.of(Math.fround(-0.25 * third), Math.fround(0.125 * third), Math.fround(2 * third)),
  );
  expect(forest.trees[1].leafValue).toEqual(Float64Array.of(0.125));
  expect(importXgboost(beside)).toEqual(forest);
  expect(importXgboost(within)).toEqual(forest);
});

test('a leaf of -0 leaves a margin of -0 alone, but not in DART before 3.3, as those releases predict', () => {
  const marginOf = (version: readonly number[], weights: readonly number[] | null): number => {
    const text = new TextDecoder().decode(
      edited((model) => {
        model.version = [...version];
        model.learner.objective.name = 'binary:logistic';
        if (weights !== null) Object.assign(model.learner.gradient_booster, { weight_drop: weights });
      }),
    );
    const zero = text
      .replace('"split_conditions":[0.5,-0.25', '"split_conditions":[0.5,-0')
      .replace('[0.0625]', '[-0]');
    return referenceMargins(importXgboost(new TextEncoder().encode(zero)), [0, 0])[0];
  };
  for (const version of [
    [1, 7, 6],
    [3, 2, 0],
    [3, 3, 0],
    [3, 4, 1],
  ]) {
    expect(marginOf(version, null)).toBe(-0);
    expect(marginOf(version, [1, 0.5])).toBe(version[0] === 3 && version[1] >= 3 ? -0 : 0);
  }
});

test('the base margin is the base score in the margin of the objective', () => {
  const start = (objective: string, base: string, version = [3, 4, 1]): number[] => {
    const bytes = edited((model) => {
      model.learner.objective.name = objective;
      model.learner.learner_model_param.base_score = base;
      model.version = version;
      if (objective.startsWith('multi')) model.learner.learner_model_param.num_class = '3';
    });
    return [...importXgboost(bytes).aggregation.start];
  };
  expect(start('reg:squarederror', '5E-1')).toEqual([0.5]);
  expect(start('reg:squarederror', '[1.1E-1]')).toEqual([Math.fround(0.11)]);
  expect(start('multi:softprob', '[1E0,-2E0,3E0]')).toEqual([1, -2, 3]);
  expect(start('multi:softprob', '5E-1')).toEqual([0.5, 0.5, 0.5]);
  expect(start('binary:logistic', '5E-1')).toEqual([-0]);
  expect(start('binary:logitraw', '3E-1')).toEqual([Math.fround(0.3)]);
  // as XGBoost says itself: 3.2 and later bring probabilities into bounds, earlier releases do not
  expect(start('binary:logistic', '1E-7')).toEqual([-13.815509796142578]);
  expect(start('binary:logistic', '1E0')).toEqual([13.745160102844238]);
  expect(start('binary:logistic', '1E-7', [3, 1, 0])).toEqual([-16.11809539794922]);
  expect(start('count:poisson', '3E-1')).toEqual([-1.2039728164672852]);
  for (const objective of ['reg:gamma', 'reg:tweedie', 'survival:cox', 'survival:aft']) {
    expect(start(objective, '1E0')).toEqual([0]);
  }
});

test('notes say what was taken on trust', () => {
  const notes = (edit: (model: Model) => void, options = {}): string =>
    importXgboost(edited(edit), options).notes.join(';');
  const objective = (name: string, base: string) => (model: Model) => {
    model.learner.objective.name = name;
    model.learner.learner_model_param.base_score = base;
  };
  expect(notes(() => {})).toMatch(/^NaN alone is missing: [^;]*;[^;]*"kind"[^;]*$/);
  expect(notes(objective('binary:logistic', '5E-1'))).not.toContain('GNU C library');
  expect(notes(objective('binary:logistic', '[3E-1]'))).toContain('GNU C library');
  expect(notes((model) => (model.version = [3, 9, 0]))).toContain('XGBoost 3.9 is newer than any release');
  expect(notes(() => {}, { missing: -999 })).toContain('NaN and -999 are missing');
  const stopped = (model: Model) => (model.learner.attributes['best_iteration'] = '0');
  expect(notes(stopped)).toContain('All 2 trees are used, as Booster.predict does');
  expect(notes(stopped, { iterations: 'best' })).toContain('The first 1 of 2 trees are used');
});

test('the missing value is what the import is told, in f32', () => {
  const forest = importXgboost(jsonOf(smallModel()), { missing: 0.1 });
  const margin = (weight: number): number => referenceMargins(forest, [weight, 0])[0];
  expect(margin(0.1)).toBe(margin(Number.NaN));
  expect(margin(Math.fround(0.1))).toBe(margin(Number.NaN));
  expect(importXgboost(jsonOf(smallModel()), { missing: Number.NaN }).values.preparation).toBeNull();
});

test('best iterations count the trees of all classes and of parallel forests', () => {
  const count = (iterations: 'all' | 'best'): number =>
    importXgboost(fixture('3.4-stopped_early/model.ubj'), { iterations }).trees.length;
  expect(count('best')).toBeLessThan(count('all'));
  const bytes = edited((model) => {
    model.learner.attributes['best_iteration'] = '0';
    model.learner.gradient_booster.model.gbtree_model_param.num_parallel_tree = '2';
  });
  expect(importXgboost(bytes, { iterations: 'best' }).trees).toHaveLength(2);
});

test('categories of a data frame come with their texts', () => {
  const [mass, city, days] = importXgboost(fixture('3.4-data_frame/twin.json')).categories;
  expect(mass).toBeNull();
  expect(city?.texts.slice(0, 2)).toEqual(['città-0 "a"', 'città-1 "b"']);
  expect(city?.unknown).toBeNaN();
  expect(days?.texts).toEqual(['7', '30', '100', '500', '-3']);
});

test('names of features may hold any letter', () => {
  const { featureNames } = importXgboost(fixture('3.4-categorical/model.ubj'));
  expect(featureNames).toEqual(['mass', 'he said "5\\6"', 'größe in m²', '价格 😀', 'tab\tand/slash', 'categories']);
  expect(importXgboost(fixture('1.7-categorical/model.json')).featureNames).toEqual(featureNames);
});

test('equal sets of categories are one set', () => {
  const bytes = edited((model) => {
    const { trees } = model.learner.gradient_booster.model;
    trees[1] = { ...trees[0], categories: [3, 1] };
  });
  const forest: Forest = importXgboost(bytes);
  expect(forest.sets).toHaveLength(1);
});
