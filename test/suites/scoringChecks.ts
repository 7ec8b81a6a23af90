/** What every Screener does with rows that are no parcels: any model of the bundle scores them, as its library does. */
import { expect } from 'vitest';
import type { Screener, Vectors } from '../../src/contract/screener.ts';
import { featureTable } from '../../src/features/table.ts';
import { type Forest, TEST_IN_SET } from '../../src/model/forest.ts';
import { applyLink } from '../../src/model/link.ts';
import { referenceMargin, referenceMargins } from '../../src/model/referenceScore.ts';
import { seededRandom } from '../oracle/random.ts';
import { testSources } from '../oracle/testBundle.ts';

/** Declares a test that an implementation may skip by its title. */
export type Check = (title: string, body: () => Promise<void>) => void;

const { forest, models } = testSources();
const modelNames = Object.keys(models);

/** Every value that could upset a scorer, among ordinary ones. */
export function awkwardRows(numRows: number, numColumns: number = featureTable.length): number[][] {
  const random = seededRandom(77);
  const corners = [NaN, Infinity, -Infinity, -0, 0, 5e-324, 1e-36, 1e38, -1e38, 0.1];
  return Array.from({ length: numRows }, () =>
    Array.from({ length: numColumns }, () => (random.chance(0.3) ? random.pick(corners) : random.below(1e6) / 64)),
  );
}

export function vectorsOf(rows: readonly number[][], order: 'row' | 'column', kind: 'f32' | 'f64'): Vectors {
  const numRows = rows.length;
  const numColumns = rows[0]?.length ?? featureTable.length;
  const values = kind === 'f32' ? new Float32Array(numRows * numColumns) : new Float64Array(numRows * numColumns);
  rows.forEach((row, r) =>
    row.forEach((value, c) => (values[order === 'row' ? r * numColumns + c : c * numRows + r] = value)),
  );
  return { values, numRows, numColumns, order };
}

/** Rows for a model: values about its own thresholds and categories, and awkward ones. */
function rowsFor({ featureNames, trees, sets }: Forest, numRows: number): number[][] {
  const random = seededRandom(5);
  const drawn = featureNames.map((): number[] => [NaN, 0, -1, 2.5]);
  for (const { feature, threshold, test } of trees) {
    feature.forEach((column, node) => {
      if (test[node] === TEST_IN_SET) drawn[column].push(...sets[threshold[node]].values);
      else drawn[column].push(threshold[node], threshold[node] + random.below(100) - 50);
    });
  }
  const awkward = awkwardRows(Math.ceil(numRows / 4), featureNames.length);
  return Array.from({ length: numRows }, (_, row) => awkward[row] ?? drawn.map((values) => random.pick(values)));
}

const marginsOf = (model: Forest, rows: readonly (readonly number[])[]): number[] =>
  rows.flatMap((row) => [...referenceMargins(model, row)]);

function predictionsOf(model: Forest, rows: readonly (readonly number[])[]): number[] {
  return rows.flatMap((row) => {
    const margins = referenceMargins(model, row);
    const { linkDivisor } = model;
    return [...(applyLink(model.link, linkDivisor === null ? margins : margins.map((x) => x / linkDivisor)) ?? [])];
  });
}

