import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createStandaloneScorer } from '../../src/core/standaloneScorer.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { openForest } from '../../src/model/openForest.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { forestOf, randomThresholds, randomTree, randomValue, seeded } from './randomForest.ts';

const NUM_FEATURES = 16;
const random = seeded(77);
const thresholds = Array.from({ length: NUM_FEATURES }, () => randomThresholds(random, 3000, 0));

setFlagsFromString('--expose-gc');
// what waits to be collected is no growth
const collectGarbage = runInNewContext('gc') as () => void;

/** Seconds of this process's own time: other processes on the machine do not count. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

test('5,000 trees of 3 million nodes lower in seconds and open in less than one, and score as the reference does', () => {
  // forty different trees, again and again
  const different = Array.from({ length: 40 }, () =>
    randomTree(random, { numLeaves: 601, shape: 'leafwise', thresholds, missing: 'each' }),
  );
  const forest = forestOf(
    Array.from({ length: 5000 }, (_, i) => different[i % different.length]),
    NUM_FEATURES,
  );
  let lowered = new Uint8Array(0);
  expect(cpuSeconds(() => (lowered = lowerForest(forest)))).toBeLessThan(15);
  expect(openForest(lowered).numNodes).toBe(3_000_000);
  expect(cpuSeconds(() => openForest(lowered))).toBeLessThan(1);
  const numRows = 40;
  const values = Float64Array.from({ length: numRows * NUM_FEATURES }, (_, i) =>
    randomValue(random, thresholds[i % NUM_FEATURES]),
  );
  const margins = new Float64Array(numRows);
  const scorer = createStandaloneScorer(lowered);
  scorer.scoreInto({ values, numRows, numColumns: NUM_FEATURES, order: 'row' }, margins);
  margins.forEach((margin, row) => {
    const own = values.subarray(row * NUM_FEATURES, (row + 1) * NUM_FEATURES);
    expect(margin).toBe(referenceMargins(forest, own)[0]);
  });
});

test('a thousand scorers opened and let go leave the process as large as it was', async () => {
  const trees = Array.from({ length: 12 }, () =>
    randomTree(random, { numLeaves: 31, shape: 'leafwise', thresholds, missing: 'each' }),
  );
  const lowered = lowerForest(forestOf(trees, NUM_FEATURES));
  const values = new Float64Array(NUM_FEATURES * 40);
  const cycle = async (): Promise<void> => {
    const scorer = createStandaloneScorer(lowered);
    scorer.scoreInto({ values, numRows: 40, numColumns: NUM_FEATURES, order: 'row' }, new Float64Array(40));
    scorer.close();
    // as a server does between two requests
    await new Promise((resolve) => setImmediate(resolve));
  };
  const residentAfter = async (numCycles: number): Promise<number> => {
    for (let i = 0; i < numCycles; i++) await cycle();
    for (let i = 0; i < 5; i++) {
      collectGarbage();
      await setTimeout(20);
    }
    return process.memoryUsage.rss();
  };
  // the first thousand settle what a process keeps: code, threads, the allocator's own pieces
  let before = await residentAfter(1200);
  const growths: number[] = [];
  // the allocator may take one more step in any thousand; what leaks grows in every one
  while (growths.length < 3 && (growths.at(-1) ?? 2) >= 1.05) {
    const after = await residentAfter(1000);
    growths.push(after / before);
    before = after;
  }
  expect(Math.min(...growths)).toBeLessThan(1.05);
});
