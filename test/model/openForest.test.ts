import { expect, test } from 'vitest';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { openForest } from '../../src/model/openForest.ts';
import { forestOf, randomThresholds, randomTree, seeded } from '../forest/randomForest.ts';

const random = seeded(5);
const thresholds = [randomThresholds(random, 10, 0), randomThresholds(random, 10, 1)];
const trees = [3, 64, 300].map((numLeaves) =>
  randomTree(random, { numLeaves, shape: 'bushy', thresholds, missing: 'each' }),
);
const forest = forestOf(trees, 2);
const lowered = lowerForest(forest);

test('a lowered forest starts with its magic and version', () => {
  expect([...lowered.subarray(0, 8)]).toEqual([...new TextEncoder().encode('PFOR'), 2, 0, 0, 0]);
});

test('a lowered forest tells what it holds', () => {
  const { featureNames, numTrees, numNodes, numFeatures, link, bytes } = openForest(lowered);
  expect({ featureNames, numTrees, numNodes, numFeatures, link }).toEqual({
    featureNames: ['f0', 'f1'],
    numTrees: 3,
    numNodes: 2 + 63 + 299,
    numFeatures: 2,
    link: { kind: 'identity' },
  });
  expect(bytes.length % 64).toBe(0);
});

test('the same forest lowers to the same bytes', () => {
  expect(lowerForest(forest)).toEqual(lowered);
});

test('what follows a lowered forest in its buffer is left alone', () => {
  const longer = new Uint8Array(lowered.length + 100);
  longer.set(lowered);
  expect(openForest(longer).bytes).toHaveLength(lowered.length);
});

test('a lowered forest opens in shared memory, where it lies', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(lowered.length));
  shared.set(lowered);
  expect(openForest(shared).featureNames).toEqual(['f0', 'f1']);
});

test('bytes that are no lowered forest, of another version, or cut short are refused', () => {
  const invalid = expect.objectContaining({ code: 'MODEL_INVALID' });
  expect(() => openForest(new Uint8Array(1000))).toThrow(invalid);
  const newer = lowered.slice();
  newer[4] = 3;
  expect(() => openForest(newer)).toThrow(/version 3, expected 2/);
  for (const length of [0, 7, 127, 128, 1000, lowered.length - 1]) {
    expect(() => openForest(lowered.subarray(0, length)), `${length} bytes`).toThrow(invalid);
  }
});
