/**
 * Bundles that come and go leave nothing behind. Resident memory is measured by the bench case `swaps`; here it is what JavaScript
 * holds. POSTERN_SWAPS makes more of them (default 60).
 */
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

const numSwaps = Number(process.env['POSTERN_SWAPS'] ?? 60);
const WARM_UP = 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('swapping bundles back and forth holds on to none of them', async () => {
  const bundles = [1, 2].map((seed) => buildTestBundle({ seed, version: `${seed}.0.0` }));
  const engine = createEngine({ bundle: bundles[0] });
  const heldAfter = async (times: number): Promise<number> => {
    for (let i = 1; i <= times; i++) {
      await engine.swapBundle(bundles[i % 2]);
      await nextTurn();
    }
    // modules that were begun are finished or given up
    await wait(300);
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = await heldAfter(WARM_UP);
  const after = await heldAfter(numSwaps);
  await engine.close();
  // a module that is just being made may show, a bundle kept a swap would show ten times
  expect(after - before).toBeLessThan((bundles[0].length * numSwaps) / 10);
});