/** @param current The screener, once there is one. */
export function checkScoring(check: Check, current: () => Screener): void {
  check('vectors score what the reference scores, to the bit, in either order and width', async () => {
    for (const numRows of [0, 1, 3, 255, 300]) {
      const rows = awkwardRows(numRows);
      const narrow = rows.map((row) => [...Float32Array.from(row)]);
      for (const order of ['row', 'column'] as const) {
        const scores = await current().scoreVectors(vectorsOf(rows, order, 'f64'));
        expect(scores).toMatchObject({ numRows, numOutputs: 1 });
        expect([...scores.values]).toEqual(rows.map((row) => referenceMargin(forest, row)));
        const narrowScores = await current().scoreVectors(vectorsOf(rows, order, 'f32'));
        expect([...narrowScores.values]).toEqual(narrow.map((row) => referenceMargin(forest, row)));
      }
    }
  });

  check('a view into a larger buffer scores as itself', async () => {
    const rows = awkwardRows(5);
    const { values, ...shape } = vectorsOf(rows, 'row', 'f64');
    const larger = new Float64Array(values.length + 2).fill(9);
    larger.set(values, 1);
    const view = larger.subarray(1, 1 + values.length);
    expect([...(await current().scoreVectors({ values: view, ...shape })).values]).toEqual(
      rows.map((row) => referenceMargin(forest, row)),
    );
  });

  check('vectors that do not fill their shape, or have the wrong width, are refused', async () => {
    const vectors = vectorsOf(awkwardRows(2), 'row', 'f64');
    for (const wrong of [
      { ...vectors, numRows: 3 },
      { ...vectors, numRows: vectors.numColumns, numColumns: 2 },
    ]) {
      await expect(current().scoreVectors(wrong)).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
    }
  });

  check('the bundle lists its models with their features and outputs', async () => {
    const listed = (await current().bundle()).models;
    expect(listed.map(({ name: model }) => model)).toEqual(modelNames);
    for (const { name: model, features, numTrees, numOutputs, source } of listed) {
      const { featureNames, trees } = models[model];
      expect([features, numTrees]).toEqual([featureNames, trees.length]);
      expect([numOutputs, source]).toEqual([models[model].numOutputs, models[model].source]);
    }
  });

  check('every model of the bundle scores as the reference does, to the bit, in either order and width', async () => {
    for (const model of modelNames) {
      for (const numRows of [0, 1, 300]) {
        const rows = rowsFor(models[model], numRows);
        const narrow = rows.map((row) => [...Float32Array.from(row)]);
        const { numOutputs, featureNames } = models[model];
        for (const order of ['row', 'column'] as const) {
          const numColumns = featureNames.length;
          const wide = { ...vectorsOf(rows, order, 'f64'), numColumns };
          expect(await current().scoreVectors(wide, { model })).toEqual({
            values: Float64Array.from(marginsOf(models[model], rows)),
            numRows,
            numOutputs,
          });
          const scores = await current().scoreVectors({ ...vectorsOf(rows, order, 'f32'), numColumns }, { model });
          expect([...scores.values]).toEqual(marginsOf(models[model], narrow));
        }
      }
    }
  });

  check('models take turns with the one that screens, and none disturbs another', async () => {
    const rows = awkwardRows(9);
    const screening = vectorsOf(rows, 'row', 'f64');
    const calls = modelNames.flatMap((model) => {
      const own = rowsFor(models[model], 7);
      return [
        current()
          .scoreVectors(vectorsOf(own, 'row', 'f64'), { model })
          .then(({ values }) => [...values]),
        current()
          .scoreVectors(screening)
          .then(({ values }) => [...values]),
      ];
    });
    const expected = modelNames.flatMap((model) => [
      marginsOf(models[model], rowsFor(models[model], 7)),
      marginsOf(forest, rows),
    ]);
    expect(await Promise.all(calls)).toEqual(expected);
  });

  check('predictions are margins on the scale of the label', async () => {
    for (const model of modelNames) {
      const rows = rowsFor(models[model], 50);
      const vectors = vectorsOf(rows, 'row', 'f64');
      const scores = await current().scoreVectors(vectors, { model, output: 'prediction' });
      expect([...scores.values]).toEqual(predictionsOf(models[model], rows));
      expect(scores.values).toHaveLength(50 * scores.numOutputs);
      expect(await current().scoreVectors(vectors, { model, output: 'margin' })).toEqual(
        await current().scoreVectors(vectors, { model }),
      );
    }
  });

  check('rows are matched by the names of their columns, in any order, null being missing', async () => {
    for (const model of modelNames) {
      const { featureNames, categories } = models[model];
      const rows = rowsFor(models[model], 40);
      const places = featureNames.map((_, feature) => (feature * 7 + 1) % featureNames.length);
      const cells = rows.map((row) =>
        row.map((value, feature) => {
          if (Number.isNaN(value)) return null;
          return categories[feature]?.texts[value] ?? value;
        }),
      );
      // a number where texts belong counts as its decimal text
      const expected = rows.map((row) =>
        row.map((value, feature) => {
          const listed = categories[feature];
          if (!listed || Number.isNaN(value) || listed.texts[value] !== undefined) return value;
          const code = listed.texts.indexOf(String(value));
          return code < 0 ? listed.unknown : code;
        }),
      );
      const plain = await current().scoreRows({ rows: cells }, { model });
      expect([...plain.values]).toEqual(marginsOf(models[model], expected));
      if (new Set(places).size < places.length) continue;
      const columns = places.map((feature) => featureNames[feature]);
      const shuffled = cells.map((row) => places.map((feature) => row[feature]));
      expect(await current().scoreRows({ columns, rows: shuffled }, { model })).toEqual(plain);
    }
  });

  check('rows that do not fit their model are refused with what is wrong', async () => {
    const [model] = modelNames;
    const { featureNames } = models[model];
    const row = featureNames.map(() => 1);
    for (const [rows, code, message] of [
      [{ columns: featureNames.slice(1), rows: [] }, 'FEATURES_MISMATCH', featureNames[0]],
      [{ columns: [...featureNames, 'label'], rows: [] }, 'FEATURES_MISMATCH', 'label'],
      [{ columns: [...featureNames, featureNames[0]], rows: [] }, 'REQUEST_INVALID', featureNames[0]],
      [{ rows: [row, row.slice(1)] }, 'SHAPE_MISMATCH', '/rows/1:'],
      [{ rows: [row, [...row.slice(1), 'Erika']] }, 'REQUEST_INVALID', `/rows/1/${row.length - 1}: got a text`],
      [{ rows: 'none' }, 'REQUEST_INVALID', 'expected {"columns"'],
    ] as const) {
      const error = await current()
        .scoreRows(rows as never, { model })
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code });
      expect((error as Error).message).toContain(message);
      expect((error as Error).message).not.toContain('Erika');
    }
  });

  check('a model of no such name, and an output of no such kind, are refused', async () => {
    const vectors = vectorsOf(awkwardRows(1), 'row', 'f64');
    for (const call of [
      current().scoreVectors(vectors, { model: 'nothing' }),
      current().scoreRows({ rows: [] }, { model: 'nothing' }),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'MODEL_UNKNOWN', status: 404 });
    }
    for (const options of [{ output: 'probability' }, { model: 7 }] as never[]) {
      await expect(current().scoreVectors(vectors, options)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
      await expect(current().scoreRows({ rows: [] }, options)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    }
  });
}
