/** Decisions that carry what moved their score: the same bytes from one thread, from many, and over HTTP. */
import { afterAll, expect, test } from 'vitest';
import { HttpScreener } from '../../sdk/http.ts';
import { type Answer, isRowError } from '../../src/contract/decision.ts';
import { featureText } from '../../src/contract/featureText.ts';
import { formatNames } from '../../src/contract/formats.ts';
import type { ScreeningHost } from '../../src/contract/host.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import type { Screener } from '../../src/contract/screener.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import { createPool } from '../../src/workers/createPool.ts';
import { collect, decodeBody, encodeBody, pieces } from '../oracle/bodies.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';
import { injectedFetch, quietServer } from '../server/helper.ts';

const TOP = 5;
/** About every other parcel is referred. */
const policy = { bands: [{ from: 0, action: 'rfs', code: 'SCORE_HIGH', text: 'The score is high' }] } as const;
const bundle = buildTestBundle({ policy });
const parcels: readonly Parcel[] = [
  { ...simulateParcels(1, 4)[0], itemId: undefined } as unknown as Parcel,
  ...simulateParcels(700, 31),
];
const plain = createEngine({ bundle });
const engine = createEngine({ bundle, explainTop: TOP });
const pool = createPool({ bundle, explainTop: TOP, numWorkers: 2 });
const ends: (() => Promise<unknown>)[] = [() => plain.close(), () => engine.close(), () => pool.close()];

afterAll(async () => {
  for (const end of ends) await end();
});

const screened = (screener: Screener, to: (typeof formatNames)[number]): Promise<Buffer> =>
  collect(screener.screenStream(pieces(encodeBody('ndjson', parcels), 9001), { from: 'ndjson', to }));

async function overHttp(host: ScreeningHost): Promise<Screener> {
  const app = await quietServer(host);
  ends.unshift(() => app.close());
  return new HttpScreener({ url: 'http://injected', fetch: injectedFetch(app), maxRetries: 0 });
}

function withoutModel(answer: Answer): Answer {
  if (isRowError(answer)) return answer;
  return { ...answer, reasons: answer.reasons.filter(({ source }) => source !== 'model') };
}

test('every way to have a screener gives the same bytes, in every format', async () => {
  const http = await overHttp(engine);
  for (const to of formatNames) {
    const expected = await screened(engine, to);
    expect((await screened(pool, to)).equals(expected)).toBe(true);
    expect((await screened(http, to)).equals(expected)).toBe(true);
    expect(decodeBody(to, expected)).toHaveLength(parcels.length);
  }
});

test('decisions that are no release carry the largest parts of their explanation; the others are as without', async () => {
  const answers = await engine.screenBatch(parcels);
  expect(answers.map(withoutModel)).toEqual(await plain.screenBatch(parcels));
  let numExplained = 0;
  for (const [row, answer] of answers.entries()) {
    if (isRowError(answer)) continue;
    const model = answer.reasons.filter(({ source }) => source === 'model');
    expect(model.length === 0).toBe(answer.action === 'release');
    if (model.length === 0 || numExplained++ > 40) continue;
    const { contributions } = await plain.explain(parcels[row]);
    const top = (contributions?.features ?? []).slice(0, TOP);
    expect(model.map(({ weight }) => weight)).toEqual(top.map(({ contribution }) => contribution));
    model.forEach(({ code, text }, i) => {
      expect(code.replaceAll('_', '').toLowerCase()).toBe(top[i].name.toLowerCase());
      expect(text).toBe(`${top[i].name}: ${featureText(top[i])}`);
    });
    expect(await engine.screen(parcels[row])).toEqual(answer);
  }
  expect(numExplained).toBeGreaterThan(40);
});

test('msgpack and NDJSON say the same; a CSV line has codes with weights', async () => {
  const answers = decodeBody('ndjson', await screened(engine, 'ndjson')) as Answer[];
  expect(decodeBody('msgpack', await screened(engine, 'msgpack'))).toEqual(answers);
  const [header, ...lines] = (await screened(engine, 'csv')).toString('utf8').trimEnd().split('\n');
  expect(header).toBe('itemId,action,score,probability,reasons,error,pointer');
  for (const [row, line] of lines.entries()) {
    const answer = answers[row];
    const cells = line.split(',');
    expect(cells).toHaveLength(header.split(',').length);
    if (isRowError(answer)) continue;
    const parts = answer.reasons.map(({ code, weight }) => (weight === null ? code : `${code}:${weight}`));
    expect(cells[4]).toBe(parts.join(' '));
  }
});

test('a number of contributions that no answer has room for is refused', () => {
  for (const explainTop of [-1, 1.5, 21, Number.NaN]) {
    expect(() => createEngine({ bundle, explainTop })).toThrow(/expected explainTop to be an integer from 0 to 20/);
  }
});
