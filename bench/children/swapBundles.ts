/**
 * Swaps two bundles in and out of one engine, 1,000 times to warm up and then as often as asked, and prints by what share
 * resident memory grew meanwhile. The young generation is to be kept small (--max-semi-space-size=2): how far V8
 * stretches it would be measured instead.
 */
import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { createEngine } from '../../sdk/embedded.ts';
import { buildBundle } from '../../src/engine/bundle/buildBundle.ts';
import { readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { readSources } from '../../src/engine/bundle/readSources.ts';
import { completeForest } from '../data.ts';

/** Until then allocators and caches of V8 still fill: about 8 MB in all. */
const WARM_UP = 1000;
const numSwaps = Number(process.argv[2]);

const key = readPrivateKey(readFileSync('bundles/demo-key.private.pem', 'utf8'));
const sources = readSources('bundles/default');
const bundles = [20, 30].map((numTrees) =>
  buildBundle({ ...sources, version: `${numTrees}.0.0`, models: { own: completeForest(numTrees, 6, 8) } }, key),
);
const engine = createEngine({ bundle: bundles[0] });

async function swap(times: number): Promise<number> {
  for (let i = 1; i <= times; i++) {
    await engine.swapBundle(bundles[i % 2]);
    // what was begun for the bundle before ends in a turn
    await nextTurn();
    await engine.scoreVectors(
      { values: new Float64Array(8), numRows: 1, numColumns: 8, order: 'row' },
      { model: 'own' },
    );
  }
  await wait(500);
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

const before = await swap(WARM_UP);
const after = await swap(numSwaps);
await engine.close();
process.stdout.write(`${JSON.stringify({ percent: (after / before - 1) * 100, megabytes: after / 2 ** 20 })}\n`);
