/** The real library is the oracle: margins that LightGBM gave, as bits, for models and rows that it wrote. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importLightgbm } from '../../src/model/lightgbm/importLightgbm.ts';
import { referenceMargin } from '../../src/model/referenceScore.ts';
import { bitsOf, loadEveryScorer } from '../forest/everyScorer.ts';

type Manifest = {
  versions: { lightgbm: string };
  cases: { name: string; numRows: number; numColumns: number }[];
};

const folder = new URL('../fixtures/lightgbm/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Manifest;
const scoreEveryWay = loadEveryScorer();

function readF64(path: string): Float64Array {
  const bytes = readFileSync(new URL(path, folder));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

describe(`raw margins equal those of LightGBM ${manifest.versions.lightgbm} to the bit`, () => {
  for (const { name, numRows, numColumns } of manifest.cases) {
    test(name, () => {
      const forest = importLightgbm(readFileSync(new URL(`${name}/model.txt`, folder), 'utf8'));
      const rows = readF64(`${name}/rows.f64`);
      const raw = readF64(`${name}/raw.f64`);
      expect(forest.featureNames).toHaveLength(numColumns);
      expect(raw).toHaveLength(numRows);
      const reference = Float64Array.from({ length: numRows }, (_, row) =>
        referenceMargin(forest, rows.subarray(row * numColumns, (row + 1) * numColumns)),
      );
      expect(bitsOf(reference), 'reference').toEqual(bitsOf(raw));
      for (const way of scoreEveryWay(forest, rows)) expect(bitsOf(way.margins), way.name).toEqual(bitsOf(raw));
    });
  }
});

describe('what is not supported is refused by its name', () => {
  for (const [name, element] of [
    ['categorical', /categorical splits \(num_cat\)/],
    ['linear_tree', /linear leaves \(is_linear\)/],
    ['multiclass', /several outputs \(num_class\)/],
  ] as const) {
    test(name, () => {
      const text = readFileSync(new URL(`refused/${name}.txt`, folder), 'utf8');
      expect(() => importLightgbm(text)).toThrow(expect.objectContaining({ code: 'MODEL_UNSUPPORTED' }));
      expect(() => importLightgbm(text)).toThrow(element);
    });
  }
});
