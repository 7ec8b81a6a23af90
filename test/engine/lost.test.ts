/** A task that fails twice: its rows are answered in their places, and the tasks around it are untouched. */
import { expect, test } from 'vitest';
import { compileCore } from '../../src/core/wasm.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { furnish } from '../../src/engine/furnish.ts';
import { fillOptions } from '../../src/engine/options.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import { collect, decodeBody, encodeBody, pieces } from '../oracle/bodies.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

const bundle = buildTestBundle();
const parcels = simulateParcels(3000, 12);
const limits = { rowBytes: 16 * 1024 };
const slotBytes = 1 << 20;

test('rows of a task that failed twice are row errors in their places, the others are decided', async () => {
  let numTasks = 0;
  let numDeaths = 0;
  const told: [string, number][] = [];
  const onWorkerError = (error: unknown, attempt: number): void => void told.push([(error as Error).message, attempt]);
  const options = fillOptions({ bundle, limits, slotBytes, onWorkerError });
  const screener = furnish(options, 2, compileCore(), ({ pipeline, shelf }) => ({
    run: async (task) => {
      // the second task, and the second attempt at it
      numTasks += 1;
      if (numTasks === 2 || numTasks === 3) {
        numDeaths += 1;
        throw new Error(`fault ${numDeaths}`);
      }
      return pipeline.run(task, shelf.openOf(task.generation));
    },
    close: async () => undefined,
  }));
  const engine = createEngine({ bundle, limits, slotBytes });
  const body = encodeBody('ndjson', parcels);
  const screen = async (by: typeof engine): Promise<Record<string, unknown>[]> =>
    decodeBody('ndjson', await collect(by.screenStream(pieces(body, 65_536), { from: 'ndjson' }))) as never;
  const [answers, expected] = [await screen(screener), await screen(engine)];
  expect(numDeaths).toBe(2);
  expect(told).toEqual([
    ['fault 1', 1],
    ['fault 2', 2],
  ]);
  expect(answers).toHaveLength(parcels.length);
  const lost = answers.flatMap((answer, row) => ('error' in answer ? [row] : []));
  expect(lost.length).toBeGreaterThan(0);
  expect(lost.length).toBeLessThan(parcels.length);
  // one run of rows, each named by its code
  expect(lost.at(-1)! - lost[0]).toBe(lost.length - 1);
  for (const row of lost)
    expect(answers[row]).toMatchObject({ error: { code: 'ROW_LOST', got: 'two failed attempts' } });
  const others = (rows: readonly unknown[]): unknown[] => rows.filter((_, row) => !lost.includes(row));
  expect(others(answers)).toEqual(others(expected));
  expect(screener.stats().rowErrorsByCode.ROW_LOST).toBe(lost.length);
  await screener.close();
  await engine.close();
});
