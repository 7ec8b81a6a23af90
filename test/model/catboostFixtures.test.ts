/**
 * CatBoost is the oracle. It is the trained model that was asked: CatBoost reading its own JSON back misses last bits of
 * numbers, which Postern does not.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importCatboost } from '../../src/model/catboost/importCatboost.ts';
import { textCodesOf } from '../../src/model/encodeRows.ts';
import { applyLink } from '../../src/model/link.ts';
import { checkGolden, linkBound, readManifest, readModel } from './golden.ts';

const readF64 = (path: string): Float64Array =>
  new Float64Array(new Uint8Array(readFileSync(new URL(`../fixtures/catboost/${path}`, import.meta.url))).buffer);

checkGolden('catboost', importCatboost);

describe('texts of categories become the numbers that the trees ask for', () => {
  for (const { name, numColumns } of readManifest('catboost').cases.filter((one) => one.name.startsWith('one_hot'))) {
    test(name, () => {
      const path = new URL(`../fixtures/catboost/${name}/texts.json`, import.meta.url);
      const texts = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string[]>;
      const rows = readF64(`${name}/rows.f64`);
      const codes = textCodesOf(importCatboost(readModel('catboost', name)));
      for (const [column, values] of Object.entries(texts)) {
        const listed = codes[Number(column)];
        values.forEach((text, row) => {
          expect(listed?.codeOf(text), `${JSON.stringify(text)} in row ${row}`).toBe(
            rows[row * numColumns + Number(column)],
          );
        });
      }
    });
  }
});

/**
 * Here the library is the less exact one: its Exponent and its Probability of MultiClass use a fast exponential whose relative
 * error was measured as up to 1.5 units for each unit of the argument, or of the distance between margins.
 */
describe('the fast exponential of CatBoost errs in proportion to its argument', () => {
  for (const name of ['poisson_wide', 'multiclass_wide']) {
    test(name, () => {
      const { link, numOutputs } = importCatboost(readModel('catboost', name));
      const raw = readF64(`${name}/raw.f64`);
      const library = readF64(`${name}/wide.f64`);
      let furthest = 0;
      for (let row = 0; row < raw.length / numOutputs; row++) {
        const margins = raw.slice(row * numOutputs, (row + 1) * numOutputs);
        const distance = numOutputs === 1 ? Math.abs(margins[0]) : Math.max(...margins) - Math.min(...margins);
        applyLink(link, margins)?.forEach((output, i) => {
          const error = Math.abs(library[row * numOutputs + i] - output) / output;
          expect(error, `output ${i} of row ${row}`).toBeLessThan(
            linkBound(link, numOutputs) + 2 * distance * 2 ** -53,
          );
          furthest = Math.max(furthest, error);
        });
      }
      expect(furthest).toBeGreaterThan(linkBound(link, numOutputs));
    });
  }
});
