/** Large bodies of rows are scored in turns: others come in between, callers may give up, a swap changes nothing. */
import { afterAll, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';
import { testModels } from '../oracle/testModels.ts';

const { amounts, frames, classes } = testModels();
const engine = createEngine({ bundle: buildTestBundle({ models: { amounts, frames, classes } }) });
afterAll(() => engine.close());

const NUM_ROWS = 1_000_000;
const numColumns = amounts.featureNames.length;
const PERIOD = 1000;
const period = Float64Array.from({ length: PERIOD * numColumns }, (_, at) =>
  at % 11 === 0 ? NaN : (at % 997) / 100 - 5,
);
const values = new Float64Array(NUM_ROWS * numColumns);
for (let row = 0; row < NUM_ROWS; row += PERIOD) values.set(period, row * numColumns);
const vectors = { values, numRows: NUM_ROWS, numColumns, order: 'row' } as const;
const expected = Float64Array.from(
  { length: PERIOD },
  (_, row) => referenceMargins(amounts, period.subarray(row * numColumns, (row + 1) * numColumns))[0],
);

/** Every period of the scores has the bits of the reference. */
function expectWhole(scores: Float64Array): void {
  const wanted = Buffer.from(expected.buffer);
  const got = Buffer.from(scores.buffer, scores.byteOffset, scores.byteLength);
  const wrong: number[] = [];
  for (let at = 0; at < got.length; at += wanted.length) {
    if (!got.subarray(at, at + wanted.length).equals(wanted)) wrong.push(at);
  }
  expect(wrong).toEqual([]);
  expect(scores).toHaveLength(NUM_ROWS);
}

test('parcels are screened, and other models scored, while a million rows are', async () => {
  const order: string[] = [];
  const long = engine.scoreVectors(vectors, { model: 'amounts' }).finally(() => order.push('rows'));
  for (const parcel of simulateParcels(5, 1)) {
    await engine.screen(parcel);
    // later ones may come after the rows: how many do depends on the machine
    if (order.length === 0) order.push('first parcel');
    await new Promise(setImmediate);
    await engine.scoreRows({ rows: [frames.featureNames.map(() => null)] }, { model: 'frames' });
  }
  expectWhole((await long).values);
  expect(order).toEqual(['first parcel', 'rows']);
});

test('a swap meanwhile changes nothing for what is under way, and all for what comes', async () => {
  const long = engine.scoreVectors(vectors, { model: 'amounts' });
  await new Promise(setImmediate);
  const { models } = await engine.swapBundle(buildTestBundle({ models: { amounts: classes } }));
  expect(models.map(({ source }) => source)).toEqual(['xgboost']);
  await engine.scoreRows({ rows: [classes.featureNames.map(() => 1)] }, { model: 'amounts' });
  expectWhole((await long).values);
  expect((await engine.scoreRows({ rows: [classes.featureNames.map(() => 1)] }, { model: 'amounts' })).numOutputs).toBe(
    3,
  );
  await engine.swapBundle(buildTestBundle({ models: { amounts, frames, classes } }));
});

test('a caller that gives up, or has no time, ends it', async () => {
  const controller = new AbortController();
  const aborted = engine.scoreVectors(vectors, { model: 'amounts', signal: controller.signal });
  setImmediate(() => controller.abort());
  await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
  const late = engine.scoreVectors(vectors, { model: 'amounts', timeoutMs: 1 });
  await expect(late).rejects.toMatchObject({ code: 'TIMED_OUT' });
});

test('closing waits for the rows under way', async () => {
  const other = createEngine({ bundle: buildTestBundle({ models: { amounts } }) });
  const long = other.scoreVectors(vectors, { model: 'amounts' });
  await new Promise(setImmediate);
  await other.close();
  expectWhole((await long).values);
});
