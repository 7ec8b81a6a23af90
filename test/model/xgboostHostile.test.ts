/** XGBoost files that are broken on purpose: each is refused by a documented error, or is a model that can be scored. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { numLeavesOf } from '../../src/model/forest.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { importXgboost } from '../../src/model/xgboost/importXgboost.ts';
import { type Random, seeded } from '../forest/randomForest.ts';
import { jsonOf, smallModel, ubjsonOf } from './xgboostModel.ts';

const json = jsonOf(smallModel());
const ubjson = ubjsonOf(smallModel());

/** @returns Whether it was refused; a model that was not has a margin. */
function isRefused(bytes: Uint8Array): boolean {
  try {
    expect(referenceMargins(importXgboost(bytes), [0.25, 1])).toBeInstanceOf(Float64Array);
    return false;
  } catch (error) {
    if (!(error instanceof PosternError)) throw error;
    expect(error.code).toMatch(/^MODEL_(INVALID|UNSUPPORTED)$/);
    expect(error.message.length).toBeLessThan(600);
    return true;
  }
}

test.each([
  ['JSON', json],
  ['UBJSON', ubjson],
])('%s cut short at any byte is refused', (_, bytes) => {
  for (let length = 0; length < bytes.length; length++) {
    expect(isRefused(bytes.subarray(0, length)), `${length} bytes`).toBe(true);
  }
});

test.each([
  ['JSON', json],
  ['UBJSON', ubjson],
])('%s with any byte changed is a model or refused', (_, bytes) => {
  const random: Random = seeded(11);
  let numRefused = 0;
  for (let at = 0; at < bytes.length; at++) {
    const copy = bytes.slice();
    copy[at] ^= 1 + Math.floor(random() * 255);
    if (isRefused(copy)) numRefused++;
  }
  expect(numRefused).toBeGreaterThan(bytes.length / 2);
});

test('UBJSON with its lengths exchanged or huge is refused or a model', () => {
  const view = new DataView(ubjson.buffer);
  const places: number[] = [];
  for (let at = 0; at + 9 <= ubjson.length; at++) {
    if (ubjson[at] === 0x4c && view.getUint32(at + 1) === 0) places.push(at + 1);
  }
  expect(places.length).toBeGreaterThan(100);
  const lengths = [...new Set(places.map((at) => view.getBigInt64(at)))];
  const huge = [-1n, 1n << 31n, 1n << 40n, 1n << 52n, (1n << 63n) - 1n];
  const copy = ubjson.slice();
  const edited = new DataView(copy.buffer);
  for (const at of places) {
    const own = view.getBigInt64(at);
    for (const length of [...lengths, ...huge]) {
      if (length === own) continue;
      edited.setBigInt64(at, length);
      // the numbers of `version` are of the same kind, and may be others
      isRefused(copy);
    }
    edited.setBigInt64(at, own);
  }
});

test('children drawn at random are one tree or refused', () => {
  const child = fc.integer({ min: -1, max: 6 });
  const children = fc.array(child, { minLength: 7, maxLength: 7 });
  let numTrees = 0;
  fc.assert(
    fc.property(children, children, fc.nat(7), (left, right, numDeleted) => {
      const model = smallModel();
      Object.assign(model.learner.gradient_booster.model.trees[0], {
        left_children: left,
        right_children: right,
        split_type: [0, 0, 0, 0, 0, 0, 0],
        split_indices: [0, 1, 0, 1, 0, 1, 0],
        tree_param: { num_deleted: String(numDeleted), num_nodes: '7' },
      });
      const bytes = jsonOf(model);
      if (isRefused(bytes)) return;
      const [tree] = importXgboost(bytes).trees;
      expect(numLeavesOf(tree) * 2 - 1 + numDeleted).toBe(7);
      numTrees++;
    }),
    { seed: 5, numRuns: 1500 },
  );
  expect(numTrees).toBeGreaterThan(10);
});

test('numbers of any size in the columns of a tree are refused or a model', () => {
  const columns = [
    'left_children',
    'right_children',
    'split_indices',
    'default_left',
    'categories',
    'categories_nodes',
  ];
  const more = ['categories_segments', 'categories_sizes', 'split_type', 'split_conditions', 'sum_hessian'];
  const number = fc.oneof(fc.integer({ min: -2, max: 8 }), fc.constantFrom(0.5, 1e9, 2 ** 31, 2 ** 53, -1e300));
  fc.assert(
    fc.property(fc.constantFrom(...columns, ...more), fc.nat(6), number, (key, at, value) => {
      const model = smallModel();
      const tree = model.learner.gradient_booster.model.trees[0];
      const column = tree[key] as number[];
      column[Math.min(at, column.length)] = value;
      isRefused(jsonOf(model));
      isRefused(ubjsonOf(model));
    }),
    { seed: 6, numRuns: 400 },
  );
});

test('a deep tree of one side is read, for no reader recurses into trees', () => {
  const depth = 50_000;
  const count = 2 * depth + 1;
  const column = (of: (node: number) => number): number[] => Array.from({ length: count }, (_, node) => of(node));
  const model = smallModel();
  const isInner = (node: number): boolean => node % 2 === 0 && node < count - 1;
  model.learner.gradient_booster.model.trees[0] = {
    default_left: column(() => 0),
    left_children: column((node) => (isInner(node) ? node + 1 : -1)),
    right_children: column((node) => (isInner(node) ? node + 2 : -1)),
    split_conditions: column((node) => node),
    split_indices: column(() => 0),
    tree_param: { num_nodes: String(count) },
  };
  const forest = importXgboost(ubjsonOf(model));
  expect(forest.trees[0].leafValue).toHaveLength(depth + 1);
  expect(forest.trees[0].cover).toBeNull();
  expect(referenceMargins(forest, [1e9, 0])[0]).toBe(Math.fround(0.5 + (count - 1)) + 0.0625);
});
