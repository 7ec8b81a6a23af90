/** One contract, four ways to have it; and the same parcels give the same bytes in all of them. */
import { expect, test } from 'vitest';
import { HttpScreener } from '../../sdk/http.ts';
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
