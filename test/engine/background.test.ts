/** A background sample in a folder of bundle sources: read exactly, or refused by its place. */
import { expect, test } from 'vitest';
import { buildBundle } from '../../src/engine/bundle/buildBundle.ts';
import { readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { readBackground } from '../../src/engine/bundle/readBackground.ts';
import { isRowError } from '../../src/contract/decision.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { featureTable } from '../../src/features/table.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import { demoPrivateKey, testSources } from '../oracle/testBundle.ts';

const read = (text: string): ReturnType<typeof readBackground> => readBackground(text, 'background.csv', ['a', 'b']);

test('rows are read with missing values where cells are empty', () => {
  const expected = { values: Float64Array.of(1, Number.NaN, -2.5, 1e-3), numRows: 2, numColumns: 2, order: 'row' };
  expect(read('a,b\n1,\n-2.5,1e-3\n')).toEqual(expected);
  expect(read('a,b\r\n1,\r\n-2.5,1e-3\r\n')).toEqual(expected);
});

test('other columns, no rows, ragged rows and what is no number are refused by their place', () => {
  for (const [text, fault] of [
    ['b,a\n1,2\n', 'expected the columns a,b'],
    ['a,b\n', 'expected at least one row'],
    ['a,b\n1\n', 'row 1: got 1 cells, expected 2'],
    ['a,b\n1,2\n3,Erika\n', 'row 2, b: not a number'],
  ]) {
    expect(() => read(text)).toThrowError(`background.csv: ${fault}`);
  }
});

test('a model without cover is explained by a sample, named as such, and not at all without one', async () => {
  const { forest, ...sources } = testSources();
  const bare = { ...forest, trees: forest.trees.map((tree) => ({ ...tree, cover: null })) };
  const values = Float64Array.from({ length: 30 * featureTable.length }, (_, i) => (i * 7919) % 113);
  const background = { values, numRows: 30, numColumns: featureTable.length, order: 'row' } as const;
  const key = readPrivateKey(demoPrivateKey);
  const [parcel] = simulateParcels(1, 3);
  for (const [options, source] of [
    [{}, undefined],
    [{ background }, 'background sample of 30 rows'],
  ] as const) {
    const engine = createEngine({ bundle: buildBundle({ ...sources, forest: bare, ...options }, key), explainTop: 3 });
    expect((await engine.explain(parcel)).contributions?.source).toBe(source);
    const answers = await engine.screenBatch(simulateParcels(300, 3));
    const shown = answers.flatMap((answer) =>
      isRowError(answer) || answer.action === 'release'
        ? []
        : [answer.reasons.filter((reason) => reason.source === 'model').length],
    );
    expect(new Set(shown)).toEqual(new Set([source === undefined ? 0 : 3]));
    await engine.close();
  }
});
