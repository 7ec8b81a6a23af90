/** One contract, four ways to have it; and the same parcels give the same bytes in all of them. */
import { expect, test, vi } from 'vitest';
import { HttpScreener } from '../../sdk/http.ts';
import { createScreener } from '../../sdk/index.ts';
import { formatNames } from '../../src/contract/formats.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import { createPool } from '../../src/workers/createPool.ts';
import { collect, encodeBody, pieces } from '../oracle/bodies.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';
import { injectedFetch, quietServer } from '../server/helper.ts';
import { type Made, runScreenerSuite } from '../suites/screenerSuite.ts';

const bundle = buildTestBundle();
const nothing = async (): Promise<void> => undefined;

const ways: Readonly<Record<string, () => Promise<Made>>> = {
  engine: async () => ({ screener: createEngine({ bundle }), end: nothing }),
  pool: async () => ({ screener: createPool({ bundle, numWorkers: 2 }), end: nothing }),
  'HTTP injected': async () => {
    const host = createEngine({ bundle });
    const app = await quietServer(host);
    const screener = new HttpScreener({ url: 'http://injected', fetch: injectedFetch(app), maxRetries: 0 });
    return { screener, end: () => app.close().then(() => host.close()) };
  },
  'HTTP over a socket': async () => {
    const host = createPool({ bundle, numWorkers: 1 });
    const app = await quietServer(host);
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    return { screener: new HttpScreener({ url, maxRetries: 0 }), end: () => app.close().then(() => host.close()) };
  },
};

const collected = 'injection collects the body before it is sent';
for (const [name, make] of Object.entries(ways)) {
  runScreenerSuite({
    name,
    make,
    skip:
      name === 'HTTP injected'
        ? {
            'aborting a stream that waits for its source ends it with ABORTED': collected,
            'a stream that takes longer than its time limit ends with TIMED_OUT': collected,
          }
        : {},
  });
}

test('a number of workers that is none is refused, and none at all screens on this thread', async () => {
  for (const numWorkers of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2' as never]) {
    await expect(createScreener({ bundle, numWorkers })).rejects.toThrow(
      `expected numWorkers to be an integer of 1 or more, got ${numWorkers}`,
    );
  }
  const screener = await createScreener({ bundle, numWorkers: 0 });
  expect(await screener.screenBatch([])).toEqual([]);
  await screener.close();
});

test('the timer of a time limit ends with its call', async () => {
  const engine = createEngine({ bundle });
  const set = vi.spyOn(globalThis, 'setTimeout');
  const clear = vi.spyOn(globalThis, 'clearTimeout');
  try {
    for (let call = 0; call < 20; call++) {
      await engine.screenBatch(simulateParcels(2, call), { timeoutMs: 60_000 });
    }
    const limits = set.mock.results.filter((_, call) => set.mock.calls[call][1] === 60_000).map(({ value }) => value);
    expect(limits).toHaveLength(20);
    expect(clear.mock.calls.map(([timer]) => timer)).toEqual(expect.arrayContaining(limits));
  } finally {
    set.mockRestore();
    clear.mockRestore();
    await engine.close();
  }
});

test('the same bytes are answered with the same bytes embedded, pooled and over HTTP', async () => {
  const parcels = simulateParcels(2000, 4);
  const broken = { ...parcels[0], contents: 'none' };
  const made = await Promise.all(Object.values(ways).map((make) => make()));
  for (const format of formatNames) {
    const body = encodeBody(format, format === 'csv' ? parcels : [...parcels.slice(0, 999), broken, ...parcels]);
    for (const to of formatNames) {
      const answers = await Promise.all(
        made.map(({ screener }) => collect(screener.screenStream(pieces(body, 65_537), { from: format, to }))),
      );
      expect(answers.map((bytes) => bytes.equals(answers[0]))).toEqual(made.map(() => true));
    }
  }
  for (const { screener, end } of made) {
    await screener.close();
    await end();
  }
});
