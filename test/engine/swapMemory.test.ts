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

function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test('swapping bundles back and forth holds on to none of them', async () => {
  const bundles = [1, 2].map((seed) => buildTestBundle({ seed, version: `${seed}.0.0` }));
  const engine = createEngine({ bundle: bundles[0] });
  const swap = async (times: number): Promise<void> => {
    for (let i = 1; i <= times; i++) {
      await engine.swapBundle(bundles[i % 2]);
      await nextTurn();
    }
  };
  await swap(WARM_UP);
  const before = held();
  await swap(numSwaps);
  // a bundle kept a swap would be three times this
  const most = (bundles[0].length * numSwaps) / 3;
  // modules that were begun are finished or given up, in their own time
  for (let tries = 0; tries < 100 && held() - before > most; tries++) await wait(100);
  expect(held() - before).toBeLessThan(most);
  await engine.close();
});
